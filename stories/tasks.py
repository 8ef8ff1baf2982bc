"""Every job and what follows it, top to bottom: the only place that knows the order.

                                                       brief ─▶ write
                                                         ▲
    visit_feed ─▶ fetch_page ─▶ annotate ─▶ cluster ─▶ recount ◀─ follow ◀─ a person's Edit
                                             │ ▲  └─▶ note_names               │
                                 audit ◀─────┘ └── carry_out ◀─────────────────┘
             look_again (a day and a week later) ─▶ annotate
    reap (every few seconds) finds in the rows what is due and hints at it again

A message is only a hint: a lost one is found by the reaper, a doubled one finds nothing to claim.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from stories.annotate.step import annotate_due
from stories.briefing.steps.brief import due as briefings_due
from stories.briefing.steps.brief import outdate as outdate_briefings
from stories.briefing.steps.describe import describe_due
from stories.briefing.steps.write import write_due, writing_due
from stories.clustering.lanes import lanes
from stories.clustering.steps.audit import audit as audit_stories
from stories.clustering.steps.decided import carry_out_decided
from stories.clustering.steps.place import place_due
from stories.clustering.steps.summing import close_old_stories, sum_up
from stories.coverage.step import refresh_standings, refresh_turned
from stories.coverage.steps.outdated import outdate
from stories.editing.steps.follow import claim_edit, followed
from stories.finding.steps.names import note_names_due
from stories.hints import changed, give, taken
from stories.ingest.steps import again
from stories.ingest.steps.checks import claim_check, looks_due, put_off
from stories.ingest.steps.page import page_due, read_page
from stories.ingest.steps.politeness import HostBusyError, host_slot
from stories.ingest.steps.visit import claim_feed, visit
from stories.models import Article, Edit, EditKind, Feed, PageCheck, Proposal, Stage, Story
from stories.rounds import brief_next, each, look_now, read_now, recount_next, visit_now

log = logging.getLogger(__name__)
DRAIN_LIMIT_S = 60  # a draining job hands over to a fresh one after this, far under its time limit
BRIEF_LIMIT_S = 10
REAP_AT_ONCE = 500


def hint(task: Any, *args: int) -> None:
    """Enqueue the job unless the same hint is waiting already; a broker that is down is the reaper's to heal."""
    if task is cluster and not args:
        for lane in lanes(settings.CLUSTER_LANES):
            give(task, lane.number)
        return
    give(task, *args)


def enqueue_follow(edit_id: int) -> None:
    """Work out what a person's decision changes; call it on commit."""
    hint(follow, edit_id)


def _drain(
    task: Any,
    step: Callable[[], int],
    *following: Any,
    own: tuple[int, ...] = (),
    limit_s: float = DRAIN_LIMIT_S,
) -> None:
    """Run the step until it finds nothing more; hint at what follows after each round that did something."""
    taken(task, *own)
    end = time.monotonic() + limit_s
    while step():
        changed()
        for job in following:
            hint(job)
        if time.monotonic() > end:
            hint(task, *own)
            return


@shared_task
def visit_feed(feed_id: int) -> None:
    taken(visit_feed, feed_id)
    if feed := claim_feed(feed_id, timezone.now()):
        try:
            with host_slot(feed.address):
                article_ids = visit(feed, timezone.now())
        except HostBusyError as busy:
            Feed.objects.filter(pk=feed_id).update(leased_until=None, next_visit_at=timezone.now() + busy.wait)
            return
        _hint_pages(article_ids)


@shared_task
def fetch_page(article_id: int) -> None:
    taken(fetch_page, article_id)
    if article := page_due(article_id, timezone.now()):
        try:
            with host_slot(article.address):
                read_page(article, timezone.now())
        except HostBusyError as busy:
            Article.objects.filter(pk=article_id).update(
                leased_until=None, due_at=timezone.now() + busy.wait, attempts=article.attempts - 1
            )
            return
        hint(annotate)


@shared_task
def look_again(article_id: int) -> None:
    taken(look_again, article_id)
    if check := claim_check(article_id, timezone.now()):
        try:
            with host_slot(check.article.address):
                found = again.look_again(check, timezone.now())
        except HostBusyError:
            return put_off(check, timezone.now())
        if found:
            hint(annotate)
    return None


@shared_task
def annotate() -> None:
    _drain(annotate, lambda: annotate_due(timezone.now()), cluster)


@shared_task
def cluster(number: int = 0) -> None:
    lane = lanes(settings.CLUSTER_LANES)[number]
    _drain(cluster, lambda: place_due(timezone.now(), lane=lane), recount, note_names, own=(number,))


@shared_task
def audit(everything: bool = False) -> None:
    """Merges and splits of the stories that changed since the last time, or of all."""
    if audit_stories(timezone.now(), everything=everything):
        changed()
        hint(recount)
        hint(note_names)


@shared_task
def carry_out() -> None:
    """What people decided about stories; runs where the one writer is, then each decision is followed."""
    taken(carry_out)
    if carry_out_decided(timezone.now()):
        changed()
        for edit_id in Edit.objects.not_followed().values_list("pk", flat=True)[:REAP_AT_ONCE]:
            hint(follow, edit_id)


@shared_task
def recount() -> None:
    _drain(recount, recount_next, brief)


@shared_task
def note_names() -> None:
    _drain(note_names, lambda: note_names_due(timezone.now()))


@shared_task
def brief() -> None:
    """Short runs: the articles that wait to be annotated come in between."""
    _drain(brief, brief_next, write, limit_s=BRIEF_LIMIT_S)


@shared_task
def write() -> None:
    """Where a language model is configured: its blocks, a story at a time, where waiting for it keeps nobody."""
    taken(write)  # also where nothing is due, else the next hint waits until this one ages
    if writing_due(timezone.now()):
        _drain(write, lambda: write_due(timezone.now()), limit_s=BRIEF_LIMIT_S)


@shared_task
def describe() -> None:
    """Where an encyclopedia is configured: a few names each time, where waiting for it keeps nobody."""
    if describe_due(timezone.now()):
        changed()


@shared_task
def follow(edit_id: int) -> None:
    taken(follow, edit_id)
    if _follow(edit_id):
        hint(recount)


def _follow(edit_id: int) -> bool:
    now = timezone.now()
    with transaction.atomic():
        edit = claim_edit(edit_id)
        if edit is None:
            return False
        if edit.proposals.decided().exists():  # the one writer carries it out first
            hint(carry_out)
            return False
        if edit.constraints.exists():
            transaction.on_commit(lambda: hint(carry_out))
        refresh_standings(edit.outlet_ids, now)
        outdate(edit.outlet_ids, edit.story_ids)
        if edit.kind in (EditKind.TAKE_DOWN, EditKind.PUT_UP):
            sum_up(edit.story_ids, now)
        followed(edit, now)
    changed()
    return True


@shared_task
def reap() -> None:
    """Hint at everything that the rows say is due."""
    now = timezone.now()
    for feed_id in Feed.objects.due(now).order_by("next_visit_at").values_list("pk", flat=True)[:REAP_AT_ONCE]:
        hint(visit_feed, feed_id)
    pages = Article.objects.due(Stage.PAGE, now).order_by("due_at")
    _hint_pages(pages.values_list("pk", flat=True)[:REAP_AT_ONCE])
    for article_id in looks_due(now):
        hint(look_again, article_id)
    for job, is_due in (
        (annotate, Article.objects.due(Stage.ANNOTATE, now).exists()),
        (cluster, Article.objects.due(Stage.CLUSTER, now).exists()),
        (carry_out, Proposal.objects.decided().exists()),
        (recount, Story.objects.uncounted().exists()),
        (note_names, Story.objects.unnamed().exists()),
        (brief, briefings_due(now)),
        (write, writing_due(now)),
    ):
        if is_due:
            hint(job)
    for edit_id in Edit.objects.not_followed().values_list("pk", flat=True)[:REAP_AT_ONCE]:
        hint(follow, edit_id)


@shared_task
def housekeep() -> None:
    now = timezone.now()
    close_old_stories(now)
    if outdate_briefings(now):
        hint(brief)
    if refresh_turned(now):  # ratings that begin or end by themselves
        hint(recount)
    if settings.ENCYCLOPEDIA_URL:
        hint(describe)


def _hint_pages(article_ids: Iterable[int]) -> None:
    for article_id in article_ids:
        hint(fetch_page, article_id)


def run_until_idle(tell: Callable[[str, int], None]) -> None:
    """All stages in this process, without Celery, until nothing is due now.

    Feeds that fall due again meanwhile are left for the next time: with short intervals there would be no end.
    tell: called with what was done and how many of it, for a progress display.
    """
    started = timezone.now()
    while sum(_one_round(started, tell)):
        pass


def _one_round(started: datetime, tell: Callable[[str, int], None]) -> Iterable[int]:
    yield each(Feed.objects.due(started), visit_now, "feeds visited", tell)
    yield each(Article.objects.due(Stage.PAGE, timezone.now()), read_now, "pages read", tell)
    if settings.READ_AGAIN:
        yield each(PageCheck.objects.due(started), look_now, "pages looked at again", tell)
    yield _all(lambda: annotate_due(timezone.now()), "articles annotated", tell)
    yield _all(lambda: place_due(timezone.now(), wait=True), "articles placed", tell)
    yield _all(lambda: carry_out_decided(timezone.now()), "decisions carried out", tell)
    yield _all(lambda: audit_stories(timezone.now()), "stories merged or split", tell)
    for edit in Edit.objects.not_followed():
        yield int(_follow(edit.pk))
    yield _all(recount_next, "stories counted", tell)
    yield _all(lambda: note_names_due(timezone.now()), "stories' names noted", tell)
    yield _all(brief_next, "stories briefed", tell)
    yield _all(lambda: write_due(timezone.now()), "stories written about by the model", tell)


def _all(step: Callable[[], int], what: str, tell: Callable[[str, int], None]) -> int:
    total = 0
    while done := step():
        total += done
        changed()
        tell(what, done)
    return total


__all__ = ["enqueue_follow", "hint", "run_until_idle"]
