"""A small cache of the reading pages for readers who aren't signed in, with conditional GET.

The rule that makes it safe: what isn't in the key, the view never sees. The page is rendered from a request that has
nothing but what the key was made of, so that no other header, cookie or parameter can get into a stored page.
docs/decisions/0009-page-cache.md
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language, override

from stories.web.compression import accepts_gzip, packed, unpacked
from stories.web.page_store import Entry, Found, PageStore, store
from stories.web.stamps import is_unchanged, story_in
from stories.web.watch import watch

# Names in stories.web.urls; a page that isn't named here is never kept.
KEPT_PAGES: Final = frozenset(
    {
        *("front", "front-more", "section", "section-more", "blindspots", "method", "about", "privacy"),
        *("outlets", "outlets-list", "outlets-more", "outlet"),
        *("story", "story-sources", "story-sources-more", "story-updated", "story-article", "story-why"),
        *("story-past", "topic", "topic-more"),
        *("story-sum", "story-sum-inputs", "story-sum-outlets", "story-sum-verdict", "story-sum-json", "story-changes"),
        *("front-feed", "section-feed", "topic-feed", "outlet-feed", "story-feed"),
    }
)
# What tells of new articles, and the page that its link leads to: they are waited for, as the news would be missing
# from a page of a minute ago. A mark says that a story is as it was, or one question does (stories.web.stamps).
WITH_NEWS: Final = frozenset({"story", "story-updated"})
# Every parameter that one of them reads (a test looks); others make no entry of their own and are dropped.
PARAMETERS: Final = frozenset({"side", "page", "sort", "scheme", "at", "since", "outlets"})
LONGEST_VALUE: Final = 100  # characters; longer ones are nobody's page
# Of the headers of a request these alone reach the view. The host is in the key; so is the language, which is active.
HX_REQUEST: Final = "HTTP_HX_REQUEST"
KEPT_HEADERS: Final = ("HTTP_HOST", HX_REQUEST)
VARIES_IN_KEY: Final = frozenset({"hx-request", "accept-language", "accept-encoding", "host"})
WAIT_S: Final = 3.0  # for a page that somebody renders and that nobody has yet
WAIT_STEP_S: Final = 0.05
# On a 304, as RFC 9110, 15.4.5 has it.
NOT_MODIFIED_HEADERS: Final = ("Cache-Control", "Content-Location", "ETag", "Last-Modified", "Vary")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Answer(HttpResponse):
    """A kept page, and what is done when it has been sent: a server closes an answer then."""

    afterwards: Callable[[], object] | None = None

    def close(self) -> None:
        """What is left to do, and the end of the request."""
        work, self.afterwards = self.afterwards, None
        try:
            if work:
                work()
        finally:
            super().close()


class PageCacheMiddleware:
    """Answers anonymous readers from the store. Stands inside the security headers, outside the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        if is_personal(request):
            return self._own(request)
        key = page_key(request)
        kept = store(settings.REDIS_URL)
        story_id = story_in(request.path_info)
        found = kept.read(key, story_id)
        entry, now = found.entry, time.time()
        if fresh := found.fresh(now):
            return _watched(_answer(request, fresh), story_id, found, kept)
        if request.method == "HEAD" or not _is_kept(request):
            return self.get_response(request)
        has_news = _name(request) in WITH_NEWS
        if entry and has_news and found.unsure(now) and is_unchanged(found, story_id):
            return _watched(_answer(request, entry), story_id, found, kept)
        if not kept.claim(key):
            return _answer(request, entry) if entry else self._wait(request, key, kept)
        if entry and entry.young(now) and not has_news:
            return self._renewed_after(_answer(request, entry), request, key, kept)
        return self._renewed(request, key, kept)

    def _renewed_after(self, response: Answer, request: HttpRequest, key: str, kept: PageStore) -> HttpResponseBase:
        """The answer there is; the page is made anew when its reader has it, so that nobody waits in a busy hour."""
        language = get_language()

        def renew() -> None:
            with override(language):
                self._renewed(request, key, kept)

        response.afterwards = renew
        return response

    def _own(self, request: HttpRequest) -> HttpResponseBase:
        """A page for one reader, which nothing on the way may keep."""
        response = self.get_response(request)
        match = request.resolver_match  # where the view was reached: asked for again it costs as much as a question
        if (match.url_name if match else _name(request)) in KEPT_PAGES:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def _renewed(self, request: HttpRequest, key: str, kept: PageStore) -> HttpResponseBase:
        """Render, keep and answer; whoever claimed just after another's render has nothing to do."""
        try:
            story_id, now = story_in(request.path_info), time.time()
            found = kept.read(key, story_id)
            if fresh := found.fresh(now):
                return _answer(request, fresh)
            if found.entry and found.unsure(now) and is_unchanged(found, story_id):
                return _answer(request, found.entry)
            response = self.get_response(bare(request))
            if not isinstance(response, HttpResponse) or not _keepable(response):
                return response
            entry = _entry(response, found.version, found.entry)
            kept.keep(key, entry, new=found.entry is None)
            watch(kept).saw(story_id, found, now)
        finally:
            kept.release(key)
        return _answer(request, entry)

    def _wait(self, request: HttpRequest, key: str, kept: PageStore) -> HttpResponseBase:
        """Somebody renders the page for the first time: wait for it, and no longer than they take."""
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            going_on = kept.claimed(key)
            if entry := kept.read(key).entry:
                return _answer(request, entry)
            if not going_on:
                break
            time.sleep(WAIT_STEP_S)
        return self.get_response(bare(request))


def page_key(request: HttpRequest) -> str:
    """What tells one page from another, as a digest."""
    parts = (
        "https" if request.is_secure() else "http",
        request.META.get("HTTP_HOST", "") or f"{request.META.get('SERVER_NAME')}:{request.META.get('SERVER_PORT')}",
        request.META.get("SCRIPT_NAME", ""),
        request.path_info,
        _query(request),
        get_language() or "",
        "fragment" if HX_REQUEST in request.META else "",
    )
    return hashlib.blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def bare(request: HttpRequest) -> HttpRequest:
    """The request with what is in the key, and nothing else."""
    environ: dict[str, Any] = {
        name: value
        for name, value in request.META.items()
        if not name.startswith("HTTP_") or name in KEPT_HEADERS or name == _proxy_header()
    }
    environ["QUERY_STRING"] = _query(request)
    if HX_REQUEST in environ:
        environ[HX_REQUEST] = "true"
    return WSGIRequest(environ)


def is_personal(request: HttpRequest) -> bool:
    """True for whoever may be somebody: with a session, a message that waits, or credentials."""
    meta = request.META
    if "HTTP_AUTHORIZATION" in meta or meta.get("REMOTE_USER"):
        return True
    if "HTTP_COOKIE" not in meta:
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def _is_kept(request: HttpRequest) -> bool:
    return _name(request) in KEPT_PAGES


def _name(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None


def _query(request: HttpRequest) -> str:
    """The known parameters in one order, of each the last as Django reads it."""
    text = request.META.get("QUERY_STRING", "")
    if not text:
        return ""
    known = {name: value[:LONGEST_VALUE] for name, value in parse_qsl(text) if name in PARAMETERS}
    return urlencode(sorted(known.items()))


def _proxy_header() -> str:
    """The header that says whether the reader came by https, where a proxy is trusted with that; else ''."""
    return settings.SECURE_PROXY_SSL_HEADER[0] if settings.SECURE_PROXY_SSL_HEADER else ""


def _keepable(response: HttpResponse) -> bool:
    """True for a plain page without a cookie that differs by nothing but what is in the key."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
    control = response.get("Cache-Control", "").lower()
    own_policy = any(name.startswith("_csp_") for name in vars(response))
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and varies <= VARIES_IN_KEY
        and "private" not in control
        and "no-store" not in control
        and not own_policy
    )


def _entry(response: HttpResponse, version: str, before: Entry | None) -> Entry:
    """The page to keep. One that reads as before keeps its date, so that readers keep their copy."""
    now = time.time()
    # Weak, and so one for the page compressed and not: who has either may keep it (RFC 9110, 8.8.3.3).
    etag = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    changed_at = before.changed_at if before and before.etag == etag else int(now)
    response["ETag"], response["Last-Modified"] = etag, http_date(changed_at)
    if "Cache-Control" not in response:
        response["Cache-Control"] = "no-cache"  # a browser asks each time, which is cheap for both
    patch_vary_headers(response, ("Accept-Encoding",))
    stamp = str(vars(response).get("stamp", ""))
    headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
    return Entry(version, now, changed_at, etag, headers, packed(response.content), stamp)


def _answer(request: HttpRequest, entry: Entry) -> Answer:
    """The kept page, or 304 for a reader who has it."""
    meta = request.META
    if meta.get("HTTP_IF_NONE_MATCH") == entry.etag:
        return _not_modified(entry)
    if "HTTP_IF_NONE_MATCH" in meta:  # a date alone doesn't tell which language of the page the reader has
        other = get_conditional_response(request, etag=entry.etag)
        if other is not None:
            return _not_modified(entry)
    is_packed = accepts_gzip(meta.get("HTTP_ACCEPT_ENCODING", ""))
    response = Answer(entry.packed_body if is_packed else unpacked(entry.packed_body))
    for name, value in entry.headers:
        response[name] = value
    response["Content-Length"] = str(len(response.content))
    if is_packed:
        response["Content-Encoding"] = "gzip"
    return response


def _watched(response: Answer, story_id: int, found: Found, kept: PageStore) -> Answer:
    """The answer, and behind it a look at all stories that are being read, where that is due."""
    now = time.time()
    if watch(kept).saw(story_id, found, now):
        response.afterwards = partial(watch(kept).look, now)
    return response


def _not_modified(entry: Entry) -> Answer:
    response = Answer(status=304)
    del response["Content-Type"]
    for name, value in entry.headers:
        if name in NOT_MODIFIED_HEADERS:
            response[name] = value
    return response
