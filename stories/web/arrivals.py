"""What has come to a story since a page of it was made: what an open page asks for every minute."""

from datetime import UTC, datetime, timedelta
from typing import Final

from stories.models import Membership, Story

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
MOST_DIGITS: Final = 16  # microseconds up to the year 2286


def state(at: datetime) -> str:
    """The time of a story's last coming or going as an address carries it: microseconds since 1970."""
    return str((at - EPOCH) // MICROSECOND)


def since(text: str, story: Story) -> datetime:
    """The state that an address names; the story's own for anything that isn't a state it can have had."""
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return story.changed_at
    return min(EPOCH + int(text) * MICROSECOND, story.changed_at)


def arrived(story: Story, after: datetime) -> int:
    """How many articles that are shown were placed after that state. A query, and none where nothing has changed."""
    if after >= story.changed_at:
        return 0
    return Membership.objects.filter(story=story, placed_at__gt=after, article__removed_at__isnull=True).count()
