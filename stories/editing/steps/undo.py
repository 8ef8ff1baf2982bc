"""One act that undoes a decision, as a decision of its own; undoing that one restores the first."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.editing.steps.articles import undo_removal
from stories.editing.steps.changes import put_back
from stories.editing.steps.proposals import undo_decision
from stories.editing.steps.ratings import mark_withdrawn, restore, withdrawal
from stories.models import Edit, EditKind, Feed, FeedState


def undo(edit: Edit, editor: Actor, now: datetime, reason: str = "") -> Edit:
    """The Edit that undoes this one, to be followed on commit.

    A rating or an import of ratings is withdrawn, a withdrawal lifted, a changed outlet or feed put back as it was;
    of an import of feeds the new feeds are paused, nothing is deleted. Raises RefusedError where that can't be.
    """
    with transaction.atomic():
        row = Edit.objects.select_for_update().get(pk=edit.pk)
        if Edit.objects.filter(undoes=row).exists():
            raise RefusedError("This is undone already.")
        decision = Decision(editor, now, reason or f"undoes: {row.subject}")
        if row.kind in (EditKind.RATE, EditKind.IMPORT_RATINGS):
            return _withdrawn(row, decision)
        if row.kind == EditKind.WITHDRAW:
            return restore(row.after["rating_ids"], decision, row)
        if row.kind == EditKind.IMPORT_FEEDS:
            return _paused(row, decision)
        if row.kind in (EditKind.OUTLET, EditKind.FEED):
            return _put_back(row, decision)
        if row.kind in (EditKind.TAKE_DOWN, EditKind.PUT_UP):
            return undo_removal(row, decision)
        if "proposal" in row.after:
            return undo_decision(row, decision)
        raise RefusedError(f"What {row.get_kind_display()} did can't be undone by a button yet.")


def undoable(edit: Edit) -> bool:
    """Whether `undo` knows how, or the stage of digests for its own; whether it is undone already is another matter."""
    return "proposal" in edit.after or edit.kind in (
        EditKind.RATE,
        EditKind.WITHDRAW,
        EditKind.IMPORT_RATINGS,
        EditKind.IMPORT_FEEDS,
        EditKind.TAKE_DOWN,
        EditKind.PUT_UP,
        EditKind.OUTLET,
        EditKind.FEED,
        EditKind.SUBSCRIPTION,
    )


def _withdrawn(edit: Edit, decision: Decision) -> Edit:
    given = edit.after.get("rating_ids") or edit.after.get("new_rating_ids") or []
    ids = mark_withdrawn(given, decision.now)
    if not ids:
        raise RefusedError("Its ratings are withdrawn already.")
    return withdrawal(ids, decision, edit)


def _paused(edit: Edit, decision: Decision) -> Edit:
    feeds = Feed.objects.visited().filter(pk__in=edit.after.get("new_feed_ids", []))
    rows = {str(pk): {"state": FeedState.PAUSED.value} for pk in feeds.values_list("pk", flat=True)}
    if not rows:
        raise RefusedError("None of its feeds is being visited.")
    return put_back(EditKind.FEED, rows, decision, edit)


def _put_back(edit: Edit, decision: Decision) -> Edit:
    rows = edit.before.get("rows")
    if not rows:
        raise RefusedError("A change of domains or of an owner can't be undone by a button: write it as it was.")
    if any(values is None for values in rows.values()):
        if edit.kind == EditKind.FEED:
            paused = {pk: {"state": FeedState.PAUSED.value} for pk in rows}
            return put_back(edit.kind, paused, decision, edit)
        raise RefusedError("An outlet that was added stays: its feeds can be paused.")
    return put_back(edit.kind, rows, decision, edit)
