"""Merges, splits and moves that an editor thought of: proposals of their own, accepted as they are made.

So they are carried out, held to and undone as what the machine proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Q

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.editing.steps.proposals import accept
from stories.models import Article, Edit, Membership, Proposal, ProposalKind, ProposalState, Story, StoryState

BY_HAND = "by hand"
AT_ONCE = 20  # stories; more than that are nobody's considered word


def merge_stories(stories: Sequence[Story], editor: Actor, now: datetime, reason: str = "") -> list[Edit]:
    """An Edit for each story that goes into the one with most articles. Raises RefusedError."""
    with transaction.atomic():
        rows = Story.objects.filter(pk__in=[story.pk for story in stories]).exclude(state=StoryState.MERGED)
        kept, *others = rows.order_by("-article_count", "pk")[: AT_ONCE + 1] or [None]
        if kept is None or not others:
            raise RefusedError("Choose two stories or more that are not merged already.")
        if len(others) >= AT_ONCE:
            raise RefusedError(f"At most {AT_ONCE} stories at once.")
        decision = Decision(editor, now, reason)
        return [_accepted(Proposal(kind=ProposalKind.MERGE, story=kept, other=gone), decision) for gone in others]


def split_off(articles: Sequence[Article], editor: Actor, now: datetime, reason: str = "") -> list[Edit]:
    """The Edit by which the articles leave their story for one of their own. Raises RefusedError."""
    with transaction.atomic():
        by_story = _by_story(articles)
        if len(by_story) != 1:
            raise RefusedError("Choose articles of one story.")
        ((story, ids),) = by_story.items()
        if len(ids) == story.memberships.count():
            raise RefusedError("These are all articles of the story: there is nothing to part them from.")
        wanted = Proposal(kind=ProposalKind.SPLIT, story=story, article_ids=ids)
        return [_accepted(wanted, Decision(editor, now, reason))]


def move_to(articles: Sequence[Article], into: Story, editor: Actor, now: datetime, reason: str = "") -> list[Edit]:
    """An Edit for each story that the articles leave for this one; a story that would be left empty is merged."""
    with transaction.atomic():
        into = into.merged_into or into
        leaving = {story: ids for story, ids in _by_story(articles).items() if story.pk != into.pk}
        if not leaving:
            raise RefusedError("These articles are in that story already, or in none yet.")
        decision = Decision(editor, now, reason)
        return [_accepted(_leaving(story, into, ids), decision) for story, ids in leaving.items()]


def _by_story(articles: Sequence[Article]) -> dict[Story, list[int]]:
    rows = Membership.objects.filter(article__in=articles).select_related("story").order_by("story", "article")
    found: dict[Story, list[int]] = {}
    for row in rows:
        found.setdefault(row.story, []).append(row.article_id)
    return found


def _leaving(story: Story, into: Story, ids: list[int]) -> Proposal:
    if len(ids) == story.memberships.count():
        return Proposal(kind=ProposalKind.MERGE, story=into, other=story)
    return Proposal(kind=ProposalKind.MOVE, story=story, other=into, article_ids=ids)


def _accepted(wanted: Proposal, decision: Decision) -> Edit:
    """The proposal accepted as it is made; the same one by the machine, where it waits, is settled by that."""
    one, other = wanted.story_id, wanted.other_id
    same = Q(story=one, other=other) | Q(story=other or one, other=one if other else None)
    waiting = Proposal.objects.waiting().filter(same, kind=wanted.kind)
    waiting.update(state=ProposalState.OUTDATED, decided_at=decision.now)
    wanted.similarity = _similarity(wanted.story, wanted.other) if wanted.other else 0.0
    wanted.confidence, wanted.model_version, wanted.made_at = 1.0, BY_HAND, decision.now
    wanted.save()
    return accept(wanted, decision.actor, decision.now, decision.reason)


def _similarity(one: Story, other: Story) -> float:
    """How alike their articles are on average: of unit vectors the mean of all products is that of the sums."""
    if one.vector_sum is None or other.vector_sum is None:
        return 0.0
    sums = np.asarray(one.vector_sum, np.float64), np.asarray(other.vector_sum, np.float64)
    mean = float(sums[0] @ sums[1]) / max(one.vector_count * other.vector_count, 1)
    return round(min(max(mean, 0.0), 1.0), 4)
