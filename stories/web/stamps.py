"""Whether a story changed since a page was made of it: one small question in place of making the page anew.

While articles come in, the data's version changes every second, mostly because of other stories. What stands around a
story (related ones, what to read next) isn't in its stamp and may be as old as a kept page may be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

# All that the story's head, its counts and its list are made of. Written out as in `story_rows`, for the same reason.
_STAMP: Final = """
SELECT md5(concat_ws('|', story.revision, story.names_revision, story.changed_at, story.last_at, story.state,
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
        WHERE member.story_id = story.id)))
FROM stories_story story WHERE story.id = %s
"""


def stamped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a story whose answer carries what it was made of; see `stamp_of`."""

    @wraps(view)
    def answered(request: HttpRequest, story_id: int) -> HttpResponse:
        # Read before the page is made: what changes meanwhile makes it anew.
        before = stamp_of(story_id) if settings.PAGE_CACHE and not request.COOKIES else ""
        response = view(request, story_id)
        response.__dict__["stamp"] = before
        return response

    return answered


def stamp_now(path: str) -> str:
    """The stamp that a stamped page at the path would have now."""
    return stamp_of(resolve(path).kwargs["story_id"])


def stamp_of(story_id: int) -> str:
    """The story's rows as a digest, '' where there is no such story. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [story_id])
        row = cursor.fetchone()
    return str(row[0]) if row else ""
