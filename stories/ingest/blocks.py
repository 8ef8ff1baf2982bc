"""A page's visible text as lines in reading order, each block of the layout one line. Pure and linear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "math", "iframe", "head", "select", "textarea"})
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i img ins kbd mark q s small span strong sub sup time tt u var wbr".split()  # noqa: SIM905, E501
)
_ASIDE = frozenset({"nav", "aside", "footer", "form", "menu"})


@dataclass(frozen=True)
class Block:
    """One line of text; aside: whether it stands in navigation, an aside, a form or a footer; tag: its element's."""

    text: str
    tag: str
    aside: bool


def blocks(tree: Any) -> list[Block]:
    """The lines of a parsed page, without empty ones."""
    return [block for block in _walk(tree) if block.text]


def _walk(tree: Any) -> Iterator[Block]:
    parts: list[str] = []
    tags, asides = ["body"], 0
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name not in _INLINE:
                yield _block(parts, tags[-1], asides)
                asides += name in _ASIDE
                tags.append(name)
            if name in _SKIPPED:
                walk.skip_subtree()
            else:
                parts.append(element.text or "")
            continue
        if event == "end" and name not in _INLINE:
            yield _block(parts, tags.pop(), asides)
            asides -= name in _ASIDE
        parts.append(element.tail or "")
    yield _block(parts, "body", asides)


def _block(parts: list[str], tag: str, asides: int) -> Block:
    text = " ".join("".join(parts).split())
    parts.clear()
    return Block(text, tag, asides > 0)
