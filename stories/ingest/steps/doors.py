"""How ingest's steps ask the one HTTP client: the installation's bounds, and sites' wishes for robots."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from stories.ingest import robots
from stories.net.answers import Fetched, FetchError, FetchPolicy

FEED_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.9, */*;q=0.5"
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
ROBOTS_BYTES = 500_000
ROBOTS_KEPT_S, ROBOTS_TROUBLE_KEPT_S = 86_400, 600


def policy(max_bytes: int, accept: str) -> FetchPolicy:
    """The bounds of one fetch under this installation's settings."""
    return FetchPolicy(
        user_agent=settings.USER_AGENT,
        total_deadline_s=settings.FETCH_DEADLINE_S,
        max_bytes=max_bytes,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
        accept=accept,
    )


def robots_allow(address: str, now: datetime, fetch: Callable[..., Fetched]) -> bool:
    """Whether the site lets us read this page; its robots.txt is kept for a day, trouble with it for ten minutes.

    A site that can't be asked is taken to allow: the page's own fetch will say what is wrong.
    """
    if not settings.RESPECT_ROBOTS:
        return True
    parts = urlsplit(address)
    key = "robots:" + hashlib.sha256(f"{parts.scheme}://{parts.netloc}".encode()).hexdigest()
    text = cache.get(key)
    if text is None:
        text, kept_s = _robots_text(f"{parts.scheme}://{parts.netloc}/robots.txt", now, fetch)
        cache.set(key, text, kept_s)
    return robots.allows(text, address, settings.USER_AGENT)


def _robots_text(address: str, now: datetime, fetch: Callable[..., Fetched]) -> tuple[str, int]:
    try:
        answer = fetch(address, policy=policy(ROBOTS_BYTES, "text/plain"), now=now)
    except FetchError:
        return "", ROBOTS_TROUBLE_KEPT_S
    if answer.status == 200:
        return answer.body.decode("utf-8", "replace"), ROBOTS_KEPT_S
    return "", ROBOTS_KEPT_S if answer.status < 500 else ROBOTS_TROUBLE_KEPT_S
