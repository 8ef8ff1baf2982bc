"""The Daily Index: how good or bad is what a story tells, 0..100, as the mean tone of its independent texts. Pure."""

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from stories.briefing.context import Context
from stories.briefing.reading import Source
from stories.scales import Genre, ToneBand, tone_band

FEWEST_ARTICLES: Final = 2
DIGITS: Final = 1


@dataclass(frozen=True, slots=True)
class ArticleTone:
    """The tone of one article, 0..100."""

    article: int
    score: float


@dataclass(frozen=True, slots=True)
class DailyIndex:
    """The story's score, of how many independent texts it is the mean, and its articles, the lowest first."""

    score: float
    texts: int
    articles: tuple[ArticleTone, ...]

    @property
    def band(self) -> ToneBand:
        """The band that the score falls in."""
        return tone_band(self.score)


def daily_index(sources: Sequence[Source]) -> DailyIndex | None:
    """The story's index; None with fewer than two articles whose tone is known.

    Copies of one text count once, by their mean. Opinion is left out: its tone is the writer's, not the event's.
    """
    told = [(source, source.tone) for source in sources if source.genre != Genre.OPINION]
    known = [(source, tone) for source, tone in told if tone is not None]
    if len(known) < FEWEST_ARTICLES:
        return None
    texts: dict[int, list[float]] = defaultdict(list)
    for source, tone in known:
        texts[source.independent_text].append(tone)
    score = statistics.fmean(statistics.fmean(tones) for tones in texts.values())
    articles = sorted((ArticleTone(source.article, tone) for source, tone in known), key=lambda one: one.score)
    return DailyIndex(round(score, DIGITS), len(texts), tuple(articles))


def tone_content(sources: Sequence[Source], _context: Context) -> dict[str, Any] | None:
    """The index as a row holds it: every article with its score, cited by its headline."""
    found = daily_index(sources)
    if found is None:
        return None
    articles = [{"score": one.score, "citations": [[one.article, 0, 0]]} for one in found.articles]
    return {"score": found.score, "band": found.band.value, "texts": found.texts, "articles": articles}
