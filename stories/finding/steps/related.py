"""Related stories as rows: the nearest by sentence vector, then by the names that their articles share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from pgvector.django import CosineDistance

from stories.finding.related import Candidate
from stories.finding.related import related as nearest
from stories.models import Coverage, Story

NEIGHBOURS: Final = 40  # by sentence vector, before names are compared
WINDOW: Final = timedelta(days=30)  # before and after: an older sequel is found by its storyline
ARTICLES_READ: Final = 8  # per story, its first ones: bounds the work for a story of a thousand articles
NAMED_TWICE: Final = 2  # a name in one article of many is by the way

_NAMES: Final = """
SELECT story.id, name.value->>0, count(*), story.article_count
FROM stories_story story
CROSS JOIN LATERAL (
    SELECT article_id FROM stories_membership
    WHERE story_id = story.id ORDER BY article_id LIMIT %s
) first
JOIN stories_annotation note ON note.article_id = first.article_id
CROSS JOIN LATERAL jsonb_array_elements(note.entities) name
WHERE story.id = ANY(%s)
GROUP BY story.id, name.value->>0
"""


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A related story's coverage, with story, title_article and its outlet joined, and the reason in words."""

    coverage: Coverage
    words: str
    shared: tuple[str, ...]


def related(story: Story, *, limit: int = 5, scheme: str = "lean") -> tuple[RelatedStory, ...]:
    """Stories related to the story, the most related first; empty where none is near enough. Three queries."""
    neighbours = _neighbours(story)
    if not neighbours:
        return ()
    names = _names([story.pk, *(row.pk for row in neighbours)])
    candidates = [
        Candidate(
            story_id=row.pk,
            nearness=1.0 - float(row.distance),
            names=names[row.pk],
            same_storyline=story.storyline_id is not None and row.storyline_id == story.storyline_id,
        )
        for row in neighbours
    ]
    found = nearest(names[story.pk], candidates, limit)
    rows = (
        Coverage.objects.filter(story__in=[item.story_id for item in found], scheme__slug=scheme)
        .select_related("story__title_article__outlet")
        .defer("inputs", "distributions", "story__vector_sum", "story__title_article__text")
    )
    coverages = {row.story_id: row for row in rows}
    return tuple(
        RelatedStory(coverages[item.story_id], item.words, item.shared) for item in found if item.story_id in coverages
    )


def _neighbours(story: Story) -> list[Any]:
    """Stories of the weeks around with `distance`, the nearest in wording first."""
    if story.vector_sum is None or story.last_at is None:
        return []
    others = Story.objects.live().exclude(pk=story.pk).filter(vector_sum__isnull=False)
    near = others.filter(last_at__gte=story.last_at - WINDOW, last_at__lte=story.last_at + WINDOW)
    nearest_first = near.annotate(distance=CosineDistance("vector_sum", story.vector_sum)).order_by("distance", "pk")
    return list(nearest_first.only("pk", "storyline_id")[:NEIGHBOURS])


def _names(story_ids: Sequence[int]) -> defaultdict[int, frozenset[str]]:
    """The names of each story: all of a single article's, else those in two of its first articles."""
    found: dict[int, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [ARTICLES_READ, list(story_ids)])
        for story_id, name, articles, size in cursor.fetchall():
            if articles >= min(NAMED_TWICE, size):
                found[story_id].add(name)
    return defaultdict(frozenset, {story_id: frozenset(names) for story_id, names in found.items()})
