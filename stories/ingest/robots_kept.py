"""What we know of a site's robots.txt over time, and what that lets us do, as RFC 9309 says (2.3.1, 2.4). Pure.

A site that says what it asks, or that it has no such file (4xx), is asked again after a day. One whose file can't be
had (5xx, no answer) is taken to refuse us, but for a day after the last copy aged; after thirty days, to ask nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from stories.ingest import robots

KEPT_FOR: Final = timedelta(days=1)  # 2.4: no longer, unless there is no other to be had
GRACE: Final = timedelta(days=1)  # for which an aged copy still stands where there is no other
GIVEN_UP_AFTER: Final = timedelta(days=30)  # 2.3.1.4: a "reasonably long period"
SOONEST, LATEST = timedelta(seconds=25), timedelta(hours=6)  # until one that can't be had is asked for again
SLOWING: Final = 6  # it is asked for again after this part of the time that it hasn't been had for


@dataclass(frozen=True)
class Kept:
    """A site's robots.txt: its text as it was had last, and since when and why it can't be had now."""

    text: str = ""
    had_at: datetime | None = None
    asked_at: datetime | None = None
    unreachable_since: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class Permission:
    """Whether a page may be read; passing: it may well be allowed later. words: why not, to an editor."""

    allowed: bool
    passing: bool = False
    words: str = ""


def is_due(kept: Kept, now: datetime) -> bool:
    """Whether the site should be asked again before its pages are."""
    if kept.asked_at is None:
        return True
    if kept.unreachable_since is None:
        return now - kept.asked_at >= KEPT_FOR
    wait = (kept.asked_at - kept.unreachable_since) / SLOWING
    return now - kept.asked_at >= min(max(wait, SOONEST), LATEST)


def had(text: str, now: datetime) -> Kept:
    """What is known once the site has answered; text: '' where it has no such file."""
    return Kept(text=text, had_at=now, asked_at=now)


def missed(before: Kept, words: str, now: datetime) -> Kept:
    """What is known once the site couldn't be asked, or answered with an error of its own."""
    return replace(before, asked_at=now, unreachable_since=before.unreachable_since or now, words=words)


def permits(kept: Kept, address: str, user_agent: str, now: datetime) -> Permission:
    """Whether this page may be read now."""
    since = kept.unreachable_since
    if since and not _stands(kept, now):
        if now - since >= GIVEN_UP_AFTER:
            return Permission(True)
        words = (
            f"The site's robots.txt can't be had since {since.day} {since:%B} ({kept.words.rstrip('.')}): "
            "its pages aren't read until it can, or for 30 days."
        )
        return Permission(False, passing=True, words=words)
    if robots.allows(kept.text, address, user_agent):
        return Permission(True)
    return Permission(False, words="The site asks robots not to read this page.")


def _stands(kept: Kept, now: datetime) -> bool:
    """Whether the last copy may still be gone by."""
    return kept.had_at is not None and now - kept.had_at < KEPT_FOR + GRACE
