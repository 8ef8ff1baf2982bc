"""A site's address where a feed's was meant: the feed that the page names becomes the feed's address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from stories.catalogue.domains import feed_address
from stories.ingest.feed import BrokenFeed, NotAFeed, ParsedFeed, parse_feed
from stories.ingest.schedule import Visit
from stories.ingest.steps.doors import FEED_ACCEPT, policy
from stories.models import Feed
from stories.net.answers import FEED_BYTES, Fetched, FetchError

Fetch = Callable[..., Fetched]

TRIED = 2  # with the page itself three fetches, which end before the visit's lease does
KNOWN_ALREADY = "The page names a feed that is visited already."


def discovered(feed: Feed, named: Sequence[str], now: datetime, *, fetch: Fetch) -> tuple[Fetched, ParsedFeed] | None:
    """The first of the named feeds that can be read; the feed's row has its address then. None where none can be.

    Only for a feed that never brought anything: a page in place of one that did is the site's mistake, and passes.
    """
    if feed.last_success_at is not None:
        return None
    addresses = [kept for address in sorted(named, key=_of_comments) if (kept := _as_stored(address))]
    for address in list(dict.fromkeys(addresses))[:TRIED]:
        read = _read(feed, address, now, fetch)
        if read and _readdressed(feed, address):
            return read
    return None


def nothing_found(feed: Feed, error: NotAFeed) -> Visit:
    """How such a visit went: what an editor reads says where the feeds are that the page names."""
    if feed.last_success_at is None and Feed.objects.filter(address__in=error.alternates).exists():
        return Visit(status=410, error_kind="not_a_feed", error_words=KNOWN_ALREADY)  # no use in coming again
    named = f" The page names {' and '.join(error.alternates)}." if error.alternates else ""
    return Visit(error_kind="not_a_feed", error_words=error.words + named)


def _as_stored(address: str) -> str:
    """The address in the form that every feed's has, '' for one that is not stored, such as with a password in it."""
    try:
        return feed_address(address)
    except ValueError:
        return ""


def _of_comments(address: str) -> bool:
    return "comment" in address.lower()


def _read(feed: Feed, address: str, now: datetime, fetch: Fetch) -> tuple[Fetched, ParsedFeed] | None:
    try:
        answer = fetch(address, policy=policy(FEED_BYTES, FEED_ACCEPT), now=now)
        if answer.status != 200:
            return None
        zone = feed.outlet.zone
        parsed = parse_feed(answer.body, address=answer.url, fetched_at=now, charset=answer.charset, zone=zone)
    except (FetchError, BrokenFeed):
        return None
    return answer, parsed


def _readdressed(feed: Feed, address: str) -> bool:
    """Whether the row has the address now; it hasn't where another row has it."""
    try:
        with transaction.atomic():
            Feed.objects.filter(pk=feed.pk).update(address=address)
    except IntegrityError:
        return False
    feed.address = address
    return True
