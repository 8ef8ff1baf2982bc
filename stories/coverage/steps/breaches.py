"""Stored counts that differ from a recount by the database itself, for the check of the invariants."""

from __future__ import annotations

from typing import Final

from django.db import connection

from stories.models import Edit

# Counted by outlet as coverage.members does: a republisher apart, then opinion only, then by side. Only rows whose
# story hasn't changed since are held against it; the others are due to be counted, which is another check.
_RECOUNT: Final = """
WITH article AS (
    SELECT m.story_id, a.outlet_id, o.kind, a.genre
    FROM stories_membership m
    JOIN stories_article a ON a.id = m.article_id
    JOIN stories_outlet o ON o.id = a.outlet_id
    WHERE a.removed_at IS NULL
), seat AS (
    SELECT story_id, outlet_id, count(*) AS articles,
        CASE WHEN kind = 'republisher' THEN 'republisher'
             WHEN bool_and(genre = 'opinion') THEN 'opinion_only' ELSE 'counted' END AS kind
    FROM article GROUP BY story_id, outlet_id, kind
), placed AS (
    SELECT seat.*, scheme.id AS scheme_id,
        CASE WHEN coalesce(standing.bucket, '') = '' THEN 'unrated' ELSE standing.side END AS side
    FROM seat CROSS JOIN stories_ratingscheme scheme
    LEFT JOIN stories_standing standing
        ON standing.outlet_id = seat.outlet_id AND standing.scheme_id = scheme.id
    WHERE scheme.has_sides
), recount AS (
    SELECT story_id, scheme_id, sum(articles) AS articles,
        count(*) FILTER (WHERE kind = 'counted') AS outlets,
        count(*) FILTER (WHERE kind = 'counted' AND side = 'left') AS "left",
        count(*) FILTER (WHERE kind = 'counted' AND side = 'center') AS center,
        count(*) FILTER (WHERE kind = 'counted' AND side = 'right') AS "right",
        count(*) FILTER (WHERE kind = 'counted' AND side = 'unrated') AS unrated,
        count(*) FILTER (WHERE kind = 'opinion_only') AS opinion_only,
        count(*) FILTER (WHERE kind = 'republisher') AS republishers
    FROM placed GROUP BY story_id, scheme_id
), compared AS MATERIALIZED (
    SELECT c.story_id, c.independent_texts,
        ARRAY[c.outlets, c."left", c.center, c."right",
              c.unrated, c.opinion_only, c.republishers, c.articles]::bigint[] AS stored,
        ARRAY[coalesce(r.outlets, 0), coalesce(r."left", 0), coalesce(r.center, 0), coalesce(r."right", 0),
              coalesce(r.unrated, 0), coalesce(r.opinion_only, 0), coalesce(r.republishers, 0),
              coalesce(r.articles, 0)]::bigint[] AS counted
    FROM stories_coverage c
    JOIN stories_story s ON s.id = c.story_id AND s.revision = c.revision AND s.state <> 'merged'
    LEFT JOIN recount r ON r.story_id = c.story_id AND r.scheme_id = c.scheme_id
)
SELECT story_id, stored, counted, independent_texts FROM compared
WHERE (stored <> counted OR independent_texts > stored[8] OR (independent_texts = 0 AND stored[8] > 0))
    -- An article that is read again, or an outlet that a decision changed, is counted when that has come to its end.
    AND NOT EXISTS (
        SELECT FROM stories_membership m JOIN stories_article a ON a.id = m.article_id
        WHERE m.story_id = compared.story_id AND (a.stage <> 'placed' OR a.outlet_id = ANY(%s))
    )
ORDER BY story_id
"""
_NAMES: Final = ("outlets", "left", "center", "right", "unrated", "opinion only", "republishers", "articles")


def breaches() -> list[str]:
    """A line for each coverage row whose counts are not what its articles and outlets come to. Two queries."""
    undecided = Edit.objects.not_followed().values_list("outlet_ids", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, [sorted({outlet_id for ids in undecided for outlet_id in ids})])
        return [_words(*row) for row in cursor.fetchall()]


def _words(story_id: int, stored: list[int], counted: list[int], texts: int) -> str:
    differences = [
        f"{name} is {was}, counted {now}" for name, was, now in zip(_NAMES, stored, counted, strict=True) if was != now
    ]
    if not differences:
        differences = [f"{texts} independent texts among {stored[-1]} articles"]
    return f"story {story_id}: {', '.join(differences)}"
