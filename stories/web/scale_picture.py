"""Where an outlet stands on a scale, as a small picture: every step, the effective one raised, a point per rater."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stories.scales import Side
from stories.web.schemes import Axis

POINTS_APART: Final = 8  # pixels between the points of raters on one step
WIDEST: Final = 100.0  # percent of the picture


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One step: x and width in percent; css: its colour; here: whether the outlet stands on it."""

    x: str
    width: str
    css: str
    here: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One rater's word: x in percent, dx in pixels beside it."""

    x: str
    dx: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from its first step to its last; points: of the ratings that are used."""

    first: str
    last: str
    steps: tuple[ScaleStep, ...]
    points: tuple[Point, ...]


def scale(axis: Axis, buckets: Sequence[Mapping[str, Any]], here: str, given: Iterable[str]) -> Scale | None:
    """The scale of a scheme; None where it has fewer than two steps. here: the effective step; given: one per rater."""
    keys = [str(bucket["key"]) for bucket in buckets]
    if len(keys) < 2:
        return None
    width = WIDEST / len(keys)
    sides = [Side.of(bucket.get("side")) or Side.UNRATED for bucket in buckets]
    steps = tuple(
        ScaleStep(f"{i * width:.2f}%", f"{width:.2f}%", axis.group(key, side).css, key == here)
        for i, (key, side) in enumerate(zip(keys, sides, strict=True))
    )
    counts = Counter(key for key in given if key in keys)
    points = tuple(
        Point(f"{(keys.index(key) + 0.5) * width:.2f}%", round((i - (n - 1) / 2) * POINTS_APART))
        for key, n in counts.items()
        for i in range(n)
    )
    return Scale(axis.label(keys[0]), axis.label(keys[-1]), steps, points)
