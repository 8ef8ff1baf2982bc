"""Who reported first, as far as the dates can bear it, and how coverage came in hour by hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stories.coverage.members import Member
from stories.scales import DatePrecision, Genre, OutletKind, Side

# How long after the printed time an article may really have appeared.
_SLACK: Final = {
    DatePrecision.SECOND: timedelta(seconds=1),
    DatePrecision.MINUTE: timedelta(minutes=1),
    DatePrecision.HOUR: timedelta(hours=1),
    DatePrecision.DAY: timedelta(days=1),
    DatePrecision.SEEN: timedelta(0),
}


@dataclass(frozen=True, slots=True)
class FirstReport:
    """The article that a story's coverage began with. certain: no other's date leaves room for an earlier one."""

    article_id: int
    outlet_id: int
    outlet: str
    at: datetime
    certain: bool

    @property
    def words(self) -> str:
        """'first to report', or 'first we saw' where the dates can't say."""
        return "first to report" if self.certain else "first we saw"


@dataclass(frozen=True, slots=True)
class Hour:
    """Articles that appeared within an hour from `start`, per side of their outlet."""

    start: datetime
    left: int
    center: int
    right: int
    unrated: int


def first_report(members: Iterable[Member]) -> FirstReport | None:
    """Who reported first; None without articles.

    News of publishers and agencies is preferred over opinion and republishers. Where a date is only a day or only
    our own first sight, or two dates overlap within their precision, the earliest we saw is named, and not certain.
    """
    listed = list(members)
    own = [m for m in listed if m.genre is Genre.NEWS and m.kind is not OutletKind.REPUBLISHER] or listed
    if not own:
        return None
    by_date = sorted(own, key=lambda member: (member.published, member.article_id))
    if _certain(by_date):
        first, at, certain = by_date[0], by_date[0].published, True
    else:
        first = min(own, key=lambda member: (_known(member), member.published, member.article_id))
        at, certain = _known(first), False
    return FirstReport(first.article_id, first.outlet_id, first.outlet, at, certain)


def _certain(by_date: Sequence[Member]) -> bool:
    first, rest = by_date[0], by_date[1:]
    if first.precision in (DatePrecision.DAY, DatePrecision.SEEN):
        return False
    latest = first.published + _SLACK[first.precision]
    others = [member for member in rest if member.outlet_id != first.outlet_id]
    # What was only seen may have been there long before.
    unknown = any(member.precision is DatePrecision.SEEN for member in others)
    return not unknown and all(member.published >= latest for member in others)


def _known(member: Member) -> datetime:
    """When the article was certainly there: its time, or our first sight where it has only a day."""
    return member.seen if member.precision in (DatePrecision.DAY, DatePrecision.SEEN) else member.published


def starts(members: Iterable[Member]) -> list[datetime]:
    """The beginning of the hour that each article stands in, in the order of the articles; see `per_hour`."""
    return [_known(member).replace(minute=0, second=0, microsecond=0) for member in members]


def per_hour(members: Iterable[Member]) -> tuple[Hour, ...]:
    """Articles per hour from the first to the last with coverage, quiet hours between them left out.

    A date without a time of day can't be placed within its day and stands in the hour that we saw the article.
    """
    hours: dict[datetime, dict[Side, int]] = {}
    listed = list(members)
    for start, member in zip(starts(listed), listed, strict=True):
        sides = hours.setdefault(start, dict.fromkeys(Side, 0))
        sides[member.side] += 1
    return tuple(
        Hour(start, sides[Side.LEFT], sides[Side.CENTER], sides[Side.RIGHT], sides[Side.UNRATED])
        for start, sides in sorted(hours.items())
    )
