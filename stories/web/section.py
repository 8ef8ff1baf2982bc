"""A section's page: its top stories by the front page's formula, the latest, blindspots of politics, and more."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.finding import step as finding
from stories.readers.following import Kind
from stories.scales import Section
from stories.web.cards import StoryCard, cards
from stories.web.feeds import feed_of
from stories.web.follow import follow_button
from stories.web.hidden import hiding_note
from stories.web.lists import MORE, BlindspotBlock, MoreChunk, before, blindspot_blocks, more_chunk
from stories.web.paging import page_number
from stories.web.recolour import recoloured
from stories.web.schemes import axis_of, read_by
from stories.web.section_links import SectionLink, section_href, section_links
from stories.web.vocabulary import section_label

TOP: Final = 8
LATEST: Final = 8
PER_SIDE: Final = 3


@dataclass(frozen=True, slots=True)
class SectionPage:
    """The page's one argument; blindspots is empty where there is none to show."""

    label: str
    links: tuple[SectionLink, ...]
    top: tuple[StoryCard, ...]
    latest: tuple[StoryCard, ...]
    blindspots: tuple[BlindspotBlock, ...]
    more: MoreChunk


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a section; ?page=2 and further list the stories after the top ones."""
    found = _section(slug)
    axis, schemes = read_by(request)
    now = datetime.now(UTC)
    hiding = hiding_note(request, now, section=found)
    page = recoloured(_page(found, page_number(request), now, hiding.without), axis)
    context = {"page": page, "schemes": schemes, "feed": feed_of(section_href(found)), "hiding": hiding}
    return render(request, "web/section.html", context | {"follow": follow_button(request, Kind.SECTION, found)})


@require_safe
def more(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the section's stories after the top ones."""
    found, now = _section(slug), datetime.now(UTC)
    hiding = hiding_note(request, now, section=found)
    page = page_number(request)
    chunk = _more(found, page, _lists(found, page, now, hiding.without), now)
    return render(request, "web/parts/more_stories.html", {"more": recoloured(chunk, axis_of(request))})


def _section(slug: str) -> Section:
    found = Section.of(slug)
    if found is None or found is Section.OTHER:
        raise Http404
    return found


def _lists(found: Section, page: int, now: datetime, without: frozenset[int]) -> finding.Front:
    return finding.front(
        now,
        limit=TOP,
        latest=LATEST,
        per_side=PER_SIDE if found is Section.POLITICS else 0,
        per_section=0,
        further=MORE + 1,
        skip=before(page),
        listing=finding.Listing(section=found, without=without),
    )


def _page(found: Section, number: int, now: datetime, without: frozenset[int]) -> SectionPage:
    lists = _lists(found, number, now, without)
    blocks = blindspot_blocks(lists, now) if found is Section.POLITICS else ()
    return SectionPage(
        label=section_label(found),
        links=section_links(found),
        top=_plain(cards([placed.coverage for placed in lists.top], now)),
        latest=_plain(cards(lists.latest, now)),
        blindspots=tuple(replace(block, cards=_plain(block.cards)) for block in blocks) if lists.blindspots else (),
        more=_more(found, number, lists, now),
    )


def _more(found: Section, number: int, lists: finding.Front, now: datetime) -> MoreChunk:
    chunk = more_chunk(number, lists, now, base=section_href(found))
    return replace(chunk, cards=_plain(chunk.cards))


def _plain(shown: Iterable[StoryCard]) -> tuple[StoryCard, ...]:
    """The cards without the section that the whole page is of."""
    return tuple(replace(card, section="") for card in shown)
