"""Lists of stories for pages: top, latest, blindspots, sections, related. Each is one query; rows come joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, DurationField, F, FloatField, Q, QuerySet, Value, When, Window
from django.db.models.expressions import Combinable, ExpressionWrapper
from django.db.models.functions import Cast, Extract, Greatest, Ln, RowNumber

from stories.coverage.blindspot import Verdict
from stories.finding.rank import (
    ALONE,
    HALF_LIFE_H,
    OUTLETS_WEIGHT,
    PER_FURTHER_SIDE,
    TEXTS_WEIGHT,
    Ranked,
    RankInput,
    rank,
)
from stories.finding.steps.related import related
from stories.models import Coverage, Story, StoryState
from stories.scales import Section

CANDIDATES: Final = 2000  # latest stories, and as many of the latest with two articles, that are ranked at all
# What a card shows and the formula reads: the other columns of four joined rows cost more than all the rest.
CARD: Final = (
    *("story", "scheme", "outlets", "left", "center", "right", "unrated", "articles", "independent_texts"),
    *("blindspot_side", "story__title", "story__title_edited", "story__title_article", "story__language"),
    *("story__section", "story__state", "story__last_at", "story__created_at"),
    *("story__title_article__title", "story__title_article__outlet"),
    *("story__title_article__outlet__name", "story__title_article__outlet__slug"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Which stories a list is of: '' for every section and language; the scheme that sides are of."""

    section: str = ""
    language: str = ""
    scheme: str = "lean"
    without: frozenset[int] = frozenset()  # stories that stand elsewhere already


EVERYTHING: Final = Listing()


@dataclass(frozen=True, slots=True)
class Placed:
    """A story's coverage, with story, title_article and its outlet joined, and why it stands where it stands."""

    coverage: Coverage
    rank: Ranked


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page is made of, each story once; sections with stories of their own, the most covered first.

    shown: the stories of all these lists but the further ones; in_use: the sections that any story here has;
    blind_above: the sides of blindspots among the top and the latest.
    """

    top: tuple[Placed, ...]
    latest: tuple[Coverage, ...]
    blindspots: tuple[Coverage, ...]
    sections: tuple[tuple[str, tuple[Placed, ...]], ...]
    further: tuple[Placed, ...]
    shown: frozenset[int]
    in_use: frozenset[str]
    blind_above: frozenset[str]


def front(
    now: datetime,
    *,
    limit: int = 10,
    latest: int = 8,
    per_side: int = 4,
    per_section: int = 4,
    further: int = 0,
    skip: int = 0,
    listing: Listing = EVERYTHING,
) -> Front:
    """A page's lists, each without the stories of those before it; then further ones, after `skip` of them.

    At most four queries: the ranking is the dear part, so it is asked for once, as keys, for all the lists by rank.
    """
    between = latest + 2 * per_side + per_section * len(Section)
    depth = per_section and per_section + limit + latest + 2 * per_side
    ranked = _order(now, listing, limit=limit + (between + skip + further if further else 0), per_section=depth)
    top = ranked[:limit]
    rest = _beyond(listing, *(key for key, _ in top))
    newest = latest_stories(limit=latest, listing=rest)
    rest = _beyond(rest, *(row.story_id for row in newest))
    blindspots = _of_each_side(per_side, rest) if per_side else ()
    rest = _beyond(rest, *(row.story_id for row in blindspots))
    found = _by_section(ranked, per_section, rest)
    sections = {section: keys for section, keys in found.items() if section != Section.OTHER}
    rest = _beyond(rest, *(key for keys in sections.values() for key in keys))
    after = [key for key, _ in ranked if key not in rest.without][skip : skip + further]
    shown = [key for key, _ in top] + after + [key for keys in sections.values() for key in keys]
    placed = {row.story_id: _placed(row, now) for row in _counted(listing).filter(story__in=shown)}
    first = _those((key for key, _ in top), placed)
    above = (*(each.coverage for each in first), *newest, *blindspots)
    return Front(
        top=first,
        latest=newest,
        blindspots=blindspots,
        sections=tuple((section, _those(keys, placed)) for section, keys in sections.items()),
        further=_those(after, placed),
        shown=rest.without,
        in_use=frozenset([*(row.story.section for row in above), *found]),
        blind_above=frozenset(row.blindspot_side for row in above[: len(above) - len(blindspots)]),
    )


def _beyond(listing: Listing, *shown: int) -> Listing:
    return replace(listing, without=listing.without.union(shown))


def _order(now: datetime, listing: Listing, *, limit: int, per_section: int) -> list[tuple[int, str]]:
    """(story, section) of the first stories, and of the first of each section, the highest place first."""
    by_place = [F("place").desc(), F("story_id").desc()]
    rows = _ranked(now, listing).order_by("-place", "-story_id")
    if not per_section:
        return list(rows.values_list("story_id", "story__section")[:limit])
    nth = Window(RowNumber(), order_by=by_place)
    nth_of_section = Window(RowNumber(), partition_by="story__section", order_by=by_place)
    rows = rows.annotate(nth=nth, nth_of_section=nth_of_section)
    return list(
        rows.filter(Q(nth__lte=limit) | Q(nth_of_section__lte=per_section)).values_list("story_id", "story__section")
    )


def _by_section(ranked: Iterable[tuple[int, str]], per_section: int, listing: Listing) -> dict[str, list[int]]:
    """Section -> its first stories of the listing, by the place of its first story."""
    found: dict[str, list[int]] = {}
    for key, section in ranked:
        if per_section and key not in listing.without and len(found.setdefault(section, [])) < per_section:
            found[section].append(key)
    return found


def _those(keys: Iterable[int], placed: Mapping[int, Placed]) -> tuple[Placed, ...]:
    """What is placed, in the order of the keys; a story merged a moment ago is none of it."""
    return tuple(placed[key] for key in keys if key in placed)


def top_stories(
    now: datetime, *, limit: int = 10, offset: int = 0, listing: Listing = EVERYTHING
) -> tuple[Placed, ...]:
    """Stories by the front page's formula (`rank`), the highest first; ties go to the newer story."""
    rows = _ranked(now, listing).order_by("-place", "-story_id")[offset : offset + limit]
    return tuple(_placed(row, now) for row in rows)


def latest_stories(*, limit: int = 10, offset: int = 0, listing: Listing = EVERYTHING) -> tuple[Coverage, ...]:
    """Stories by their latest article, the newest first."""
    return tuple(_counted(listing).order_by("-story__last_at", "-story_id")[offset : offset + limit])


def blindspot_stories(
    *, side: str = "", limit: int = 10, offset: int = 0, listing: Listing = EVERYTHING
) -> tuple[Coverage, ...]:
    """Stories that the side hardly covers ('' for either), the newest first."""
    rows = _counted(listing).filter(blindspot_side=side) if side else _counted(listing).exclude(blindspot_side="")
    return tuple(rows.order_by("-story__last_at", "-story_id")[offset : offset + limit])


def _of_each_side(limit: int, listing: Listing) -> tuple[Coverage, ...]:
    """The newest blindspots of each side: a side with few has them shown all the same."""
    newest = Window(RowNumber(), partition_by="blindspot_side", order_by=[F("story__last_at").desc(), F("id").desc()])
    rows = _counted(listing).exclude(blindspot_side="").annotate(nth=newest).filter(nth__lte=limit)
    return tuple(rows.order_by("-story__last_at", "-story_id"))


def near_misses(*, limit: int = 10, offset: int = 0, listing: Listing = EVERYTHING) -> tuple[Coverage, ...]:
    """Stories that miss the blindspot rule by one condition, which their record names; the newest first."""
    rows = _counted(listing).filter(blindspot__verdict=Verdict.NEAR_MISS).only(*CARD, "blindspot")
    return tuple(rows.order_by("-story__last_at", "-story_id")[offset : offset + limit])


def _counted(listing: Listing) -> QuerySet[Coverage]:
    """Coverage of stories that have a page, joined with what a card shows."""
    rows = Coverage.objects.filter(scheme__slug=listing.scheme, articles__gt=0)
    if listing.section:
        rows = rows.filter(story__section=listing.section)
    if listing.language:
        rows = rows.filter(story__language=listing.language)
    if listing.without:
        rows = rows.exclude(story__in=listing.without)
    return rows.exclude(story__state=StoryState.MERGED).select_related("story__title_article__outlet").only(*CARD)


def _ranked(now: datetime, listing: Listing) -> QuerySet[Any]:
    """The latest stories with the logarithm of the formula's score as `place`."""
    stories = Story.objects.live().order_by("-last_at")
    if listing.section:
        stories = stories.filter(section=listing.section)
    if listing.language:
        stories = stories.filter(language=listing.language)
    # On a busy day the newest are all of one article: those with more are ranked beside them.
    any_size = stories.values("pk")[:CANDIDATES]
    several = stories.filter(article_count__gt=1).values("pk")[:CANDIDATES]
    return _counted(listing).filter(Q(story__in=any_size) | Q(story__in=several)).annotate(place=_place(now))


def _place(now: datetime) -> Combinable:
    """`rank(...).order` in the database's arithmetic."""
    breadth = ALONE + OUTLETS_WEIGHT * _log2(_at_least_one("outlets"))
    breadth += TEXTS_WEIGHT * _log2(_at_least_one("independent_texts"))
    sides = _present("left") + _present("center") + _present("right")
    spread = 1.0 + PER_FURTHER_SIDE * Greatest(sides - 1.0, 0.0)
    age = ExpressionWrapper(Value(now) - F("story__last_at"), output_field=DurationField())
    age_h = Greatest(Cast(Extract(age, "epoch"), FloatField()) / 3600.0, 0.0)
    return ExpressionWrapper(_log2(breadth * spread) - age_h / HALF_LIFE_H, output_field=FloatField())


def _at_least_one(column: str) -> Combinable:
    """The column in double precision: PostgreSQL's exact decimals take ten times as long for a logarithm."""
    return Cast(Greatest(F(column), 1), FloatField())


def _log2(value: Combinable) -> Combinable:
    return Ln(ExpressionWrapper(value, output_field=FloatField())) / Ln(Value(2.0))


def _present(side: str) -> Case:
    return Case(When(**{f"{side}__gt": 0}, then=Value(1.0)), default=Value(0.0), output_field=FloatField())


def _placed(row: Coverage, now: datetime) -> Placed:
    found = rank(
        RankInput(
            outlets=row.outlets,
            independent_texts=row.independent_texts,
            left=row.left,
            center=row.center,
            right=row.right,
            last=row.story.last_at or now,
        ),
        now,
    )
    return Placed(row, found)


__all__ = [
    "Front",
    "Listing",
    "Placed",
    "blindspot_stories",
    "front",
    "latest_stories",
    "near_misses",
    "related",
    "top_stories",
]
