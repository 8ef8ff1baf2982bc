"""What a story's row says about its articles, computed anew from them: sums that can't drift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import connection

from stories.clustering import model
from stories.clustering.headline import Candidate, choose
from stories.models import Story, StoryState

# Sums, span, section and language of the changed stories. A few articles with a section don't name one for the rest:
# at least a third of all must have one. What was taken down is in no count and names no story.
SUMS = """
UPDATE stories_story s SET
    article_count = t.articles, first_at = t.first_at, last_at = t.last_at,
    vector_sum = t.vector_sum, vector_count = t.vectors,
    section = coalesce(t.section, 'other'), language = coalesce(t.language, ''),
    changed_at = %(now)s, revision = s.revision + 1
FROM (
    SELECT m.story_id, count(*) FILTER (WHERE a.removed_at IS NULL) AS articles,
           min(a.published_at) AS first_at, max(a.published_at) AS last_at,
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
# The headlines to choose from: of a story with very many articles those whose text is nearest to all of them.
HEADLINES = """
SELECT * FROM (
    SELECT m.story_id, a.id, a.title, a.published_at, a.genre = 'opinion', o.kind = 'republisher', o.country,
           -(n.vector <#> s.vector_sum), left(coalesce(nullif(a.text, ''), a.summary), 500),
           a.gone_since IS NOT NULL,
           row_number() OVER (
               PARTITION BY m.story_id
               ORDER BY a.gone_since IS NOT NULL, a.genre = 'opinion', (n.vector <#> s.vector_sum) NULLS LAST, a.id
           ) AS nth
    FROM stories_membership m
    JOIN stories_story s ON s.id = m.story_id
    JOIN stories_article a ON a.id = m.article_id
    JOIN stories_outlet o ON o.id = a.outlet_id
    LEFT JOIN stories_annotation n ON n.article_id = m.article_id
    WHERE m.story_id = ANY(%(ids)s) AND NOT s.title_edited AND a.removed_at IS NULL
) headline WHERE nth <= %(most)s
"""
NAMED = """
UPDATE stories_story s SET title = t.title, title_article_id = t.article_id
FROM unnest(%(stories)s::bigint[], %(articles)s::bigint[], %(titles)s::text[]) t (story_id, article_id, title)
WHERE s.id = t.story_id AND NOT s.title_edited
"""
MOST_HEADLINES = 60


def sum_up(story_ids: Sequence[int], now: datetime) -> dict[int, int]:
    """The new revisions of these stories, now that their rows follow their articles. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"ids": list(story_ids), "now": now})
        revisions = dict(cursor.fetchall())
        cursor.execute(HEADLINES, {"ids": list(story_ids), "most": MOST_HEADLINES})
        found: dict[int, list[Candidate]] = {}
        away: dict[int, list[Candidate]] = {}  # no longer at their addresses: where there is no other
        for story_id, *columns, is_away, _ in cursor.fetchall():
            (away if is_away else found).setdefault(story_id, []).append(Candidate(*columns))
        found = away | found
        chosen = {story_id: best for story_id, rows in sorted(found.items()) if (best := choose(rows))}
        cursor.execute(
            NAMED,
            {
                "stories": list(chosen),
                "articles": [row.article_id for row in chosen.values()],
                "titles": [row.title for row in chosen.values()],
            },
        )
    return revisions


def close_old_stories(now: datetime) -> int:
    """How many open stories were closed: their last article is older than the window, and came longer ago than that.

    An archive's articles are old when they come, and may come over hours: their stories wait for the rest of them.
    """
    limit = now - timedelta(days=model.default().window_days)
    old = Story.objects.filter(state=StoryState.OPEN, last_at__lt=limit, changed_at__lt=limit)
    return old.update(state=StoryState.CLOSED)


def open_fresh_stories(story_ids: Iterable[int], now: datetime) -> int:
    """How many of these closed stories are open again, since a person gave them an article of the last days."""
    limit = now - timedelta(days=model.default().window_days)
    rows = Story.objects.filter(pk__in=list(story_ids), state=StoryState.CLOSED, last_at__gte=limit)
    return rows.update(state=StoryState.OPEN)


def close_again(story_id: int, now: datetime) -> int:
    """1 where the story, which has its articles back, is as old as those: it was closed before. 0 for another."""
    limit = now - timedelta(days=model.default().window_days)
    rows = Story.objects.filter(pk=story_id, state=StoryState.OPEN, last_at__lt=limit, created_at__lt=limit)
    return rows.update(state=StoryState.CLOSED)
