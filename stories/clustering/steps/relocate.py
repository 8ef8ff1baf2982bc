"""Articles from one story into another: the one place where a membership changes its story, with what was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from stories.clustering.assignment import Assignment
from stories.clustering.steps.summing import open_fresh_stories, sum_up
from stories.models import (
    CountingTrouble,
    Coverage,
    Membership,
    Move,
    Proposal,
    ProposalState,
    Story,
    StoryState,
)

KEPT: Final = (
    *("story_id", "score", "threshold", "method", "evidence", "runner_up_id", "runner_up_score"),
    *("model_version", "locked", "because", "original_id"),
)
WRITTEN: Final = (*(name.removesuffix("_id") for name in KEPT), "placed_at")


@dataclass(frozen=True)
class Relocation:
    """One article's new place. told: its score there and the evidence, None where it could not be compared.

    because: what `Membership.because` is to say. locked: a person placed it; None leaves the lock as it was.
    """

    article_id: int
    to_story: int
    method: str
    told: Assignment | None = None
    because: Mapping[str, Any] = field(default_factory=dict)
    locked: bool | None = None


def lock_stories(ids: Sequence[int]) -> dict[int, Story]:
    """The stories by id, locked in the order of ids as by every writer. Call it in a transaction."""
    rows = Story.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {story.pk: story for story in rows.defer("vector_sum")}


def living(story_id: int) -> Story:
    """The story, or the one that it leads to."""
    story = Story.objects.defer("vector_sum").get(pk=story_id)
    return Story.objects.defer("vector_sum").get(pk=story.merged_into_id) if story.merged_into_id else story


def relocate(relocations: Sequence[Relocation], how: str, now: datetime, proposal: Proposal | None = None) -> int:
    """How many articles moved; those that are there already stay as they are. Call it in a transaction.

    The sums of every story that still has articles follow; one that lost its last must be retired by the caller.
    """
    wanted = {one.article_id: one for one in relocations}
    rows = list(Membership.objects.select_for_update().filter(article__in=wanted).order_by("article_id"))
    moving = [row for row in rows if row.story_id != wanted[row.article_id].to_story]
    Move.objects.bulk_create(
        Move(
            article_id=row.article_id,
            from_story_id=row.story_id,
            to_story_id=wanted[row.article_id].to_story,
            how=how,
            before=as_it_was(row),
            proposal=proposal,
            moved_at=now,
        )
        for row in moving
    )
    touched = {row.story_id for row in moving} | {wanted[row.article_id].to_story for row in moving}
    near = {one.told.runner_up[0] for one in relocations if one.told and one.told.runner_up}
    known = set(Story.objects.filter(pk__in=near).values_list("pk", flat=True))
    for row in moving:
        _put(row, wanted[row.article_id], known, now)
    Membership.objects.bulk_update(moving, WRITTEN)
    sum_up(sorted(touched), now)
    if how == "person":
        open_fresh_stories(touched, now)
    return len(moving)


def retire(gone: Story, kept: Story, now: datetime) -> list[int]:
    """The story without articles leads to the other one from now on; ids of stories that led to it and now lead on.

    So a redirect never leads to a redirect. What can be counted of a story without articles goes.
    """
    led_here = list(Story.objects.filter(merged_into=gone).order_by("pk").values_list("pk", flat=True))
    Story.objects.filter(pk__in=led_here).update(merged_into=kept)
    Story.objects.filter(pk=gone.pk).update(
        state=StoryState.MERGED,
        merged_into=kept,
        article_count=0,
        vector_sum=None,
        vector_count=0,
        changed_at=now,
        revision=gone.revision + 1,
    )
    Coverage.objects.filter(story=gone).delete()
    CountingTrouble.objects.filter(story=gone).delete()
    about_it = Q(story=gone) | Q(other=gone)
    Proposal.objects.waiting().filter(about_it).update(state=ProposalState.OUTDATED, decided_at=now)
    return led_here


def retire_empty(ids: Iterable[int], into: int, now: datetime) -> list[int]:
    """Those of the stories that have lost their last article lead to the other one; ids that led to them before."""
    empty = Story.objects.filter(pk__in=set(ids) - {into}, memberships__isnull=True).exclude(state=StoryState.MERGED)
    kept = Story.objects.defer("vector_sum").get(pk=into)
    return [led for story in empty.defer("vector_sum").order_by("pk") for led in retire(story, kept, now)]


def as_it_was(row: Membership) -> dict[str, Any]:
    """What a Move keeps of a place, so that it can be had back."""
    return {name: getattr(row, name) for name in KEPT} | {"placed_at": row.placed_at.isoformat()}


def _put(row: Membership, one: Relocation, known: set[int], now: datetime) -> None:
    told = one.told
    row.story_id, row.method, row.because, row.placed_at = one.to_story, one.method, dict(one.because), now
    row.score = told.score if told else None
    row.evidence = told.evidence_json() if told else []
    if told:
        row.threshold, row.model_version = told.threshold, told.model_version
    story, score = (told.runner_up if told and told.runner_up else None) or (row.runner_up_id, row.runner_up_score)
    keeps = story is not None and story != one.to_story and (story in known or story == row.runner_up_id)
    row.runner_up_id, row.runner_up_score = (int(story), score) if keeps and story else (None, None)
    row.locked = row.locked if one.locked is None else one.locked
