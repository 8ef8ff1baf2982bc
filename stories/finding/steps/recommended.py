"""What to read after a story, for a reader of whom nothing is known: the front page's order, its own section first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import connection

from stories.finding.rank import RankInput, rank
from stories.models import Story, StoryState

NEWEST: Final = 150  # open stories of several articles that are ranked: a story of one is nothing to recommend

# Written out, as the story page asks it: the ORM needs longer to put this together than the database to answer it.
_NEWEST: Final = """
SELECT story.id, story.section, coverage.outlets, coverage.independent_texts,
    coverage."left", coverage.center, coverage."right", story.last_at
FROM (
    SELECT id, section, last_at FROM stories_story
    WHERE state = %s AND article_count > 1 AND last_at IS NOT NULL
    ORDER BY last_at DESC LIMIT %s
) story
JOIN stories_coverage coverage ON coverage.story_id = story.id AND coverage.articles > 0
    AND coverage.scheme_id = (SELECT id FROM stories_ratingscheme WHERE slug = 'lean')
"""


def recommended(story: Story, now: datetime, *, without: Collection[int], limit: int) -> tuple[int, ...]:
    """The ids of stories to read next, none of `without` and never the story itself. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [StoryState.OPEN.value, NEWEST])
        rows = cursor.fetchall()
    left_out = {story.pk, *without}
    found = [
        (section != story.section, -rank(RankInput(*counts), now).order, -story_id)
        for story_id, section, *counts in rows
        if story_id not in left_out
    ]
    return tuple(-key for _other_section, _order, key in sorted(found)[:limit])
