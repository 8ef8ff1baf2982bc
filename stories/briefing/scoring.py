"""How well a sentence answers a question, as a weighed sum of what can be told of the two. Pure.

The weights were learned on the questions of evaluate ask (docs/decisions/0031 tells how): a softmax over a story's
sentences and 'nothing of it', none of the weights against its sense.
"""

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.briefing.answer_type import FULL, HALF, NONE, NUMBER_WORDS, Held
from stories.briefing.asking import Question, root
from stories.briefing.closeness import closeness, looks_back_only
from stories.briefing.like_words import LIKE
from stories.briefing.matching import Line, Match
from stories.briefing.question_kind import Kind

_values: Final = attrgetter(
    "near", "near_before", "near_behind", "direct", "around", "worst", "fits", "counts", "close", "back"
)
WEIGHTS: Final = (4.06, 2.42, 1.23, 1.65, 2.06, -0.26, 3.73, 1.9, 3.37, -2.69)
WEIGHTS_BY_WORDS: Final = (0.0, 0.0, 0.0, 2.8, 3.24, 0.0, 3.53, 1.83, 3.44, -2.27)
# Near what 'nothing of it' weighs: where one in fifty of the unanswerable questions gets through.
FLOOR: Final = 13.6
FLOOR_BY_WORDS: Final = 11.2
HEAVY: Final = 0.75  # of the heaviest word's weight: a word that heavy is most of what was asked
LESS_WITHOUT: Final = 0.8  # where nothing deals with such a word; without vectors it is no answer at all

Vector = npt.NDArray[np.float32]

BEFORE_UNIT: Final = 5  # words between a number and what it counts
_ANYBODY: Final = "peopl"  # '265 were killed' counts people without the word


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a sentence and a question, each 0..1 (nearness -1..1); as weights, what each is worth.

    near, near_before, near_behind: of the vectors, of the sentence alone and with its neighbours. direct, around,
    worst: of the words (`matching.Match`). fits: what is asked for is there. counts: a number stands before its noun.
    close: the question's words stand by what could answer. back: what is to come is asked for and not told.
    """

    near: float
    near_before: float
    near_behind: float
    direct: float
    around: float
    worst: float
    fits: float
    counts: float
    close: float
    back: float


def over_the_floor(question: Question, match: Match, held: tuple[Held, ...], vector: Vector | None) -> float:
    """By how much the sentence is over the floor; 0.0 under it.

    vector: of the question; without it, or the sentence's, the words alone count, by weights of their own.
    """
    by_words = vector is None or match.line.sentence.vector is None
    if by_words and match.worst >= HEAVY:
        return 0.0
    floor = FLOOR_BY_WORDS if by_words else FLOOR + LESS_WITHOUT * (match.worst >= HEAVY)
    near = (0.0, 0.0, 0.0) if by_words or vector is None else nearness(vector, match.line)
    at_best = told(question, match, held, near)
    if weighed(at_best, by_words=by_words) < floor:  # most sentences: how close the words stand takes longest to tell
        return 0.0
    found = replace(at_best, close=closeness(question, match.line, held, match.weights))
    return max(0.0, weighed(found, by_words=by_words) - floor)


def told(question: Question, match: Match, held: tuple[Held, ...], near: tuple[float, float, float]) -> Told:
    """All but how close the words stand, which is taken to be all that it can be; near: see `nearness`."""
    return Told(
        *near,
        direct=match.direct,
        around=match.around,
        worst=match.worst,
        fits=max(each.strength for each in held),
        counts=_counts(question, match.line),
        close=FULL,
        back=float(looks_back_only(question, match.line)),
    )


def nearness(vector: Vector, line: Line) -> tuple[float, float, float]:
    """Cosines of the question with a sentence, and with the sum of it and its neighbours."""
    own = line.sentence.vector
    if own is None:
        return 0.0, 0.0, 0.0
    alone = float(vector @ own)
    return alone, _with_other(vector, own, line, -1, alone), _with_other(vector, own, line, 1, alone)


def _with_other(vector: Vector, own: Vector, line: Line, step: int, alone: float) -> float:
    place = line.place + step
    other = line.source.sentences[place].vector if 0 <= place < len(line.source.sentences) else None
    if other is None:
        return alone
    both = own + other
    return float(vector @ both) / float(np.sqrt(both @ both))


def _counts(question: Question, line: Line) -> float:
    """Whether a number stands before what 'how many' counts; FULL for other questions."""
    if question.kind is not Kind.MANY or not question.units:
        return FULL
    wanted = question.units.union(*(LIKE.get(unit, frozenset()) for unit in question.units))
    roots = {root(unit) for unit in question.units}
    stems = line.words.stems
    for place, word in enumerate(stems):
        if (word in wanted and word in line.words.plain) or root(word) in roots:
            before = stems[max(0, place - BEFORE_UNIT) : place]
            if any(each[0].isdigit() or each in NUMBER_WORDS for each in before):
                return FULL
    return HALF if _ANYBODY in question.units else NONE


def weighed(found: Told, *, by_words: bool = False) -> float:
    """The sum of what is told, each times its weight; by_words: there are no vectors."""
    weights = WEIGHTS_BY_WORDS if by_words else WEIGHTS
    values: tuple[float, ...] = _values(found)
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
