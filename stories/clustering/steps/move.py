"""Articles that leave their story for another: noted where the machine does it by itself, done again, and undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from stories.clustering.model import probability
from stories.clustering.steps.merge import fit, outdated, undone
from stories.clustering.steps.relocate import Relocation, living, lock_stories, relocate, retire_empty
from stories.clustering.steps.undoing import bring_back
from stories.clustering.window import Window
from stories.models import Article, Proposal, ProposalKind, ProposalState, Story


@dataclass(frozen=True)
class Moving:
    """What the machine is about to move, and the figures behind it.

    left, into: stories. better: by how much they fit there better than where they were, or how badly they fit where
    they were, in logits. similarity: with what they leave, 0..1. figures: further ones, by name.
    """

    articles: Collection[int]
    left: int
    into: int
    better: float
    similarity: float
    model_version: str
    shared: Sequence[str] = ()
    figures: Mapping[str, float | bool] = field(default_factory=dict)


def noted(moving: Moving, now: datetime) -> Proposal:
    """The row by which the desk shows a move that the machine makes, and takes it back."""
    return Proposal.objects.create(
        kind=ProposalKind.MOVE,
        story_id=moving.left,
        other_id=moving.into,
        article_ids=sorted(moving.articles),
        similarity=round(moving.similarity, 4),
        confidence=round(probability(moving.better), 4),
        shared=list(moving.shared),
        evidence=dict(moving.figures),
        model_version=moving.model_version,
        state=ProposalState.APPLIED,
        by_machine=True,
        made_at=now,
        decided_at=now,
    )


def carried_out(row: Proposal, relocations: Sequence[Relocation], now: datetime) -> int:
    """Move the articles of a noted move; how many. A story that has lost its last one leads to the other."""
    moved = relocate(relocations, "move", now, row)
    row.redirects = retire_empty([row.story_id], row.other_id or 0, now)
    row.save(update_fields=["redirects"])
    return moved


def move(proposal: Proposal, window: Window, now: datetime, by: str) -> bool:
    """Move the articles as a person decided; False where none is left to be moved, which the proposal then says.

    Also from where the machine has put them since the decision. What a person moved is locked. In a transaction.
    """
    left, into = living(proposal.story_id), living(proposal.other_id or 0)
    going = _going(proposal, left.pk, into.pk)
    if not going:
        return outdated(proposal, now)
    homes = lock_stories([left.pk, into.pk, *(article.membership.story_id for article in going)])
    because = {pk: {"proposal": proposal.pk, "by": by, **came_from(story)} for pk, story in homes.items()}
    told = {article.pk: fit(window, article, into.pk) for article in going}
    moves = [
        Relocation(article.pk, into.pk, "person", told[article.pk], because[article.membership.story_id], locked=True)
        for article in going
    ]
    relocate(moves, "person", now, proposal)
    proposal.redirects = retire_empty(homes, into.pk, now)
    proposal.state, proposal.decided_at, proposal.by_machine = ProposalState.APPLIED, now, False
    proposal.save()
    return True


def _going(proposal: Proposal, left: int, into: int) -> list[Article]:
    """The articles that are to move: all but those that are there, or that a person has placed elsewhere since."""
    rows = Article.objects.filter(pk__in=proposal.article_ids).exclude(membership__story=into)
    rows = rows.filter(Q(membership__story=left) | Q(membership__locked=False))
    return list(rows.select_related("annotation", "outlet", "membership").order_by("published_at", "pk"))


def unmove(proposal: Proposal, now: datetime) -> bool:
    """Undo the move: the articles are where they were. False where none could go back. Call it in a transaction."""
    back = bring_back(proposal, proposal.story_id, now)
    undone(proposal, now)
    return bool(back)


def came_from(left: Story) -> dict[str, Any]:
    """What a membership says of the story that its article left."""
    return {"kind": "move", "from": left.pk, "title": left.title[:300]}
