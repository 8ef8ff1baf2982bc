"""Stories that continue a closed one: found among the rows and linked, with the reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from stories.clustering.sequels import Closed, sequel
from stories.models import Story, StoryLink, StoryLinkKind, StoryState

AT_ONCE: Final = 50  # stories looked at in one run: the others come next time
FRESH: Final = timedelta(days=3)  # a story that was not linked by then continues nothing
REACH_DAYS: Final = 60
NEAREST: Final = 30  # closed stories whose names are compared
ARTICLES_READ: Final = 8  # of each story, its first ones
NAMED_TWICE: Final = 2  # a name in one article of many is by the way

# As the related stories are found, but among closed ones alone, and of the story's own language.
_CANDIDATES: Final = """
WITH own AS (
    SELECT id, language, vector_sum, first_at, last_at FROM stories_story WHERE id = %(story)s
), near AS (
    SELECT other.id, other.article_count, 1 - (other.vector_sum <=> own.vector_sum) AS nearness,
        extract(epoch FROM own.first_at - other.last_at) / 86400 AS days
    FROM stories_story other, own
    WHERE other.state = %(closed)s AND other.id <> own.id AND other.language = own.language
        AND other.vector_sum IS NOT NULL AND own.vector_sum IS NOT NULL
        AND other.first_at < own.first_at
        AND other.last_at >= own.first_at - make_interval(days => %(days)s)
    ORDER BY nearness DESC, other.id
    LIMIT %(nearest)s
), told AS (
    SELECT id, article_count, nearness, days FROM near
    UNION ALL SELECT s.id, s.article_count, NULL, NULL FROM stories_story s WHERE s.id = %(story)s
)
SELECT told.id, told.nearness, told.days, ARRAY(
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
    """How many of these stories were found to continue a closed one. One that is linked already is left as it is."""
    new = Story.objects.filter(pk__in=list(story_ids), state=StoryState.OPEN, created_at__gte=now - FRESH)
    new = new.exclude(links__kind=StoryLinkKind.SEQUEL).order_by("-changed_at", "-pk")
    return sum(_linked(pk, articles, now) for pk, articles in new.values_list("pk", "article_count")[:AT_ONCE])


def _linked(story_id: int, articles: int, now: datetime) -> bool:
    values: dict[str, int | str] = {
        "story": story_id,
        "closed": StoryState.CLOSED.value,
        "days": REACH_DAYS,
        "nearest": NEAREST,
        "articles": ARTICLES_READ,
        "twice": NAMED_TWICE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, values)
        rows = cursor.fetchall()
    names: list[str] = next((names for pk, *_, names in rows if pk == story_id), [])
    candidates = [Closed(pk, float(near), frozenset(of), float(days)) for pk, near, days, of in rows if pk != story_id]
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
