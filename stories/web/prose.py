"""A page's source text as blocks that a template can show: headings, paragraphs and lists. No markup gets through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


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


def chapters(source: str, values: Mapping[str, str]) -> tuple[Chapter, ...]:
    """The source's chapters with {names} replaced by values; KeyError for a name without one.

    `## ` begins a chapter, `- ` a line of a list, a blank line parts blocks.
    """
    parts = re.split(r"^## +(.+)$", source.format_map(dict(values)), flags=re.MULTILINE)
    titles = ["", *parts[1::2]]
    return tuple(
        Chapter(re.sub(r"\W+", "-", title.strip().lower()), title.strip(), _blocks(body))
        for title, body in zip(titles, parts[::2], strict=True)
        if body.strip()
    )


def _blocks(body: str) -> tuple[Block, ...]:
    return tuple(_block(piece.strip()) for piece in re.split(r"\n\s*\n", body) if piece.strip())


def _block(piece: str) -> Block:
    lines = piece.splitlines()
    if all(line.startswith("- ") for line in lines):
        return Block("", tuple(line.removeprefix("- ").strip() for line in lines))
    return Block(" ".join(lines), ())
