"""The address of a lead picture: signed, guarded, drawn anew and kept, so that no reader's browser asks an outlet.

The first request of a picture fetches it, within a few seconds; the page itself never waits.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from stories.models import Article
from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.fetch import fetch as fetch_it
from stories.net.guard import GuardError, target_of
from stories.net.pictures import PictureError, drawn
from stories.web import picture_store
from stories.web.picture import WIDTHS, is_signed

MAX_BYTES: Final = 10_000_000
DEADLINE_S: Final = 4.0
ACCEPT: Final = "image/webp, image/jpeg, image/png, image/gif;q=0.8"
KEPT_BY_BROWSERS_S: Final = 86_400
TROUBLE_KEPT_S: Final = 60
REFUSED: Final = frozenset({"refused_address", "blocked_scheme", "bad_address"})
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# One clear pixel: the place stays as empty as it was.
NOTHING: Final = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")

Fetch = Callable[..., Fetched]
# Of a process's four threads two at most wait for outlets; pages go on.
_slots = threading.BoundedSemaphore(2)
_log = logging.getLogger(__name__)


@require_safe
def picture(request: HttpRequest, article_id: int, width: int, *, fetch: Fetch = fetch_it) -> HttpResponseBase:
    """Our copy of an article's picture.

    403 for an address that no page of ours gave out or that leads inside, before any name is looked up; 404 with an
    empty picture where there is nothing to show, for now.
    """
    now = datetime.now(UTC)
    source = _source(article_id, width, request.GET.get("s", ""))
    if not source:
        return _answer(b"", "text/plain", 403)
    body = picture_store.kept(source, width, now)
    if body is None:
        try:
            body = brought(source, width, now, fetch)
        except GuardError:
            return _answer(b"", "text/plain", 403)
    return _shown(request, body) if body else _answer(NOTHING, "image/gif", 404, TROUBLE_KEPT_S)


def _source(article_id: int, width: int, signature: str) -> str:
    """The picture's address at its outlet; '' unless pictures are on, it is signed, and the guard lets it pass."""
    if not settings.PICTURES or width not in WIDTHS or not signature:
        return ""
    found = Article.objects.shown().filter(pk=article_id).values_list("image_address", flat=True).first()
    if not found or not is_signed(signature, article_id, width, found):
        return ""
    try:
        target_of(found, frozenset(settings.FETCH_ALLOWED_HOSTS))
    except GuardError:
        return ""
    return found


def brought(source: str, width: int, now: datetime, fetch: Fetch) -> bytes | None:
    """The copy after a fetch, ours or that of whoever was first; None where it failed or there is no room to wait."""
    if picture_store.failed_lately(source, now) or not _slots.acquire(blocking=False):
        return None
    try:
        with picture_store.alone(source, DEADLINE_S) as first:
            if not first:
                return None
            body = picture_store.kept(source, width, now)
            if body is None and not picture_store.failed_lately(source, now):
                body = _fetched(source, now, fetch).get(width)
            return body
    except OSError as error:
        _log.warning("Pictures can't be kept: %s", error)
        return None
    finally:
        _slots.release()


def _fetched(source: str, now: datetime, fetch: Fetch) -> dict[int, bytes]:
    """The copies by width, kept; {} for anything but a picture, which is remembered for a while."""
    policy = FetchPolicy(
        user_agent=settings.USER_AGENT,
        total_deadline_s=DEADLINE_S,
        max_bytes=MAX_BYTES,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
        accept=ACCEPT,
    )
    try:
        copies = drawn(fetch(source, policy=policy, now=now).body, WIDTHS)
    except (FetchError, PictureError) as error:
        picture_store.fail(source, now)
        if isinstance(error, FetchError) and error.kind in REFUSED:
            raise GuardError(error.kind, error.words) from error
        return {}
    picture_store.keep(source, copies, now)
    return copies


def _shown(request: HttpRequest, body: bytes) -> HttpResponseBase:
    answer = _answer(body, "image/webp", 200, KEPT_BY_BROWSERS_S)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["ETag"] = etag
    known = get_conditional_response(request, etag=etag, response=answer)
    return _with_headers(known if known is not None else answer)  # a 304 must not bring the pages' policy instead


def _answer(body: bytes, content_type: str, status: int, kept_s: int = 0) -> HttpResponse:
    answer = HttpResponse(body, content_type=content_type, status=status)
    answer["Cache-Control"] = f"public, max-age={kept_s}" if kept_s else "no-store"
    _with_headers(answer)
    return answer


def _with_headers(answer: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        answer[name] = value
    return answer
