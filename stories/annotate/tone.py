"""The tone of an article, 0 (negative) to 100 (positive): how good or bad is what it tells, for the people in it. Pure.

A ridge regression on the mean of the sentence vectors of title and lead, and on how often groups of words stand there.
It is of what is told, not of a side: bias is never told from it. tone_words.txt holds the groups, tone_weights.json the
numbers, which `manage.py train_tone` writes (docs/decisions/0030). It has learned English only.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32] | npt.NDArray[np.float64]

WEIGHTS_FILE: Final = "tone_weights.json"
WORDS_FILE: Final = "tone_words.txt"
LANGUAGES: Final = frozenset({"en"})
LEAD: Final = 3  # sentences; the whole article is no better and drags in background
FEWEST_WORDS: Final = 4  # of a sentence: below are headings and names of photographers
TITLE_WEIGHT: Final = 2.0  # of its vector, a sentence of the lead being 1
TITLE_WORDS, LEAD_WORDS, ONLY_WORDS = 0.6, 0.27, 1.0  # of one word found in the title, in the lead, in a lone sentence
MOST_IN_TITLE, MOST_IN_LEAD, MOST_ALONE = 2, 3, 2
MIDDLE: Final = 50.0


@dataclass(frozen=True)
class Head:
    """What was learned: tone = 50 + bias + vector · unit mean vector + words · word groups."""

    version: str
    bias: float
    vector: Floats
    words: Floats


def tone(title: str, sentences: Sequence[str], vectors: Floats | None) -> float | None:
    """0..100 for an article; None without sentences or vectors: of a headline alone, or where nobody can read it.

    sentences: the article's in order, of which the first few are read. vectors: a row for each text of
    `texts(title, sentences)`, in that order; None in a language that the encoder or this module can't read.
    """
    if vectors is None or not lead(sentences):
        return None
    head = learned()
    told = features(title, sentences, vectors)
    score = MIDDLE + head.bias + float(told[: len(head.vector)] @ head.vector + told[len(head.vector) :] @ head.words)
    return round(min(max(score, 0.0), 100.0), 1)


def reads(language: str) -> bool:
    """Whether tones are told in this language (ISO 639-1)."""
    return language in LANGUAGES


def lead(sentences: Sequence[str]) -> list[str]:
    """The sentences that are read: the first few that are more than a heading."""
    return [told for told in sentences if len(told.split()) >= FEWEST_WORDS][:LEAD]


def texts(title: str, sentences: Sequence[str]) -> list[str]:
    """What must be encoded: the title, unless it is empty, then the lead."""
    return ([title] if title else []) + lead(sentences)


def features(title: str, sentences: Sequence[str], vectors: Floats) -> npt.NDArray[np.float64]:
    """The unit mean vector of title and lead, then a number for each group of words.

    vectors: as for `tone`, at least one row.
    """
    weights = ([TITLE_WEIGHT] if title else []) + [1.0] * (len(vectors) - bool(title))
    mean = np.average(np.asarray(vectors, np.float64), axis=0, weights=weights)
    length = float(np.linalg.norm(mean)) or 1.0
    return np.concatenate([mean / length, [_found(group, title, lead(sentences)) for group in _groups()]])


def _found(group: re.Pattern[str], title: str, told: Sequence[str]) -> float:
    below = sum(len(group.findall(sentence)) for sentence in told)
    if not title:
        return ONLY_WORDS * min(below, MOST_ALONE)
    return TITLE_WORDS * min(len(group.findall(title)), MOST_IN_TITLE) + LEAD_WORDS * min(below, MOST_IN_LEAD)


@cache
def _groups() -> tuple[re.Pattern[str], ...]:
    """A pattern for each line of the file of words: '[name] word word…', where * stands for any ending."""
    lines = Path(__file__).with_name(WORDS_FILE).read_text(encoding="utf-8").splitlines()
    return tuple(_pattern(line.partition("]")[2].split()) for line in lines if line.startswith("["))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    listed = (re.escape(word).replace(r"\*", r"\w*").replace(r"\?", "?") for word in words)
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


@cache
def learned() -> Head:
    """The numbers in use, read once."""
    known = json.loads(Path(__file__).with_name(WEIGHTS_FILE).read_text(encoding="utf-8"))
    return Head(known["version"], known["bias"], np.array(known["vector"]), np.array(known["words"]))
