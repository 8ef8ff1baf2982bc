"""Show the sum: the inputs behind a story's percentages and verdict, as a page, as its fragments and as JSON."""

from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from stories.models import Coverage, Story, StoryState
from stories.web.schemes import HOUSE, PARAMETER, asked, held
from stories.web.story_page import headline
from stories.web.story_rows import story_row
from stories.web.sum_page import Sum, sum_page
from stories.web.sum_record import sum_record
from stories.web.sum_scheme import axis_of_scheme, reckoned

JSON_INDENT: Final = {"ensure_ascii": False, "indent": 1}


@require_safe
def sum_(request: HttpRequest, story_id: int) -> HttpResponse:
    """The page of the inputs; a merged story leads to where it went, for good."""
    story = _story(story_id)
    if story.state == StoryState.MERGED:
        return redirect(f"/stories/{story.merged_into_id}/sum/", permanent=True)
    kept = urlencode({PARAMETER: asked(request)}) if asked(request) else ""
    context = {"headline": headline(story), "story_id": story.pk, "sum": _sum(request, story), "kept": kept}
    return render(request, "web/sum.html", context)


@require_safe
def inputs(request: HttpRequest, story_id: int) -> HttpResponse:
    """All of the inputs, as the page contains them."""
    return render(request, "web/parts/sum.html", {"sum": _sum(request, _story(story_id))})


@require_safe
def verdict(request: HttpRequest, story_id: int) -> HttpResponse:
    """The inputs of the blindspot verdict alone; there is none on a scheme without sides."""
    found = _sum(request, _story(story_id)).verdict
    if found is None:
        raise Http404
    return render(request, "web/parts/sum_verdict.html", {"verdict": found})


@require_safe
def outlets(request: HttpRequest, story_id: int) -> HttpResponse:
    """Which outlets the pictures of factuality, owners and countries count where."""
    return render(request, "web/parts/sum_makeup.html", {"makeup": _sum(request, _story(story_id)).makeup})


@require_safe
def sum_json(request: HttpRequest, story_id: int) -> HttpResponse:
    """The inputs as JSON, from which every number can be worked out anew by docs/formula.md."""
    story = _story(story_id)
    return JsonResponse(sum_record(story, _coverage(request, story)), json_dumps_params=JSON_INDENT)


def _story(story_id: int) -> Story:
    found = story_row(story_id)
    if found is None:
        raise Http404
    return found


def _coverage(request: HttpRequest, story: Story) -> Coverage:
    """The story's coverage on the scheme that the address names, else on the house scheme; one never counted has none.

    On a scheme without sides it is reckoned now.
    """
    rows = {row.scheme.slug: row for row in Coverage.objects.filter(story=story).select_related("scheme")}
    slug = asked(request) or HOUSE
    schemes = held().filter(has_sides=False) if slug not in rows else ()
    scheme = next((row for row in schemes if row.slug == slug and row.buckets), None)
    if scheme:
        return reckoned(story, scheme, datetime.now(UTC))
    found = rows.get(slug) or rows.get(HOUSE)
    if found is None:
        raise Http404
    return found


def _sum(request: HttpRequest, story: Story) -> Sum:
    coverage = _coverage(request, story)
    return sum_page(sum_record(story, coverage), axis_of_scheme(coverage.scheme), datetime.now(UTC))
