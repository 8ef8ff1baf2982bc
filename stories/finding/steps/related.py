"""Related stories as rows: the nearest by sentence vector, then by the names that their articles share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection

from stories.finding.related import Candidate, Related
from stories.finding.related import related as nearest
from stories.models import Coverage, Story, StoryState

NEIGHBOURS: Final = 40  # by sentence vector, before names are compared
WINDOW_DAYS: Final = 30  # before and after: an older sequel is found by its storyline
ARTICLES_READ: Final = 8  # per story, its first ones: bounds the work for a story of a thousand articles
NAMED_TWICE: Final = 2  # a name in one article of many is by the way

# Written out: the story's own vector stays in the database, and the ORM's expressions cost more than the question.
_NEAREST: Final = """
WITH own AS (
    SELECT id, vector_sum, last_at FROM stories_story
    WHERE id = %(story)s AND vector_sum IS NOT NULL AND last_at IS NOT NULL
), near AS (
    SELECT other.id, other.storyline_id, other.article_count, other.vector_sum <=> own.vector_sum AS distance
    FROM stories_story other, own
    WHERE other.id <> own.id AND other.state <> %(merged)s AND other.article_count > 0
        AND other.vector_sum IS NOT NULL
        AND other.last_at BETWEEN own.last_at - make_interval(days => %(days)s)
            AND own.last_at + make_interval(days => %(days)s)
    ORDER BY distance, other.id
    LIMIT %(neighbours)s
), told AS (
    SELECT id, storyline_id, article_count, distance FROM near
    UNION ALL
    SELECT id, NULL, article_count, NULL FROM stories_story WHERE id = (SELECT id FROM own)
)
SELECT told.id, told.storyline_id, told.distance, ARRAY(
    SELECT name.value->>0
    FROM (
        SELECT article_id FROM stories_membership
        WHERE story_id = told.id ORDER BY article_id LIMIT %(articles)s
    ) first
    JOIN stories_annotation note ON note.article_id = first.article_id
    CROSS JOIN LATERAL jsonb_array_elements(note.entities) name
    GROUP BY name.value->>0
    HAVING count(*) >= least(%(twice)s, told.article_count)
)
FROM told
ORDER BY told.distance NULLS FIRST, told.id
"""


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A related story's coverage, with story, title_article and its outlet joined.

    The reason: the names of both that are worth telling, or that an editor put both into one storyline.
    """

    coverage: Coverage
    told: tuple[str, ...]
    same_storyline: bool


def related(story: Story, *, limit: int = 5, scheme: str = "lean") -> tuple[RelatedStory, ...]:
    """Stories related to the story, the most related first; empty where none is near enough. Two queries."""
    found = related_ids(story, limit=limit)
    if not found:
        return ()
    rows = (
        Coverage.objects.filter(story__in=[item.story_id for item in found], scheme__slug=scheme)
        .select_related("story__title_article__outlet")
        .defer("inputs", "distributions", "story__vector_sum", "story__title_article__text")
    )
    coverages = {row.story_id: row for row in rows}
    return tuple(
        RelatedStory(coverages[item.story_id], item.told, item.same_storyline)
        for item in found
        if item.story_id in coverages
    )


def related_ids(story: Story, *, limit: int) -> tuple[Related, ...]:
    """The same without their coverage: ids and reasons. One query."""
    own, candidates = _candidates(story)
    return nearest(own, candidates, limit) if candidates else ()


def _candidates(story: Story) -> tuple[frozenset[str], list[Candidate]]:
    """The story's names, and stories of the weeks around, the nearest in wording first.

    A story's names are all of a single article's, else those in two of its first articles.
    """
    values: dict[str, int | str] = {
        "story": story.pk,
        "merged": StoryState.MERGED.value,
        "days": WINDOW_DAYS,
        "neighbours": NEIGHBOURS,
        "articles": ARTICLES_READ,
        "twice": NAMED_TWICE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, values)
        rows = cursor.fetchall()
    own = next((frozenset(names) for _, _, distance, names in rows if distance is None), frozenset[str]())
    return own, [
        Candidate(
            story_id=story_id,
            nearness=1.0 - distance,
            names=frozenset(names),
            same_storyline=story.storyline_id is not None and storyline_id == story.storyline_id,
        )
        for story_id, storyline_id, distance, names in rows
        if distance is not None
    ]
