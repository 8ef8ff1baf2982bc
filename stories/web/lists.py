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
    """A block for each side; none where no side has a blindspot, here or higher up."""
    if not found.blindspots and not found.blind_above - {""}:
        return ()
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


def more_chunk(page: int, found: finding.Front, now: datetime, *, base: str = "/") -> MoreChunk:
    """One page of the stories that stand nowhere above; base: the address of the page that they are on.

    found: its lists with MORE + 1 further stories from that page on (`before`); the one more than is shown says that
    there is a next page.
    """
    query = f"?page={page + 1}" if len(found.further) > MORE else ""
    return MoreChunk(
        cards([row.coverage for row in found.further[:MORE]], now),
        f"{base}{query}#more" if query else "",
        f"{base}more/{query}" if query else "",
    )


def before(page: int) -> int:
    """How many further stories are on the pages before this one."""
    return (page - 1) * MORE
