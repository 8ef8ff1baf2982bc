"""A section's page: its top stories by the front page's formula, the latest, blindspots of politics, and more."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.finding import step as finding
from stories.scales import Section, Side
from stories.web.cards import StoryCard, cards
from stories.web.front import BlindspotBlock, MoreChunk
from stories.web.paging import page_number
from stories.web.section_links import SectionLink, section_href, section_links

TOP: Final = 8
LATEST: Final = 8
MORE: Final = 12
PER_SIDE: Final = 3


@dataclass(frozen=True, slots=True)
class SectionPage:
    """The page's one argument; blindspots is empty where a section can have none."""

    label: str
    links: tuple[SectionLink, ...]
    top: tuple[StoryCard, ...]
    latest: tuple[StoryCard, ...]
    blindspots: tuple[BlindspotBlock, ...]
    more: MoreChunk


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a section; ?page=2 and further list the stories after the top ones."""
    found = _found(slug)
    return render(request, "web/section.html", {"page": _page(found, page_number(request), datetime.now(UTC))})


@require_safe
def more(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the section's stories after the top ones."""
    chunk = _more(_found(slug), page_number(request), datetime.now(UTC))
    return render(request, "web/parts/more_stories.html", {"more": chunk})


def _found(slug: str) -> Section:
    found = Section.of(slug)
    if found is None or found is Section.OTHER:
        raise Http404
    return found


def _page(found: Section, number: int, now: datetime) -> SectionPage:
    listing = finding.Listing(section=found)
    return SectionPage(
        label=found.label,
        links=section_links(found),
        top=cards([placed.coverage for placed in finding.top_stories(now, limit=TOP, listing=listing)], now),
        latest=cards(finding.latest_stories(limit=LATEST, listing=listing), now),
        blindspots=_blindspots(listing, now) if found is Section.POLITICS else (),
        more=_more(found, number, now),
    )


def _blindspots(listing: finding.Listing, now: datetime) -> tuple[BlindspotBlock, ...]:
    return tuple(
        BlindspotBlock(
            side.value,
            side.label,
            side.letter,
            cards(finding.blindspot_stories(side=side, limit=PER_SIDE, listing=listing), now),
        )
        for side in (Side.LEFT, Side.RIGHT)
    )


def _more(found: Section, number: int, now: datetime) -> MoreChunk:
    """One story more than is shown is asked for: whether there is a next page."""
    offset = TOP + (number - 1) * MORE
    placed = finding.top_stories(now, limit=MORE + 1, offset=offset, listing=finding.Listing(section=found))
    query = f"?page={number + 1}" if len(placed) > MORE else ""
    base = section_href(found)
    return MoreChunk(
        cards([row.coverage for row in placed[:MORE]], now),
        f"{base}{query}#more" if query else "",
        f"{base}more/{query}" if query else "",
    )
