"""What must be true of the rows at any time, whatever was killed; each as one query that finds the breaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from stories.briefing.steps.brief import FEWEST_ARTICLES, LONGEST_LEASE
from stories.coverage.step import breaches as coverage_breaches
from stories.digests.steps.plan import LEAST_GAP
from stories.digests.steps.reap import HANDED_LIMIT
from stories.models import (
    STAGE_LIMIT_S,
    Article,
    Briefing,
    BriefingState,
    Constraint,
    Delivery,
    DeliveryState,
    Edit,
    Feed,
    Membership,
    PageCheck,
    Proposal,
    Stage,
    Standing,
    Story,
    StoryState,
)

FEED_LEASE_S = 60  # beyond the end of the lease itself
WAIT_LIMIT = timedelta(hours=25)  # nothing is put off for longer than a day
WAYS = ("score", "near_duplicate", "new", "merge", "split", "move", "person")
FOLLOW_LIMIT = timedelta(minutes=10)
SENDING_LIMIT = 2 * HANDED_LIMIT
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
    yield from _of_deliveries(now)
    yield from _of_briefings(now)


def _of_briefings(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    none = Q(story__state=StoryState.MERGED) | Q(story__article_count__lt=FEWEST_ARTICLES)
    looked_at = Q(story__briefed_revision=F("story__revision"))  # one that changed since is settled in its turn
    old = Q(story__changed_at__lt=now - FOLLOW_LIMIT)
    orphans = Briefing.objects.filter(none, looked_at | old)
    yield "no briefing of a merged story or of one article", orphans
    without = ~Exists(BriefingState.objects.filter(story=OuterRef("story"), made_at__isnull=False))
    yield "a briefing says what it was made from", Briefing.objects.filter(without)
    yield "no stale lease on a briefing", BriefingState.objects.filter(leased_until__gt=now + 2 * LONGEST_LEASE)


def _of_deliveries(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    """The rows that make a second mail impossible are as they must be for that."""
    rows = Delivery.objects.all()
    may_have_gone = Q(state__in=[DeliveryState.SENT, DeliveryState.UNCERTAIN])
    yield "no delivery hangs in sending", rows.filter(state=DeliveryState.SENDING, claimed_at__lt=now - SENDING_LIMIT)
    yield "a delivery was marked before it was handed over", rows.filter(may_have_gone, handed_at__isnull=True)
    yield "a delivery that waits was not handed over", rows.filter(state=DeliveryState.CREATED, handed_at__isnull=False)
    earlier = rows.filter(pk__lt=OuterRef("pk"))
    same_mail = earlier.filter(message_id=OuterRef("message_id"))
    yield "no doubled delivery by its Message-ID", rows.filter(Exists(same_mail), ~Q(message_id=""))
    same_time = earlier.filter(
        subscription=OuterRef("subscription"), created_at__gt=OuterRef("created_at") - LEAST_GAP, state="sent"
    )
    yield "no doubled delivery within hours", rows.filter(Exists(same_time), state="sent")


def _of_articles(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    waiting = Article.objects.exclude(stage=Stage.PLACED)
    yield "a placed article is in a story", Article.objects.filter(stage=Stage.PLACED, membership__isnull=True)
    yield "an article waits at most a day", waiting.filter(due_at__gt=now + WAIT_LIMIT)
    for stage, limit_s in STAGE_LIMIT_S.items():
        # One that ends later than any claim could say is of a clock that was set back.
        span = timedelta(seconds=limit_s)
        stale = Q(leased_until__lt=now - span) | Q(leased_until__gt=now + 2 * span)
        yield f"no stale lease at stage {stage.value}", waiting.filter(stale, stage=stage)
    span = timedelta(seconds=STAGE_LIMIT_S[Stage.PAGE])
    yield "no stale lease on a look at a page", PageCheck.objects.filter(leased_until__gt=now + 2 * span)
    yield (
        "an annotated article is annotated",
        Article.objects.filter(stage__in=[Stage.CLUSTER, Stage.PLACED], annotation__isnull=True),
    )


def _of_stories(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    yield "no article is in a merged story", Membership.objects.filter(story__state=StoryState.MERGED)
    members = Membership.objects.filter(story=OuterRef("pk")).order_by().values("story")
    live = Story.objects.exclude(state=StoryState.MERGED)
    shown = members.filter(article__removed_at=None)
    stories = live.annotate(
        members=Coalesce(Subquery(shown.annotate(n=Count("pk")).values("n")), 0),
        earliest=Subquery(members.annotate(at=Min("article__published_at")).values("at")),
        latest=Subquery(members.annotate(at=Max("article__published_at")).values("at")),
    )
    undecided = {story for ids in Edit.objects.not_followed().values_list("story_ids", flat=True) for story in ids}
    yield "a story counts its articles", stories.exclude(article_count=F("members")).exclude(pk__in=undecided)
    # An article that is read again may have another date, which its story has when it is placed again.
    read_again = Membership.objects.filter(~Q(article__stage=Stage.PLACED), story=OuterRef("pk"))
    wrong_span = Q(first_at__isnull=True) | Q(last_at__isnull=True) | ~Q(first_at=F("earliest"), last_at=F("latest"))
    yield "a story spans its articles", stories.filter(wrong_span, ~Exists(read_again), members__gt=0)
    yield "no story is empty", live.filter(~Exists(Membership.objects.filter(story=OuterRef("pk"))))
    yield "a merged story leads to a living one", Story.objects.filter(merged_into__state=StoryState.MERGED)
    yield "no living story leads to another", live.filter(merged_into__isnull=False)
    yield "a changed story is counted", _not_counted(now - FOLLOW_LIMIT)
    yield from _of_decisions(now)


def _of_decisions(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What people and the machine decided of stories."""
    in_force = Constraint.objects.filter(lifted_at__isnull=True, created_at__lt=now - FOLLOW_LIMIT)
    placed = in_force.filter(article__membership__isnull=False, other__membership__isnull=False)
    one_story = Q(article__membership__story=F("other__membership__story"))
    yield "articles that belong together are in one story", placed.filter(~one_story, kind="must")
    yield "articles that don't belong together are in two", placed.filter(one_story, kind="cannot")
    carried = Q(method__in=["merge", "split", "move"], because={})
    compared = Q(method__in=["score", "near_duplicate", "move"], evidence=[])
    strange = ~Q(method__in=WAYS) | Q(model_version="")
    yield "a membership says why", Membership.objects.filter(carried | compared | strange)
    decided = Proposal.objects.decided().filter(decided_at__lt=now - FOLLOW_LIMIT)
    yield "a decided proposal is carried out", decided
    apart = Q(story__state=StoryState.MERGED) | Q(other__state=StoryState.MERGED)
    yield "what waits for an editor is about living stories", Proposal.objects.waiting().filter(apart)


def _not_counted(limit: datetime) -> QuerySet[Story]:
    """Stories whose counts have been behind since before the limit.

    A decision, or a rating that began or ended, outdates stories without a change of their articles: those have as
    long from then on.
    """
    waiting = Story.objects.uncounted().filter(changed_at__lt=limit)
    moved = Standing.objects.filter(computed_at__gte=limit).exists()
    return waiting.none() if moved or Edit.objects.filter(followed_at__gte=limit).exists() else waiting
