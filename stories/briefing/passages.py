"""The passages of a story's articles that answer a question, or nothing where the articles do not say. Pure.

A score is made of the nearness of the sentence vectors, of how much of the question's wording the sentence and its
surroundings deal with, and of whether it holds what is asked for. Gates come first: no date, no answer to 'when'; no
word on a name or on the rarest thing asked, no answer. docs/method.md tells how good that is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.briefing.answer_type import FULL, NONE, NUMBER_WORDS, fit, speaks
from stories.briefing.asking import Question, root
from stories.briefing.like_words import LIKE
from stories.briefing.matching import Line, Match, lines, matches
from stories.briefing.question_kind import Kind
from stories.briefing.reading import Source

MOST: Final = 3
# Weights and floors are of one half of evaluate ask; the other half is only measured on.
NEARNESS, DIRECT, AROUND, FIT, COUNTED, OPEN = 0.35, 0.25, 0.25, 0.2, 0.15, 0.3
FLOOR: Final = 0.84
FLOOR_BY_WORDS: Final = 0.9  # without vectors, with which the words' shares count for more
BY_WORDS: Final = (DIRECT + AROUND + NEARNESS) / 2
MOST_OPEN: Final = 0.75  # of the heaviest word's weight
MOST_OPEN_PAIRS: Final = 0.5  # of the whole: of a script without spaces many pairs of characters are no words
SAME_TEXT: Final = 0.6  # Jaccard of stems: copies of one sentence are one answer
BEFORE_UNIT: Final = 5  # words between a number and what it counts
FEWEST_WORDS, MOST_WORDS = 4, 90
_ENDS: Final = re.compile(r"[.!?…。！？\"”’')\]」』]\s*$")
_LEANS_BACK: Final = re.compile(
    r"[\"“'‘]?(?:(?:But|And|If|However,|Later,|Meanwhile,|Also,?|In response,) )?"
    r"(?:he|she|they|it|his|her|their|its|this|that|these|those|both|such|there)\b",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One or two sentences of an article that answer: text is theirs, start and end span them in the article's text."""

    article: int
    start: int
    end: int
    text: str
    score: float


def passages(
    question: Question,
    sources: Sequence[Source],
    vector: npt.NDArray[np.float32] | None = None,
    *,
    most: int = MOST,
) -> tuple[Passage, ...]:
    """Up to `most` passages, best first; none where the articles do not say.

    vector: of the question's text, unit length; None asks by words alone, as does a sentence without a vector.
    """
    if not question.terms:
        return ()
    found = lines(sources)
    fits = [_fit(question, line) for line in found]
    scored = [
        (score, match.line)
        for match, fits_kind in zip(matches(question, found, fits), fits, strict=True)
        if fits_kind > NONE and _passes(question, match) and (score := _score(question, match, fits_kind, vector))
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].source.published, pair[1].source.article, pair[1].place))
    return tuple(_passage(line, score) for score, line in _different(scored, most))


def _fit(question: Question, line: Line) -> float:
    text, length = line.sentence.text, len(line.words.stems)
    if not FEWEST_WORDS <= length <= MOST_WORDS or not _ENDS.search(text):
        return NONE  # a headline on its own, a caption, a menu
    if question.speaker:
        return FULL if speaks(question.speaker, text) else NONE
    return fit(question.kind, text, question.known)


def _passes(question: Question, match: Match) -> bool:
    if not all(_SPACED.match(term.word) for term in question.terms):
        return match.named and match.open <= MOST_OPEN_PAIRS
    return match.named and match.worst < MOST_OPEN


def _score(question: Question, match: Match, fits: float, vector: npt.NDArray[np.float32] | None) -> float:
    """The score above its floor as it is, 0.0 under it."""
    known = match.line.sentence.vector
    wording = FIT * fits + COUNTED * _counts(question, match.line) - OPEN * match.open
    if vector is None or known is None:
        score, floor = BY_WORDS * (match.direct + match.around) + wording, FLOOR_BY_WORDS
    else:
        nearness = float(vector @ known)
        score, floor = NEARNESS * nearness + DIRECT * match.direct + AROUND * match.around + wording, FLOOR
    return score if score >= floor else 0.0


def _counts(question: Question, line: Line) -> float:
    """Whether a number stands before what 'how many' counts; FULL for other questions."""
    if question.kind is not Kind.MANY or not question.units:
        return FULL
    wanted = question.units.union(*(LIKE.get(unit, frozenset()) for unit in question.units))
    roots = {root(unit) for unit in question.units}
    stems = line.words.stems
    for place, word in enumerate(stems):
        if word in wanted or root(word) in roots:
            before = stems[max(0, place - BEFORE_UNIT) : place]
            if any(each[0].isdigit() or each in NUMBER_WORDS for each in before):
                return FULL
    return NONE


def _different(scored: Sequence[tuple[float, Line]], most: int) -> list[tuple[float, Line]]:
    kept: list[tuple[float, Line]] = []
    for score, line in scored:
        if not any(_same(line, other) for _, other in kept):
            kept.append((score, line))
        if len(kept) == most:
            break
    return kept


def _same(one: Line, other: Line) -> bool:
    left, right = set(one.words.stems), set(other.words.stems)
    return len(left & right) >= SAME_TEXT * len(left | right)


def _passage(line: Line, score: float) -> Passage:
    """The sentence, with the one before where it begins with 'He' or 'If those'."""
    source, sentence = line.source, line.sentence
    if line.place and _LEANS_BACK.match(sentence.text):
        before = source.sentences[line.place - 1]
        if _ENDS.search(before.text):
            return Passage(source.article, before.start, sentence.end, f"{before.text} {sentence.text}", score)
    return Passage(source.article, sentence.start, sentence.end, sentence.text, score)
