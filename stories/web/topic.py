"""A topic's page: a person, place or organisation, the stories that name it, and where their outlets stand."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from stories.finding.names import entity_key
from stories.finding.steps.names import named_also, named_with, stories_about
from stories.models import Entity, Mention, Standing
from stories.readers.following import Kind
from stories.web.bar import Bar
from stories.web.briefing_names import NameCard, named_card
from stories.web.briefing_rows import description
from stories.web.cards import cards
from stories.web.feeds import feed_of
from stories.web.follow import follow_button
from stories.web.hidden import without_hidden
from stories.web.lists import MoreChunk
from stories.web.paging import page_number
from stories.web.recolour import group_counts, mix, recoloured
from stories.web.schemes import Axis, axis_of, read_by
from stories.web.topics import TopicLink, topic_href, topic_links
from stories.web.wording import articles, stories

PAGE_SIZE: Final = 18


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The page's one argument; about: what somebody says it is; mix: the outlets whose articles name it."""

    name: str
    about: NameCard
    words: str
    mix: Bar
    near: tuple[TopicLink, ...]
    chunk: MoreChunk


@require_safe
def topic(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a name; ?page=2 and further list older stories."""
    found = named(key)
    if topic_href(found.key) != topic_href(key.replace("_", " ")):  # a short form leads to what it stands for
        return redirect(topic_href(found.key))
    now = datetime.now(UTC)
    chunk = _chunk(found, page_number(request), now)
    if not chunk.cards and page_number(request) == 1:
        raise Http404
    counts = Mention.objects.filter(entity=found).aggregate(
        articles=Count("pk"), stories=Count("article__membership__story", distinct=True)
    )
    words = f"{stories(counts['stories'])} · {articles(counts['articles'])}"
    axis, schemes = read_by(request)
    about = named_card(found, now)
    page = TopicPage(found.name, about, words, _mix(found, axis), topic_links(named_with(found)), chunk)
    page, hiding = without_hidden(request, recoloured(page, axis))
    context = {"page": page, "schemes": schemes, "hiding": hiding, "feed": feed_of(topic_href(found.key))}
    context["follow"] = follow_button(request, Kind.ENTITY, found.key)
    return render(request, "web/topic.html", context)


@require_safe
def more(request: HttpRequest, key: str) -> HttpResponse:
    """One page of the stories that name it."""
    chunk = _chunk(named(key), page_number(request), datetime.now(UTC))
    left, _note = without_hidden(request, recoloured(chunk, axis_of(request)))
    return render(request, "web/parts/more_stories.html", {"more": left})


def named(key: str) -> Entity:
    """The name of a key as an address has it; raises Http404."""
    wanted = key.replace("_", " ")
    if entity_key(wanted) != wanted:
        raise Http404
    found = Entity.objects.filter(key=wanted).annotate(described=description("pk")).first() or named_also(wanted)
    if found is None:
        raise Http404
    return found


def _mix(found: Entity, axis: Axis) -> Bar:
    """Where the outlets stand whose articles name it, each once. Two queries."""
    outlets = Mention.objects.filter(entity=found).values("article__outlet").distinct()
    return mix(axis, group_counts(axis, Standing.objects.filter(outlet__in=outlets), outlets.count()))


def _chunk(found: Entity, page: int, now: datetime) -> MoreChunk:
    """One story more than is shown is asked for: whether there is a next page."""
    rows = stories_about(found, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    query = f"?page={page + 1}" if len(rows) > PAGE_SIZE else ""
    base = topic_href(found.key)
    return MoreChunk(
        cards(rows[:PAGE_SIZE], now), f"{base}{query}#stories" if query else "", f"{base}more/{query}" if query else ""
    )
