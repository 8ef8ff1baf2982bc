"""Why a story is in a digest: the reasons as values; words are made of them in the reader's language. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from stories.digests.candidate import Candidate
from stories.digests.wishes import Wish
from stories.scales import RATED_SIDES, Side

MOST_NAMED: Final = 3


class Reason(StrEnum):
    """Each reason that a digest gives, the strongest first."""

    FOLLOWED_STORY = "followed_story"
    FOLLOWED_ENTITY = "followed_entity"
    FOLLOWED_SECTION = "followed_section"
    FOLLOWED_OUTLET = "followed_outlet"
    SIDE = "side"  # led by a side that the reader asked to see more of
    BLINDSPOT = "blindspot"
    ALL_SIDES = "all_sides"
    TOP = "top"


FOLLOWED: Final = frozenset(
    {Reason.FOLLOWED_STORY, Reason.FOLLOWED_ENTITY, Reason.FOLLOWED_SECTION, Reason.FOLLOWED_OUTLET}
)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason; names: of what is followed, or the key of the section; side: of the reason, or ''."""

    reason: Reason
    names: tuple[str, ...] = ()
    side: str = ""

    def record(self) -> dict[str, Any]:
        """As a delivery keeps it."""
        return {"reason": self.reason.value, "names": list(self.names), "side": self.side}


def followed(story: Candidate, wish: Wish) -> tuple[Why, ...]:
    """What of the story the reader follows, the most particular first; empty for none."""
    if not wish.follows:
        return ()
    names = tuple(name for key, name in story.entities if key in wish.entities)[:MOST_NAMED]
    outlets = tuple(report.outlet for report in story.reports if report.slug in wish.outlets)[:MOST_NAMED]
    section = (story.section,) if story.section in wish.sections else ()
    found = (
        Why(Reason.FOLLOWED_STORY) if story.story in wish.stories else None,
        Why(Reason.FOLLOWED_ENTITY, names) if names else None,
        Why(Reason.FOLLOWED_SECTION, section) if section else None,
        Why(Reason.FOLLOWED_OUTLET, outlets) if outlets else None,
    )
    return tuple(why for why in found if why)


def wanted_side(story: Candidate, wish: Wish) -> Side | None:
    """The side the reader asked to see more of that leads the story's rated outlets alone; None where none does."""
    return next((side for side in RATED_SIDES if side in wish.sides and leads(story, side)), None)


def leads(story: Candidate, side: Side) -> bool:
    """Whether more outlets of the side cover the story than of each other side."""
    return story.of(side) > max(story.of(other) for other in RATED_SIDES if other is not side)


def reasons(story: Candidate, wish: Wish) -> tuple[Why, ...]:
    """Why the story may be in the reader's digest, the strongest first; at least one."""
    side = wanted_side(story, wish)
    by_side = (Why(Reason.SIDE, side=side.value),) if side else ()
    return (*followed(story, wish), *by_side, _by_coverage(story))


def _by_coverage(story: Candidate) -> Why:
    """The reason that needs no wish."""
    if story.blindspot:
        return Why(Reason.BLINDSPOT, side=story.blindspot)
    return Why(Reason.ALL_SIDES if len(story.sides) == len(RATED_SIDES) else Reason.TOP)
