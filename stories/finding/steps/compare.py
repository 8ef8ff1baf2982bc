"""What outlets report of the week's stories, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, Min, OuterRef, QuerySet

from stories.finding.compare import Report
from stories.models import Coverage, Membership, Outlet, StoryState

WEEK: Final = timedelta(days=7)
MOST_REPORTS: Final = 2_000  # of all outlets asked for: bounds the work for agencies


def week_reports(outlet_ids: Sequence[int], now: datetime) -> tuple[Report, ...]:
    """Each outlet's first article in each story that grew in the last seven days, the newest story first. One query."""
    rows = (
        Membership.objects.filter(
            article__outlet__in=outlet_ids, article__removed_at__isnull=True, story__last_at__gte=now - WEEK
        )
        .exclude(story__state=StoryState.MERGED)
        .values_list("story_id", "article__outlet_id", "story__first_at", "story__last_at", "story__coverages__outlets")
        .filter(story__coverages__scheme__slug="lean")
        .annotate(at=Min("article__published_at"))
        .order_by("-story__last_at", "-story_id", "article__outlet_id")[:MOST_REPORTS]
    )
    return tuple(
        Report(story_id, outlet_id, at, first or at, alone=outlets < 2)
        for story_id, outlet_id, first, _, outlets, at in rows
    )


def coverages(story_ids: Sequence[int]) -> tuple[Coverage, ...]:
    """Coverage of these stories in their order, joined with what a card shows. One query."""
    rows = {row.story_id: row for row in _joined().filter(story__in=story_ids)}
    return tuple(rows[story_id] for story_id in story_ids if story_id in rows)


def not_covered(outlet: Outlet, now: datetime, *, limit: int) -> tuple[Coverage, ...]:
    """The week's stories of most outlets that the outlet has no article in, in its language. One query."""
    own = Membership.objects.filter(story=OuterRef("story"), article__outlet=outlet)
    rows = _joined().filter(~Exists(own), story__last_at__gte=now - WEEK, outlets__gt=1)
    if outlet.language:
        rows = rows.filter(story__language=outlet.language)
    return tuple(rows.order_by("-outlets", "-story__last_at", "-story_id")[:limit])


def _joined() -> QuerySet[Coverage]:
    return (
        Coverage.objects.filter(scheme__slug="lean", articles__gt=0)
        .exclude(story__state=StoryState.MERGED)
        .select_related("story__title_article__outlet")
        .defer("inputs", "distributions", "story__vector_sum", "story__title_article__text")
    )
