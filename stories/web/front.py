"""The front page: the lead, the top stories, the latest, blindspots and sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.finding import step as finding
from stories.finding.steps.names import covered_topics
from stories.models import Article, Coverage, Story
from stories.scales import Section, Side
from stories.web.cards import StoryCard, card, cards
from stories.web.lead import Lead, lead, leading
from stories.web.paging import page_number
from stories.web.picture import StoryPicture, story_picture
from stories.web.section_links import SectionLink, links_among, section_href
from stories.web.story_rows import article_rows, opening
from stories.web.topics import TopicLink, topic_links
from stories.web.wording import counted

DAYS: Final = 3  # what "now" means on the front page
SECOND: Final = 2  # beside the lead
TOP: Final = 9  # below it
LATEST: Final = 8
PER_SECTION: Final = 4
FIRST: Final = 1 + SECOND + TOP
MORE: Final = 12
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
class BlindspotBlock:
    """Stories that one side hardly covers."""

    side: str
    label: str
    letter: str
    cards: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class MoreChunk:
    """Stories after the top ones, a page at a time, and the way to the next page, '' at the end."""

    cards: tuple[StoryCard, ...]
    next_href: str
    next_fragment: str


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
    return render(request, "web/front.html", {"page": _front(page_number(request), now), "masthead": _masthead(now)})


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """One page of the stories after the top ones."""
    return render(request, "web/parts/more_stories.html", {"more": _more(page_number(request), datetime.now(UTC))})


def _front(page: int, now: datetime) -> FrontPage:
    # The ranking is the dear part: the first of the further stories come with the top ones.
    found = finding.front(now, limit=FIRST + MORE + 1, per_list=PER_SECTION)
    shown = cards([placed.coverage for placed in found.top[:FIRST]], now)
    first = shown[0] if shown else None
    known = {card.id for card in shown}
    quoted, picture = _lead(first, now)
    return FrontPage(
        lead_card=first,
        lead=quoted,
        picture=picture,
        second=shown[1 : 1 + SECOND],
        top=shown[1 + SECOND :],
        latest=cards([row for row in found.latest if not first or row.story_id != first.id], now),
        blindspots=_blindspots(found.blindspots, now),
        topics=topic_links(covered_topics(now, limit=TOPICS)),
        section_links=links_among({key for key, _placed in found.sections}),
        sections=tuple(_sections(found, known, now)),
        more=_chunk(page, found.top[FIRST:], now) if page == 1 else _more(page, now),
        page=page,
    )


def _lead(first: StoryCard | None, now: datetime) -> tuple[Lead | None, StoryPicture | None]:
    """What stands below the first headline."""
    rows = article_rows(first.id) if first else []
    row = leading(rows)
    if first is None or row is None:
        return None, None
    return lead(row, opening(row.id)), story_picture(rows, first.title_article_id, now)


def _more(page: int, now: datetime) -> MoreChunk:
    """One story more than is shown is asked for: whether there is a next page."""
    return _chunk(page, finding.top_stories(now, limit=MORE + 1, offset=FIRST + (page - 1) * MORE), now)


def _chunk(page: int, placed: Sequence[finding.Placed], now: datetime) -> MoreChunk:
    next_page = f"?page={page + 1}" if len(placed) > MORE else ""
    return MoreChunk(
        cards([row.coverage for row in placed[:MORE]], now),
        f"/{next_page}#more" if next_page else "",
        f"/more/{next_page}" if next_page else "",
    )


def _blindspots(found: Sequence[Coverage], now: datetime) -> tuple[BlindspotBlock, ...]:
    return tuple(
        BlindspotBlock(
            side.value,
            side.label,
            side.letter,
            cards([row for row in found if row.blindspot_side == side][:BLINDSPOTS], now),
        )
        for side in (Side.LEFT, Side.RIGHT)
    )


def _sections(found: finding.Front, known: set[int], now: datetime) -> Iterator[SectionBlock]:
    """Sections with what doesn't stand higher up already."""
    for key, placed in found.sections:
        rows = [row.coverage for row in placed if row.coverage.story_id not in known]
        if rows and key != Section.OTHER:
            yield SectionBlock(key, section_href(key), Section(key).label, tuple(card(row, now) for row in rows))


def _masthead(now: datetime) -> dict[str, str]:
    """The line above the name: the date, and how much there is of the last days."""
    since = now - timedelta(days=DAYS)
    recent = Article.objects.shown().filter(published_at__gte=since)
    counts = recent.aggregate(articles=Count("pk"), outlets=Count("outlet", distinct=True))
    stories = Story.objects.live().filter(last_at__gte=since).count()
    words = " · ".join(
        (
            counted(counts["outlets"], "outlet"),
            counted(counts["articles"], "article"),
            f"{counted(stories, 'story', 'stories')} in {DAYS} days",
        )
    )
    return {"date": f"{now:%A}, {now.day} {now:%B %Y}", "words": words}
