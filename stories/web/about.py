"""The about page: docs/about.md with what this installation holds."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.models import Article, Story
from stories.web.prose import chapters
from stories.web.wording import counted

DAYS: Final = 30


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is and what it reads; two queries."""
    since = datetime.now(UTC) - timedelta(days=DAYS)
    recent = Article.objects.shown().filter(published_at__gte=since)
    counts = recent.aggregate(articles=Count("pk"), outlets=Count("outlet", distinct=True))
    stories = Story.objects.live().filter(last_at__gte=since).count()
    values = {
        "outlets": counted(counts["outlets"], "outlet"),
        "articles": counted(counts["articles"], "article"),
        "stories": counted(stories, "story", "stories"),
        "days": str(DAYS),
    }
    return render(request, "web/about.html", {"chapters": chapters(_source(), values)})


@cache
def _source() -> str:
    return (Path(settings.BASE_DIR) / "docs" / "about.md").read_text(encoding="utf-8")
