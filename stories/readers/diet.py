"""What a reader's reading is made of, beside what the site had in the same time. Pure.

A story counts as one, shared out over its counted outlets; so the mix of somebody who read everything is the site's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

FEWEST: Final = 5  # readings below which a mix says more about chance than about a reader
WEEKS: Final = 8


class Aspect(StrEnum):
    """What a mix is of."""

    SIDES = "sides"
    FACTUALITY = "factuality"
    OWNERSHIP = "ownership"
    COUNTRIES = "countries"


Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dish:
    """A story by its counted outlets: aspect -> key -> outlets, the unrated and unknown among them."""

    story: int
    counts: Mapping[Aspect, Counts]


@dataclass(frozen=True, slots=True)
class Line:
    """One key of a mix: the share (0..1) of what was read, and of what the site had."""

    key: str
    own: float
    site: float


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: how many readings, and their share by side; {} where there are fewer than `FEWEST`."""

    monday: date
    readings: int
    shares: Mapping[str, float]


def mix(dishes: Iterable[Dish], aspect: Aspect) -> dict[str, float]:
    """Key -> share of the stories, 0..1, summing to 1; {} where no story has a counted outlet."""
    sums: defaultdict[str, float] = defaultdict(float)
    stories = 0
    for dish in dishes:
        counts = dish.counts.get(aspect, {})
        total = sum(counts.values())
        if not total:
            continue
        stories += 1
        for key, n in counts.items():
            sums[key] += n / total
    return {key: value / stories for key, value in sums.items()} if stories else {}


def lines(own: Mapping[str, float], site: Mapping[str, float]) -> tuple[Line, ...]:
    """Both mixes beside each other, the site's largest first; what neither has is left out."""
    keys = {key for key, share in (*own.items(), *site.items()) if share > 0}
    found = (Line(key, own.get(key, 0.0), site.get(key, 0.0)) for key in keys)
    return tuple(sorted(found, key=lambda line: (-line.site, -line.own, line.key)))


def weeks(readings: Iterable[tuple[date, int]], dishes: Mapping[int, Dish], today: date) -> tuple[Week, ...]:
    """The last eight weeks up to today's, the newest first; readings: (day, story)."""
    by_monday: defaultdict[date, list[int]] = defaultdict(list)
    for day, story in readings:
        by_monday[_monday(day)].append(story)
    found = []
    for back in range(WEEKS):
        monday = _monday(today) - timedelta(weeks=back)
        read = by_monday.get(monday, [])
        known = [dishes[story] for story in read if story in dishes]
        found.append(Week(monday, len(read), mix(known, Aspect.SIDES) if len(read) >= FEWEST else {}))
    return tuple(found)


def unseen_sides(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The sides whose blindspots are a reader's own: left or right, whichever they read more; both at a tie, or ()."""
    left, right = shares.get("left", 0.0), shares.get("right", 0.0)
    if not left and not right:
        return ()
    if left == right:
        return ("left", "right")
    return ("left",) if left > right else ("right",)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
