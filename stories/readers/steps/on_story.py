"""Everything that a story's page shows of a reader's own, in one question to the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from stories.finding.place import place_sql
from stories.models import Article, Coverage, Outlet, Story
from stories.readers.following import Kind, Pick, Thing
from stories.readers.hiding import Hiding
from stories.readers.steps.feed import Picked

NEWEST: Final = 30  # articles of each thing followed, or stories of a section, that are looked at: bounds the work
CANDIDATES: Final = 8  # of them that are answered: enough for three where some are hidden

# Written out: a question through the ORM costs a web process as much as five pages that do nothing.
_OWN: Final = """
WITH RECURSIVE here(id) AS (
    SELECT %(story)s::bigint
    UNION
    SELECT merged.id FROM stories_story merged JOIN here ON merged.merged_into_id = here.id
), follow AS MATERIALIZED (
    SELECT section, entity_id, outlet_id, story_id FROM stories_follow WHERE account_id = %(account)s
), found(id) AS (
    SELECT member.story_id FROM follow CROSS JOIN LATERAL (
        SELECT id FROM stories_article WHERE outlet_id = follow.outlet_id AND removed_at IS NULL
        ORDER BY published_at DESC LIMIT %(newest)s
    ) article JOIN stories_membership member ON member.article_id = article.id
    UNION
    SELECT member.story_id FROM follow CROSS JOIN LATERAL (
        SELECT article_id FROM stories_mention WHERE entity_id = follow.entity_id
        ORDER BY article_id DESC LIMIT %(newest)s
    ) mention JOIN stories_membership member ON member.article_id = mention.article_id
    UNION
    SELECT story.id FROM follow CROSS JOIN LATERAL (
        SELECT id FROM stories_story WHERE section = follow.section AND last_at IS NOT NULL
        ORDER BY last_at DESC LIMIT %(newest)s
    ) story WHERE follow.section <> ''
), wanted AS (
    SELECT story.id, coverage.id AS coverage_id, {place} AS place
    FROM found
    JOIN stories_story story ON story.id = found.id AND story.state <> 'merged' AND story.last_at IS NOT NULL
    JOIN stories_coverage coverage ON coverage.story_id = story.id AND coverage.articles > 0
        AND coverage.scheme_id = (SELECT id FROM stories_ratingscheme WHERE slug = 'lean')
    WHERE story.id <> %(story)s AND story.id <> ALL(%(shown)s)
    ORDER BY place DESC, story.id DESC LIMIT %(candidates)s
)
SELECT account.password, reader.diet_since IS NOT NULL,
    EXISTS (SELECT FROM follow WHERE story_id IN (SELECT id FROM here)),
    EXISTS (SELECT FROM stories_savedstory WHERE account_id = %(account)s AND story_id IN (SELECT id FROM here)),
    coalesce(reader.hidden_words, '[]'::jsonb)::text,
    ARRAY(
        SELECT outlet.slug FROM stories_reader_hidden_outlets hidden
        JOIN stories_outlet outlet ON outlet.id = hidden.outlet_id WHERE hidden.reader_id = reader.id
    ),
    (SELECT json_agg(json_build_array(
        story.id, coalesce(nullif(story.title, ''), article.title, ''),
        CASE WHEN story.title_edited THEN '' ELSE coalesce(outlet.slug, '') END
    ))::text FROM stories_story story
    LEFT JOIN stories_article article ON article.id = story.title_article_id
    LEFT JOIN stories_outlet outlet ON outlet.id = article.outlet_id
    WHERE story.id = ANY(%(shown)s)),
    (SELECT json_agg(json_build_array(
        json_build_object(
            'id', story.id, 'section', story.section, 'title', story.title, 'title_edited', story.title_edited,
            'language', story.language, 'last_at', story.last_at, 'created_at', story.created_at,
            'title_article_id', story.title_article_id
        ),
        json_build_object(
            'outlets', coverage.outlets, 'left', coverage."left", 'center', coverage.center,
            'right', coverage."right", 'unrated', coverage.unrated,
            'independent_texts', coverage.independent_texts, 'blindspot_side', coverage.blindspot_side
        ),
        article.title, outlet.name, outlet.slug,
        ARRAY(
            SELECT json_build_array(entity.key, entity.name) FROM stories_entity entity
            WHERE entity.id IN (SELECT entity_id FROM follow) AND EXISTS (
                SELECT FROM stories_membership member
                JOIN stories_mention mention ON mention.article_id = member.article_id
                WHERE member.story_id = story.id AND mention.entity_id = entity.id
            ) ORDER BY entity.key LIMIT %(reasons)s
        ),
        ARRAY(
            SELECT json_build_array(source.slug, source.name) FROM stories_outlet source
            WHERE source.id IN (SELECT outlet_id FROM follow) AND EXISTS (
                SELECT FROM stories_membership member JOIN stories_article own ON own.id = member.article_id
                WHERE member.story_id = story.id AND own.outlet_id = source.id AND own.removed_at IS NULL
            ) ORDER BY source.slug LIMIT %(reasons)s
        ),
        story.section IN (SELECT section FROM follow WHERE section <> '')
    ) ORDER BY wanted.place DESC, wanted.id DESC)::text
    FROM wanted
    JOIN stories_story story ON story.id = wanted.id
    JOIN stories_coverage coverage ON coverage.id = wanted.coverage_id
    LEFT JOIN stories_article article ON article.id = story.title_article_id
    LEFT JOIN stories_outlet outlet ON outlet.id = article.outlet_id)
FROM auth_user account LEFT JOIN stories_reader reader ON reader.account_id = account.id
WHERE account.id = %(account)s AND account.is_active
""".replace("{place}", place_sql("coverage", "story.last_at"))


@dataclass(frozen=True, slots=True)
class OnStory:
    """What is a reader's own there. password: its hash, which a session must fit; noting: reading is noted.

    shown: of the stories that the page shows below itself (id, headline, slug of whose headline); candidates: stories
    of what is followed, the highest first, as JSON for `picked`, '' for none.
    """

    password: str
    noting: bool
    follows: bool
    saved: bool
    hiding: Hiding
    shown: tuple[tuple[int, str, str], ...]
    candidates: str


def on_story(
    account_id: int, story_id: int, shown: Iterable[int], now: datetime, *, reasons: int = 3
) -> OnStory | None:
    """One reader's own of a story's page; None where the account is gone or switched off. One query.

    shown: the stories that the page shows anyway, which are no candidates.
    """
    values: dict[str, Any] = {
        "account": account_id,
        "story": story_id,
        "shown": list(shown),
        "now": now,
        "newest": NEWEST,
        "candidates": CANDIDATES,
        "reasons": reasons,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OWN, values)
        row = cursor.fetchone()
    if row is None:
        return None
    password, noting, follows, saved, words, outlets, told, candidates = row
    return OnStory(
        password,
        noting,
        follows,
        saved,
        Hiding(tuple(json.loads(words)), frozenset(outlets)),
        tuple((key, title, slug) for key, title, slug in json.loads(told)) if told else (),
        candidates or "",
    )


def picked(candidates: str) -> tuple[tuple[Picked, dict[Thing, str]], ...]:
    """The candidates as a feed has them, and the names of what each is there for."""
    return tuple(_picked(row) for row in json.loads(candidates)) if candidates else ()


def _picked(row: list[Any]) -> tuple[Picked, dict[Thing, str]]:
    values, counts, title, outlet, slug, entities, outlets, of_section = row
    times = {name: datetime.fromisoformat(values[name]) for name in ("last_at", "created_at")}
    story = Story(**{**values, **times})
    if title is not None:
        source = Outlet(name=outlet, slug=slug)
        story.title_article = Article(pk=story.title_article_id, title=title, outlet=source)
    names = {Thing(Kind.ENTITY, key): str(name) for key, name in entities}
    names |= {Thing(Kind.OUTLET, key): str(name) for key, name in outlets}
    why = (*names, *([Thing(Kind.SECTION, story.section)] if of_section else ()))
    return Picked(Coverage(story=story, **counts), Pick(story.pk, why)), names
