"""Stories that an account keeps to read; one that was merged away is kept where it went."""

from __future__ import annotations

from typing import Final

from stories.models import SavedStory, Story
from stories.readers.steps.following import destinations, merged_here

MOST: Final = 2000


def save(account_id: int, story_id: int) -> bool:
    """Keep it; False where there is no such story, or no room. Safe to repeat."""
    if not Story.objects.live().filter(pk=story_id).exists():
        return False
    if SavedStory.objects.filter(account_id=account_id).count() >= MOST:
        return False
    SavedStory.objects.get_or_create(account_id=account_id, story_id=story_id)
    return True


def unsave(account_id: int, story_id: int) -> None:
    """No longer keep it. Safe to repeat."""
    SavedStory.objects.filter(merged_here("story", story_id), account_id=account_id).delete()


def saved(account_id: int) -> tuple[int, ...]:
    """The ids of stories that are kept, the last kept first, each once."""
    rows = SavedStory.objects.filter(account_id=account_id).select_related("story").defer("story__vector_sum")
    stories = [row.story for row in rows.order_by("-created_at", "-pk")]
    moved = destinations(stories)
    return tuple(dict.fromkeys(moved.get(story.pk, story).pk for story in stories))
