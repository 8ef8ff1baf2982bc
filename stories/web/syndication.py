"""Public Atom feeds of what pages show: a story, the front page, a section, a topic, an outlet, a search.

An entry has a headline, a link, a time and the counts beside it: no text of an article beyond what a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from stories.finding import step as finding
from stories.finding.search import RefusedError, parse
from stories.finding.steps.names import stories_about
from stories.finding.steps.search import TookTooLongError
from stories.finding.steps.search import search as find
from stories.models import Article, Coverage, Outlet, StoryState
from stories.scales import Section
from stories.web.cards import card
from stories.web.feeds import feed_of
from stories.web.links import outbound
from stories.web.section_links import section_href
from stories.web.story_page import headline
from stories.web.story_rows import article_rows, story_row
from stories.web.topic import named
from stories.web.topics import topic_href
from stories.web.vocabulary import bucket_label, section_label

ENTRIES: Final = 30
OUTLET_HEAVY: Final = ("text", "summary", "membership__story__vector_sum")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f￾￿]")  # what XML can't hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; author: the outlet whose headline it is, '' for none. summary is plain text."""

    title: str
    href: str
    summary: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed: what it is called, the page that it is of, and its entries."""

    title: str
    page: str
    feed: str
    entries: tuple[Entry, ...]


class Atom(Feed):  # type: ignore[type-arg]
    """Writes a list as Atom. Titles are plain text there and summaries HTML, so these are escaped once more."""

    feed_type = Atom1Feed

    def __init__(self, listed: Listed) -> None:
        self.listed = listed

    def title(self) -> str:
        return plain(f"{self.listed.title} · {settings.SITE_NAME}")

    def link(self) -> str:
        return self.listed.page

    def feed_url(self) -> str:
        return self.listed.feed

    def items(self) -> Sequence[Entry]:
        return self.listed.entries

    def item_title(self, item: Entry) -> str:
        return plain(item.title)

    def item_description(self, item: Entry) -> str:
        return str(escape(plain(item.summary)))

    def item_link(self, item: Entry) -> str:
        return item.href

    def item_author_name(self, item: Entry) -> str:
        return plain(item.author)

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at


def plain(text: str) -> str:
    """The text without what XML can't hold."""
    return _CONTROL.sub("", text)


@require_safe
@conditional_page
def front(request: HttpRequest) -> HttpResponse:
    """The top stories."""
    now = datetime.now(UTC)
    return _answer(request, _("Front page"), "/", _top(now))


@require_safe
@conditional_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's top stories."""
    found = Section.of(slug)
    if found is None or found is Section.OTHER:
        raise Http404
    return _answer(request, section_label(found), section_href(found), _top(datetime.now(UTC), found))


@require_safe
@conditional_page
def topic(request: HttpRequest, key: str) -> HttpResponse:
    """The stories that name it, the newest first."""
    found = named(key)
    rows = stories_about(found, limit=ENTRIES)
    if not rows:
        raise Http404
    return _answer(request, found.name, topic_href(found.key), entries_of(rows, datetime.now(UTC)))


@require_safe
@conditional_page
def search(request: HttpRequest) -> HttpResponse:
    """The stories that ?q= finds, the best first."""
    now, typed = datetime.now(UTC), request.GET.get("q", "")
    try:
        query = parse(typed)
        rows = [item.coverage for item in find(query, now, limit=ENTRIES).page] if query.asks else []
    except RefusedError as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain; charset=utf-8")
    except TookTooLongError:
        return HttpResponse(status=503, content_type="text/plain; charset=utf-8")
    title = _("Search: %(words)s") % {"words": typed}
    response = _answer(request, title, f"/search/?{urlencode({'q': typed})}", entries_of(rows, now))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@conditional_page
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """The story's articles, the latest first; a merged story's feed leads to where it went, for good."""
    found = story_row(story_id)
    if found is None:
        raise Http404
    if found.state == StoryState.MERGED:
        return redirect(f"/stories/{found.merged_into_id}/feed.atom", permanent=True)
    entries = [
        Entry(
            row.title,
            outbound(row.address) or f"/stories/{story_id}/articles/{row.id}/",
            f"{row.outlet} · {bucket_label(row.lean)}",
            row.outlet,
            row.published,
        )
        for row in article_rows(story_id)[:ENTRIES]
    ]
    return _answer(request, headline(found).text, f"/stories/{story_id}/", entries)


@require_safe
@conditional_page
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """What the outlet wrote lately, each article with the coverage of its story."""
    found = Outlet.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    now = datetime.now(UTC)
    rows = Article.objects.shown().filter(outlet=found, membership__isnull=False).select_related("membership__story")
    latest = list(rows.defer(*OUTLET_HEAVY).order_by("-published_at", "-id")[:ENTRIES])
    of_story = {row.story_id: row for row in _coverages([row.membership.story_id for row in latest])}
    entries = []
    for row in latest:
        counted = of_story.get(row.membership.story_id)
        href = outbound(row.canonical_address) or f"/stories/{row.membership.story_id}/articles/{row.pk}/"
        words = _counts(counted, now) if counted else ""
        entries.append(Entry(row.title, href, words, found.name, row.published_at))
    return _answer(request, found.name, found.get_absolute_url(), entries)


def _answer(request: HttpRequest, title: str, page: str, entries: Iterable[Entry]) -> HttpResponse:
    return Atom(Listed(title, page, feed_of(page), tuple(entries)))(request)


def _top(now: datetime, section: str = "") -> list[Entry]:
    placed = finding.top_stories(now, limit=ENTRIES, listing=finding.Listing(section=section))
    return entries_of([row.coverage for row in placed], now)


def _coverages(story_ids: Sequence[int]) -> Iterable[Coverage]:
    rows = Coverage.objects.filter(scheme__slug="lean", story__in=story_ids)
    return rows.select_related("story__title_article__outlet").only(*finding.CARD)


def entries_of(rows: Iterable[Coverage], now: datetime) -> list[Entry]:
    """An entry for each story, its coverage joined with what a card shows."""
    found = [(card(row, now), row) for row in rows]
    return [
        Entry(each.title, each.href, _counts(row, now), each.outlet, row.story.last_at or row.story.created_at)
        for each, row in found
    ]


def _counts(row: Coverage, now: datetime) -> str:
    """'5 outlets · 4 independent texts. Left 2, Center 1, Right 1, Unrated 1.'"""
    shown = card(row, now)
    return f"{shown.counts}. {shown.bar.description}"
