"""Saved stories: the button on a story's page, and the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from stories.readers.steps.feed import coverage_of
from stories.readers.steps.saving import save, saved, unsave
from stories.web.cards import StoryCard, card
from stories.web.paging import page_number
from stories.web.readers import account_of, own_page

PAGE_SIZE: Final = 24


@dataclass(frozen=True, slots=True)
class SaveButton:
    """Whether a story is saved; back: 'saved' in the list, '' on the story's own page."""

    story_id: int
    saved: bool
    back: str = ""


@dataclass(frozen=True, slots=True)
class SavedStoryLine:
    """A story of the list with its button."""

    card: StoryCard
    button: SaveButton


@require_POST
@own_page
def toggle(request: HttpRequest, story_id: int) -> HttpResponse:
    """Save or no longer; answers the button to htmx, else leads back."""
    account, wanted = account_of(request) or 0, request.POST.get("on") == "1"
    if wanted:
        if not save(account, story_id):
            raise Http404
    else:
        unsave(account, story_id)
    back = request.POST.get("back") == "saved"
    if request.htmx and not back:  # type: ignore[attr-defined]
        return render(request, "web/me_save.html", {"save": SaveButton(story_id, wanted)})
    return redirect("me-saved") if back else redirect("story", story_id)


@require_safe
@own_page
def listing(request: HttpRequest) -> HttpResponse:
    """What the reader saved, the last saved first."""
    now, number = datetime.now(UTC), page_number(request)
    ids = saved(account_of(request) or 0)
    wanted = ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    by_story = {row.story_id: row for row in coverage_of(wanted)}
    lines = [
        SavedStoryLine(card(by_story[key], now), SaveButton(key, saved=True, back="saved"))
        for key in wanted
        if key in by_story
    ]
    next_href = f"?page={number + 1}" if len(ids) > number * PAGE_SIZE else ""
    return render(request, "web/me_saved.html", {"lines": lines, "count": len(ids), "next_href": next_href})
