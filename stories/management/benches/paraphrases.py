"""News of any amount made of an archive's articles: each event is told several times, in part with other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

import numpy as np

from stories.annotate.fingerprint import Fingerprint, fingerprint
from stories.clustering.features import ArticleFeatures, Floats, features_of

BEGIN: Final = datetime(2026, 3, 1, tzinfo=UTC)
DAYS: Final = 6.0  # that the events are spread over: none is closed when the last is told
SPREAD_DAYS: Final = 0.5  # mean time from an event to a telling
KEPT: Final = 0.4  # of an article's words that a telling keeps
BORROWED: Final = 0.8  # words of another article, for each word kept
NOISE: Final = 1.1  # length of the vector's noise: a cosine of 0.67 to its source, 0.45 between two tellings
MOST_CHARACTERS: Final = 1500
MOST_TELLINGS: Final = 60
STEEPNESS: Final = 0.75  # of story sizes: a Pareto law, eight articles on average, two stories of five of one


@dataclass(frozen=True, slots=True)
class Source:
    """An article of the archive, which stands for an event."""

    title: str
    text: str
    vector: Floats


@dataclass(frozen=True, slots=True)
class Telling:
    """An article about an event."""

    event: int
    title: str
    text: str
    published: datetime
    vector: Floats
    fingerprint: Fingerprint | None

    def features(self, article_id: int, language: str = "en") -> ArticleFeatures:
        """What the clusterer knows of it."""
        return features_of(
            article_id,
            outlet="",
            language=language,
            published=self.published,
            title=self.title,
            text=self.text,
            vector=self.vector,
            fingerprint=self.fingerprint,
        )


class Paraphrases:
    """Tellings of an archive's events, the same for the same seed."""

    def __init__(self, sources: Sequence[Source], seed: int) -> None:
        """sources: one article per event."""
        self._sources = sources
        self._chance = Random(seed)
        self._noise = np.random.default_rng(seed)

    def events(self, tellings: int) -> list[int]:
        """The event of each telling in the order they come: as many as asked for, or all that the archive gives."""
        told: list[int] = []
        for event in self._chance.sample(range(len(self._sources)), len(self._sources)):
            told += [event] * min(MOST_TELLINGS, int(self._chance.paretovariate(STEEPNESS)))
            if len(told) >= tellings:
                break
        self._chance.shuffle(told)
        return told[:tellings]

    def some_of(self, events: Sequence[int], count: int) -> list[int]:
        """Events for more tellings, the large ones more often."""
        return self._chance.choices(events, k=count)

    def tell(self, events: Sequence[int]) -> Iterator[Telling]:
        """A telling of each event."""
        for event in events:
            source, other = self._sources[event], self._chance.choice(self._sources)
            text = self._mixed(source.text[:MOST_CHARACTERS], other.text[:MOST_CHARACTERS])
            yield Telling(
                event=event,
                title=self._mixed(source.title, other.title) or source.title,
                text=text,
                published=BEGIN + timedelta(days=self._day(event)),
                vector=self._noisy(source.vector),
                fingerprint=fingerprint(text),
            )

    def _day(self, event: int) -> float:
        return DAYS * (event * 0.618034 % 1) + min(self._chance.expovariate(1 / SPREAD_DAYS), 7 - DAYS)

    def _mixed(self, own: str, other: str) -> str:
        chance = self._chance.random
        kept = [word for word in own.split() if chance() < KEPT]
        words = other.split()
        count = min(len(words), int(BORROWED * len(kept)))
        start = int(chance() * (len(words) - count + 1))
        return " ".join(kept + words[start : start + count])

    def _noisy(self, vector: Floats) -> Floats:
        noise = self._noise.normal(size=len(vector)) * (NOISE / np.sqrt(len(vector)))
        found = vector + noise
        return np.asarray(found / np.linalg.norm(found), np.float32)
