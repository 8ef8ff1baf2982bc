"""Who reads gzip, and the compression of pages that are made for one answer."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable
from io import BytesIO
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

LEVEL: Final = 6  # 35 kB of page in 0.34 ms to 5.6 kB; level 9 takes twice as long for 30 bytes
QUICK_LEVEL: Final = 1  # 6.8 kB in 0.15 ms, for a page that nobody else gets
LEAST_BYTES: Final = 200  # less isn't worth it
MOST_CHANCE_BYTES: Final = 100
READABLE: Final = ("text/", "application/json", "application/feed+json", "application/xml", "application/rss+xml")


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header lets gzip through; one that isn't named is not guessed at."""
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return not _is_nothing(weight)
    return False


def packed(body: bytes) -> bytes:
    """The body as gzip, the same bytes for the same body."""
    return gzip.compress(body, LEVEL, mtime=0)


def unpacked(value: bytes) -> bytes:
    """What was packed."""
    return gzip.decompress(value)


class CompressionMiddleware:
    """Compresses text that isn't compressed yet: search, errors, and pages for somebody who is signed in.

    Against guessing a secret by the compressed length: tokens are masked anew for each answer, and a name of up to a
    hundred bytes is added by chance, as Django's GZipMiddleware does (which takes three times as long to save a fifth
    more, and would compress pictures). Kept pages come compressed already; they hold no secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            not isinstance(response, HttpResponse)
            or response.has_header("Content-Encoding")
            or len(response.content) < LEAST_BYTES
            or not response.get("Content-Type", "").startswith(READABLE)
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            response.content = _of_any_length(response.content)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
            if response.get("ETag", "").startswith('"'):
                response["ETag"] = "W/" + response["ETag"]
        return response


def _of_any_length(body: bytes) -> bytes:
    """The body as gzip, for one answer; its length says little of what is in it."""
    made = BytesIO()
    name = "a" * secrets.randbelow(MOST_CHANCE_BYTES)
    with gzip.GzipFile(name, "wb", QUICK_LEVEL, made, mtime=0) as file:
        file.write(body)
    return made.getvalue()


def _is_nothing(weight: str) -> bool:
    name, _, value = weight.partition("=")
    try:
        return name.strip() == "q" and float(value) <= 0
    except ValueError:
        return True
