"""What to read after a story, for a reader of whom nothing is known: the front page's order, its own section first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import connection

from stories.finding.place import place_sql
from stories.models import Story, StoryState

NEWEST: Final = 150  # open stories of several articles that are ranked: a story of one is nothing to recommend

# Written out, as the story page asks it: the ORM needs longer to put this together than the database to answer it.
_NEWEST: Final = """
SELECT story.id
FROM (
    SELECT id, section, last_at FROM stories_story
    WHERE state = %(open)s AND article_count > 1 AND last_at IS NOT NULL
    ORDER BY last_at DESC LIMIT %(newest)s
) story
JOIN stories_coverage coverage ON coverage.story_id = story.id AND coverage.articles > 0
    AND coverage.scheme_id = (SELECT id FROM stories_ratingscheme WHERE slug = 'lean')
WHERE story.id <> ALL(%(without)s)
ORDER BY story.section <> %(section)s, {place} DESC, story.id DESC
LIMIT %(limit)s
""".replace("{place}", place_sql("coverage", "story.last_at"))


def recommended(story: Story, now: datetime, *, without: Collection[int], limit: int) -> tuple[int, ...]:
    """The ids of stories to read next, none of `without` and never the story itself. One query."""
    values: dict[str, Any] = {
        "open": StoryState.OPEN.value,
        "newest": NEWEST,
        "without": [story.pk, *without],
        "section": story.section,
        "now": now,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, values)
        return tuple(story_id for (story_id,) in cursor.fetchall())
