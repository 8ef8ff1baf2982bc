"""The coverage timeline as a scrubber: spans of hours as bars, each a link to the story at the end of its span."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import ceil
from typing import Final

from django.utils.translation import gettext as _

from stories.coverage.members import Member
from stories.coverage.past import HOUR, there_by, whole_hour
from stories.scales import Side
from stories.web.timeline import Block
from stories.web.wording import articles, day_and_time

MOST_SPANS: Final = 12  # at 360 px each is still wide enough for a thumb
LEAST_SPANS: Final = 2


@dataclass(frozen=True, slots=True)
class Span:
    """One link. later: after the hour that is shown; current: the hour that is shown lies in it."""

    href: str
    words: str
    x: str
    width: str
    blocks: tuple[Block, ...]
    later: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Scrubber:
    """The spans in order and the picture's two ends in words."""

    spans: tuple[Span, ...]
    start: str
    end: str


def scrubber(
    members: Sequence[Member], hour: datetime, address: Callable[[datetime], str], now: datetime
) -> Scrubber | None:
    """The picture of the whole story with the hour in it; None where all came within one hour."""
    hours = sorted((whole_hour(there_by(member)), member.side) for member in members)
    hours = [(at, side) for at, side in hours if at <= now]
    if not hours:
        return None
    first, last = hours[0][0], hours[-1][0]
    width = max(ceil(((last - first) / HOUR + 1) / MOST_SPANS), 1) * HOUR
    number = int((last - first) // width) + 1
    if number < LEAST_SPANS:
        return None
    stacks = [[0] * len(Side) for _place in range(number)]
    for at, side in hours:
        stacks[(at - first) // width][list(Side).index(side)] += 1
    most = max(sum(stack) for stack in stacks)
    spans = []
    for i, stack in enumerate(stacks):
        begin = first + i * width
        end = min(begin + width - HOUR, last)
        x, part = 100 * i / number, 100 / number
        spans.append(
            Span(
                href=address(end),
                words=_("To %(time)s UTC: %(articles)s")
                % {"time": day_and_time(end), "articles": articles(sum(stack))},
                x=f"{x:.2f}%",
                width=f"{part:.2f}%",
                blocks=tuple(_blocks(stack, x, part, most)),
                later=begin > hour,
                current=begin <= hour and (hour < begin + width or i == number - 1),
            )
        )
    return Scrubber(tuple(spans), day_and_time(first), day_and_time(last))


def _blocks(stack: Sequence[int], x: float, width: float, most: int) -> list[Block]:
    return [
        Block(side.value, f"{x:.2f}%", f"{100 * (1 - top / most):.2f}%", f"{width:.2f}%", f"{100 * n / most:.2f}%")
        for side, n, top in zip(Side, stack, accumulate(stack), strict=True)
        if n
    ]
