"""What a fetch is asked to keep to and what comes back: FetchPolicy, Fetched, FetchError. Pure values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType

MEGABYTE = 1_000_000
FEED_BYTES = 5 * MEGABYTE
PAGE_BYTES = 3 * MEGABYTE
MAX_VALIDATOR_CHARS = 1024
MAX_DATE_CHARS = 100  # an HTTP date has 29
MAX_HEADER_CHARS = 2048
MAX_RETRY_AFTER_S = 86_400
MAX_COOKIES, MAX_COOKIE_CHARS = 20, 4096
PERMANENT, REDIRECTS = frozenset({301, 308}), frozenset({301, 302, 303, 307, 308})

Headers = Sequence[tuple[bytes, bytes]]

KEPT_HEADERS = frozenset(
    {
        "age", "cache-control", "content-language", "content-type", "date", "etag", "expires", "last-modified", "link",
        "retry-after", "server", "x-robots-tag",
    }
)  # fmt: skip

# What an editor reads. None of them tells whether a port of a host is open, or what a private name resolves to.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "bad_address": "The address is not one that can be fetched.",
        "blocked_scheme": "Only http and https addresses are fetched.",
        "refused_address": "The address is inside this network, which is not fetched.",
        "dns": "The site's name could not be found.",
        "connection": "The site could not be reached, or it broke off.",
        "tls": "The site's certificate or encryption is not valid.",
        "timeout": "The site took too long to answer.",
        "too_large": "The answer is larger than allowed.",
        "redirect_loop": "The address redirects too often or in a circle.",
        "bad_response": "The site's answer is not valid HTTP.",
    }
)


class FetchError(Exception):
    """A fetch that brought nothing; `kind` is a key of WORDS, `words` say it to an editor."""

    def __init__(self, kind: str, words: str = "") -> None:
        self.kind = kind
        self.words = words or WORDS[kind]
        super().__init__(f"{kind}: {self.words}")


@dataclass(frozen=True)
class FetchPolicy:
    """The bounds of one fetch; `allowed_hosts` ('host' or 'host:port') are exempt from the guard."""

    user_agent: str
    total_deadline_s: float = 20.0
    max_bytes: int = FEED_BYTES
    max_redirects: int = 5
    allowed_hosts: frozenset[str] = field(default_factory=frozenset)
    accept: str = "*/*"


@dataclass(frozen=True)
class Fetched:
    """An answer of any status; the body only for a 200.

    url: the final address; hops: the addresses that redirects led to, in order; permanent_hops: how many of them, from
    the first, were permanent (301, 308). headers: a capped few, in lower case. retry_after_s: within 0..86400, or None.
    """

    status: int
    url: str
    hops: tuple[str, ...] = ()
    permanent_hops: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    content_type: str = ""
    charset: str = ""
    retry_after_s: int | None = None
    etag: str = ""
    last_modified: str = ""

    @property
    def not_modified(self) -> bool:
        """Whether the site says that what we hold is still what it has."""
        return self.status == 304

    @property
    def moved_to(self) -> str:
        """Where the leading permanent redirects lead; '' without one."""
        return self.hops[self.permanent_hops - 1] if self.permanent_hops else ""


def answer(status: int, url: str, headers: Headers, now: datetime) -> Fetched:
    """The head of an answer as a Fetched without a body."""
    kept = kept_headers(headers)
    content_type, charset = content_type_of(kept.get("content-type", ""))
    return Fetched(
        status=status,
        url=url,
        headers=kept,
        content_type=content_type,
        charset=charset,
        retry_after_s=retry_after(kept.get("retry-after", ""), kept.get("date", ""), now),
        etag=validator(kept.get("etag", "")),
        last_modified=validator(kept.get("last-modified", ""), MAX_DATE_CHARS),
    )


def first(headers: Headers, wanted: bytes) -> str:
    """The first header of that lower-case name, '' without one; UTF-8 where it is that, else Latin-1."""
    value = next((value for name, value in headers if name.lower() == wanted), b"")
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def location(headers: Headers) -> str:
    """Where a redirect leads, '' when it doesn't say; spaces, which sites send unescaped, are escaped."""
    return first(headers, b"location").replace(" ", "%20")


def refuse_by_length(headers: Headers, max_bytes: int) -> None:
    """Raise FetchError too_large when the answer announces more than is allowed."""
    length = first(headers, b"content-length")
    if length.isdigit() and int(length[:18]) > max_bytes:
        raise FetchError("too_large")


def remember(jar: dict[str, str], headers: Headers) -> None:
    """Add to the jar the cookies that a redirect sets; some sites send in circles without them."""
    for name, value in headers:
        pair = value.decode("latin-1").split(";", 1)[0].strip()
        key, has_value, text = pair.partition("=")
        if name.lower() == b"set-cookie" and has_value and len(pair) <= MAX_COOKIE_CHARS and len(jar) < MAX_COOKIES:
            jar[key.strip()] = text.strip()


def kept_headers(pairs: Headers) -> dict[str, str]:
    """The few headers we read, first of each name, without overlong ones; all others are dropped unread."""
    kept: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name = raw_name.decode("latin-1").lower()
        if name in KEPT_HEADERS and name not in kept and len(raw_value) <= MAX_HEADER_CHARS:
            kept[name] = raw_value.decode("latin-1").strip()
    return kept


def validator(text: str, max_chars: int = MAX_VALIDATOR_CHARS) -> str:
    """An ETag or Last-Modified to echo verbatim, or '' when it is too long or not printable ASCII."""
    return text if len(text) <= max_chars and text.isascii() and text.isprintable() else ""


def content_type_of(value: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type header, both in lower case, '' where it says none."""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", value, re.ASCII | re.IGNORECASE)
    return value.split(";", 1)[0].strip().lower(), charset[1].lower() if charset else ""


def retry_after(value: str, date: str, now: datetime) -> int | None:
    """Seconds to wait as Retry-After says, within a day; None when it says nothing readable.

    A date there is taken relative to the answer's own Date header, so that neither clock has to be right.
    """
    if re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
        return min(max(int(value), 0), MAX_RETRY_AFTER_S)
    until = _moment(value)
    if until is None:
        return None
    return min(max(int((until - (_moment(date) or now)).total_seconds()), 0), MAX_RETRY_AFTER_S)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
