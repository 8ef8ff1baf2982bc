"""How ingest's steps ask the one HTTP client: within the installation's bounds."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from stories.net.answers import Fetched, FetchPolicy

Fetch = Callable[..., Fetched]

FEED_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.9, */*;q=0.5"
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


def policy(max_bytes: int, accept: str) -> FetchPolicy:
    """The bounds of one fetch under this installation's settings."""
    return FetchPolicy(
        user_agent=settings.USER_AGENT,
        total_deadline_s=settings.FETCH_DEADLINE_S,
        max_bytes=max_bytes,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
        accept=accept,
    )
