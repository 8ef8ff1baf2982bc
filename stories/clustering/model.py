"""What the clusterer has learned: weights, thresholds and how common a word is. Two small files beside this one.

weights.json is written by `manage.py train_clustering`, common_words.txt by the same command from a background
archive; docs/decisions/0004 says how and with which figures.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

VIEWS = ("headline", "text", "names", "meaning")
TERM_VIEWS = VIEWS[:3]
SIMILARITIES = tuple(f"{view}_mean" for view in VIEWS)
FEATURES = (*SIMILARITIES, "size", "smaller", "single", "brief", "days")

WEIGHTS_FILE = "weights.json"
COMMON_WORDS_FILE = "common_words.txt"


@dataclass(frozen=True)
class CommonWords:
    """How common single words are in English news of no particular week.

    A word of this week's event is rare against such a background, however often the event is written about; document
    frequencies of the stream itself would make the biggest story's own words worthless.
    """

    idf: Mapping[str, float] = field(default_factory=dict)
    rarest: float = 6.0  # for a word not in the table, and for every word of a language without one

    def weight(self, term: str) -> float:
        """Inverse document frequency, natural logarithm, > 0."""
        return self.idf.get(term, self.rarest)


@dataclass(frozen=True)
class ClusterModel:
    """Weights of the logistic score, all similarities' >= 0, with the thresholds that belong to them."""

    version: str
    weights: Mapping[str, float]
    base: float
    threshold: float
    window_days: float = 7.0
    duplicate_jaccard: float = 0.6
    duplicate_headline: float = 0.15
    merge_similarity: float = 0.38
    merge_days: float = 1.0
    common_words: CommonWords = field(default_factory=CommonWords)

    def __post_init__(self) -> None:
        unknown = set(self.weights) ^ set(FEATURES)
        if unknown:
            raise ValueError(f"weights for other features than this code has: {sorted(unknown)}")
        if any(self.weights[name] < 0 for name in SIMILARITIES):
            raise ValueError("a likeness can't count against a story: weights of similarities are >= 0")


def probability(logit: float) -> float:
    """The logistic function, 0..1, without overflow."""
    if logit >= 0:
        return 1.0 / (1.0 + math.exp(-logit))
    return math.exp(logit) / (1.0 + math.exp(logit))


def parsed(weights: str, common_words: str = "") -> ClusterModel:
    """The model of a weights file's JSON text and a word file's text."""
    values: dict[str, Any] = json.loads(weights)
    return ClusterModel(common_words=parsed_words(common_words), **values)


def parsed_words(text: str) -> CommonWords:
    """The table of a word file: each line an idf and the words that have it, the first line's idf for all others."""
    idf: dict[str, float] = {}
    rarest = CommonWords.rarest
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        value, *terms = line.split()
        if not terms:
            rarest = float(value)
        idf.update(dict.fromkeys(terms, float(value)))
    return CommonWords(idf, rarest)


@cache
def default() -> ClusterModel:
    """The model in use: the two files shipped with the code, read once."""
    folder = files(__package__)
    return parsed(
        (folder / WEIGHTS_FILE).read_text(encoding="utf-8"), (folder / COMMON_WORDS_FILE).read_text(encoding="utf-8")
    )
