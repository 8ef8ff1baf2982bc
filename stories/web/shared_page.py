"""A page made once for everybody, so that a reader who is signed in waits only for what is their own.

The page is made from a request that holds what the key does and nothing else (`caching.bare`), so it can't hold
anything of a reader; where `OWN` stands in it, what is a reader's own is put in. docs/decisions/0009-page-cache.md
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe

from stories.web.caching import bare, is_personal, page_key
from stories.web.compression import accepts_gzip
from stories.web.page_store import Entry, Found, PageStore, store
from stories.web.spliced import Piece, joined, packed_pieces, spliced, unpacked_pieces
from stories.web.stamps import asked, is_unchanged, story_in
from stories.web.watch import watch

# The place of a reader's own part. No text of a page can hold it: templates escape what they are given. A place may
# have a name, as in <!--own 12-->, which says what follows it.
OWN: Final[SafeString] = mark_safe("<!--own-->")
PLACE: Final = re.compile(r"<!--own(?: ([\w-]+))?-->")

# Of one reader what stands in each place, by the names of the places; None where what follows the place is left out.
Parts = Sequence[str | None]
Make = Callable[[HttpRequest], str]
Own = Callable[[HttpRequest, Sequence[str]], Parts]


def nothing(_request: HttpRequest, _names: Sequence[str]) -> Parts:
    """What a reader has of their own on a page that is the same for all."""
    return ()


def shared_page(request: HttpRequest, make: Make, own: Own = nothing) -> HttpResponse:
    """The page for a reader: a signed-in one gets what was made for others, as fresh as everybody's page is.

    For other readers it is made, since their whole page is kept, and kept for those who are signed in.

    make: the whole page, with `OWN` where a reader's own parts belong; own: these parts in order, for one reader.
    """
    if not settings.PAGE_CACHE:
        return HttpResponse(_filled(make(bare(request)), request, own))
    key, kept, story_id = f"pieces:{page_key(request)}", store(settings.REDIS_URL), story_in(request.path_info)
    found, now = kept.read(key, story_id), time.time()
    place = _Place(kept, key, story_id, found)
    if not is_personal(request):
        return HttpResponse(_filled(_made(request, make, place), bare(request), own))
    if found.entry and (found.fresh(now) or (found.unsure(now) and is_unchanged(found, story_id))):
        watch(kept).saw(story_id, found, now)
        return _answer(request, unpacked_pieces(found.entry.packed_body), own)
    if not kept.claim(key):
        pieces = unpacked_pieces(found.entry.packed_body) if found.entry else _pieces(make(bare(request)))
        return _answer(request, pieces, own)
    try:
        return _answer(request, _pieces(_made(request, make, place)), own)
    finally:
        kept.release(key)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page is kept, and what was found there with the version of the data that it is made from."""

    store: PageStore
    key: str
    story_id: int
    found: Found


def _made(request: HttpRequest, make: Make, place: _Place) -> str:
    """The page, kept with the stamp that its view asked for, or one of its own for a reader who is signed in."""
    known = vars(request).get("stamp")
    stamp = asked([place.story_id]).get(place.story_id, "") if known is None else str(known)
    page = make(bare(request))
    now = time.time()
    entry = Entry(place.found.version, now, int(now), "", (), packed_pieces(_pieces(page)), stamp)
    place.store.keep(place.key, entry, new=place.found.entry is None)
    return page


def _filled(page: str, request: HttpRequest, own: Own) -> str:
    """The page with the parts in their places, nothing where there is none."""
    first, *others = PLACE.split(page)
    parts = own(request, [name or "" for name in others[::2]])
    filled = zip_longest(parts[: len(others) // 2], others[1::2], fillvalue="")
    return first + "".join(part + piece for part, piece in filled if part is not None and piece is not None)


def _pieces(page: str) -> list[Piece]:
    first, *others = PLACE.split(page)
    named = zip(others[::2], others[1::2], strict=True)
    return [Piece.of(first.encode()), *(Piece.of(text.encode(), name or "") for name, text in named)]


def _answer(request: HttpRequest, pieces: list[Piece], own: Own) -> HttpResponse:
    """The page for one reader, whose own part is compressed by itself."""
    found = own(request, [piece.name for piece in pieces[1:]])
    parts = [part if part is None else part.encode() for part in found]
    if not accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        return HttpResponse(joined(pieces, parts))
    response = HttpResponse(spliced(pieces, parts), headers={"Content-Encoding": "gzip"})
    response["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ("Accept-Encoding",))
    return response
