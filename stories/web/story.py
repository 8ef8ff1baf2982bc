"""The story page and its fragments: sources by side, more of them, the updated time, and why an article is here."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from stories.models import Story, StoryState
from stories.web import sources as listed
from stories.web.arrivals import arrived, since
from stories.web.beside import beside
from stories.web.briefing import told
from stories.web.changes import changes
from stories.web.feeds import feed_of
from stories.web.lead import lead, leading
from stories.web.own import story_parts
from stories.web.paging import page_number
from stories.web.picture import story_picture
from stories.web.recolour import recoloured
from stories.web.schemes import Axis, axes, axis_of, schemes
from stories.web.share import shared
from stories.web.shared_page import shared_page
from stories.web.sorting import LATEST, SORTS
from stories.web.story_page import headline, story_page
from stories.web.story_page import updated as updated_at
from stories.web.story_rows import History, article_rows, histories, openings, story_row
from stories.web.why import membership, reasons


class MovedError(Exception):
    """The story was merged into another; its argument is that one's id."""


@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """The page of a story; one that was merged leads to where it went, for good."""
    try:
        return shared_page(
            request, lambda bare: _page(bare, story_id), lambda own, names: story_parts(own, story_id, names)
        )
    except MovedError as moved:
        return redirect(f"/stories/{moved.args[0]}/", permanent=True)


def _page(request: HttpRequest, story_id: int) -> str:
    """What everybody sees of the story; request: with nothing of a reader's own."""
    found = _found(story_id)
    if found.state == StoryState.MERGED:
        raise MovedError(found.merged_into_id)
    now = datetime.now(UTC)
    known = axes(found.__dict__["schemes"])
    axis = axis_of(request, known)
    rows = article_rows(story_id, axis.slug)
    if not rows:
        raise Http404
    around = beside(found, axis, now)
    early = [] if told(found, "summary") else leading(rows)
    listing = listed.listing(story_id, rows, _sort(request), axis)
    worded = histories(story_id)
    page = story_page(
        found,
        around,
        rows,
        lead=lead(early, openings(early)) if early else None,
        picture=story_picture(rows, found.title_article_id, now),
        panel=listed.panel(listing, _side(request, axis), _chunk(request, listing, worded, now)),
        changes=changes(rows, worded, now),
        now=now,
        axis=axis,
        listing=listing,
    )
    own = around.coverage is not None and around.coverage.scheme_id == axis.id
    row = schemes(request, known, axis, own_verdict=own)
    share = shared(request, found, page.headline.text)
    context = {"page": recoloured(page, axis), "schemes": row, "share": share}
    return render_to_string("web/story.html", context | {"feed": feed_of(f"/stories/{story_id}/")})


@require_safe
def changed(request: HttpRequest, story_id: int) -> HttpResponse:
    """Every headline and text of the story that its outlet changed."""
    found, rows = _found(story_id), article_rows(story_id)
    listed_changes = changes(rows, histories(story_id), datetime.now(UTC))
    if not listed_changes:
        raise Http404
    context = {"headline": headline(found), "story_id": story_id, "changes": listed_changes}
    return render(request, "web/changes.html", context)


@require_safe
def sources(request: HttpRequest, story_id: int) -> HttpResponse:
    """The source list with its filters."""
    listing = _listing(request, story_id)
    chunk = _chunk(request, listing, histories(story_id), datetime.now(UTC))
    panel = listed.panel(listing, _side(request, listing.axis), chunk)
    return render(request, "web/parts/sources.html", {"panel": recoloured(panel, listing.axis)})


@require_safe
def more_sources(request: HttpRequest, story_id: int) -> HttpResponse:
    """One page of the source list."""
    listing = _listing(request, story_id)
    chunk = _chunk(request, listing, histories(story_id), datetime.now(UTC))
    return render(request, "web/parts/source_chunk.html", {"chunk": recoloured(chunk, listing.axis)})


@require_safe
def updated(request: HttpRequest, story_id: int) -> HttpResponse:
    """When the story last changed, and how many articles have come since the state that the address names."""
    found = _found(story_id)
    known = since(request.GET.get("since", ""), found)
    context = {"updated": updated_at(found, datetime.now(UTC), known, arrived(found, known))}
    return render(request, "web/parts/updated.html", context)


@require_safe
def why(request: HttpRequest, story_id: int, article_id: int) -> HttpResponse:
    """Why the article is in the story; for an article that moved, why it is where it is now."""
    found = membership(article_id)
    if found is None:
        raise Http404
    if found.story_id != story_id:
        return redirect(f"/stories/{found.story_id}/why/{article_id}/")
    return render(request, "web/parts/why.html", {"why": reasons(found, datetime.now(UTC))})


@require_safe
def article(request: HttpRequest, story_id: int, article_id: int) -> HttpResponse:
    """The page that says why the article is in the story; an article that moved leads to where it is now."""
    found = membership(article_id)
    if found is None:
        raise Http404
    if found.story_id != story_id:
        return redirect(f"/stories/{found.story_id}/articles/{article_id}/")
    context = {"why": reasons(found, datetime.now(UTC)), "headline": headline(_found(story_id)), "story_id": story_id}
    return render(request, "web/article.html", context)


def _found(story_id: int) -> Story:
    found = story_row(story_id)
    if found is None:
        raise Http404
    return found


def _listing(request: HttpRequest, story_id: int) -> listed.Listing:
    """The whole list on the scheme that the address names."""
    axis = axis_of(request)
    rows = article_rows(story_id, axis.slug)
    if not rows:
        raise Http404
    return listed.listing(story_id, rows, _sort(request), axis)


def _chunk(request: HttpRequest, listing: listed.Listing, worded: Mapping[int, History], now: datetime) -> listed.Chunk:
    side = _side(request, listing.axis)
    page = min(page_number(request), listing.last_page(side))
    return listed.chunk(listing, side, page, worded, now)


def _side(request: HttpRequest, axis: Axis) -> str:
    """The filter that the address names; anything else is all."""
    side = request.GET.get("side", "")
    return side if side in listed.tab_groups(axis) else ""


def _sort(request: HttpRequest) -> str:
    """The order that the address names; anything else is by time."""
    sort = request.GET.get("sort", "")
    return sort if sort in SORTS else LATEST
