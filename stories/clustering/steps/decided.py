"""What people decided of proposals, carried out by the one writer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stories.clustering.steps.heed import heed
from stories.clustering.steps.merge import merge, unmerge
from stories.clustering.steps.move import move, unmove
from stories.clustering.steps.split import split, unsplit
from stories.clustering.steps.writer import held, only_writer
from stories.models import Proposal, ProposalKind, ProposalState, StoryState


def carry_out_decided(now: datetime) -> int:
    """How many decisions were carried out; each in a transaction of its own, the oldest first. Safe to repeat."""
    return _proposals(now) + heed(now)


def _proposals(now: datetime) -> int:
    ids = list(Proposal.objects.decided().order_by("decided_at", "pk").values_list("pk", flat=True))
    if not ids:
        return 0
    with only_writer(wait=True):
        for proposal_id in ids:
            try:
                _carry_out(proposal_id, now)
            except BaseException:
                held.forget()
                raise
    return len(ids)


def _carry_out(proposal_id: int, now: datetime) -> None:
    with transaction.atomic():
        rows = Proposal.objects.select_for_update(of=("self",)).decided().filter(pk=proposal_id)
        row = rows.select_related("story", "other", "edit").first()
        if row is None:
            return
        stories = [story for story in (row.story, row.other) if story and story.state == StoryState.OPEN]
        spans = [(story.first_at, story.last_at) for story in stories if story.first_at and story.last_at]
        if spans:
            held.follow_rows(min(first for first, _ in spans), max(last for _, last in spans))
        if row.state == ProposalState.UNDOING:
            _undo(row, now)
            return
        by = row.edit.actor_label if row.edit else "an editor"
        {ProposalKind.MERGE: merge, ProposalKind.SPLIT: split, ProposalKind.MOVE: move}[ProposalKind(row.kind)](
            row, held.window, now, by
        )


def _undo(row: Proposal, now: datetime) -> None:
    if row.kind == ProposalKind.SPLIT:
        unsplit(row, held.window, now)
    else:
        (unmerge if row.kind == ProposalKind.MERGE else unmove)(row, now)
