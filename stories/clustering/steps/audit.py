"""The audit of the open stories: merges and splits proposed, carried out where sure, else left for an editor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from stories.clustering.merging import MergeProposal, proposals
from stories.clustering.policy import POLICY, Policy, Verdict
from stories.clustering.splitting import SplitProposal, splits
from stories.clustering.steps.abroad import link_languages
from stories.clustering.steps.heed import heed
from stories.clustering.steps.merge import merge
from stories.clustering.steps.regroup import regroup
from stories.clustering.steps.sequels import link_sequels
from stories.clustering.steps.split import split
from stories.clustering.steps.writer import fixed_articles, held, only_writer, people_said
from stories.models import Audit, Proposal, ProposalKind, ProposalState, Story, StoryState

CHUNK: Final = 200  # stories looked at under one lock: placing waits no longer than that takes
CHUNK_ARTICLES: Final = 2000  # that they have, where that is fewer stories: some seven seconds of CPU, 0016
SLACK: Final = timedelta(minutes=5)  # a change is dated by when its step began, which may have waited for us
KEPT: Final = timedelta(days=14)  # rows of runs
MAX_WORDS: Final = 500


def audit(now: datetime, *, everything: bool = False, policy: Policy = POLICY) -> int:
    """Look at the stories that changed since the last audit, or at all; how many merges and splits were carried out.

    A run is a row, so that the desk can say how far it is. Nothing is written where no story has changed. What people
    have said of articles that are placed already is made so first.
    """
    heed(now)
    with only_writer(wait=True):
        run, todo = _begun(now, everything)
    if run is None:
        return 0
    try:
        for some in chunks(todo):
            _chunk(some, run, now, policy)
            run.sequels += link_sequels(some, now)
        if settings.LINK_LANGUAGES:
            link_languages([story for story, _ in todo], now)
    except Exception as error:
        run.error = f"{type(error).__name__}: {error}"[:MAX_WORDS]
        run.save(update_fields=["error"])
        raise
    run.waiting = Proposal.objects.waiting().count()
    run.finished_at = now
    run.save()
    return run.merged + run.split


def chunks(
    todo: Iterable[tuple[int, int]], stories: int = CHUNK, articles: int = CHUNK_ARTICLES
) -> Iterator[list[int]]:
    """Stories in turn, no more at once than so many and than have so many articles, but for a larger one by itself.

    todo: each story with how many articles it has.
    """
    chunk: list[int] = []
    held_articles = 0
    for story, many in todo:
        if chunk and (len(chunk) == stories or held_articles + many > articles):
            yield chunk
            chunk, held_articles = [], 0
        chunk.append(story)
        held_articles += many
    if chunk:
        yield chunk


def _begun(now: datetime, everything: bool) -> tuple[Audit | None, list[tuple[int, int]]]:
    done = None if everything else Audit.objects.filter(finished_at__isnull=False, error="").first()
    stories = Story.objects.filter(state=StoryState.OPEN, article_count__gt=0)
    if done:
        stories = stories.filter(changed_at__gte=done.started_at - SLACK)
    todo = list(stories.order_by("last_at", "pk").values_list("pk", "article_count"))
    Audit.objects.filter(started_at__lt=now - KEPT).delete()
    Audit.objects.filter(finished_at__isnull=True, error="").update(error="It ended before it was done.")
    return (Audit.objects.create(started_at=now, stories=len(todo)) if todo else None), todo


def _chunk(story_ids: Sequence[int], run: Audit, now: datetime, policy: Policy) -> None:
    with only_writer(wait=True):
        here = Story.objects.filter(pk__in=story_ids, state=StoryState.OPEN, article_count__gt=0)
        spans = [
            (pk, first, last) for pk, first, last in here.values_list("pk", "first_at", "last_at") if first and last
        ]
        if spans:
            try:
                earliest, latest = min(first for _, first, _ in spans), max(last for _, _, last in spans)
                touched = frozenset(pk for pk, _, _ in spans)
                held.follow_rows(earliest, latest)
                if policy.regroups:
                    merged, parted = regroup(held, touched, people_said(), fixed_articles(), now, policy=policy)
                    run.merged, run.split = run.merged + merged, run.split + parted
                    held.follow_rows(earliest, latest)
                _look(touched, run, now, policy)
            except BaseException:
                held.forget()
                raise
    run.looked_at += len(story_ids)
    run.save()


def _look(touched: Collection[int], run: Audit, now: datetime, policy: Policy) -> None:
    constraints, fixed = people_said(), fixed_articles()
    found: list[tuple[Verdict, MergeProposal | SplitProposal]] = [
        *((policy.verdict(one), one) for one in proposals(held.window, touched, constraints, fixed)),
        *((policy.verdict(one), one) for one in splits(held.window, touched, constraints, fixed)),
    ]
    noted: list[int] = []
    busy: set[int] = set()
    for verdict, one in _surest_first(found):
        stories = _stories_of(one)
        if verdict is Verdict.DROP or stories & busy:
            continue
        busy |= stories  # a story takes part in one act; what else it may take part in is looked at next time
        with transaction.atomic():
            row = _noted(one, now)
            noted.append(row.pk)
            if verdict is Verdict.APPLY:
                _carry_out(row, run, now)
    stale = Proposal.objects.waiting().filter(Q(story__in=touched) | Q(other__in=touched)).exclude(pk__in=noted)
    stale.exclude(Q(story__in=busy) | Q(other__in=busy)).update(state=ProposalState.OUTDATED, decided_at=now)


def _surest_first(
    found: Sequence[tuple[Verdict, MergeProposal | SplitProposal]],
) -> Iterator[tuple[Verdict, MergeProposal | SplitProposal]]:
    yield from sorted(found, key=lambda pair: (pair[0] is not Verdict.APPLY, -pair[1].confidence))


def _stories_of(one: MergeProposal | SplitProposal) -> set[int]:
    return {int(one.kept), int(one.gone)} if isinstance(one, MergeProposal) else {int(one.story)}


def _noted(one: MergeProposal | SplitProposal, now: datetime) -> Proposal:
    """The waiting proposal with the figures of today; made where there is none."""
    if isinstance(one, MergeProposal):
        pair = Q(story_id=one.kept, other_id=one.gone) | Q(story_id=one.gone, other_id=one.kept)
        row = Proposal.objects.waiting().filter(pair, kind=ProposalKind.MERGE).first() or Proposal(
            kind=ProposalKind.MERGE, made_at=now
        )
        row.story_id, row.other_id = int(one.kept), int(one.gone)
        row.shared, row.evidence = list(one.shared), {"days_apart": round(one.days_apart, 2)}
    else:
        row = Proposal.objects.waiting().filter(kind=ProposalKind.SPLIT, story_id=one.story).first() or Proposal(
            kind=ProposalKind.SPLIT, made_at=now
        )
        row.story_id, row.article_ids = int(one.story), [int(article) for article in one.leaves]
        row.shared, row.evidence = (
            list(one.shared),
            {"within": round(one.within, 3), "bond": round(one.bond, 2), "own": round(one.own, 2)},
        )
    row.similarity, row.confidence = round(one.similarity, 4), round(one.confidence, 4)
    row.model_version = held.window.model.version
    row.save()
    return row


def _carry_out(row: Proposal, run: Audit, now: datetime) -> None:
    if row.kind == ProposalKind.MERGE:
        run.merged += merge(row, held.window, now)
    else:
        run.split += split(row, held.window, now)
