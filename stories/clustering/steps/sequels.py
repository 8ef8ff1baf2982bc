"""Stories that continue a closed one, or an open one of days before: found among the rows, linked with the reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from stories.clustering.sequels import Before, sequel
from stories.models import Story, StoryLink, StoryLinkKind, StoryState

AT_ONCE: Final = 50  # stories looked at in one run: the others come next time
FRESH: Final = timedelta(days=3)  # a story that was not linked by then continues nothing
REACH_DAYS: Final = 60
NEAREST: Final = 30  # closed stories whose names are compared
ARTICLES_READ: Final = 8  # of each story, its first ones
NAMED_TWICE: Final = 2  # a name in one article of many is by the way
BEFORE_HOURS: Final = 18  # between the middles of two open stories: another day's, and not another side's
LEAST_OPEN: Final = 3  # articles of an open story that is continued; a smaller one may still become part of this

# As the related stories are found, but among those alone that were told before, and of the story's own language.
_CANDIDATES: Final = """
WITH own AS (
    SELECT id, language, vector_sum, first_at, last_at, first_at + (last_at - first_at) / 2 AS middle
    FROM stories_story WHERE id = %(story)s
), near AS (
    SELECT other.id, other.state, other.article_count, 1 - (other.vector_sum <=> own.vector_sum) AS nearness,
        extract(epoch FROM own.first_at - other.last_at) / 86400 AS days
    FROM stories_story other, own
    WHERE other.id <> own.id AND other.language = own.language
        AND (other.state = %(closed)s OR (
            other.state = %(open)s AND other.article_count >= %(least)s AND other.last_at <= own.last_at
            AND other.first_at + (other.last_at - other.first_at) / 2 <= own.middle - make_interval(hours => %(hours)s)
            AND NOT EXISTS (
                SELECT FROM stories_storylink link WHERE link.kind = %(split)s
                    AND (own.id, other.id) IN ((link.story_id, link.other_id), (link.other_id, link.story_id))
            )
        ))
        AND other.vector_sum IS NOT NULL AND own.vector_sum IS NOT NULL
        AND other.first_at < own.first_at
        AND other.last_at >= own.first_at - make_interval(days => %(days)s)
    ORDER BY nearness DESC, other.id
    LIMIT %(nearest)s
), told AS (
    SELECT id, state, article_count, nearness, days FROM near
    UNION ALL SELECT s.id, s.state, s.article_count, NULL, NULL FROM stories_story s WHERE s.id = %(story)s
)
SELECT told.id, told.nearness, told.days, told.state = %(open)s, ARRAY(
    SELECT name.value->>0
    FROM (SELECT article_id FROM stories_membership WHERE story_id = told.id ORDER BY article_id LIMIT %(articles)s) f
    JOIN stories_annotation note ON note.article_id = f.article_id
    CROSS JOIN LATERAL jsonb_array_elements(note.entities) name
    GROUP BY name.value->>0
    HAVING count(*) >= least(%(twice)s, told.article_count)
)
FROM told ORDER BY told.nearness DESC NULLS FIRST, told.id
"""


def link_sequels(story_ids: Collection[int], now: datetime) -> int:
    """How many of these stories were found to continue another: a closed one, or an open one of days before.

    One that is linked already is left as it is.
    """
    new = Story.objects.filter(pk__in=list(story_ids), state=StoryState.OPEN, created_at__gte=now - FRESH)
    new = new.exclude(links__kind=StoryLinkKind.SEQUEL).order_by("-changed_at", "-pk")
    return sum(_linked(pk, articles, now) for pk, articles in new.values_list("pk", "article_count")[:AT_ONCE])


def _linked(story_id: int, articles: int, now: datetime) -> bool:
    values: dict[str, int | str] = {
        "story": story_id,
        "closed": StoryState.CLOSED.value,
        "open": StoryState.OPEN.value,
        "split": StoryLinkKind.SPLIT.value,
        "least": LEAST_OPEN,
        "hours": BEFORE_HOURS,
        "days": REACH_DAYS,
        "nearest": NEAREST,
        "articles": ARTICLES_READ,
        "twice": NAMED_TWICE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, values)
        rows = cursor.fetchall()
    names: list[str] = next((names for pk, *_, names in rows if pk == story_id), [])
    candidates = [
        Before(pk, float(near), frozenset(of), max(float(days), 0.0), is_open)
        for pk, near, days, is_open, of in rows
        if pk != story_id
    ]
    found = sequel(names, articles, candidates)
    if found is None:
        return False
    StoryLink.objects.get_or_create(
        story_id=story_id,
        other_id=found.story,
        kind=StoryLinkKind.SEQUEL,
        defaults={
            "made_at": now,
            "because": {
                "similarity": round(found.nearness, 3),
                "shared": list(found.shared),
                "days": round(found.days, 1),
            },
        },
    )
    return True
