"""The front page: the lead, the top stories, the latest, blindspots and sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stories.finding import step as finding
from stories.finding.steps.names import covered_topics
from stories.models import Article, Story
from stories.web.cards import StoryCard, cards
from stories.web.feeds import feed_of
from stories.web.hidden import hiding_note
from stories.web.lead import Lead, lead, leading
from stories.web.lists import MORE, BlindspotBlock, MoreChunk, before, blindspot_blocks, more_chunk
from stories.web.paging import page_number
from stories.web.picture import StoryPicture, story_picture
from stories.web.recolour import recoloured
from stories.web.schemes import axis_of, read_by
from stories.web.section_links import SectionLink, links_among, section_href
from stories.web.story_rows import article_rows, openings
from stories.web.topics import TopicLink, topic_links
from stories.web.vocabulary import section_label
from stories.web.wording import articles, long_day, number, outlets

DAYS: Final = 3  # what "now" means on the front page
SECOND: Final = 2  # beside the lead
TOP: Final = 9  # below it
LATEST: Final = 8
PER_SECTION: Final = 4
FIRST: Final = 1 + SECOND + TOP
BLINDSPOTS: Final = 3  # per side
TOPICS: Final = 12


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section's stories; key is its name in addresses."""

    key: str
    href: str
    label: str
    cards: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The page's one argument; lead_card is None in an empty newsroom."""

    lead_card: StoryCard | None
    lead: Lead | None
    picture: StoryPicture | None
    second: tuple[StoryCard, ...]
    top: tuple[StoryCard, ...]
    latest: tuple[StoryCard, ...]
    blindspots: tuple[BlindspotBlock, ...]
    topics: tuple[TopicLink, ...]
    section_links: tuple[SectionLink, ...]
    sections: tuple[SectionBlock, ...]
    more: MoreChunk
    page: int


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The front page; ?page=2 and further list the stories after the top ones."""
    now = datetime.now(UTC)
    axis, schemes = read_by(request)
    hiding = hiding_note(request, now)
    page = recoloured(_front(page_number(request), now, hiding.without), axis)
    context = {"page": page, "masthead": _masthead(now), "schemes": schemes, "feed": feed_of("/"), "hiding": hiding}
    return render(request, "web/front.html", context)


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """One page of the stories after the top ones."""
    page, now = page_number(request), datetime.now(UTC)
    found = _found(page, now, hiding_note(request, now).without)
    return render(
        request,
        "web/parts/more_stories.html",
        {"more": recoloured(more_chunk(page, found, now), axis_of(request))},
    )


def _front(page: int, now: datetime, without: frozenset[int]) -> FrontPage:
    found = _found(page, now, without)
    shown = cards([placed.coverage for placed in found.top], now)
    first = shown[0] if shown else None
    quoted, picture = _lead(first, now)
    return FrontPage(
        lead_card=first,
        lead=quoted,
        picture=picture,
        second=shown[1 : 1 + SECOND],
        top=shown[1 + SECOND :],
        latest=cards(found.latest, now),
        blindspots=blindspot_blocks(found, now),
        topics=topic_links(covered_topics(now, limit=TOPICS)),
        section_links=links_among(found.in_use),
        sections=tuple(_sections(found, now)),
        more=more_chunk(page, found, now),
        page=page,
    )


def _found(page: int, now: datetime, without: frozenset[int]) -> finding.Front:
    """without: the stories that this reader hides; none for whoever isn't signed in."""
    return finding.front(
        now,
        limit=FIRST,
        latest=LATEST,
        per_side=BLINDSPOTS,
        per_section=PER_SECTION,
        further=MORE + 1,
        skip=before(page),
        listing=finding.Listing(without=without),
    )


def _lead(first: StoryCard | None, now: datetime) -> tuple[Lead | None, StoryPicture | None]:
    """What stands below the first headline."""
    rows = article_rows(first.id) if first else []
    if first is None or not rows:
        return None, None
    early = leading(rows)
    return lead(early, openings(early)), story_picture(rows, first.title_article_id, now)


def _sections(found: finding.Front, now: datetime) -> Iterator[SectionBlock]:
    for key, placed in found.sections:
        block = cards([row.coverage for row in placed], now)
        yield SectionBlock(key, section_href(key), section_label(key), block)


def _masthead(now: datetime) -> dict[str, str]:
    """The line above the name: the date, and how much there is of the last days."""
    since = now - timedelta(days=DAYS)
    recent = Article.objects.shown().filter(published_at__gte=since)
    counts = recent.aggregate(articles=Count("pk"), outlets=Count("outlet", distinct=True))
    recent_stories = Story.objects.live().filter(last_at__gte=since).count()
    words = " · ".join(
        (
            outlets(counts["outlets"]),
            articles(counts["articles"]),
            _recent_stories(recent_stories),
        )
    )
    return {"date": long_day(now, weekday=True), "words": words}


def _recent_stories(n: int) -> str:
    words = ngettext("%(n)s story in %(days)s days", "%(n)s stories in %(days)s days", n)
    return words % {"n": number(n), "days": number(DAYS)}
