"""Editors decide on proposals to merge or split: accept, refuse, take back. The one writer carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import product
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.models import Article, Constraint, Edit, EditKind, Proposal, ProposalKind, ProposalState

SET_APART: Final = 3  # articles of each part whose pairs are set apart: enough to keep two stories two
TIED: Final = 200  # articles of each part that are tied together: none may be taken for another event again


def accept(proposal: Proposal, editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None) -> Edit:
    """The Edit that accepts: carried out in a moment, and the machine holds to it. Raises RefusedError if decided."""
    with transaction.atomic():
        row = _locked(proposal, ProposalState.WAITING, ProposalState.UNDONE)
        return _decided(row, ProposalState.ACCEPTED, Decision(editor, now, reason), undoes)


def refuse(proposal: Proposal, editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None) -> Edit:
    """The Edit that refuses: nothing changes, and it is never proposed again. Raises RefusedError if decided."""
    with transaction.atomic():
        return _decided(
            _locked(proposal, ProposalState.WAITING), ProposalState.REFUSED, Decision(editor, now, reason), undoes
        )


def take_back(proposal: Proposal, editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None) -> Edit:
    """The Edit that undoes what was carried out, by the machine or a person; it is not proposed again."""
    with transaction.atomic():
        return _decided(
            _locked(proposal, ProposalState.APPLIED), ProposalState.UNDOING, Decision(editor, now, reason), undoes
        )


def undo_decision(edit: Edit, decision: Decision) -> Edit:
    """The Edit that undoes a decision on a proposal: its word is lifted, what it did is undone or done again."""
    row = Proposal.objects.select_for_update(of=("self",)).filter(pk=edit.after.get("proposal")).first()
    if row is None:
        raise RefusedError("The proposal is no longer there.")
    if row.state in (ProposalState.ACCEPTED, ProposalState.UNDOING):
        raise RefusedError("It is being carried out at this moment. Try again in a few seconds.")
    _put_in_force(edit, decision.now)
    if edit.kind == EditKind.REFUSE:
        if row.state != ProposalState.REFUSED:
            raise RefusedError("Something else was decided since.")
        return _decided(row, ProposalState.WAITING, decision, edit)
    if row.state == ProposalState.APPLIED:
        return take_back(row, decision.actor, decision.now, decision.reason, edit)
    if row.state == ProposalState.UNDONE:
        return accept(row, decision.actor, decision.now, decision.reason, edit)
    raise RefusedError("It no longer holds: the stories have changed since.")


def _locked(proposal: Proposal, *states: str) -> Proposal:
    row = (
        Proposal.objects.select_for_update(of=("self",)).select_related("story", "other").filter(pk=proposal.pk).first()
    )
    if row is None or row.state not in states:
        raise RefusedError("This was decided already, or no longer holds.")
    return row


def _decided(row: Proposal, state: ProposalState, decision: Decision, undoes: Edit | None) -> Edit:
    before = {"state": row.state}
    row.state, row.decided_at = state, decision.now
    edit = Edit.objects.create(
        kind=_kind(row, state),
        subject=_subject(row, state)[:300],
        story_ids=[story_id for story_id in (row.story_id, row.other_id) if story_id],
        before=before,
        after={"proposal": row.pk, "state": state},
        undoes=undoes,
        **decision.fields(),
    )
    lifted = _lift(Constraint.objects.filter(edit__after__proposal=row.pk), decision.now)
    if state != ProposalState.WAITING:
        together = (state == ProposalState.ACCEPTED) == (row.kind == ProposalKind.MERGE)
        lifted += _link(edit, "must" if together else "cannot", *_parts(row), decision.now)
    edit.after["lifted"] = lifted
    edit.save(update_fields=["after"])
    row.edit = edit
    row.save()
    return edit


def _kind(row: Proposal, state: ProposalState) -> EditKind:
    if state == ProposalState.ACCEPTED:
        return EditKind.MERGE if row.kind == ProposalKind.MERGE else EditKind.SPLIT
    return EditKind.TAKE_BACK if state == ProposalState.UNDOING else EditKind.REFUSE


def _subject(row: Proposal, state: ProposalState) -> str:
    pair = (
        f"“{row.other or row.other_id}” into “{row.story}”"
        if row.kind == ProposalKind.MERGE
        else f"{len(row.article_ids)} articles off “{row.story}”"
    )
    done = "merge" if row.kind == ProposalKind.MERGE else "split"
    words = {
        ProposalState.ACCEPTED: f"{done} {pair}",
        ProposalState.REFUSED: f"no {done} of {pair}",
        ProposalState.UNDOING: f"{done} undone: {pair}",
        ProposalState.WAITING: f"{done} waits again: {pair}",
    }
    return words[state]


def _parts(row: Proposal) -> tuple[list[int], list[int]]:
    """The articles of either part, the earliest first: those that move or have moved, and those that stay."""
    moves = list(row.moves.exclude(how="undo").values_list("article_id", flat=True)) or list(row.article_ids)
    if not moves and row.other_id:
        moves = list(Article.objects.filter(membership__story=row.other_id).values_list("pk", flat=True))
    stories = [story_id for story_id in (row.story_id, row.other_id) if story_id]
    rest = Article.objects.filter(membership__story__in=stories).exclude(pk__in=moves)
    return _earliest(Article.objects.filter(pk__in=moves)), _earliest(rest)


def _earliest(articles: QuerySet[Article]) -> list[int]:
    return list(articles.order_by("published_at", "pk").values_list("pk", flat=True)[:TIED])


def _pairs(kind: str, part: Sequence[int], rest: Sequence[int]) -> list[tuple[int, int]]:
    """Which articles to speak of: all tied to one of them, or a few of each part set apart from a few of the other."""
    if not part or not rest:
        return []
    pairs = product(part[:SET_APART], rest[:SET_APART]) if kind == "cannot" else product(rest[:1], [*rest[1:], *part])
    return [(min(pair), max(pair)) for pair in pairs]


def _link(edit: Edit, kind: str, part: Sequence[int], rest: Sequence[int], now: datetime) -> list[int]:
    """Constraints between the two parts; ids of those that said otherwise of these articles and no longer hold."""
    across = Q(article__in=part, other__in=rest) | Q(article__in=rest, other__in=part)
    everyone = [*part, *rest]
    within = Q(article__in=everyone, other__in=everyone)
    otherwise = Q(kind="cannot") & within if kind == "must" else Q(kind="must") & across
    pairs = _pairs(kind, part, rest)
    again = Q(kind=kind) & within  # the same word once more would be a second row for the pair
    lifted = _lift(Constraint.objects.filter(otherwise), now)
    said = set(Constraint.objects.filter(again, lifted_at__isnull=True).values_list("article_id", "other_id"))
    Constraint.objects.bulk_create(
        Constraint(kind=kind, article_id=one, other_id=other, edit=edit, created_at=now)
        for one, other in pairs
        if (one, other) not in said and (other, one) not in said
    )
    return lifted


def _lift(rows: QuerySet[Constraint], now: datetime) -> list[int]:
    """Those of the constraints that were in force and no longer are."""
    ids = list(rows.filter(lifted_at__isnull=True).values_list("pk", flat=True))
    Constraint.objects.filter(pk__in=ids).update(lifted_at=now)
    return ids


def _put_in_force(edit: Edit, now: datetime) -> None:
    """The decision's own word is lifted; what it had set aside holds again."""
    _lift(edit.constraints.all(), now)
    for row in Constraint.objects.filter(pk__in=edit.after.get("lifted", []), lifted_at__isnull=False):
        pair = (row.article_id, row.other_id)
        same = Constraint.objects.filter(lifted_at__isnull=True, article_id__in=pair, other_id__in=pair)
        if not same.exists():
            Constraint.objects.filter(pk=row.pk).update(lifted_at=None)
