"""The front page's order: what a story's place is made of, as a formula that can be printed beside it.

    score = (0.25 + 0.67 · log2(outlets) + 0.33 · log2(independent texts))
            · (1 + 0.15 · further sides that cover it)
            · 0.5 ^ (hours since its latest article / 24)

So one outlet alone has 0.25, and a doubling of outlets with texts of their own adds 1.

The same for every reader. docs/decisions/0005-coverage.md says where the numbers come from.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2
from typing import Final

ALONE: Final = 0.25
OUTLETS_WEIGHT: Final = 0.67
TEXTS_WEIGHT: Final = 0.33
PER_FURTHER_SIDE: Final = 0.15
HALF_LIFE_H: Final = 24.0


@dataclass(frozen=True, slots=True)
class RankInput:
    """What the formula reads of a story: counted outlets, texts, rated outlets per side, its latest article."""

    outlets: int
    independent_texts: int
    left: int
    center: int
    right: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One factor of the score, with the words that stand beside it."""

    name: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story's score, the product of its parts; order is its base-2 logarithm, which no age makes zero."""

    score: float
    order: float
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """Why the story stands where it stands: '12 outlets, 3 independent texts; left, center; 2 h ago'."""
        return "; ".join(part.words for part in self.parts)


def rank(story: RankInput, now: datetime) -> Ranked:
    """The story's place at `now`; a latest article in the future counts as just now, no counted outlet as one."""
    outlets, texts = max(story.outlets, 1), max(story.independent_texts, 1)
    breadth = ALONE + OUTLETS_WEIGHT * log2(outlets) + TEXTS_WEIGHT * log2(texts)
    sides = [name for name in ("left", "center", "right") if getattr(story, name)]
    spread = 1 + PER_FURTHER_SIDE * max(len(sides) - 1, 0)
    age_h = max((now - story.last) / timedelta(hours=1), 0.0)
    order = log2(breadth * spread) - age_h / HALF_LIFE_H
    counted = f"{_n(story.outlets, 'outlet')}, {_n(story.independent_texts, 'independent text')}"
    return Ranked(
        score=2.0**order,
        order=order,
        parts=(
            Part("breadth", breadth, counted),
            Part("spread", spread, f"covered by {_listed(sides)}" if sides else "no rated outlet"),
            Part("freshness", 0.5 ** (age_h / HALF_LIFE_H), f"latest article {age_h:.0f} h ago"),
        ),
    )


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
