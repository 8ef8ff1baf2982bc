"""A point in time as a reader wants it: how long ago, and exactly when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from stories.scales import DatePrecision


@dataclass(frozen=True, slots=True)
class Moment:
    """iso for the machine, absolute and relative for the reader, each without the words around it."""

    iso: str
    absolute: str
    relative: str


def moment(at: datetime, now: datetime, precision: str = DatePrecision.MINUTE) -> Moment:
    """How a time is shown at `now`; a date that is only known to the day never gets an hour.

    precision `seen` says that the time is our first sight of the article, not when it was published.
    """
    at = at.astimezone(UTC)
    day = f"{at.day} {at:%b %Y}"
    if precision == DatePrecision.DAY:
        return Moment(f"{at:%Y-%m-%d}", day, _days(at, now))
    words = _relative(at, now)
    if precision == DatePrecision.SEEN:
        return Moment(at.isoformat(timespec="minutes"), f"first seen {day}, {at:%H:%M} UTC", f"seen {words}")
    return Moment(at.isoformat(timespec="minutes"), f"{day}, {at:%H:%M} UTC", words)


def _relative(at: datetime, now: datetime) -> str:
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} h ago"
    return _days(at, now)


def _days(at: datetime, now: datetime) -> str:
    days = (now.astimezone(UTC).date() - at.date()) // timedelta(days=1)
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    return f"{at.day} {at:%b}" if at.year == now.year else f"{at.day} {at:%b %Y}"
