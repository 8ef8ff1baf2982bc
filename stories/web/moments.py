"""A point in time as a reader wants it: how long ago, and exactly when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stories.scales import DatePrecision
from stories.web.wording import day, day_of_year, number


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
    if precision == DatePrecision.DAY:
        return Moment(f"{at:%Y-%m-%d}", day(at), _days(at, now))
    words, iso = _relative(at, now), at.isoformat(timespec="minutes")
    if precision == DatePrecision.SEEN:
        exact = _("first seen %(when)s") % {"when": exactly(at)}
        return Moment(iso, exact, _("seen %(when)s") % {"when": words})
    return Moment(iso, exactly(at), words)


def exactly(at: datetime) -> str:
    """'10 Mar 2026, 14:05 UTC'."""
    at = at.astimezone(UTC)
    return _("%(day)s, %(time)s UTC") % {"day": day(at), "time": f"{at:%H:%M}"}


def _relative(at: datetime, now: datetime) -> str:
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(n)s min ago", "%(n)s min ago", minutes) % {"n": number(minutes)}
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("%(n)s h ago", "%(n)s h ago", hours) % {"n": number(hours)}
    return _days(at, now)


def _days(at: datetime, now: datetime) -> str:
    days = (now.astimezone(UTC).date() - at.date()) // timedelta(days=1)
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 7:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": number(days)}
    return day_of_year(at) if at.year == now.year else day(at)
