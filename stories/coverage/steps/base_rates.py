"""The installation's own mix: how many rated outlet seats each side has in its political stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from stories.coverage.blindspot import BaseRate
from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.models import Coverage, RatingScheme, StoryState
from stories.scales import Section


@dataclass(frozen=True, slots=True)
class DailySeats:
    """Political stories by the day of their latest article, with the rated seats of each side in them."""

    days: tuple[tuple[date, BaseRate], ...]
    now: datetime
    config: CoverageConfig

    def at(self, last: datetime) -> BaseRate:
        """The base rate for a story with its latest article at `last`.

        For a story of the last days: of the days up to now. An older one, as in an archive, is measured against the
        same number of days around its own, so that its verdict doesn't depend on when it was imported.
        """
        width = timedelta(days=self.config.base_rate_days)
        end = self.now if last > self.now - width else last + width / 2
        first, final = (end - width + timedelta(days=1)).date(), end.date()
        found = [rate for day, rate in self.days if first <= day <= final]
        return BaseRate(
            stories=sum(rate.stories for rate in found),
            left=sum(rate.left for rate in found),
            center=sum(rate.center for rate in found),
            right=sum(rate.right for rate in found),
        )


def daily_seats(
    scheme: RatingScheme, times: Iterable[datetime], now: datetime, config: CoverageConfig = DEFAULT_CONFIG
) -> DailySeats:
    """The days that base rates of stories with their latest article at `times` can need. One query."""
    margin = timedelta(days=2 * config.base_rate_days)
    spans = [now, *times]
    rows = (
        political(scheme)
        .filter(story__last_at__gte=min(spans) - margin, story__last_at__lte=max(spans) + margin)
        .annotate(day=TruncDate("story__last_at", tzinfo=UTC), rated=F("left") + F("center") + F("right"))
        .order_by()
        .values("day")
        .annotate(n=Count("pk", filter=Q(rated__gt=0)), lefts=Sum("left"), centers=Sum("center"), rights=Sum("right"))
    )
    days = [(row["day"], BaseRate(row["n"], row["lefts"], row["centers"], row["rights"])) for row in rows]
    return DailySeats(tuple(sorted(days, key=lambda item: item[0])), now, config)


def base_rates(scheme: RatingScheme, now: datetime, config: CoverageConfig = DEFAULT_CONFIG) -> BaseRate:
    """The mix of the last 30 days on a scheme: political stories with a rated outlet, and the seats of each side."""
    return daily_seats(scheme, [], now, config).at(now)


def political(scheme: RatingScheme) -> QuerySet[Coverage]:
    """Coverage of political stories that have a page."""
    return Coverage.objects.filter(scheme=scheme, story__section=Section.POLITICS).exclude(
        story__state=StoryState.MERGED
    )
