"""The Daily Index as the page shows it: a gauge of five bands, in words too, and the articles behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from stories.briefing.daily_index import FEWEST_ARTICLES
from stories.scales import ToneBand, tone_band
from stories.web.cited import Citations, Cited, Made, Stored

WIDTH: Final = 100  # of the picture, a unit for each point of the scale
MARK: Final = 2  # half the width of the mark's head
MOST_LINES: Final = 60  # articles listed; a story may have hundreds
_LABELS: Final[Mapping[ToneBand, Promise]] = {
    ToneBand.NEGATIVE: gettext_lazy("Negative"),
    ToneBand.SERIOUS: gettext_lazy("Serious"),
    ToneBand.NEUTRAL: gettext_lazy("Neutral"),
    ToneBand.OPTIMISTIC: gettext_lazy("Optimistic"),
    ToneBand.POSITIVE: gettext_lazy("Positive"),
}


@dataclass(frozen=True, slots=True)
class BandPart:
    """One of the five bands: its first and last whole score, and whether the story's lies in it."""

    label: str
    begins: int
    ends: int
    here: bool
    step: int


@dataclass(frozen=True, slots=True)
class ToneLine:
    """One article's score."""

    score: int
    label: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Gauge:
    """A story's Daily Index; mark: the points of the triangle that shows it; others: articles that are not listed."""

    score: int
    label: str
    bands: tuple[BandPart, ...]
    mark: str
    lines: tuple[ToneLine, ...]
    others: int
    articles: int
    texts: int
    made: Made


def gauge(stored: Stored, citations: Citations) -> Gauge | None:
    """The gauge of a stored index; None when fewer than two of its articles are here any more."""
    told = stored.content["articles"]
    here = citations.here(article for one in told for article, _start, _end in one["citations"])
    if len(here) < FEWEST_ARTICLES:
        return None
    lines = tuple(line for one in told[:MOST_LINES] if (line := _line(one, citations)) is not None)
    score = float(stored.content["score"])
    now_in = tone_band(score)
    at = min(max(score, MARK), WIDTH - MARK)
    return Gauge(
        score=shown(score),
        label=str(_LABELS[now_in]),
        bands=tuple(_part(place, band, now_in) for place, band in enumerate(ToneBand)),
        mark=f"{at - MARK:.1f},0 {at + MARK:.1f},0 {at:.1f},4",
        lines=lines,
        others=len(here) - len(lines),
        articles=len(here),
        texts=int(stored.content["texts"]),
        made=stored.made,
    )


def shown(score: float) -> int:
    """A score without decimals, cut so that it never stands in the next band: 39.6 is 39, and Serious."""
    return int(score)


def _part(place: int, band: ToneBand, here: ToneBand) -> BandPart:
    low, high = band.bounds
    return BandPart(str(_LABELS[band]), low, high if high == WIDTH else high - 1, band is here, place)


def _line(one: Mapping[str, Any], citations: Citations) -> ToneLine | None:
    cited = citations.of(one["citations"])
    score = float(one["score"])
    return ToneLine(shown(score), str(_LABELS[tone_band(score)]), cited[0]) if cited else None
