"""The body of a page, made once for everybody, so that a reader who is signed in waits only for what is their own.

A body is made from a request that holds what the key does and nothing else (`caching.bare`), so it can't hold anything
of a reader; what is a reader's own stands in the page around it. docs/decisions/0009-page-cache.md
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe

from stories.web.caching import bare, is_personal, page_key
from stories.web.compression import packed, unpacked
from stories.web.page_store import Entry, PageStore, store


@dataclass(frozen=True, slots=True)
class Body:
    """What the page around it needs; html and description come from templates, which have escaped them.

    kept: the query that links carry along, or ''; slug: of the scheme that the page is read by, or ''.
    """

    title: str
    description: str
    kept: str
    slug: str
    html: str

    def context(self) -> dict[str, object]:
        """For the template of the page around it."""
        return {
            "title": self.title,
            "description": mark_safe(self.description),  # noqa: S308
            "body": mark_safe(self.html),  # noqa: S308
            "schemes": {"kept": self.kept, "slug": self.slug},
        }


Make = Callable[[HttpRequest], Body]


def shared_body(request: HttpRequest, make: Make) -> Body:
    """The body for a reader: a signed-in one gets what was made for others, as fresh as everybody's page is.

    For other readers it is made, since their whole page is kept, and kept for those who are signed in.
    """
    if not settings.PAGE_CACHE:
        return make(bare(request))
    key, kept = f"body:{page_key(request)}", store(settings.REDIS_URL)
    found, version = kept.read(key)
    if not is_personal(request):
        return _made(request, make, _Place(kept, key, version, new=found is None))
    if found and found.fresh(time.time(), version):
        return _body(found)
    if not kept.claim(key):
        return _body(found) if found else make(bare(request))
    try:
        return _made(request, make, _Place(kept, key, version, new=found is None))
    finally:
        kept.release(key)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a body is kept; version: of the data that it is made from."""

    store: PageStore
    key: str
    version: str
    new: bool


def _made(request: HttpRequest, make: Make, place: _Place) -> Body:
    body = make(bare(request))
    now = time.time()
    head, html = asdict(body), body.html
    del head["html"]
    value = packed(f"{json.dumps(head)}\n{html}".encode())
    place.store.keep(place.key, Entry(place.version, now, int(now), "", (), value), new=place.new)
    return body


def _body(found: Entry) -> Body:
    head, _, html = unpacked(found.packed_body).decode().partition("\n")
    return Body(**json.loads(head), html=html)
