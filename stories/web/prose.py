"""A page's source text as blocks that a template can show: headings, paragraphs and lists. No markup gets through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

from stories.web.wording import language

_KEY: Final = re.compile(r"(.*?)\s*\{#([\w-]+)\}")  # as in: ## Wie gezählt wird {#counting}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list where items is not empty."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what stands under it; the chapter before the first heading has no title."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def page_source(name: str) -> str:
    """docs/<name>.md in the language of the page, in English where nobody has written it in that language."""
    return _read(name, language())


@cache
def _read(name: str, tongue: str) -> str:
    folder = Path(settings.BASE_DIR) / "docs"
    found = folder / f"{name}.{tongue}.md"
    return (found if found.is_file() else folder / f"{name}.md").read_text(encoding="utf-8")


def chapters(source: str, values: Mapping[str, str]) -> tuple[Chapter, ...]:
    """The source's chapters with {names} replaced by values; KeyError for a name without one.

    `## ` begins a chapter, `- ` a line of a list, a blank line parts blocks; `{#key}` after a heading is its key, so
    that links hold in every language.
    """
    parts = re.split(r"^## +(.+)$", source, flags=re.MULTILINE)
    titles = ["", *parts[1::2]]
    return tuple(
        Chapter(*_heading(title.strip()), _blocks(body.format_map(dict(values))))
        for title, body in zip(titles, parts[::2], strict=True)
        if body.strip()
    )


def _heading(text: str) -> tuple[str, str]:
    """Its key and its title."""
    keyed = _KEY.fullmatch(text)
    return (keyed[2], keyed[1]) if keyed else (re.sub(r"\W+", "-", text.lower()), text)


def _blocks(body: str) -> tuple[Block, ...]:
    return tuple(_block(piece.strip()) for piece in re.split(r"\n\s*\n", body) if piece.strip())


def _block(piece: str) -> Block:
    lines = piece.splitlines()
    if all(line.startswith("- ") for line in lines):
        return Block("", tuple(line.removeprefix("- ").strip() for line in lines))
    return Block(" ".join(lines), ())
