"""A regrouping carried out on rows: articles leave for other stories, stories begin and are merged, with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from stories.clustering.assignment import Assignment, StoryId
from stories.clustering.auditing import Leaving, Regrouping, regrouping
from stories.clustering.features import ArticleId, Constraints
from stories.clustering.model import probability
from stories.clustering.policy import POLICY, Policy
from stories.clustering.steps.merge import merge
from stories.clustering.steps.move import Moving, came_from, carried_out, noted
from stories.clustering.steps.relocate import Relocation, lock_stories
from stories.clustering.steps.split import split
from stories.clustering.steps.window import HeldWindow
from stories.clustering.window import Window
from stories.models import Membership, Move, Proposal, ProposalKind, ProposalState, Story, StoryState

REST = timedelta(hours=6)  # that an article has after it was moved


def regroup(
    held: HeldWindow,
    touched: Collection[int],
    constraints: Constraints,
    fixed: Collection[ArticleId],
    now: datetime,
    *,
    policy: Policy = POLICY,
) -> tuple[int, int]:
    """(merges, splits) that were carried out because the articles of the touched stories fit together otherwise.

    Only what the policy holds for sure; and an article that moved a short while ago is left where it is, so that
    nothing goes to and fro.
    """
    merged = parted = 0
    for shard in list(held.window.shards()):
        change = regrouping(shard, touched, constraints, fixed)
        with transaction.atomic():
            parted += _part(change, held.window, now, policy)
        with transaction.atomic():
            merged += _merge(change, held.window, now, policy)
    return merged, parted


def _part(change: Regrouping, window: Window, now: datetime, policy: Policy) -> int:
    begun: dict[int, int] = {}
    for leaving in change.leaving:
        goes = policy.leaves(probability(-leaving.score), len(leaving.articles))
        if not goes or _moved_lately(leaving, now) or _dim(leaving, window):
            continue
        into = leaving.to if leaving.to is not None else begun.get(leaving.group)
        if into is not None:
            _move(leaving, int(into), window, now)
            continue
        _supersede([int(leaving.story)], now)
        row = Proposal.objects.create(
            kind=ProposalKind.SPLIT,
            story_id=int(leaving.story),
            article_ids=[int(article) for article in leaving.articles],
            similarity=round(leaving.similarity, 4),
            confidence=round(probability(-leaving.score), 4),
            model_version=window.model.version,
            made_at=now,
        )
        if split(row, window, now) and row.other_id:
            begun[leaving.group] = row.other_id
    return len(begun)


def _supersede(stories: Collection[int], now: datetime) -> None:
    """What waited for an editor about these stories is settled by what is carried out now."""
    about = Q(story__in=stories) | Q(other__in=stories)
    Proposal.objects.waiting().filter(about).update(state=ProposalState.OUTDATED, decided_at=now)


def _move(leaving: Leaving, into: int, window: Window, now: datetime) -> None:
    stories = lock_stories([int(leaving.story), into])
    ids = [int(article) for article in leaving.articles]
    here = Membership.objects.filter(article__in=ids, story=int(leaving.story), locked=False)
    going = set(here.values_list("article_id", flat=True))
    if len(stories) < 2 or any(story.state == StoryState.MERGED for story in stories.values()) or not going:
        return
    fits = {"here": round(leaving.score, 3), "there": round(leaving.fit, 3)}
    row = noted(
        Moving(
            articles=going,
            left=int(leaving.story),
            into=into,
            better=-leaving.score,
            similarity=leaving.similarity,
            model_version=window.model.version,
            shared=leaving.shared,
            figures=fits,
        ),
        now,
    )
    because = came_from(stories[int(leaving.story)]) | {
        "kind": "regroup",
        "proposal": row.pk,
        "score_there": round(leaving.score, 3),
        "confidence": row.confidence,
        "at": now.isoformat(),
    }
    told = _told(leaving, into, window)
    moves = [Relocation(article, into, "move", told[article], dict(because)) for article in sorted(going)]
    carried_out(row, moves, now)


def _told(leaving: Leaving, into: int, window: Window) -> dict[ArticleId, Assignment]:
    """How well each article fits where it goes, beside those that go with it; of the parts as wholes where unknown.

    The window is as before afterwards: it follows the rows by itself once they are written.
    """
    here = [article for article in leaving.articles if article in window]
    for article in here:
        _transfer(window, article, into)
    told = {article: _fit(leaving, into, window, article) for article in leaving.articles}
    for article in here:
        _transfer(window, article, leaving.story)
    return told


def _transfer(window: Window, article: ArticleId, story: StoryId) -> None:
    known = window.article(article)
    window.remove(article)
    window.add(known, story)


def _fit(leaving: Leaving, into: int, window: Window, article: ArticleId) -> Assignment:
    model, stayed = window.model, (leaving.story, leaving.score)
    whole = Assignment(
        article, into, "move", leaving.fit, model.threshold, model.version, leaving.evidence, runner_up=stayed
    )
    if article not in window:
        return whole
    known = window.article(article)
    window.remove(article)
    there, before = window.fit(known, into), window.fit(known, leaving.story)
    window.add(known, into)
    if there.score is None:
        return whole
    return replace(there, method="move", runner_up=stayed if before.score is None else (leaving.story, before.score))


def _moved_lately(leaving: Leaving, now: datetime) -> bool:
    ids = [int(article) for article in leaving.articles]
    return Move.objects.filter(article__in=ids, moved_at__gt=now - REST).exclude(how="undo").exists()


def _dim(leaving: Leaving, window: Window) -> bool:
    # Without a vector two reports that share few words look like two events: nobody is moved on that alone.
    return any(window.article(article).vector is None for article in leaving.articles if article in window)


def _merge(change: Regrouping, window: Window, now: datetime, policy: Policy) -> int:
    merged = 0
    for union in change.unions:
        if probability(union.score) < policy.merge_at:
            continue
        ids = [int(union.kept), int(union.gone)]
        if Story.objects.filter(pk__in=ids).exclude(state=StoryState.MERGED).count() == len(ids):
            _supersede(ids, now)
            row = Proposal.objects.create(
                kind=ProposalKind.MERGE,
                story_id=ids[0],
                other_id=ids[1],
                similarity=round(union.similarity, 4),
                confidence=round(probability(union.score), 4),
                shared=list(union.shared),
                model_version=window.model.version,
                made_at=now,
            )
            merged += merge(row, window, now)
    return merged
