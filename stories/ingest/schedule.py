"""When a feed is visited next, from how the last visit went. Pure: the random value is passed in.

A feed that brings articles is visited sooner, one that doesn't later, between the installation's bounds and not more
often than the feed itself asks. Trouble backs off exponentially with full jitter, so that hosts which fail together
are not asked together again (Brooker, Exponential Backoff and Jitter, AWS 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SOONER, LATER = 0.6, 1.3  # after a visit that brought articles, and one that didn't
VISITS_PER_ARTICLE = 2.0  # the aim, for a feed whose rate is known
SPREAD = 0.1  # of the interval, so that feeds added together drift apart
MAX_DELAY_S = 86_400
MAX_TTL_S = 3_600  # a feed that asks for more is visited every hour all the same
MAX_DOUBLINGS = 12
MISSING_FOR = timedelta(days=14)  # of 404 in a row, then the feed counts as gone
REFUSED_DELAY_S = 21_600  # 401, 403, 451: a person has to act, so asking often is no use

ACTIVE, FAILING, GONE = "active", "failing", "gone"

_STATUS_WORDS = {
    401: "The site asks for a password.",
    403: "The site refuses to give us the feed.",
    404: "The site has no feed at this address.",
    410: "The outlet has taken the feed down.",
    429: "The site asks us to come less often.",
    451: "The feed is withheld for legal reasons.",
    503: "The site is busy or being worked on.",
}


@dataclass(frozen=True)
class Pace:
    """The installation's bounds on the time between two visits, in seconds."""

    min_s: int = 300
    max_s: int = 86_400


@dataclass(frozen=True)
class Record:
    """What the feed's row says before the visit: failures in a row, and when the first of them was."""

    interval_s: int
    failures: int = 0
    first_failure_at: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """How a visit went. status: HTTP's, 0 for no answer; error_kind and error_words for one that brought no feed
    (FetchError.kind, broken_feed, not_a_feed); per_day: articles a day that the feed has brought lately, if known."""

    status: int = 200
    new_articles: int = 0
    ttl_s: int | None = None
    per_day: float | None = None
    retry_after_s: int | None = None
    error_kind: str = ""
    error_words: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether the feed was had, or is known to be unchanged."""
        return self.status in (200, 304) and not self.error_kind


@dataclass(frozen=True)
class Plan:
    """What the feed's row should say after the visit."""

    next_visit_at: datetime
    interval_s: int
    state: str
    failures: int = 0
    first_failure_at: datetime | None = None
    error_kind: str = ""
    error_words: str = ""


def next_visit(before: Record, visit: Visit, now: datetime, chance: float, pace: Pace = Pace()) -> Plan:
    """The plan after a visit; chance: a random value in 0..1."""
    if visit.succeeded:
        interval_s = _interval_s(before, visit, pace)
        delay_s = interval_s * (1 - SPREAD + 2 * SPREAD * chance)
        return Plan(now + timedelta(seconds=delay_s), interval_s, ACTIVE)
    first = before.first_failure_at or now
    failures = before.failures + 1
    gone = visit.status == 410 or (visit.status == 404 and now - first >= MISSING_FOR)
    kind, words = _reason(visit)
    return Plan(
        next_visit_at=now + timedelta(seconds=_backoff_s(before, visit, chance, pace)),
        interval_s=before.interval_s,
        state=GONE if gone else FAILING,
        failures=failures,
        first_failure_at=first,
        error_kind=kind,
        error_words=words,
    )


def _interval_s(before: Record, visit: Visit, pace: Pace) -> int:
    interval = before.interval_s * (SOONER if visit.new_articles else LATER)
    if visit.per_day:
        aim = 86_400 / (visit.per_day * VISITS_PER_ARTICLE)
        interval = min(interval, 2 * aim) if not visit.new_articles else max(interval, aim / 4)
    floor = max(pace.min_s, min(visit.ttl_s or 0, MAX_TTL_S))
    return max(1, round(min(max(interval, floor), max(pace.max_s, floor))))


def _backoff_s(before: Record, visit: Visit, chance: float, pace: Pace) -> float:
    """Full jitter under a doubling ceiling, at least the feed's interval and what Retry-After asks, within a day."""
    start = max(before.interval_s, pace.min_s)
    ceiling = min(start * 2.0 ** min(before.failures + 1, MAX_DOUBLINGS), MAX_DELAY_S)
    wait = max(chance * ceiling, min(start, MAX_DELAY_S))
    if visit.status in (401, 403, 404, 451):
        wait = max(wait, min(REFUSED_DELAY_S, start * 2.0 ** min(before.failures + 2, MAX_DOUBLINGS)))
    return min(max(wait, visit.retry_after_s or 0), MAX_DELAY_S)


def _reason(visit: Visit) -> tuple[str, str]:
    if visit.error_kind:
        return visit.error_kind, visit.error_words
    words = _STATUS_WORDS.get(visit.status, "")
    if not words:
        words = "The site has an error of its own." if visit.status >= 500 else "The site's answer is not a feed."
    return f"http_{visit.status}", f"{words} (HTTP {visit.status})"


@dataclass(frozen=True)
class Moved:
    """A permanent redirect as it has been seen: where to, in how many visits in a row, since when."""

    target: str = ""
    count: int = 0
    since: datetime | None = None


MOVES_SEEN = 5
MOVED_FOR = timedelta(hours=48)


def moved(before: Moved, target: str, now: datetime) -> tuple[Moved, bool]:
    """What is known of a feed's permanent redirect after a visit, and whether its address should now be rewritten.

    target: Fetched.moved_to, '' without one. Only the same target in five visits over two days counts: sites redirect
    by mistake, and a wrong rewrite loses the feed.
    """
    if not target:
        return Moved(), False
    if target != before.target or before.since is None:
        return Moved(target, 1, now), False
    seen = Moved(target, before.count + 1, before.since)
    return seen, seen.count >= MOVES_SEEN and now - before.since >= MOVED_FOR


def articles_per_day(published: list[datetime], now: datetime) -> float | None:
    """The rate of a feed's dated entries over the time they span until now; None under three."""
    past = sorted(moment for moment in published if moment <= now)
    if len(past) < 3:
        return None
    days = max((now - past[0]).total_seconds(), 3600.0) / 86_400
    return len(past) / days
