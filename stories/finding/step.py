"""Lists of stories for pages: top, latest, blindspots, sections, related. Each is one query; rows come joined."""

from __future__ import annotations

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
    listing: Listing = EVERYTHING,
) -> Front:
    """A page's lists, each without the stories of those before it; then as many further ones. At most four queries."""
    # The ranking is the dear part: what may go to the lists between is asked for along with the top and the further.
    between = latest + 2 * per_side + per_section * len(Section)
    ranked = top_stories(now, limit=limit + between + further if further else limit, listing=listing)
    top = ranked[:limit]
    rest = _beyond(listing, *(placed.coverage for placed in top))
    newest = latest_stories(limit=latest, listing=rest)
    rest = _beyond(rest, *newest)
    blindspots = _of_each_side(per_side, rest) if per_side else ()
    rest = _beyond(rest, *blindspots)
    found = section_stories(now, per_section=per_section, listing=rest) if per_section else ()
    sections = tuple((section, placed) for section, placed in found if section != Section.OTHER)
    rest = _beyond(rest, *(each.coverage for _, placed in sections for each in placed))
    above = (*(placed.coverage for placed in top), *newest, *blindspots)
    return Front(
        top=top,
        latest=newest,
        blindspots=blindspots,
        sections=sections,
        further=tuple(each for each in ranked if each.coverage.story_id not in rest.without)[:further],
        shown=rest.without,
        in_use=frozenset([*(row.story.section for row in above), *(section for section, _ in found)]),
        blind_above=frozenset(row.blindspot_side for row in above[: len(top) + len(newest)]),
    )


def _beyond(listing: Listing, *shown: Coverage) -> Listing:
    return replace(listing, without=listing.without | {row.story_id for row in shown})


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


def section_stories(
    now: datetime, *, per_section: int = 4, listing: Listing = EVERYTHING
) -> tuple[tuple[str, tuple[Placed, ...]], ...]:
    """(section, its top stories) for each section that has any, by the place of its first story."""
    order = Window(RowNumber(), partition_by="story__section", order_by=[F("place").desc(), F("story_id").desc()])
    rows = _ranked(now, listing).annotate(nth=order).filter(nth__lte=per_section).order_by("-place", "-story_id")
    found: dict[str, list[Placed]] = {}
    for row in rows:
        found.setdefault(row.story.section, []).append(_placed(row, now))
    return tuple((section, tuple(placed)) for section, placed in found.items())


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
    "section_stories",
    "top_stories",
]
