"""Whether a story changed since a page was made of it: one small question in place of making the page anew.

While articles come in, the data's version changes every second, mostly because of other stories. What stands around a
story (related ones, what to read next) isn't in its stamp and may be as old as a kept page may be. Whoever asks leaves
the answer in the store for all (`marks`), and mostly somebody asked behind an answer before a reader would (`watch`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from stories.web.marks import Look, Question, Seen
from stories.web.page_store import Found, PageStore, store

# All that the story's head, its counts and its list are made of. Written out as in `story_rows`, for the same reason.
_STAMPS: Final = """
SELECT story.id, md5(concat_ws('|', story.revision, story.names_revision, story.changed_at, story.last_at, story.state,
    story.merged_into_id, story.title, story.title_article_id, story.title_edited, story.section,
    (SELECT string_agg(concat_ws(',', scheme_id, revision, computed_at), ';' ORDER BY scheme_id)
        FROM stories_coverage WHERE story_id = story.id),
    (SELECT string_agg(concat_ws(',', block, made_at), ';' ORDER BY block)
        FROM stories_briefing WHERE story_id = story.id),
    (SELECT string_agg(concat_ws(',', article.id, article.title, article.canonical_address, article.published_at,
            article.published_precision, article.genre, note.origin_kind, note.origin_name,
            outlet.name, outlet.slug, outlet.kind, outlet.country, outlet.owner_id), ';' ORDER BY article.id)
        FROM stories_membership member
        JOIN stories_article article ON article.id = member.article_id AND article.removed_at IS NULL
        JOIN stories_outlet outlet ON outlet.id = article.outlet_id
        LEFT JOIN stories_annotation note ON note.article_id = article.id
        WHERE member.story_id = story.id))),
    pg_snapshot_xmax(pg_current_snapshot())::text,
    (SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot()))
FROM stories_story story WHERE story.id = ANY(%s)
"""
_STORY: Final = re.compile(r"/stories/([0-9]{1,18})/")


def stamped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a story whose answer carries what it was made of; see `stamp_of`."""

    @wraps(view)
    def answered(request: HttpRequest, story_id: int) -> HttpResponse:
        if not settings.PAGE_CACHE or request.COOKIES:
            return view(request, story_id)
        # Asked before the page is made: what changes meanwhile makes it anew.
        before = request.__dict__["stamp"] = asked([story_id]).get(story_id, "")
        response = view(request, story_id)
        response.__dict__["stamp"] = before
        return response

    return answered


def story_in(path: str) -> int:
    """The story that the address is a page of; 0 for other addresses."""
    found = _STORY.match(path)
    return int(found[1]) if found else 0


def is_unchanged(found: Found, story_id: int) -> bool:
    """True for a page of the story that nothing has happened to since: asks, unless somebody is asking already."""
    kept = store(settings.REDIS_URL)
    question = kept.begin_asking(alone_for=story_id)
    if question is None or found.entry is None:
        return question is None
    return _answered(kept, question, [story_id]).get(story_id) == found.entry.stamp


def asked(story_ids: Sequence[int]) -> Mapping[int, str]:
    """The stamps of the stories now, noted as their marks."""
    kept = store(settings.REDIS_URL)
    return _answered(kept, kept.begin_asking(), story_ids)


def _answered(kept: PageStore, question: Question | None, story_ids: Sequence[int]) -> Mapping[int, str]:
    asked_at = time.time()
    look = look_at(story_ids)
    if question:
        kept.note(question, asked_at, look)
    return look.stamps


def look_at(story_ids: Sequence[int]) -> Look:
    """The stories' rows as digests, nothing for a story that isn't there. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMPS, [list(story_ids)])
        rows = cursor.fetchall()
    seen = Seen(*map(int, rows[0][2:])) if rows else Seen(0, 0)
    return Look(seen, {row[0]: str(row[1]) for row in rows})


def stamp_of(story_id: int) -> str:
    """The story's rows as a digest, '' where there is no such story. One query."""
    return look_at([story_id]).stamps.get(story_id, "")
