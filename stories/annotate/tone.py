"""The tone of an article, 0 (negative) to 100 (positive): how good or bad is what it tells, for the people in it. Pure.

An article is set beside labelled examples, by the sentence vectors of its title and lead and by how often groups of
words stand there: a kernel regression for each band and the nearest examples, each half of one answer. The other is
read token by token (tone_tokens.py). It is of what is told, not of a side: bias is never told from it. tone_words.txt
holds the groups, tone_weights.jsonl the examples as numbers, which `manage.py train_tone` writes (docs/decisions/0030).
It has learned English only.
"""

import json
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from stories.annotate.tone_tokens import States, TokenHead
from stories.annotate.tone_tokens import shares as token_shares

Floats = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Array = npt.NDArray[np.float64]

WEIGHTS_FILE: Final = "tone_weights.jsonl"
WORDS_FILE: Final = "tone_words.txt"
LANGUAGES: Final = frozenset({"en"})
LEAD: Final = 3  # sentences: as many as those who labelled leads read
FEWEST_WORDS: Final = 4  # of a sentence: below are headings and names of photographers
VECTOR_WEIGHT, WORDS_WEIGHT = 0.75, 0.2  # of the title's and of the lead's unit vector, of a group of words
TITLE_WORDS, LEAD_WORDS, ONLY_WORDS = 0.6, 0.27, 1.0  # of one word found in the title, in the lead, in a lone sentence
MOST_IN_TITLE, MOST_IN_LEAD, MOST_ALONE = 2, 3, 2
BANDS: Final = 5
BAND_WIDTH: Final = 20.0
NEAREST: Final = 60  # examples
NEARNESS: Final = 0.14  # of squared distance: an example so much farther than the nearest counts a third
LEAST_SHARE: Final = 0.01  # of a band: no band is ruled out
TOKENS_SHARE: Final = 0.5  # of the answer; what is compared with examples has the rest
BESIDE: Final = 0.45  # what the band beside the true one is worth: more lifts within one, costs exact bands
EDGE: Final = 0.02  # a score keeps this far from its band's ends, as a share of the band


@dataclass(frozen=True)
class Head:
    """What was learned: labelled examples as rows of few numbers, and how strongly each speaks for each band."""

    version: str
    middle: Array
    axes: Array
    examples: Array
    pulls: Array
    base: Array
    bands: npt.NDArray[np.int64]
    weights: Array
    tokens: tuple[TokenHead, ...]


def tone(title: str, sentences: Sequence[str], vectors: Floats | None, states: States) -> float | None:
    """0..100 for an article; None without sentences or vectors: of a headline alone, or where nobody can read it.

    sentences: the article's in order, of which the first few are read. vectors: a row for each text of
    `texts(title, sentences)`, in that order; None in a language that the encoder or this module can't read.
    states: of each of these texts, what the encoder holds of its tokens (`model.SentenceEncoder.read`).
    """
    if vectors is None or not lead(sentences):
        return None
    return score(shares(learned(), features(title, sentences, vectors), *parts(title, states)))


def reads(language: str) -> bool:
    """Whether tones are told in this language (ISO 639-1)."""
    return language in LANGUAGES


def lead(sentences: Sequence[str]) -> list[str]:
    """The sentences that are read: the first few that are more than a heading."""
    return [told for told in sentences if len(told.split()) >= FEWEST_WORDS][:LEAD]


def texts(title: str, sentences: Sequence[str]) -> list[str]:
    """What must be encoded: the title, unless it is empty, then the lead."""
    return ([title] if title else []) + lead(sentences)


def features(title: str, sentences: Sequence[str], vectors: Floats) -> Array:
    """The title's unit vector, the lead's (for both that of all there is, where one is missing), groups of words.

    vectors: as for `tone`, at least one row.
    """
    rows = np.asarray(vectors, np.float64)
    split = (rows[:1], rows[1:]) if title and len(rows) > 1 else (rows, rows)
    found = [_found(group, title, lead(sentences)) for group in _groups()]
    return np.concatenate(
        [*(VECTOR_WEIGHT * _unit(part.mean(axis=0)) for part in split), WORDS_WEIGHT * np.array(found)]
    )


def parts(title: str, states: States) -> tuple[States, States]:
    """The title's and the lead's; for both all there is, where one is missing."""
    return (states[:1], states[1:]) if title and len(states) > 1 else (states, states)


def shares(head: Head, told: Array, title: States, lead: States) -> Array:
    """How likely each band is, the worst first; together 1. told: from `features`; title, lead: from `parts`."""
    place = (told - head.middle) @ head.axes
    by_tokens = np.mean([token_shares(each, title, lead, place) for each in head.tokens], axis=0)
    both: Array = TOKENS_SHARE * by_tokens + (1 - TOKENS_SHARE) * compared(head, place)
    return both


def compared(head: Head, place: Array) -> Array:
    """The same from the examples alone, for a place among them."""
    apart = distances(head.examples, place[None, :])[0]
    regressed = np.clip(np.exp(-apart) @ head.pulls + head.base, LEAST_SHARE, 1.0)
    nearest = np.argsort(apart, kind="stable")[:NEAREST]
    votes = head.weights[nearest] * np.exp((apart[nearest[0]] - apart[nearest]) / NEARNESS)
    voted = np.bincount(head.bands[nearest], votes, BANDS) + LEAST_SHARE
    both: Array = regressed / regressed.sum() / 2 + voted / voted.sum() / 2
    return both


def score(likely: Array) -> float:
    """0..100 from how likely each band is: inside the band that is worth most, towards where the rest lies."""
    padded = np.pad(likely, 1)
    band = int(np.argmax(likely + BESIDE * (padded[:-2] + padded[2:])))
    inside = 0.5 + (float(likely @ np.arange(BANDS)) - band) / 2
    return round(BAND_WIDTH * (band + min(max(inside, EDGE), 1 - EDGE)), 1)


def distances(examples: Array, rows: Array) -> Array:
    """The squared distance of each row to each example."""
    apart: Array = (rows**2).sum(axis=1)[:, None] + (examples**2).sum(axis=1)[None, :] - 2 * rows @ examples.T
    return np.maximum(apart, 0.0)


def _unit(vector: Array) -> Array:
    found: Array = vector / (float(np.linalg.norm(vector)) or 1.0)
    return found


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
    return read(Path(__file__).with_name(WEIGHTS_FILE))


def read(path: Path) -> Head:
    """The numbers of a file that `train_tone` wrote: a line for all, then one for each network and each example.

    Rows of whole numbers -127..127 are base64 of bytes, times the step of their kind.
    """
    first, *lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    rows = [line for line in lines if "place" in line]
    return Head(
        version=first["version"],
        middle=np.array(first["middle"]),
        axes=np.array([_row(axis) for axis in first["axes"]]).T * first["axes_step"],
        examples=np.array([_row(row["place"]) for row in rows]) * first["examples_step"],
        pulls=np.array([row["pulls"] for row in rows]),
        base=np.array(first["base"]),
        bands=np.array([row["band"] for row in rows], np.int64),
        weights=np.array([row["weight"] for row in rows]),
        tokens=tuple(_token_head(line) for line in lines if "units" in line),
    )


def _token_head(line: dict[str, Any]) -> TokenHead:
    units = np.array([_row(unit) for unit in line["units"]]).T * np.array(line["steps"])
    return TokenHead(units, *(np.array(line[name]) for name in ("shifts", "found", "places", "base")))


def _row(letters: str) -> Array:
    return np.frombuffer(b64decode(letters), np.int8).astype(np.float64)
