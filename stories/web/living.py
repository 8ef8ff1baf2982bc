"""Addresses of stories last: every page, fragment and record of a merged story leads to the same of where it went."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve, reverse

from stories.models import Story

MOST_STEPS: Final = 20  # merges keep redirects to one step; more could only be rows that somebody wrote by hand

View = Callable[..., HttpResponse]


def living(view: View) -> View:
    """The view of a story; where it finds nothing of it, and the story was merged, the way to the one it went into."""

    @wraps(view)
    def lasting(request: HttpRequest, story_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, story_id, *args, **kwargs)
        except Http404:
            if moved := _moved(request, story_id):
                return moved
            raise

    return lasting


def end_of(story_id: int) -> int | None:
    """The living story that a merged one has become; None for one that was not merged, or is not there."""
    now, seen = story_id, {story_id}
    for _ in range(MOST_STEPS):
        into = Story.objects.filter(pk=now).values_list("merged_into", flat=True).first()
        if into is None or into in seen:
            break
        seen.add(into)
        now = into
    return None if now == story_id else now


def _moved(request: HttpRequest, story_id: int) -> HttpResponse | None:
    end = end_of(story_id)
    if end is None:
        return None
    found = resolve(request.path_info)
    address = reverse(found.view_name, args=found.args, kwargs={**found.kwargs, "story_id": end})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
