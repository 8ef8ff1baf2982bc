"""What a story was when a digest last showed it, what changed since, and whether that is enough to show it again. Pure.

The rule: a story comes again when a side joined that had no outlet in it, when a blindspot appeared or closed, or when
it gained half as many outlets as it had, at least three. A story that the reader follows itself comes again with any
new outlet or headline. A new headline alone is told where the story comes again, and brings none back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from stories.digests.candidate import Candidate
from stories.scales import RATED_SIDES, Side

GROWN_BY: Final = 0.5  # of the outlets it had
GROWN_AT_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as a digest showed it; outlets: slugs of those that could be named, blindspot: the side, or ''."""

    story: int
    title: str
    left: int
    center: int
    right: int
    unrated: int
    blindspot: str
    outlets: frozenset[str]

    @property
    def counted(self) -> int:
        """All its counted outlets."""
        return self.left + self.center + self.right + self.unrated


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since; more: outlets gained, new: names of some of them, former: the headline before, or ''.

    joined: sides that had no outlet; blindspot_came and blindspot_closed: the side, or ''.
    """

    more: int = 0
    new: tuple[str, ...] = ()
    joined: tuple[Side, ...] = ()
    former: str = ""
    blindspot_came: str = ""
    blindspot_closed: str = ""

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.more or self.joined or self.former or self.blindspot_came or self.blindspot_closed)


def changed(before: Shown, story: Candidate) -> Changed:
    """What is new in the story since it was shown so; outlets that left are not told."""
    more = max(story.counted - before.counted, 0)
    new = tuple(report.outlet for report in story.reports if report.slug not in before.outlets) if more else ()
    other_side = before.blindspot != story.blindspot
    return Changed(
        more=more,
        new=new,
        joined=tuple(side for side in RATED_SIDES if story.of(side) and not getattr(before, side.value)),
        former=before.title if before.title != story.title else "",
        blindspot_came=story.blindspot if other_side else "",
        blindspot_closed=before.blindspot if other_side else "",
    )


def enough(found: Changed, before: Shown, *, followed: bool) -> bool:
    """Whether the story comes again; followed: the reader follows this very story."""
    if found.joined or found.blindspot_came or found.blindspot_closed:
        return True
    if followed:
        return found.anything
    return found.more >= max(GROWN_AT_LEAST, GROWN_BY * before.counted)


def record(story: Candidate) -> dict[str, Any]:
    """What a delivery keeps of a story that it showed; `shown` reads it again."""
    return {
        "story": story.story,
        "title": story.title,
        "counts": [story.left, story.center, story.right, story.unrated],
        "blindspot": story.blindspot,
        "outlets": sorted(report.slug for report in story.reports),
    }


def shown(kept: Mapping[str, Any]) -> Shown | None:
    """The story as it was shown, from what a delivery kept; None for what this version can't read."""
    try:
        left, center, right, unrated = (int(n) for n in kept["counts"])
        outlets = frozenset(map(str, kept.get("outlets", ())))
        title, blindspot = str(kept.get("title", "")), str(kept.get("blindspot", ""))
        return Shown(int(kept["story"]), title, left, center, right, unrated, blindspot, outlets)
    except (KeyError, TypeError, ValueError):
        return None
