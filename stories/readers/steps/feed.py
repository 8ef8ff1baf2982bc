"""An account's feed: the newest and most covered stories of what it follows, each with why it is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from stories.finding.rank import RankInput, rank
from stories.models import Coverage, Membership, Mention, Story
from stories.readers.following import About, Following, Pick, picks

NEWEST: Final = 400  # stories of what is followed that are ranked
# What a card shows and the formula reads.
CARD: Final = (
    *("story", "scheme", "outlets", "left", "center", "right", "unrated", "articles", "independent_texts"),
    *("blindspot_side", "story__title", "story__title_edited", "story__title_article", "story__language"),
    *("story__section", "story__state", "story__last_at", "story__created_at"),
    *("story__title_article__title", "story__title_article__outlet"),
    *("story__title_article__outlet__name", "story__title_article__outlet__slug"),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """A story of the feed: its coverage, joined with what a card shows, and why it is there."""

    coverage: Coverage
    pick: Pick


def my_feed(
    following: Following,
    now: datetime,
    *,
    limit: int,
    offset: int = 0,
    without: Collection[int] = (),
    newest: int = NEWEST,
) -> tuple[Picked, ...]:
    """The feed from `offset`, without these stories. At most three queries, none for whoever follows nothing.

    newest: how many of the newest stories are ranked.
    """
    if not following:
        return ()
    by_story = {row.story_id: row for row in _newest(following, without, newest)}
    found = picks(_abouts(by_story.values(), following, now), following)[offset : offset + limit]
    return tuple(Picked(by_story[pick.story], pick) for pick in found)


def followed_stories(following: Following) -> Q:
    """For a query of stories: those that have something followed."""
    found = Q(pk__in=following.stories)
    if following.sections:
        found |= Q(section__in=following.sections)
    if following.entities:
        naming = Membership.objects.filter(article__mentions__entity__key__in=following.entities)
        found |= Q(pk__in=naming.values("story"))
    if following.outlets:
        of_outlets = Membership.objects.filter(
            article__outlet__slug__in=following.outlets, article__removed_at__isnull=True
        )
        found |= Q(pk__in=of_outlets.values("story"))
    return found


def coverage_of(stories: Any) -> QuerySet[Coverage]:
    """The house scheme's coverage of these stories (ids or a query of them), joined with what a card shows."""
    rows = Coverage.objects.filter(scheme__slug="lean", story__in=stories)
    return rows.select_related("story__title_article__outlet").only(*CARD)


def _newest(following: Following, without: Collection[int], newest: int) -> Iterable[Coverage]:
    stories = Story.objects.live().filter(followed_stories(following)).exclude(pk__in=without)
    return coverage_of(stories.order_by("-last_at", "-pk").values("pk")[:newest]).filter(articles__gt=0)


def _abouts(rows: Collection[Coverage], following: Following, now: datetime) -> Iterable[About]:
    ids = [row.story_id for row in rows]
    entities = _pairs(
        Mention.objects.filter(entity__key__in=following.entities, article__membership__story__in=ids)
        .values_list("article__membership__story", "entity__key")
        .distinct()
        if following.entities
        else ()
    )
    outlets = _pairs(
        Membership.objects.filter(story__in=ids, article__outlet__slug__in=following.outlets)
        .filter(article__removed_at__isnull=True)
        .values_list("story", "article__outlet__slug")
        .distinct()
        if following.outlets
        else ()
    )
    for row in rows:
        last = row.story.last_at or now
        counts = RankInput(row.outlets, row.independent_texts, row.left, row.center, row.right, last)
        place = rank(counts, now).order
        key = row.story_id
        yield About(key, row.story.section, frozenset(entities[key]), frozenset(outlets[key]), place)


def _pairs(rows: Iterable[tuple[int, str]]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for story, key in rows:
        found[story].add(key)
    return found
