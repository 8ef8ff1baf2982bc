"""Stories whose counts no longer hold because an outlet's standing or a person's decision changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from stories.models import Membership, Story


def outdate(outlet_ids: Iterable[int], story_ids: Iterable[int] = ()) -> int:
    """Raise the revision of these stories and of all that these outlets are in; how many. Call it in a transaction.

    The counting itself may then be lost: stories with another revision than their coverage are found again.
    """
    of_outlets = Membership.objects.filter(story=OuterRef("pk"), article__outlet__in=list(outlet_ids))
    stories = Story.objects.filter(Q(pk__in=list(story_ids)) | Exists(of_outlets))
    # In the order of ids, as every writer of several stories: two of them can't wait for each other.
    ids = list(stories.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    return Story.objects.filter(pk__in=ids).update(revision=F("revision") + 1)
