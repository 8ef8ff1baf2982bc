"""Decisions whose consequences are still to be worked out."""

from __future__ import annotations

from datetime import datetime

from stories.models import Edit


def claim_edit(edit_id: int) -> Edit | None:
    """The decision, its row locked, or None when it was followed already. Call it in a transaction."""
    return Edit.objects.select_for_update().not_followed().filter(pk=edit_id).first()


def followed(edit: Edit, now: datetime) -> None:
    """Note that the decision's consequences are worked out."""
    edit.followed_at = now
    edit.save(update_fields=["followed_at"])
