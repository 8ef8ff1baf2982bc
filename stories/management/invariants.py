"""What must be true of the rows at any time, whatever was killed; each as one query that finds the breaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from stories.coverage.step import breaches as coverage_breaches
from stories.models import (
    STAGE_LIMIT_S,
    Article,
    Delivery,
    DeliveryState,
    Edit,
    Feed,
    Membership,
    Stage,
    Story,
    StoryState,
)

FEED_LEASE_S = 60
WAIT_LIMIT = timedelta(hours=25)  # nothing is put off for longer than a day
FOLLOW_LIMIT = timedelta(minutes=10)
SHOWN = 20  # rows named of each breach


@dataclass(frozen=True)
class Breach:
    """One invariant that does not hold, and for which rows."""

    invariant: str
    words: str
    ids: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def breaches(now: datetime) -> Iterator[Breach]:
    """Every invariant that does not hold at `now`."""
    for invariant, rows in _queries(now):
        ids = list(rows.values_list("pk", flat=True)[: SHOWN + 1])
        if ids:
            named = ", ".join(map(str, ids[:SHOWN])) + (", and more" if len(ids) > SHOWN else "")
            yield Breach(invariant, named, tuple(ids[:SHOWN]))
    for words in coverage_breaches():
        yield Breach("counters equal a recount", str(words), ())


def _queries(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    yield from _of_articles(now)
    yield from _of_stories(now)
    lease = now - timedelta(seconds=FEED_LEASE_S)
    yield "no stale lease on a feed", Feed.objects.filter(leased_until__lt=lease, next_visit_at__lt=lease)
    yield "a decision is followed", Edit.objects.not_followed().filter(created_at__lt=now - FOLLOW_LIMIT)
    long_sending = Q(state=DeliveryState.SENDING, claimed_at__lt=now - timedelta(hours=1))
    yield "no delivery hangs in sending", Delivery.objects.filter(long_sending)


def _of_articles(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    waiting = Article.objects.exclude(stage=Stage.PLACED)
    yield "a placed article is in a story", Article.objects.filter(stage=Stage.PLACED, membership__isnull=True)
    yield "an article waits at most a day", waiting.filter(due_at__gt=now + WAIT_LIMIT)
    for stage, limit_s in STAGE_LIMIT_S.items():
        stale = Q(leased_until__lt=now - timedelta(seconds=limit_s))
        yield f"no stale lease at stage {stage.value}", waiting.filter(stale, stage=stage)
    yield (
        "an annotated article is annotated",
        Article.objects.filter(stage__in=[Stage.CLUSTER, Stage.PLACED], annotation__isnull=True),
    )


def _of_stories(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    yield "no article is in a merged story", Membership.objects.filter(story__state=StoryState.MERGED)
    members = Membership.objects.filter(story=OuterRef("pk")).order_by().values("story")
    stories = Story.objects.exclude(state=StoryState.MERGED).annotate(
        members=Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0),
        earliest=Subquery(members.annotate(at=Min("article__published_at")).values("at")),
        latest=Subquery(members.annotate(at=Max("article__published_at")).values("at")),
    )
    yield "a story counts its articles", stories.exclude(article_count=F("members"))
    wrong_span = ~Q(first_at=F("earliest")) | ~Q(last_at=F("latest"))
    yield "a story spans its articles", stories.filter(wrong_span, members__gt=0)
    yield "no story is empty", stories.filter(members=0)
    yield "a changed story is counted", Story.objects.uncounted().filter(changed_at__lt=now - FOLLOW_LIMIT)
