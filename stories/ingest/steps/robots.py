"""Whether a site lets us read a page: its robots.txt, asked for when due, and kept as a row."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from stories.ingest.robots import MAX_CHARS
from stories.ingest.robots_kept import Kept, Permission, had, is_due, missed, permits
from stories.ingest.steps import offline
from stories.ingest.steps.doors import Fetch, policy
from stories.models import Article, RobotsFile
from stories.net.answers import Fetched, FetchError

ROBOTS_BYTES = 2_000_000  # of which the first 500,000 characters count
# Troubles in which the file is "unreachable" (RFC 9309, 2.3.1.4). The others are told of the page itself, and a file
# behind too many redirects counts as none (2.3.1.2).
UNREACHABLE = frozenset({"dns", "connection", "timeout", "tls", "bad_response"})
MAX_SITE_CHARS = 300


def permission(article: Article, now: datetime, fetch: Fetch) -> Permission:
    """Whether the article's page may be read now, and why not.

    Raises FetchError where the site can't be asked and no other answers us either: then it is our own network.
    """
    if not settings.RESPECT_ROBOTS:
        return Permission(True)
    parts = urlsplit(article.address)
    site = f"{parts.scheme}://{parts.netloc}"
    if len(site) > MAX_SITE_CHARS:
        return Permission(True)  # no name is that long: the page's own fetch says what is wrong
    row = RobotsFile.objects.filter(site=site).first() or RobotsFile(site=site)
    kept = kept_of(row)
    if is_due(kept, now):
        kept = _asked(kept, article, f"{site}/robots.txt", now, fetch)
        RobotsFile.objects.update_or_create(site=site, defaults=vars(kept))
    return permits(kept, article.address, settings.USER_AGENT, now)


def kept_of(row: RobotsFile) -> Kept:
    """What the row says, as a value."""
    return Kept(row.text, row.had_at, row.asked_at, row.unreachable_since, row.words)


def _asked(before: Kept, article: Article, address: str, now: datetime, fetch: Fetch) -> Kept:
    try:
        answer = fetch(address, policy=policy(ROBOTS_BYTES, "text/plain"), now=now)
    except FetchError as error:
        if error.kind not in UNREACHABLE:
            return had("", now)
        if error.kind in offline.UNREACHED and offline.nobody_answers(article.outlet_id, now):
            raise
        return missed(before, error.words[:300], now)
    if answer.status >= 500:
        return missed(before, f"HTTP {answer.status}", now)
    return had(_text(answer), now)


def _text(answer: Fetched) -> str:
    """What it asks; a site that answers otherwise than with a file asks nothing."""
    text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
    return text[:MAX_CHARS].replace("\0", "")
