"""Articles that wait for a story: one writer places them in order and writes why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from stories.clustering.assignment import Assignment
from stories.clustering.auditing import Union, take
from stories.clustering.features import ArticleFeatures, Constraints
from stories.clustering.lanes import WHOLE, Lane
from stories.clustering.steps.again import MOVES, STAYS, Again, again, move, rescore
from stories.clustering.steps.copying import copy_in
from stories.clustering.steps.summing import sum_up
from stories.clustering.steps.unite import came_by, homes, unite
from stories.clustering.steps.window import NOT_COMPARED, HeldWindow, features, of_lane
from stories.clustering.steps.writer import fixed_articles, held_in, new_ids, only_writer, people_said
from stories.clustering.window import Window
from stories.models import Article, Membership, Stage, Story

BATCH = 500  # articles of a transaction; what is done once for it is then a tenth of the whole
TRIES = 3  # an article whose placing failed this often is not compared: it gets a story of its own


@dataclass(frozen=True)
class Placed:
    """An article and what was decided of it; `story_id` is where it is now, `again` what its new words came to."""

    article: Article
    assignment: Assignment
    story_id: int
    again: Again | None = None


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
            unions: list[Union] = []
            _write(list(_placed(articles, held, unions)), unions, held, now)
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


def _placed(articles: Sequence[Article], held: HeldWindow, unions: list[Union]) -> Iterator[Placed]:
    # unions: the stories that were merged on the way are put here, in that order
    constraints, fixed = people_said(), fixed_articles()
    ids = new_ids(len(articles))
    placed_before = {row.article_id: row for row in Membership.objects.filter(article__in=articles)}
    for article, new_id in zip(articles, ids, strict=True):
        if article.attempts >= TRIES:
            article.stage_error = NOT_COMPARED
            place = placed_before.get(article.pk)
            story_id = place.story_id if place else new_id
            yield Placed(article, _untold(article.pk, STAYS if place else "new", held), story_id)
            continue
        known = features(article)
        if place := placed_before.get(article.pk):
            yield _placed_again(article, known, place, held, constraints)
            continue
        assignment, merged = take(held.window, known, new_id, constraints, fixed)
        unions += merged
        yield Placed(article, assignment, new_id if assignment.story is None else int(assignment.story))


def _placed_again(
    article: Article, known: ArticleFeatures, place: Membership, held: HeldWindow, constraints: Constraints
) -> Placed:
    found = again(held.window, known, place, constraints)
    if found is None:
        return Placed(article, _untold(article.pk, STAYS, held), place.story_id)
    return Placed(article, found.assignment, int(found.assignment.story or place.story_id), found)


def _untold(article_id: int, method: str, held: HeldWindow) -> Assignment:
    model = held.window.model
    return Assignment(article_id, None, method, None, model.threshold, model.version)


def _now_home(one: Placed, unions: Mapping[int, Union], into: Mapping[int, int], window: Window) -> Placed:
    """The article with the story that its own was merged into; one that was placed before moves with its story."""
    if one.story_id not in unions:
        return one
    home = into[one.story_id]
    if one.again:
        here = replace(one.again, assignment=replace(one.assignment, story=home)) if one.again.moves else one.again
        return replace(one, story_id=home, again=here)
    if one.assignment.method == STAYS:
        return replace(one, story_id=home)
    return replace(one, story_id=home, assignment=came_by(one.assignment, unions[one.story_id], window, home))


def _write(placed: Sequence[Placed], unions: Sequence[Union], held: HeldWindow, now: datetime) -> None:
    into = homes(unions)
    gone = {int(union.gone): union for union in unions}
    placed = [_now_home(one, gone, into, held.window) for one in placed]
    with transaction.atomic():
        changed = sorted({one.story_id for one in placed}.union(into.values()))
        left = {one.again.story for one in placed if one.again}  # locked with the others, in one order
        known = set(
            Story.objects.select_for_update(no_key=True)
            .filter(pk__in=left.union(changed, gone))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        Story.objects.bulk_create(
            Story(pk=story_id, changed_at=now, created_at=now, revision=0)
            for story_id in changed
            if story_id not in known
        )
        _write_memberships([one for one in placed if one.assignment.method not in (STAYS, MOVES)], now)
        _write_again([one for one in placed if one.again], now)
        unite(unions, known, held.window, now)
        _settle([one.article for one in placed], now)
        revisions = sum_up(changed, now)
    held.wrote(revisions)


def _write_again(placed: Sequence[Placed], now: datetime) -> None:
    places = {row.article_id: row for row in Membership.objects.filter(article__in=[one.article for one in placed])}
    for one in placed:
        if one.again:
            (move if one.again.moves else rescore)(places[one.article.pk], one.again, now)


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
    copy_in([_membership(one, existing, now) for one in rows])


def _membership(one: Placed, existing: set[int], now: datetime) -> Membership:
    decided = one.assignment
    story, score = decided.runner_up or (None, None)
    other = story in existing and story != one.story_id  # a story that was merged meanwhile is no other one
    sure = decided.probability
    because = {"kind": "merge"} | ({"confidence": round(sure, 3)} if sure is not None else {})
    return Membership(
        article=one.article,
        story_id=one.story_id,
        score=decided.score if decided.story is not None else None,
        threshold=decided.threshold,
        method=decided.method,
        evidence=decided.evidence_json(),
        runner_up_id=story if other else None,
        runner_up_score=score if other else None,
        model_version=decided.model_version,
        because=because if decided.method == "merge" else {},
        locked=decided.method == "person",
        placed_at=now,
    )
