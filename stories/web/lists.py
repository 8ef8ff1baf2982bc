"""The lists that the front page and a section's page have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stories.finding import step as finding
from stories.scales import Side
from stories.web.cards import StoryCard, cards
from stories.web.vocabulary import side_label, side_letter

MORE: Final = 12


@dataclass(frozen=True, slots=True)
class BlindspotBlock:
    """Stories that one side hardly covers; above: whether some stand higher up on the page already."""

    side: str
    label: str
    letter: str
    cards: tuple[StoryCard, ...]
    above: bool = False


@dataclass(frozen=True, slots=True)
class MoreChunk:
    """Stories after the top ones, a page at a time, and the way to the next page, '' at the end."""

    cards: tuple[StoryCard, ...]
    next_href: str
    next_fragment: str


def blindspot_blocks(found: finding.Front, now: datetime) -> tuple[BlindspotBlock, ...]:
    """A block for each side."""
    return tuple(
        BlindspotBlock(
            side.value,
            side_label(side),
            side_letter(side),
            cards([row for row in found.blindspots if row.blindspot_side == side], now),
            above=side.value in found.blind_above,
        )
        for side in (Side.LEFT, Side.RIGHT)
    )


def more_chunk(page: int, found: finding.Front, now: datetime, *, base: str = "/", section: str = "") -> MoreChunk:
    """One page of the stories that stand nowhere above; base: the address of the page that they are on.

    found: its lists with MORE + 1 further stories; the one more than is shown says that there is a next page.
    """
    placed = found.further
    if page > 1:
        others = finding.Listing(section=section, without=found.shown)
        placed = finding.top_stories(now, limit=MORE + 1, offset=(page - 1) * MORE, listing=others)
    query = f"?page={page + 1}" if len(placed) > MORE else ""
    return MoreChunk(
        cards([row.coverage for row in placed[:MORE]], now),
        f"{base}{query}#more" if query else "",
        f"{base}more/{query}" if query else "",
    )
