"""A story's sides as the cells of a table: a picture without an image, letters and numbers in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stories.coverage.shares import Display, percents, shares
from stories.scales import Side

# As on the pages: where only counts may be said, one outlet must not look like all of them.
LEAST_PLACES: Final = 12
LEAST_PERCENT: Final = 2  # a thinner cell is invisible on a phone
LABEL_FROM: Final = 12  # percent of 280 px that letter and number need
LETTER_FROM: Final = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One coloured cell; percent of the width, all of a bar being 100; text: what fits into it, or ''.

    side is '' for places that nobody takes.
    """

    side: str
    percent: int
    text: str


def cells(left: int, center: int, right: int, unrated: int, letters: Mapping[Side, str]) -> tuple[Cell, ...]:
    """The cells of a story with so many outlets on each side, left to right, unrated last; letters: of the sides."""
    counts = {Side.LEFT: left, Side.CENTER: center, Side.RIGHT: right, Side.UNRATED: unrated}
    few = shares(left, center, right).display is Display.COUNTS
    free = max(LEAST_PLACES - sum(counts.values()), 0) if few else 0
    taken = [(side, n) for side, n in counts.items() if n]
    widths = _widths([n for _, n in taken] + [free] * bool(free))
    found = [
        Cell(side.value, width, _text(width, letters[side], n)) for (side, n), width in zip(taken, widths, strict=False)
    ]
    return (*found, Cell("", widths[-1], "")) if free else tuple(found)


def _widths(counts: list[int]) -> list[int]:
    """Whole percents that sum to 100, none too thin to be seen: what that takes, the widest gives."""
    widths = [max(width, LEAST_PERCENT) for width in percents(counts)]
    if widths:
        widths[widths.index(max(widths))] -= sum(widths) - 100
    return widths


def _text(width: int, letter: str, outlets: int) -> str:
    if width >= LABEL_FROM:
        return f"{letter} {outlets}"
    return letter if width >= LETTER_FROM else ""
