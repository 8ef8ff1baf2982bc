"""The time machine: a story as it was at a past hour, and the way to where it began."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from stories.coverage.past import whole_hour
from stories.models import StoryState
from stories.web.living import end_of
from stories.web.past_changes import Change, changes
from stories.web.past_page import address, past_page
from stories.web.past_rows import Past, past_of
from stories.web.recolour import keeping, recoloured
from stories.web.schemes import Axis, Schemes, axes, axis_of, schemes
from stories.web.story_rows import story_row


@require_safe
def beginning(request: HttpRequest, story_id: int) -> HttpResponse:
    """To the hour at which the story began; to the story itself while that hour lasts."""
    past, axis, _row = _past(request, story_id)
    stops = changes(past, _end(past) or datetime.now(UTC))
    return redirect(keeping(address(story_id, stops[0].hour) if stops else f"/stories/{story_id}/", axis))


@require_safe
def past(request: HttpRequest, story_id: int, hour: str) -> HttpResponse:
    """The story at a past hour, in UTC as 2026-03-10T12; not for search engines, which should know the story's page.

    A merged story has the hours up to its merge; later ones are those of the story that it went into.
    """
    at, now = _hour(hour), datetime.now(UTC)
    found, axis, row = _past(request, story_id)
    end = _end(found)
    if end and at >= end:
        return redirect(keeping(address(end_of(story_id) or story_id, at), axis), permanent=True)
    stops = changes(found, end or now)
    if end and not stops:
        return redirect(keeping(f"/stories/{end_of(story_id)}/", axis), permanent=True)
    if not _within(at, stops, now):
        raise Http404
    page = recoloured(past_page(found, at, stops, axis, now), axis)
    answer = render(request, "web/past.html", {"page": page, "schemes": row})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _within(at: datetime, stops: tuple[Change, ...], now: datetime) -> bool:
    """True from the first change up to now."""
    return bool(stops) and stops[0].hour <= at <= now


def _past(request: HttpRequest, story_id: int) -> tuple[Past, Axis, Schemes]:
    """The story's past on the scheme that the address names, and the row of schemes."""
    story = story_row(story_id)
    if story is None:
        raise Http404
    known = axes(story.__dict__["schemes"])
    axis = axis_of(request, known)
    return past_of(story, axis.slug), axis, schemes(request, known, axis)


def _end(past: Past) -> datetime | None:
    """The first hour at which a merged story was no more; None for a living one."""
    return whole_hour(past.story.changed_at) if past.story.state == StoryState.MERGED else None


def _hour(written: str) -> datetime:
    """A whole hour as its one address writes it."""
    try:
        at = datetime.strptime(written, "%Y-%m-%dT%H").replace(tzinfo=UTC)
    except ValueError as error:
        raise Http404 from error
    if f"{at:%Y-%m-%dT%H}" != written:
        raise Http404
    return at
