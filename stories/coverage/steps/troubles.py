"""Stories whose counting fails: each is put off by itself, so that the others are counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from stories.models import CountingTrouble, Story

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)
MAX_WORDS: Final = 500  # what a row holds


def put_off(story_id: int, words: str, now: datetime) -> CountingTrouble | None:
    """The story's trouble, to be tried again after twice the last wait; None for a story that is gone."""
    with transaction.atomic():
        if not Story.objects.filter(pk=story_id).exists():
            return None
        trouble, _ = CountingTrouble.objects.get_or_create(
            story_id=story_id, defaults={"first_at": now, "retry_at": now, "error": ""}
        )
        trouble.retry_at = now + min(FIRST_WAIT * 2 ** min(trouble.failures, 20), LONGEST_WAIT)
        trouble.failures += 1
        trouble.error = words[:MAX_WORDS]
        trouble.save()
    return trouble


def healed(story_ids: list[int]) -> None:
    """These stories were counted: what troubled them is over."""
    CountingTrouble.objects.filter(story__in=story_ids).delete()
