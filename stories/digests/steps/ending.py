"""An editor ends somebody's digest, with a reason, and may take that back; a reader's own word stands above it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from stories.catalogue.actors import Actor
from stories.digests.steps.carrying import carry_over
from stories.digests.steps.noting import lock_mailbox
from stories.digests.steps.suppressed import suppressed
from stories.digests.steps.unsubscribe import EDITOR
from stories.editing.decision import Decision, RefusedError
from stories.models import Edit, EditKind, Subscription

OVER: Final = "It has ended already."
GONE: Final = "It is no longer there: an ask that nobody confirmed, or an account that was deleted."


@transaction.atomic
def end(subscription_id: int, editor: Actor, now: datetime, reason: str = "") -> Edit:
    """The Edit that ends the subscription: nothing more is sent, and its address may ask again.

    The Edit holds no address, since it is kept for longer than one. Raises RefusedError for one that has ended.
    """
    row = _locked(subscription_id)
    if row.ended_at is not None:
        raise RefusedError(OVER)
    return _ended(row, Decision(editor, now, reason), None)


@transaction.atomic
def undo_ending(edit: Edit, editor: Actor, now: datetime, reason: str = "") -> Edit:
    """The Edit that undoes an end, or what undid one. Raises RefusedError where the reader has spoken since."""
    row = _locked(edit.after["subscription"])
    if Edit.objects.filter(undoes=edit).exists():
        raise RefusedError("This is undone already.")
    decision = Decision(editor, now, reason)
    if edit.after["state"] == "ended":
        return _resumed(row, decision, edit)
    if row.ended_at is not None:
        raise RefusedError(OVER)
    return _ended(row, decision, edit)


def _ended(row: Subscription, decision: Decision, undoes: Edit | None) -> Edit:
    before = row.state
    row.ended_at, row.end_reason = decision.now, EDITOR
    row.save(update_fields=["ended_at", "end_reason"])
    return _edit(row, before, "ended", decision, undoes)


def _resumed(row: Subscription, decision: Decision, undoes: Edit) -> Edit:
    if row.ended_at is None:
        raise RefusedError("Its reader has taken it up again already.")
    if not row.address:
        raise RefusedError("Its address is erased: only its reader can ask again.")
    if row.end_reason != EDITOR or suppressed(row.address):
        raise RefusedError("Its reader, or the mailbox, wants no more mail: only its reader can ask again.")
    same = Subscription.objects.filter(address__iexact=row.address, rhythm=row.rhythm, ended_at__isnull=True)
    if same.exists():
        raise RefusedError("Its reader has asked again since: another subscription took its place.")
    row.ended_at, row.end_reason = None, ""
    row.save(update_fields=["ended_at", "end_reason"])
    carry_over(row)
    return _edit(row, "ended", "resumed", decision, undoes)


def _edit(row: Subscription, before: str, words: str, decision: Decision, undoes: Edit | None) -> Edit:
    return Edit.objects.create(
        kind=EditKind.SUBSCRIPTION,
        subject=f"digest subscription {row.pk}: {words}",
        before={"subscription": row.pk, "state": before},
        after={"subscription": row.pk, "state": row.state},
        undoes=undoes,
        **decision.fields(),
    )


def _locked(subscription_id: int) -> Subscription:
    """The row under its lock, which whoever sends takes too; its mailbox first, as for readers' acts."""
    address = Subscription.objects.filter(pk=subscription_id).values_list("address", flat=True).first()
    if address is None:
        raise RefusedError(GONE)
    lock_mailbox(address)
    row = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
    if row is None:
        raise RefusedError(GONE)
    return row
