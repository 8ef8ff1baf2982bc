"""Reading as rows: noted only while the reader has the diet switched on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from stories.models import Coverage, Reader, Reading, Story
from stories.readers.diet import Aspect, Dish
from stories.readers.steps.following import ends_of

MOST_READ: Final = 20_000
MOST_OF_SITE: Final = 5_000  # the newest stories of the time
_SIDES: Final = ("left", "center", "right", "unrated")


@dataclass(frozen=True, slots=True)
class Read:
    """A story's page that was opened on a day, in UTC; story: where it is now."""

    day: date
    story: int


@dataclass(frozen=True, slots=True)
class DietRows:
    """What was read in a time and what there was; since is None while the diet is off."""

    since: datetime | None
    read: tuple[Read, ...]
    dishes: dict[int, Dish]
    site: tuple[Dish, ...]


def switch(account_id: int, now: datetime, *, on: bool) -> None:
    """From now on reading is noted, or no longer; what was noted stays until it is erased. Safe to repeat."""
    reader, _ = Reader.objects.get_or_create(account_id=account_id)
    if on and reader.diet_since is None:
        reader.diet_since = now
    elif not on:
        reader.diet_since = None
    reader.save(update_fields=["diet_since"])


def erase(account_id: int) -> None:
    """Forget everything that was read."""
    Reading.objects.filter(account_id=account_id).delete()


def note(account_id: int, story_id: int, day: date) -> None:
    """The story's page was opened: one row a day. Nothing at all while the diet is off. At most two queries."""
    if Reader.objects.filter(account_id=account_id, diet_since__isnull=False).exists():
        Reading.objects.bulk_create([Reading(account_id=account_id, story_id=story_id, day=day)], ignore_conflicts=True)


def since_of(account_id: int) -> datetime | None:
    """Since when reading is noted, None while it isn't."""
    return Reader.objects.filter(account_id=account_id).values_list("diet_since", flat=True).first()


def diet_rows(account_id: int, today: date, *, days: int) -> DietRows:
    """What was read in the last `days` days and what the site had then. At most five queries."""
    first = today - timedelta(days=days - 1)
    read = list(
        Reading.objects.filter(account_id=account_id, day__gte=first)
        .order_by("-day", "-pk")
        .values_list("day", "story", "story__merged_into")[:MOST_READ]
    )
    ends = ends_of({story: into for _, story, into in read if into})
    here = tuple(dict.fromkeys(Read(day, ends.get(story, story)) for day, story, _ in read))
    dishes = {dish.story: dish for dish in _dishes(Q(story__in={each.story for each in here}))}
    newest = Story.objects.live().filter(last_at__date__gte=first).order_by("-last_at").values("pk")[:MOST_OF_SITE]
    return DietRows(since_of(account_id), here, dishes, tuple(_dishes(Q(story__in=newest))) if here else ())


def titles(story_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Story -> its headline and section, for an export. One query."""
    columns = ("pk", "title", "title_article__title", "section")
    rows = Story.objects.filter(pk__in=set(story_ids)).values_list(*columns)
    return {pk: (title or of_article or "", section) for pk, title, of_article, section in rows}


def _dishes(which: Q) -> Iterable[Dish]:
    columns = ("story", *_SIDES, "distributions")
    for story, *sides, split in Coverage.objects.filter(which, scheme__slug="lean").values_list(*columns):
        counts: dict[Aspect, dict[str, int]] = {Aspect.SIDES: dict(zip(_SIDES, sides, strict=True))}
        for aspect in (Aspect.FACTUALITY, Aspect.OWNERSHIP, Aspect.COUNTRIES):
            counts[aspect] = _counts(split.get(aspect.value, []))
        yield Dish(story, counts)


def _counts(parts: list[dict[str, Any]]) -> dict[str, int]:
    return {part["key"]: part["outlets"] for part in parts}
