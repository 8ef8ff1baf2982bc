"""An article that is placed already and was read again: it stays unless another story now fits it clearly better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from stories.clustering.assignment import Assignment
from stories.clustering.features import ArticleFeatures, Constraints
from stories.clustering.merging import likeness
from stories.clustering.policy import POLICY
from stories.clustering.steps.move import Moving, came_from, carried_out, noted
from stories.clustering.steps.relocate import Relocation, relocate, retire_empty
from stories.clustering.window import Window
from stories.models import Membership, Story

STAYS = "stays"
MOVES = "move"
COPY = "near_duplicate"
SCORED = ("method", "score", "threshold", "evidence", "model_version")


@dataclass(frozen=True)
class Again:
    """What the new words come to.

    story: where the article is; own: how well it fits there, None if unknown. by_word: a person's must-link decided.
    """

    story: int
    assignment: Assignment
    own: Assignment | None
    by_word: bool = False

    @property
    def moves(self) -> bool:
        """True where it goes to `assignment.story`."""
        return self.assignment.method == MOVES


def again(window: Window, article: ArticleFeatures, place: Membership, constraints: Constraints) -> Again | None:
    """The article scored anew, and the window knows its new words; None where its story isn't in the window.

    It moves where another story fits better by the policy's margin, or where a person's must-link says so; never when
    a person placed it. Alone in its story it moves where another passes the threshold by that margin.
    """
    if article.id not in window:
        return None
    window.remove(article.id)
    own = replace(window.fit(article, place.story_id), runner_up=window.nearest(article, {place.story_id}))
    told = window.assign(article, constraints)
    if not place.locked and _better(told, own, place.story_id):
        assert told.story is not None
        window.add(article, told.story)
        stayed = (place.story_id, own.score) if own.score is not None else None
        by_word = told.method == "person"
        return Again(place.story_id, replace(told, method=MOVES, runner_up=stayed), own, by_word)
    window.add(article, place.story_id)
    if told.method == COPY and told.story == place.story_id:
        own = replace(own, method=COPY)
    return Again(place.story_id, replace(told, story=None, method=STAYS), own if own.score is not None else None)


def _better(told: Assignment, own: Assignment, story: int) -> bool:
    if told.story is None or told.story == story:
        return False
    if told.method == "person":
        return True
    before = own.score if own.score is not None else told.threshold
    return (told.score or 0.0) - before >= POLICY.move_margin


def move(place: Membership, told: Again, now: datetime) -> None:
    """Write a move with its reason; a story that has lost its last article leads on. Call it in a transaction.

    What the machine does by itself is noted for the desk; where a person's must-link says so, it only follows.
    """
    assignment, into = told.assignment, int(told.assignment.story or 0)
    before = Story.objects.only("title").get(pk=place.story_id)
    because = came_from(before) | {"at": now.isoformat()}
    if told.by_word:
        because |= {"kind": "must", "by": "an editor"}
        relocate([Relocation(place.article_id, into, "person", assignment, because, locked=True)], "person", now)
        retire_empty([before.pk], into, now)
        return
    here = told.own.score if told.own else None
    score = assignment.score or 0.0
    fits = {"there": round(score, 3)} | ({} if here is None else {"here": round(here, 3)})
    row = noted(
        Moving(
            articles=[place.article_id],
            left=before.pk,
            into=into,
            better=score - (assignment.threshold if here is None else here),
            similarity=likeness(told.own.evidence if told.own else ()),
            model_version=assignment.model_version,
            shared=[name for part in assignment.evidence if part.name == "names_mean" for name in part.shared],
            figures={**fits, "edited": True},
        ),
        now,
    )
    because |= {"proposal": row.pk, "score_there": None if here is None else round(here, 3)}
    carried_out(row, [Relocation(place.article_id, into, "move", assignment, because)], now)


def rescore(place: Membership, told: Again, now: datetime) -> None:
    """The reasons of an article that stays are those of its words as they are now; it may be no copy any more."""
    if told.own is None or place.locked or place.method not in ("score", "move", "merge", "split", COPY):
        return
    if place.method == COPY:
        place.method = told.own.method
    place.score, place.threshold, place.evidence = told.own.score, told.own.threshold, told.own.evidence_json()
    place.model_version = told.own.model_version
    story, score = told.own.runner_up or (None, None)
    there = story is not None and Story.objects.filter(pk=int(story)).exists()
    place.runner_up_id, place.runner_up_score = (int(story), score) if there and story is not None else (None, None)
    place.because = {**place.because, "rescored_at": now.isoformat()}
    place.save(update_fields=[*SCORED, "runner_up", "runner_up_score", "because"])
