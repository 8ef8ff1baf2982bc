"""What a person's decision changes: standings of outlets, and the counts of every story they are in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from stories.coverage.step import refresh_standings
from stories.models import Edit, Membership, Story


def follow_edit(edit_id: int, now: datetime) -> bool:
    """Carry one Edit through once; false when it was followed already.

    Stories to count anew get a higher revision in the same transaction: the counting itself can be lost and found.
    """
    with transaction.atomic():
        edit = Edit.objects.select_for_update().not_followed().filter(pk=edit_id).first()
        if edit is None:
            return False
        refresh_standings(edit.outlet_ids, now)
        of_outlets = Membership.objects.filter(story=OuterRef("pk"), article__outlet__in=edit.outlet_ids)
        # In the order of ids, as every other writer of several stories: two of them can't wait for each other.
        stories = Story.objects.filter(Q(pk__in=edit.story_ids) | Exists(of_outlets))
        ids = list(stories.order_by("pk").select_for_update().values_list("pk", flat=True))
        Story.objects.filter(pk__in=ids).update(revision=F("revision") + 1)
        edit.followed_at = now
        edit.save(update_fields=["followed_at"])
    return True
