"""What a reader follows, and why a story is in their feed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What can be followed."""

    STORY = "story"
    ENTITY = "entity"
    OUTLET = "outlet"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to follow. key: a section's name, an entity's key, an outlet's slug or a story's id in digits."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Following:
    """All that an account follows: sections by name, entities by key, outlets by slug, stories by id."""

    sections: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    stories: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sections or self.entities or self.outlets or self.stories)


NOTHING: Final = Following()


@dataclass(frozen=True, slots=True)
class About:
    """What of a story can be followed; order: its place by the front page's formula, higher first."""

    story: int
    section: str
    entities: frozenset[str]
    outlets: frozenset[str]
    order: float


@dataclass(frozen=True, slots=True)
class Pick:
    """A story of the feed and everything followed that it is there for, the closest first; never without one."""

    story: int
    why: tuple[Thing, ...]


def reasons(about: About, following: Following) -> tuple[Thing, ...]:
    """Why the story is in the feed of whoever follows these: itself, then names, outlets, its section; () if not."""
    story = [Thing(Kind.STORY, str(about.story))] if about.story in following.stories else []
    entities = [Thing(Kind.ENTITY, key) for key in sorted(about.entities & following.entities)]
    outlets = [Thing(Kind.OUTLET, slug) for slug in sorted(about.outlets & following.outlets)]
    section = [Thing(Kind.SECTION, about.section)] if about.section in following.sections else []
    return (*story, *entities, *outlets, *section)


def picks(stories: Iterable[About], following: Following) -> tuple[Pick, ...]:
    """The feed: every story that has a reason, by the front page's formula; ties go to the newer story."""
    ordered = sorted(stories, key=lambda about: (-about.order, -about.story))
    found = (Pick(about.story, reasons(about, following)) for about in ordered)
    return tuple(pick for pick in found if pick.why)
