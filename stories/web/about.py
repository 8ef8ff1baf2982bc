"""The about page: docs/about.md with what this installation holds."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.models import Article, Story
from stories.web.prose import chapters, page_source
from stories.web.wording import articles, outlets, stories

DAYS: Final = 30


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is and what it reads; two queries."""
    since = datetime.now(UTC) - timedelta(days=DAYS)
    recent = Article.objects.shown().filter(published_at__gte=since)
    counts = recent.aggregate(articles=Count("pk"), outlets=Count("outlet", distinct=True))
    recent_stories = Story.objects.live().filter(last_at__gte=since).count()
    values = {
        "outlets": outlets(counts["outlets"]),
        "articles": articles(counts["articles"]),
        "stories": stories(recent_stories),
        "days": str(DAYS),
    }
    return render(request, "web/about.html", {"chapters": chapters(page_source("about"), values)})
