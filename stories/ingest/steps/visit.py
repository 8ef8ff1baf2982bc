"""A feed visited: fetched, read, its entries handed over, and the next visit set by how this one went."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from stories.ingest import schedule
from stories.ingest.feed import BrokenFeed, NotAFeed, ParsedFeed, parse_feed
from stories.ingest.steps import offline
from stories.ingest.steps.discover import discovered, nothing_found
from stories.ingest.steps.doors import FEED_ACCEPT, policy
from stories.ingest.steps.entries import store_entries
from stories.models import Feed, FeedState, Sighting
from stories.net.answers import FEED_BYTES, Fetched, FetchError
from stories.net.fetch import fetch

Fetch = Callable[..., Fetched]

LEASE_S = 60
TRIES = 3
DAILY_QUOTA = 2000  # articles a day; no outlet's feed had more than 700 in the recorded streams


def claim_feed(feed_id: int, now: datetime) -> Feed | None:
    """The feed, leased for a visit, or None when it is not due or somebody else visits it.

    A lease that ran out is a visit that died. After three of them the feed is put off like one in trouble, so that
    one that always kills its reader can't do so every minute.
    """
    lease = now + timedelta(seconds=LEASE_S + settings.FETCH_DEADLINE_S)
    due = Feed.objects.due(now).filter(pk=feed_id)
    died = due.filter(leased_until__isnull=False).update(leased_until=lease, failures=F("failures") + 1)
    if not died and not due.update(leased_until=lease):
        return None
    feed = Feed.objects.select_related("outlet").get(pk=feed_id)
    if died and feed.failures >= TRIES:
        _plan(feed, schedule.Visit(error_kind="died", error_words="Reading it did not come to an end."), now)
        return None
    return feed


def visit(feed: Feed, now: datetime, *, fetch: Fetch = fetch) -> list[int]:
    """The ids of the articles that are new, their pages due from now on. Whatever went wrong is noted at the feed."""
    try:
        answer = fetch(
            feed.address,
            policy=policy(FEED_BYTES, FEED_ACCEPT),
            etag=feed.etag,
            last_modified=feed.last_modified,
            now=now,
        )
    except FetchError as error:
        if error.kind in offline.UNREACHED and offline.nobody_answers(feed.outlet_id, now):
            offline.wait(feed, now, timedelta(seconds=settings.FEED_INTERVAL_MIN_S * (0.5 + random.random())))
            return []
        _plan(feed, schedule.Visit(status=0, error_kind=error.kind, error_words=error.words), now)
        return []
    if _is_double(feed, answer, now):
        return []
    if answer.status == 304 or (answer.status == 200 and _hash(answer.body) == feed.body_hash):
        _plan(feed, schedule.Visit(status=304), now, _validators(answer))
        return []
    if answer.status != 200:
        _plan(feed, schedule.Visit(status=answer.status, retry_after_s=answer.retry_after_s), now)
        return []
    return _read(feed, answer, now, fetch)


def _read(feed: Feed, answer: Fetched, now: datetime, fetch: Fetch) -> list[int]:
    zone = feed.outlet.zone
    try:
        parsed = parse_feed(answer.body, address=answer.url, fetched_at=now, charset=answer.charset, zone=zone)
    except NotAFeed as error:
        found = discovered(feed, error.alternates, now, fetch=fetch)
        if found is None:
            _plan(feed, nothing_found(feed, error), now)
            return []
        answer, parsed = found
    except BrokenFeed as error:
        _plan(feed, schedule.Visit(error_kind="broken_feed", error_words=error.words), now)
        return []
    return _store(feed, answer, parsed, now)


def _store(feed: Feed, answer: Fetched, parsed: ParsedFeed, now: datetime) -> list[int]:
    with transaction.atomic():
        ids = store_entries(feed, parsed.entries, parsed.language, now)
        seen = _validators(answer) | {"body_hash": _hash(answer.body)}
        if ids:
            seen["last_new_at"] = now
        if not feed.title and parsed.title:
            seen["title"] = parsed.title
        _plan(feed, _visit_of(parsed, len(ids), now), now, seen)
    return ids


def _visit_of(parsed: ParsedFeed, new: int, now: datetime) -> schedule.Visit:
    published = [entry.published.moment for entry in parsed.entries if entry.published]
    per_day = schedule.articles_per_day(published, now)
    return schedule.Visit(new_articles=new, ttl_s=parsed.ttl_s, per_day=per_day)


def _plan(feed: Feed, went: schedule.Visit, now: datetime, seen: dict[str, Any] | None = None) -> None:
    """Write how the visit went. A state that an editor set meanwhile stays."""
    pace = schedule.Pace(settings.FEED_INTERVAL_MIN_S, settings.FEED_INTERVAL_MAX_S)
    record = schedule.Record(feed.interval_s, feed.failures, feed.first_failure_at)
    plan = schedule.next_visit(record, went, now, random.random(), pace)
    if went.new_articles and _over_quota(feed, now):
        words = f"It brought more than {DAILY_QUOTA} articles within a day: held until an editor resumes it."
        plan = replace(plan, state=FeedState.QUARANTINED, error_kind="quota", error_words=words)
    fields = {**vars(plan), **(seen or {}), "last_visit_at": now, "leased_until": None}
    fields["error_words"] = plan.error_words[:500]
    if went.succeeded:
        fields["last_success_at"] = now
    state = fields.pop("state")
    Feed.objects.filter(pk=feed.pk).update(**fields)
    Feed.objects.filter(Q(pk=feed.pk), state__in=[FeedState.ACTIVE, FeedState.FAILING]).update(state=state)


def _over_quota(feed: Feed, now: datetime) -> bool:
    return Sighting.objects.filter(feed=feed, seen_at__gt=now - timedelta(days=1)).count() > DAILY_QUOTA


def _is_double(feed: Feed, answer: Fetched, now: datetime) -> bool:
    """Follow a permanent redirect for good once it has been seen often and long enough; whether it led to a feed that
    is here already: then this one is gone."""
    before = schedule.Moved(feed.redirect_target, feed.redirect_count, feed.redirect_since)
    after, rewrite = schedule.moved(before, answer.moved_to if answer.status in (200, 304) else "", now)
    if after == before:
        return False
    fields: dict[str, Any] = {
        "redirect_target": after.target,
        "redirect_count": after.count,
        "redirect_since": after.since,
    }
    Feed.objects.filter(pk=feed.pk).update(**fields)
    if rewrite:
        try:
            with transaction.atomic():
                Feed.objects.filter(pk=feed.pk).update(address=after.target)
        except IntegrityError:
            words = "It now redirects to another feed that is visited already."
            gone = {"state": FeedState.GONE, "error_kind": "double", "error_words": words}
            Feed.objects.filter(pk=feed.pk).update(**gone, last_visit_at=now, leased_until=None)
            return True
    return False


def _validators(answer: Fetched) -> dict[str, Any]:
    return {"etag": answer.etag, "last_modified": answer.last_modified}


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
