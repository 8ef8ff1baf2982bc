"""Articles that wait for a story: one writer places them in order and writes why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from stories.clustering.assignment import Assignment
from stories.clustering.features import ArticleFeatures
from stories.clustering.lanes import WHOLE, Lane
from stories.clustering.steps.summing import sum_up
from stories.clustering.steps.window import NOT_COMPARED, HeldWindow, features, of_lane
from stories.clustering.steps.writer import held_in, new_ids, only_writer, people_said
from stories.models import Article, Membership, Stage, Story

BATCH = 200
TRIES = 3  # an article whose placing failed this often is not compared: it gets a story of its own


@dataclass(frozen=True)
class Placed:
    """An article and what was decided of it; `story_id` is where it is now."""

    article: Article
    assignment: Assignment
    story_id: int


def place_due(now: datetime, *, wait: bool = False, lane: Lane = WHOLE, held: HeldWindow | None = None) -> int:
    """Place a batch of the lane's articles that are due; how many. 0 also while another process is placing there.

    wait: stand in line for the writer's lock instead. held: the window to use, this process's own if None. What it
    holds follows the rows: whatever fails, it is read again from them. The articles of a batch that failed are then
    tried one by one, the others first.
    """
    held = held or held_in(lane)
    with only_writer(wait, lane) as alone:
        articles = _claimed(now, lane) if alone else []
        if not articles:
            return 0
        try:
            held.follow_rows(articles[0].published_at, articles[-1].published_at)
            _write(list(_placed(articles, held)), held, now)
        except BaseException:
            held.forget()
            raise
    return len(articles)


def _claimed(now: datetime, lane: Lane) -> list[Article]:
    """The articles to place next, one more try noted of each. The writer's lock is their lease."""
    waiting = Article.objects.due(Stage.CLUSTER, now).filter(of_lane(lane))
    waiting.filter(annotation__isnull=True).update(stage=Stage.ANNOTATE, attempts=0)
    due = waiting.select_related("annotation", "outlet")
    fresh = list(due.filter(attempts=0).order_by("published_at", "pk")[:BATCH])
    articles = fresh or list(due.order_by("attempts", "published_at", "pk")[:1])
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(attempts=F("attempts") + 1)
    return articles


def _placed(articles: Sequence[Article], held: HeldWindow) -> Iterator[Placed]:
    constraints = people_said()
    ids = new_ids(len(articles))
    placed_before = dict(Membership.objects.filter(article__in=articles).values_list("article_id", "story_id"))
    for article, new_id in zip(articles, ids, strict=True):
        if article.attempts >= TRIES:
            article.stage_error = NOT_COMPARED
            story_id = placed_before.get(article.pk)
            yield Placed(article, _untold(article.pk, "stays" if story_id else "new", held), story_id or new_id)
            continue
        known = features(article)
        if article.pk in placed_before:
            yield Placed(article, _stays(known, held), placed_before[article.pk])
            continue
        assignment = held.window.place(known, new_id, constraints)
        yield Placed(article, assignment, int(held.window.story_of(article.pk)))


def _stays(article: ArticleFeatures, held: HeldWindow) -> Assignment:
    # Edited after it was placed: it stays where it is, and the window knows its new words.
    if article.id in held.window:
        held.window.add(article, held.window.remove(article.id))
    return _untold(int(article.id), "stays", held)


def _untold(article_id: int, method: str, held: HeldWindow) -> Assignment:
    model = held.window.model
    return Assignment(article_id, None, method, None, model.threshold, model.version)


def _write(placed: Sequence[Placed], held: HeldWindow, now: datetime) -> None:
    with transaction.atomic():
        changed = sorted({one.story_id for one in placed})
        known = set(
            Story.objects.select_for_update(no_key=True)
            .filter(pk__in=changed)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        Story.objects.bulk_create(
            Story(pk=story_id, changed_at=now, created_at=now, revision=0)
            for story_id in changed
            if story_id not in known
        )
        _write_memberships([one for one in placed if one.assignment.method != "stays"], now)
        _settle([one.article for one in placed], now)
        revisions = sum_up(changed, now)
    held.wrote(revisions)


def _settle(articles: Sequence[Article], now: datetime) -> None:
    # One whose headline changed meanwhile is not waiting here any more: its page is read again.
    here = Article.objects.filter(stage=Stage.CLUSTER)
    here.filter(pk__in=[row.pk for row in articles if row.stage_error == NOT_COMPARED]).update(stage_error=NOT_COMPARED)
    here.filter(pk__in=[row.pk for row in articles]).update(
        stage=Stage.PLACED, due_at=now, leased_until=None, attempts=0
    )


def _write_memberships(placed: Iterable[Placed], now: datetime) -> None:
    rows = list(placed)
    near = {one.assignment.runner_up[0] for one in rows if one.assignment.runner_up}
    existing = set(Story.objects.filter(pk__in=near).values_list("pk", flat=True))
    Membership.objects.bulk_create(_membership(one, existing, now) for one in rows)


def _membership(one: Placed, existing: set[int], now: datetime) -> Membership:
    decided = one.assignment
    story, score = decided.runner_up or (None, None)
    return Membership(
        article=one.article,
        story_id=one.story_id,
        score=decided.score if decided.story is not None else None,
        threshold=decided.threshold,
        method=decided.method,
        evidence=decided.evidence_json(),
        runner_up_id=story if story in existing else None,
        runner_up_score=score,
        model_version=decided.model_version,
        locked=decided.method == "person",
        placed_at=now,
    )
