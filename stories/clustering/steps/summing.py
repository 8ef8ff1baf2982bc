"""What a story's row says about its articles, computed anew from them: sums that can't drift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from stories.clustering import model
from stories.models import Story, StoryState

# Sums, span, section and language of the changed stories. A few articles with a section don't name one for the rest:
# at least a third of all must have one.
SUMS = """
UPDATE stories_story s SET
    article_count = t.articles, first_at = t.first_at, last_at = t.last_at,
    vector_sum = t.vector_sum, vector_count = t.vectors,
    section = coalesce(t.section, 'other'), language = coalesce(t.language, ''),
    changed_at = %(now)s, revision = s.revision + 1
FROM (
    SELECT m.story_id, count(*) AS articles, min(a.published_at) AS first_at, max(a.published_at) AS last_at,
           sum(n.vector) AS vector_sum, count(n.vector) AS vectors,
           CASE WHEN count(*) FILTER (WHERE a.section <> 'other') * 3 >= count(*)
                THEN mode() WITHIN GROUP (ORDER BY a.section) FILTER (WHERE a.section <> 'other') END AS section,
           mode() WITHIN GROUP (ORDER BY a.language) AS language
    FROM stories_membership m
    JOIN stories_article a ON a.id = m.article_id
    LEFT JOIN stories_annotation n ON n.article_id = m.article_id
    WHERE m.story_id = ANY(%(ids)s)
    GROUP BY m.story_id
) t
WHERE s.id = t.story_id
RETURNING s.id, s.revision
"""
# The headline nearest to what all its articles say: news before opinion, an outlet's own before a republisher's, a
# statement before a question, one of 30 characters or more (a short one names no event), one from the country that
# most of the articles come from before one from afar. No side comes first.
HEADLINES = """
UPDATE stories_story s SET title = t.title, title_article_id = t.article_id
FROM (
    SELECT DISTINCT ON (m.story_id) m.story_id, a.id AS article_id, a.title
    FROM stories_membership m
    JOIN stories_story s ON s.id = m.story_id
    JOIN stories_article a ON a.id = m.article_id
    JOIN stories_outlet o ON o.id = a.outlet_id
    LEFT JOIN stories_annotation n ON n.article_id = m.article_id
    JOIN (
        SELECT m.story_id, mode() WITHIN GROUP (ORDER BY o.country) AS country
        FROM stories_membership m
        JOIN stories_article a ON a.id = m.article_id
        JOIN stories_outlet o ON o.id = a.outlet_id
        WHERE m.story_id = ANY(%(ids)s)
        GROUP BY m.story_id
    ) home ON home.story_id = m.story_id
    WHERE m.story_id = ANY(%(ids)s)
    ORDER BY m.story_id, (a.genre = 'opinion'), (o.kind = 'republisher'), (a.title LIKE '%%?%%'),
             (char_length(a.title) < 30),
             (o.country IS DISTINCT FROM home.country),
             (n.vector <#> s.vector_sum) NULLS LAST, a.published_at, a.id
) t
WHERE s.id = t.story_id AND NOT s.title_edited
"""


def sum_up(story_ids: Sequence[int], now: datetime) -> dict[int, int]:
    """The new revisions of these stories, now that their rows follow their articles. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"ids": list(story_ids), "now": now})
        revisions = dict(cursor.fetchall())
        cursor.execute(HEADLINES, {"ids": list(story_ids)})
    return revisions


def close_old_stories(now: datetime) -> int:
    """How many open stories were closed: their last article is older than the window, and came longer ago than that.

    An archive's articles are old when they come, and may come over hours: their stories wait for the rest of them.
    """
    limit = now - timedelta(days=model.default().window_days)
    old = Story.objects.filter(state=StoryState.OPEN, last_at__lt=limit, changed_at__lt=limit)
    return old.update(state=StoryState.CLOSED)
