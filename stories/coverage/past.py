"""How a story's coverage grew: by when each article was there, and what each hour brought.

Hours are whole hours in UTC; the state at 14:00 has everything that was there by 14:00 sharp.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from stories.coverage.members import Member
from stories.scales import DatePrecision

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The articles that were there by an hour and not yet by the one before, and the outlets new with them, in order.

    total_articles and total_outlets: how many there were at that hour, whatever their kind.
    """

    hour: datetime
    articles: int
    outlets: tuple[str, ...]
    total_articles: int
    total_outlets: int


def there_by(member: Member) -> datetime:
    """When the article was certainly published: a mere day counts from its end, no date from our first sight."""
    if member.precision is DatePrecision.SEEN:
        return member.seen
    if member.precision is DatePrecision.DAY:
        return min(member.published + timedelta(days=1), member.seen)
    return member.published


def whole_hour(at: datetime) -> datetime:
    """The first whole hour in UTC that is not before `at`."""
    floor = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return floor if floor == at else floor + HOUR


def arrivals(members: Iterable[Member]) -> tuple[Arrival, ...]:
    """Each hour that brought articles, the first first; every article is in exactly one."""
    by_hour: dict[datetime, list[Member]] = {}
    for member in sorted(members, key=lambda member: (there_by(member), member.article_id)):
        by_hour.setdefault(whole_hour(there_by(member)), []).append(member)
    found: list[Arrival] = []
    known: dict[int, str] = {}
    articles = 0
    for hour, listed in by_hour.items():
        fresh = {member.outlet_id: member.outlet for member in listed if member.outlet_id not in known}
        known |= fresh
        articles += len(listed)
        found.append(Arrival(hour, len(listed), tuple(fresh.values()), articles, len(known)))
    return tuple(found)
