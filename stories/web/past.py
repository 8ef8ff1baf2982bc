"""The time machine: a story as it was at a past hour, and the way to where it began."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from stories.models import StoryState
from stories.web.past_changes import Change, changes
from stories.web.past_page import address, past_page
from stories.web.past_rows import Past, past_of
from stories.web.story_rows import story_row


@require_safe
def beginning(request: HttpRequest, story_id: int) -> HttpResponse:  # noqa: ARG001
    """To the hour at which the story began; to the story itself while that hour lasts."""
    past = _past(story_id)
    stops = changes(past, datetime.now(UTC)) if past else ()
    return redirect(address(story_id, stops[0].hour) if stops else f"/stories/{story_id}/")


@require_safe
def past(request: HttpRequest, story_id: int, hour: str) -> HttpResponse:
    """The story at a past hour, in UTC as 2026-03-10T12; not for search engines, which should know the story's page."""
    found, at, now = _past(story_id), _hour(hour), datetime.now(UTC)
    if found is None:
        return redirect(f"/stories/{story_id}/", permanent=True)
    stops = changes(found, now)
    if not _within(at, stops, now):
        raise Http404
    answer = render(request, "web/past.html", {"page": past_page(found, at, stops, now)})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _within(at: datetime, stops: tuple[Change, ...], now: datetime) -> bool:
    """True from the first change up to now."""
    return bool(stops) and stops[0].hour <= at <= now


def _past(story_id: int) -> Past | None:
    """The story's past; None for a story that was merged, whose articles are another's now."""
    story = story_row(story_id)
    if story is None:
        raise Http404
    return None if story.state == StoryState.MERGED else past_of(story)


def _hour(written: str) -> datetime:
    """A whole hour as its one address writes it."""
    try:
        at = datetime.strptime(written, "%Y-%m-%dT%H").replace(tzinfo=UTC)
    except ValueError as error:
        raise Http404 from error
    if f"{at:%Y-%m-%dT%H}" != written:
        raise Http404
    return at
