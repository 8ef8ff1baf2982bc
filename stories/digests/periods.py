"""When a digest is due: one period per local day or ISO week, whatever clocks and zones do."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

WEEKLY: Final = "weekly"
# A digest that could not be planned in time is made up for this long, then left out: old news is no news.
CATCH_UP_DAILY: Final = timedelta(hours=18)
CATCH_UP_WEEKLY: Final = timedelta(days=3)
LONGEST_PERIOD: Final = timedelta(days=8)  # a week, and a change of zone


@dataclass(frozen=True, slots=True)
class Period:
    """A local day ('2026-03-29') or ISO week ('2026-W13'), and the moment from which its digest is sent."""

    key: str
    due_at: datetime


def period_of(rhythm: str, weekday: int, hour: int, zone: str, now: datetime) -> Period | None:
    """The latest period whose digest is due at `now`; None when that was too long ago to be made up for.

    rhythm: 'weekly', or any other for a day; weekday: 0 is Monday; hour: 0..23 on the local clock. An hour that the
    clock skips comes when the clock would have shown it; one that it shows twice is taken the first time. A zone that
    isn't known is UTC.
    """
    found = max((p for p in _around(rhythm, weekday, hour, zone, now) if p.due_at <= now), key=_order, default=None)
    limit = CATCH_UP_WEEKLY if rhythm == WEEKLY else CATCH_UP_DAILY
    return found if found and now - found.due_at <= limit else None


def next_period(rhythm: str, weekday: int, hour: int, zone: str, now: datetime) -> Period:
    """The first period whose digest is due after `now`; arguments as for `period_of`."""
    return min((p for p in _around(rhythm, weekday, hour, zone, now) if p.due_at > now), key=_order)


def next_unserved(rhythm: str, weekday: int, hour: int, zone: str, now: datetime, *, served: Container[str]) -> Period:
    """The next period that is none of the served ones: an hour moved on within a day brings no second digest of it.

    served: keys of the periods that had a digest in the last `LONGEST_PERIOD`; else as for `period_of`.
    """
    period = next_period(rhythm, weekday, hour, zone, now)
    return next_period(rhythm, weekday, hour, zone, period.due_at) if period.key in served else period


def is_week(key: str) -> bool:
    """Whether a period's key is of a week; keys of days and of weeks don't compare."""
    return "W" in key


def _order(period: Period) -> tuple[datetime, str]:
    return period.due_at, period.key


def _around(rhythm: str, weekday: int, hour: int, zone: str, now: datetime) -> list[Period]:
    """The periods around `now`, enough of them on both sides for any zone."""
    place = known_zone(zone)
    today = now.astimezone(place).date()
    if rhythm != WEEKLY:
        days = [today + timedelta(days=n) for n in (-1, 0, 1, 2)]
        return [Period(day.isoformat(), _at(day, hour, place)) for day in days]
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(weeks=n, days=weekday) for n in (-1, 0, 1, 2)]
    return [Period("{}-W{:02}".format(*day.isocalendar()[:2]), _at(day, hour, place)) for day in days]


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    # fold=0: in an overlap the first of the two; in a gap the offset before it, so the moment just after the gap.
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def known_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name, UTC for one that isn't known here."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder of names
        return ZoneInfo("UTC")
