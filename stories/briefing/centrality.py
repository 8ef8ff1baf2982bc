"""How much each quotable sentence of a story says of what all its texts say: TF-IDF centroids, support, position. Pure.

Radev et al., Centroid-based summarization of multiple documents, 2004; Carbonell & Goldstein, The use of MMR, 1998.
The weights were set on one half of the stories of `manage.py evaluate summary`, the other half was held out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.briefing.quotable import quotable
from stories.briefing.reading import Sentence, Source
from stories.clustering.model import CommonWords
from stories.clustering.model import default as clusterer
from stories.scales import Genre, OutletKind
from stories.text.tokens import content_tokens

MOST_SENTENCES: Final = 1200  # of a story that are compared with one another
LEAST_PER_TEXT: Final = 4  # the first ones: news begins with what matters
MOST_PER_TEXT: Final = 40
LEAD_SENTENCES: Final = 4
LEADS_WEIGHT: Final = 1.0  # of the texts' openings beside the whole texts
RARITY_POWER: Final = 0.5
SPREAD_POWER: Final = 0.25
SUPPORT_WEIGHT: Final = 0.5
POSITION_WEIGHT: Final = 0.1
REPETITION_WEIGHT: Final = 0.6
TOO_LIKE: Final = 0.42  # cosine of two sentences of which a reader needs one
SAME_MEANING: Final = 0.66  # the same by their vectors: other words for one thing
_SUFFIX: Final = re.compile(r"(?:ies|ied|ing|ed|es|s)$")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence that may be quoted, with its place in its article, from 0."""

    source: Source
    sentence: Sentence
    position: int


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Candidates with their relevance, higher is better, and the cosine of each pair by words and by meaning.

    meaning: 0 where a sentence has no vector.
    """

    candidates: tuple[Candidate, ...]
    relevance: Floats
    likeness: Floats
    meaning: Floats

    def gain(self, place: int, taken: Sequence[int]) -> float:
        """The relevance of a candidate less what those taken already say."""
        repeated = max((float(self.likeness[place, other]) for other in taken), default=0.0)
        return float(self.relevance[place]) - REPETITION_WEIGHT * repeated

    def repeats(self, place: int, taken: Iterable[int]) -> bool:
        """True where one of those taken says nearly the same."""
        return any(
            self.likeness[place, other] > TOO_LIKE or self.meaning[place, other] > SAME_MEANING for other in taken
        )


def texts_of(sources: Sequence[Source], language: str) -> tuple[Source, ...]:
    """One article for each independent text of news in the language, the earliest; no republisher's."""
    first: dict[int, Source] = {}
    for source in sorted(sources, key=lambda source: (source.published, source.article)):
        if (
            source.sentences
            and source.language == language
            and source.genre is Genre.NEWS
            and source.kind is not OutletKind.REPUBLISHER
        ):
            first.setdefault(source.independent_text, source)
    return tuple(first.values())


def ranked(texts: Sequence[Source]) -> Ranked:
    """The quotable sentences of the texts. texts: one article for each independent text."""
    most = min(MOST_PER_TEXT, max(LEAST_PER_TEXT, MOST_SENTENCES // max(1, len(texts))))
    listed = [one for text in texts for one in _candidates(text, most)]
    counts = [_terms(one.sentence.text) for one in listed]
    wholes = [_summed(_terms(sentence.text) for sentence in text.sentences[:MOST_PER_TEXT]) for text in texts]
    leads = [_summed(_terms(sentence.text) for sentence in text.sentences[:LEAD_SENTENCES]) for text in texts]
    weights = _weights(wholes)
    places = {term: place for place, term in enumerate(weights)}
    weight = np.array(list(weights.values()), np.float32)
    rows = _unit(_matrix(counts, places) * weight)
    relevance = rows @ (_centroid(wholes, places, weight) + LEADS_WEIGHT * _centroid(leads, places, weight))
    likeness = rows @ rows.T
    numbers = {text.article: number for number, text in enumerate(texts)}
    owners = np.array([numbers[one.source.article] for one in listed], np.int64)
    relevance += SUPPORT_WEIGHT * _support(likeness, owners, len(texts))
    relevance += POSITION_WEIGHT / (1 + np.array([one.position for one in listed], np.float32))
    return Ranked(tuple(listed), relevance, likeness, _meaning(listed))


def _meaning(listed: Sequence[Candidate]) -> Floats:
    known = next((one.sentence.vector for one in listed if one.sentence.vector is not None), None)
    if known is None:
        return np.zeros((len(listed), len(listed)), np.float32)
    none = np.zeros_like(known)
    rows = np.array([none if one.sentence.vector is None else one.sentence.vector for one in listed], np.float32)
    found: Floats = rows @ rows.T
    return found


def _candidates(text: Source, most: int) -> list[Candidate]:
    found: list[Candidate] = []
    for position, sentence in enumerate(text.sentences[:MOST_PER_TEXT]):
        if len(found) < most and quotable(sentence.text, text.language):
            found.append(Candidate(text, sentence, position))
    return found


def _terms(text: str) -> Counter[str]:
    return Counter(_stem(term) for term in content_tokens(text))


def _stem(term: str) -> str:
    return _SUFFIX.sub("", term) if len(term) > 4 and term.isascii() and term[0].isalpha() else term


def _summed(parts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total


def _weights(wholes: Sequence[Counter[str]], common: CommonWords | None = None) -> dict[str, float]:
    """Term -> how rare it is in the news at large, and how many of the texts have it."""
    common = common or clusterer().common_words
    spread = Counter(term for whole in wholes for term in whole)
    return {
        term: common.weight(term) ** RARITY_POWER * (count / len(wholes)) ** SPREAD_POWER
        for term, count in spread.items()
    }


def _matrix(counts: Sequence[Counter[str]], places: dict[str, int]) -> Floats:
    found = np.zeros((len(counts), len(places)), np.float32)
    for row, counted in enumerate(counts):
        for term, count in counted.items():
            found[row, places[term]] = count
    return found


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    found: Floats = rows / np.maximum(lengths, 1e-9)
    return found


def _centroid(counts: Sequence[Counter[str]], places: dict[str, int], weight: Floats) -> Floats:
    rows = [np.zeros(len(places), np.float32)]
    for counted in counts:
        row = np.zeros(len(places), np.float32)
        for term, count in counted.items():
            row[places[term]] = math.log1p(count)
        row *= weight
        rows.append(_unit(row))
    return _unit(np.sum(rows, axis=0, dtype=np.float32))


def _support(likeness: Floats, owners: npt.NDArray[np.int64], texts: int) -> Floats:
    """For each sentence the mean over the other texts of how near one of their sentences comes to it."""
    total = np.zeros(len(owners), np.float32)
    for owner in np.unique(owners):
        theirs = owners == owner
        nearest = likeness[:, theirs].max(axis=1)
        nearest[theirs] = 0.0
        total += nearest
    return (total / max(1, texts - 1)).astype(np.float32)
