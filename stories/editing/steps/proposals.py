"""Editors decide on proposals to merge or split: accept, refuse, take back. The one writer carries it out."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.editing.steps.words import Word, said
from stories.models import Constraint, Edit, EditKind, Proposal, ProposalKind, ProposalState

ONE_AT_A_TIME: Final = (
    0x6E646564  # "nded": the lock of the editor who is deciding; the writer of stories never takes it
)
IN_HAND: Final = "is being carried out at this moment. Try again in a few seconds."


def accept(proposal: Proposal, editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None) -> Edit:
    """The Edit that accepts: carried out in a moment, and the machine holds to it.

    Raises RefusedError if it is decided, or if another decision on these articles is still to be carried out.
    """
    with transaction.atomic():
        _wait_for_your_turn()
        row = _locked(proposal, ProposalState.WAITING, ProposalState.UNDONE)
        _refuse_contradiction(row, ProposalState.ACCEPTED)
        return _decided(row, ProposalState.ACCEPTED, Decision(editor, now, reason), undoes)


def refuse(proposal: Proposal, editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None) -> Edit:
    """The Edit that refuses: nothing changes, and it is never proposed again. Raises RefusedError if decided."""
    with transaction.atomic():
        return _decided(
            _locked(proposal, ProposalState.WAITING), ProposalState.REFUSED, Decision(editor, now, reason), undoes
        )


def take_back(proposal: Proposal, editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None) -> Edit:
    """The Edit that undoes what was carried out, by the machine or a person; it is not proposed again.

    Raises RefusedError as accepting does.
    """
    with transaction.atomic():
        _wait_for_your_turn()
        row = _locked(proposal, ProposalState.APPLIED)
        _refuse_contradiction(row, ProposalState.UNDOING)
        return _decided(row, ProposalState.UNDOING, Decision(editor, now, reason), undoes)


def undo_decision(edit: Edit, decision: Decision) -> Edit:
    """The Edit that undoes a decision on a proposal: its word is lifted, what it did is undone or done again."""
    row = Proposal.objects.select_for_update(of=("self",)).filter(pk=edit.after.get("proposal")).first()
    if row is None:
        raise RefusedError("The proposal is no longer there.")
    if row.state in (ProposalState.ACCEPTED, ProposalState.UNDOING):
        raise RefusedError(f"It {IN_HAND}")
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


def _wait_for_your_turn() -> None:
    """Until the end of the transaction nobody else decides: two decisions at once would each not see the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _refuse_contradiction(row: Proposal, state: ProposalState) -> None:
    """Raise RefusedError where another decision on these articles waits for the writer, and order would tell.

    What it says of the articles would stay in force although it could not be carried out any more. Several merges, or
    several undoings, come to the same in any order.
    """
    stories = Q(story__in=_stories(row)) | Q(other__in=_stories(row))
    for other in Proposal.objects.decided().filter(stories).exclude(pk=row.pk):
        apart = {row.kind, other.kind}.isdisjoint({ProposalKind.MERGE}) and other.state == state
        if apart and set(row.article_ids).isdisjoint(other.article_ids):
            continue
        if (other.kind, other.state) == (row.kind, state) == (ProposalKind.MERGE, ProposalState.ACCEPTED):
            continue
        if other.state == state == ProposalState.UNDOING:
            continue
        raise RefusedError(f"Another decision on these articles {IN_HAND}")


def _stories(row: Proposal) -> list[int]:
    return [story_id for story_id in (row.story_id, row.other_id) if story_id]


def _decided(row: Proposal, state: ProposalState, decision: Decision, undoes: Edit | None) -> Edit:
    before = {"state": row.state}
    row.state, row.decided_at = state, decision.now
    edit = Edit.objects.create(
        kind=_kind(row, state),
        subject=_subject(row, state)[:300],
        story_ids=_stories(row),
        before=before,
        after={"proposal": row.pk, "state": state},
        undoes=undoes,
        **decision.fields(),
    )
    lifted = _withdraw(Constraint.objects.filter(edit__after__proposal=row.pk), row.pk, decision.now)
    shared: list[int] = []
    if state != ProposalState.WAITING:
        for word in said(row, accepted=state == ProposalState.ACCEPTED):
            otherwise, same = _link(edit, word, decision.now)
            lifted, shared = lifted + otherwise, shared + same
    edit.after |= {"lifted": lifted, "shared": shared}
    edit.save(update_fields=["after"])
    row.edit = edit
    row.save()
    return edit


def _kind(row: Proposal, state: ProposalState) -> EditKind:
    if state == ProposalState.ACCEPTED:
        return EditKind(row.kind)
    return EditKind.TAKE_BACK if state == ProposalState.UNDOING else EditKind.REFUSE


def _subject(row: Proposal, state: ProposalState) -> str:
    many = f"{len(row.article_ids)} article{'s' if len(row.article_ids) != 1 else ''}"
    other = row.other or row.other_id
    what = {
        ProposalKind.MERGE: f"“{other}” into “{row.story}”",
        ProposalKind.SPLIT: f"{many} off “{row.story}”",
        ProposalKind.MOVE: f"{many} from “{row.story}” to “{other}”",
    }[ProposalKind(row.kind)]
    words = {
        ProposalState.ACCEPTED: f"{row.kind} {what}",
        ProposalState.REFUSED: f"no {row.kind} of {what}",
        ProposalState.UNDOING: f"{row.kind} undone: {what}",
        ProposalState.WAITING: f"{row.kind} waits again: {what}",
    }
    return words[state]


def _link(edit: Edit, word: Word, now: datetime) -> tuple[list[int], list[int]]:
    """Constraints between the two parts; ids of those that said otherwise of these articles and no longer hold, and
    of those by which another decision says the same.
    """
    part, rest = word.part, word.rest
    across = Q(article__in=part, other__in=rest) | Q(article__in=rest, other__in=part)
    everyone = [*part, *rest]
    within = Q(article__in=everyone, other__in=everyone)
    otherwise = (
        Q(kind="cannot") & (within if word.whole else across) if word.kind == "must" else Q(kind="must") & across
    )
    lifted = _lift(Constraint.objects.filter(otherwise), now)
    pairs = {frozenset(pair) for pair in word.pairs()}
    again = Constraint.objects.filter(within, kind=word.kind, lifted_at__isnull=True)
    known = {frozenset((one, other)): pk for pk, one, other in again.values_list("pk", "article_id", "other_id")}
    Constraint.objects.bulk_create(
        Constraint(kind=word.kind, article_id=one, other_id=other, edit=edit, created_at=now)
        for one, other in map(sorted, sorted(pairs - known.keys(), key=sorted))
    )
    return lifted, [pk for pair, pk in known.items() if pair in pairs]


def _withdraw(rows: QuerySet[Constraint], proposal: int, now: datetime) -> list[int]:
    """Those of a decision's constraints that no longer hold: all but what one on another proposal says too."""
    others = Edit.objects.filter(proposals__isnull=False, after__has_key="shared").exclude(after__shared=[])
    heirs = {pk: edit for edit in others.exclude(after__proposal=proposal) for pk in edit.after["shared"]}
    held = dict(rows.filter(lifted_at__isnull=True).values_list("pk", "edit"))
    for pk, edit in heirs.items():
        if pk in held and held.pop(pk) != edit.pk:
            Constraint.objects.filter(pk=pk).update(edit=edit)
    return _lift(Constraint.objects.filter(pk__in=held), now)


def _lift(rows: QuerySet[Constraint], now: datetime) -> list[int]:
    """Those of the constraints that were in force and no longer are."""
    ids = list(rows.filter(lifted_at__isnull=True).values_list("pk", flat=True))
    Constraint.objects.filter(pk__in=ids).update(lifted_at=now)
    return ids


def _put_in_force(edit: Edit, now: datetime) -> None:
    """The decision's own word is lifted; what it had set aside holds again, where who said it still stands by it."""
    _withdraw(edit.constraints.all(), int(edit.after["proposal"]), now)
    set_aside = Constraint.objects.filter(pk__in=edit.after.get("lifted", []), lifted_at__isnull=False)
    for row in set_aside.select_related("edit"):
        if row.edit and "proposal" in row.edit.after and not row.edit.proposals.exists():
            continue  # undone since
        pair = (row.article_id, row.other_id)
        same = Constraint.objects.filter(lifted_at__isnull=True, article_id__in=pair, other_id__in=pair)
        if not same.exists():
            Constraint.objects.filter(pk=row.pk).update(lifted_at=None)
