"""The outlet page: who it is, how raters place it and why, its feeds, and what it wrote lately."""

from datetime import UTC, datetime
from typing import Final

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.finding.compare import lag
from stories.finding.steps.compare import not_covered, week_reports
from stories.models import Article, Coverage, Outlet
from stories.readers.following import Kind
from stories.web.cards import cards
from stories.web.compare import lag_words
from stories.web.feeds import feed_of
from stories.web.follow import follow_button
from stories.web.hidden import without_hidden
from stories.web.outlet_page import OutletPage, RecentArticle, feed_rows, outlet_facts, recent_articles, standings
from stories.web.recolour import recoloured
from stories.web.schemes import axes, axis_of, held_beside, schemes

RECENT: Final = 30
NOT_COVERED: Final = 6
HEAVY: Final = ("text", "summary", "membership__story__vector_sum")


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of an outlet; ten queries."""
    now = datetime.now(UTC)
    found = Outlet.objects.select_related("owner").annotate(schemes=held_beside()).filter(slug=slug).first()
    if found is None:
        raise Http404
    counts = (
        Article.objects.shown()
        .filter(outlet=found)
        .aggregate(
            articles=Count("pk"),
            stories=Count("membership__story", distinct=True),
            opinion=Count("pk", Q(genre="opinion")),
        )
    )
    page = OutletPage(
        name=found.name,
        facts=outlet_facts(found, list(found.domains.values_list("name", flat=True))),
        note=found.note,
        standings=standings(found, now),
        feeds=feed_rows(found.feeds.order_by("address"), now),
        articles=counts["articles"],
        stories=counts["stories"],
        opinion=counts["opinion"],
        recent=_recent(found, now),
        slug=found.slug,
        lag=lag_words(lag(week_reports([found.pk], now), found.pk)),
        not_covered=cards(not_covered(found, now, limit=NOT_COVERED), now),
    )
    known = axes(found.__dict__["schemes"])
    axis = axis_of(request, known)
    page, hiding = without_hidden(request, recoloured(page, axis))
    context = {"page": page, "schemes": schemes(request, known, axis), "hiding": hiding}
    context["feed"] = feed_of(found.get_absolute_url())
    context["follow"] = follow_button(request, Kind.OUTLET, found.slug)
    return render(request, "web/outlet.html", context)


def _recent(found: Outlet, now: datetime) -> tuple[RecentArticle, ...]:
    rows = list(
        Article.objects.shown()
        .filter(outlet=found)
        .select_related("membership__story")
        .defer(*HEAVY)
        .order_by("-published_at", "-id")[:RECENT]
    )
    story_ids = [row.membership.story_id for row in rows if hasattr(row, "membership")]
    coverages = Coverage.objects.filter(scheme__slug="lean", story__in=story_ids).defer("inputs", "distributions")
    return recent_articles(rows, {row.story_id: row for row in coverages}, now)
