"""Which figures of different articles count the same thing. Pure.

By the words around them, the sentences' meaning, and what speaks against it: another year, another period, names that
have nothing in common, another part of a change.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

import numpy as np

from stories.briefing.amount_words import MEASURES, ONE_UNIT
from stories.briefing.figure import Figure, figures_of
from stories.briefing.statements import Compared, likeness
from stories.text.folding import fold

SHARED_WORDS: Final = 2  # of equal figures; unlike ones need more, and not all of them names
SHARED_WORDS_OF_UNLIKE: Final = 3
SHARED_THINGS_OF_UNLIKE: Final = 2
BOTH_OF_UNLIKE: Final = 0.95  # likeness of words and of meaning, summed
LIKE_MEANING_OF_TOLLS: Final = 0.25
LIKE_MEANING: Final = 0.5  # cosine of the sentences, where there are vectors
# Least cosine of the words around two figures: unlike ones need more, the less their sentences are alike.
LIKE_WORDS: Final = 0.34
LIKE_WORDS_OF_NEAR: Final = 0.25
NEAR_SENTENCES: Final = 0.76
SURE_SENTENCES: Final = 0.85  # where the sentences say that it is
LIKE_WORDS_OF_SAME: Final = 0.15  # the same value is evidence in itself
LIKE_WORDS_UNSURE: Final = 0.5  # where only one names somebody or a time: "the stock closed" may be another's
SAME_VALUE_FIRST: Final = 0.5  # added, so that a figure pairs with its equal before any other
# Tolls in the first sentences of two articles are the event's own where the sentences are alike.
OPENING: Final = 4
LIKE_OPENINGS: Final = 0.65
SHARED_WORDS_OF_OPENINGS: Final = 4
# Figures of three digits and more that are within a twentieth of each other: less likeness is needed.
EXACT_DIGITS: Final = 3
CLOSE: Final = 0.05
LIKE_WORDS_OF_CLOSE: Final = 0.2
NEAR_SENTENCES_OF_CLOSE: Final = 0.7
SHARES: Final = frozenset({"percent", "money"})  # every economic text is full of them
LIKE_SENTENCES_OF_SHARES: Final = 0.74
NEAR_COUNTS: Final = 1.15
LIKE_WORDS_OF_OTHERWISE: Final = 0.45
MOST_APART: Final = 4.0  # times: further apart two figures count different things
MOST_APART_TOLLS: Final = 20.0  # an early toll may be far from the last

# Of tables and price lists, where each figure would be held against each of every other text.
MOST_OF_A_TEXT: Final = 60
MOST_OF_A_STORY: Final = 1500
MOST_OF_A_UNIT: Final = 400

_BODIES: Final = re.compile(r"\b(?:house|senat|assembly|committee|court|board|council|parliament|commons|lords)")


@dataclass(frozen=True, eq=False)
class Group:
    """Figures of one thing, each from another text, and which of them are counterparts directly: (i, j), i < j."""

    figures: tuple[Figure, ...]
    linked: frozenset[tuple[int, int]]


@lru_cache(maxsize=1)  # asked for by several blocks of one briefing
def aligned(story: Compared) -> list[Group]:
    """Groups of figures of one thing in two or more independent texts, whether they differ or not."""
    figures = _figures(story)
    links = _links(story, figures)
    groups: list[Group] = []
    placed: set[int] = set()
    for seed in sorted(links, key=lambda number: (-len(links[number]), number)):
        near = [number for number in links[seed] if number not in placed]
        if seed in placed or not near:
            continue
        placed |= {seed, *near}
        members = sorted({seed, *near})
        linked = {(a, b) for a, i in enumerate(members) for b, j in enumerate(members) if a < b and j in links[i]}
        groups.append(Group(tuple(figures[number] for number in members), frozenset(linked)))
    return groups


def _figures(story: Compared) -> list[Figure]:
    """The figures of a story, of each text the first ones, and of all the earliest where there are too many."""
    by_text: dict[int, list[Figure]] = defaultdict(list)
    for each in story.statements:
        mine = by_text[each.text_number]
        mine += islice(figures_of(each), MOST_OF_A_TEXT - len(mine))
    many = sum(map(len, by_text.values())) > MOST_OF_A_STORY
    most = max(1, MOST_OF_A_STORY // len(by_text)) if many else MOST_OF_A_TEXT
    return [figure for mine in by_text.values() for figure in mine[:most]]


def _links(story: Compared, figures: Sequence[Figure]) -> dict[int, list[int]]:
    """Figure -> its counterpart in each other text, the surest pairs first and each figure once for each text."""
    links: dict[int, list[int]] = defaultdict(list)
    taken: set[tuple[int, int]] = set()
    for i, j, _score in sorted(_candidates(story, figures), key=lambda pair: (-pair[2], pair[:2])):
        one, other = (i, figures[j].text_number), (j, figures[i].text_number)
        if one not in taken and other not in taken:
            taken |= {one, other}
            links[i].append(j)
            links[j].append(i)
    return links


def _candidates(story: Compared, figures: Sequence[Figure]) -> Iterator[tuple[int, int, float]]:
    units: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    values: dict[int, set[tuple[str, float, float]]] = defaultdict(set)
    for number, figure in enumerate(figures):
        units[figure.amount.kind, figure.amount.unit, figure.amount.part].append(number)
        values[figure.text_number].add((figure.amount.kind, *figure.value))
    for every in units.values():
        same = every[:MOST_OF_A_UNIT]
        cosines = likeness([figures[number].statement for number in same])
        near = np.argwhere(np.triu(cosines, 1) >= _least_meaning(figures[same[0]])).tolist()
        for i, j in near:
            one, other = figures[same[i]], figures[same[j]]
            score = 0.0 if _has_both(one, other, values) else _alike(story, one, other, float(cosines[i, j]))
            if score:
                yield same[i], same[j], score
    yield from _named_otherwise(story, figures, values)


def _named_otherwise(
    story: Compared, figures: Sequence[Figure], values: Mapping[int, set[tuple[str, float, float]]]
) -> Iterator[tuple[int, int, float]]:
    """Counts that differ in what they are counts of by a word alone: 22 defections, 21 members."""
    counts = [number for number, figure in enumerate(figures) if figure.amount.kind == "count"]
    counts = [number for number in counts if figures[number].amount.unit not in MEASURES][:MOST_OF_A_UNIT]
    cosines = likeness([figures[number].statement for number in counts])
    for i, j in np.argwhere(np.triu(cosines, 1) >= LIKE_SENTENCES_OF_SHARES).tolist():
        one, other = figures[counts[i]], figures[counts[j]]
        meaning = float(cosines[i, j])
        if one.amount.unit == other.amount.unit or one.value == other.value or _has_both(one, other, values):
            continue
        low, high = sorted((one.amount.low, other.amount.low))
        near = low and high <= NEAR_COUNTS * low and meaning < 1 and one.text_number != other.text_number
        if near and _may_be_one(one, other) and _may_differ(one, other, meaning):
            shared = one.words & other.words
            words = story.weight(shared) / math.sqrt(story.weight(one.words) * story.weight(other.words) or 1)
            if words >= LIKE_WORDS_OF_OTHERWISE and len(shared) >= SHARED_WORDS_OF_UNLIKE:
                yield counts[i], counts[j], words + meaning


def _least_meaning(figure: Figure) -> float:
    """Tolls may be one event's in sentences of another kind: what else they count tells."""
    return LIKE_MEANING_OF_TOLLS if figure.amount.kind == "toll" else LIKE_MEANING


def _has_both(one: Figure, other: Figure, values: Mapping[int, set[tuple[str, float, float]]]) -> bool:
    """Whether either text has the other's unlike figure too, and so tells the two apart."""
    kind = one.amount.kind
    known = (kind, *one.value) in values[other.text_number] or (kind, *other.value) in values[one.text_number]
    return one.value != other.value and known


def _alike(story: Compared, one: Figure, other: Figure, meaning: float) -> float:
    """How surely two figures count the same thing; 0.0 where they may not."""
    if one.text_number == other.text_number:
        return 0.0
    same = one.value == other.value
    if not same and _of_one_event(one, other, meaning):
        return BOTH_OF_UNLIKE + meaning
    shared = one.words & other.words
    if meaning < LIKE_MEANING or len(shared) < _least_shared(one, other, meaning) or not _may_be_one(one, other):
        return 0.0
    words = story.weight(shared) / math.sqrt(story.weight(one.words) * story.weight(other.words))
    if same:
        return words + meaning + SAME_VALUE_FIRST if words >= LIKE_WORDS_OF_SAME else 0.0
    if one.amount.kind == "vote":
        sure = words >= LIKE_WORDS_OF_CLOSE
    else:
        sure = _surely_close(one, other, words, meaning) or (
            words >= _needed(one, other, meaning) and _surely_one(one, other, words, meaning)
        )
    return words + meaning if sure and _may_differ(one, other, meaning) else 0.0


def _least_shared(one: Figure, other: Figure, meaning: float) -> int:
    """One word is enough where the sentences are all but one and count the same particular thing."""
    particular = one.amount.kind == "count" and one.amount.unit not in ONE_UNIT
    return 1 if particular and NEAR_SENTENCES <= meaning < 1 and _is_close(one, other) else SHARED_WORDS


def _of_one_event(one: Figure, other: Figure, meaning: float) -> bool:
    """Whether two tolls are one event's: sentences with another toll in common, or like openings of two articles."""
    if one.amount.kind != "toll" or one.amount.part != other.amount.part or one.years != other.years:
        return False
    if max(one.amount.high, other.amount.high) > MOST_APART * min(one.amount.low, other.amount.low):
        return False
    if one.tolls & other.tolls:
        return True
    openings = max(one.statement.position, other.statement.position) < OPENING
    shared = one.statement.terms & other.statement.terms
    return openings and LIKE_OPENINGS <= meaning < 1 and len(shared) >= SHARED_WORDS_OF_OPENINGS


def _surely_close(one: Figure, other: Figure, words: float, meaning: float) -> bool:
    """Whether unlike figures are so near each other, with so many digits, that they hardly count different things."""
    return _is_close(one, other) and words >= LIKE_WORDS_OF_CLOSE and NEAR_SENTENCES_OF_CLOSE <= meaning < 1


def _is_close(one: Figure, other: Figure) -> bool:
    low, high = sorted((one.amount.low, other.amount.low))
    return min(_digits(low), _digits(high)) >= EXACT_DIGITS and high - low <= CLOSE * high


def _digits(number: float) -> int:
    """How many digits of a number are no noughts at its ends: 3 of 0.305 and of 305,000."""
    return len(f"{number:.6f}".replace(".", "").strip("0"))


def _needed(one: Figure, other: Figure, meaning: float) -> float:
    unsure = bool(one.names) != bool(other.names) or bool(one.periods) != bool(other.periods)
    if unsure and not SURE_SENTENCES <= meaning < 1:
        return LIKE_WORDS_UNSURE
    return LIKE_WORDS_OF_NEAR if NEAR_SENTENCES <= meaning < 1 else LIKE_WORDS


def _surely_one(one: Figure, other: Figure, words: float, meaning: float) -> bool:
    """What unlike figures need beyond equal ones."""
    shared = one.words & other.words
    things = shared - one.names - other.names | ({one.amount.unit} if one.amount.kind == "count" else set())
    if one.amount.kind in SHARES and meaning < LIKE_SENTENCES_OF_SHARES:
        return False
    return (
        words + meaning >= BOTH_OF_UNLIKE
        and len(shared) >= SHARED_WORDS_OF_UNLIKE
        and len(things) >= SHARED_THINGS_OF_UNLIKE
    )


def _may_differ(one: Figure, other: Figure, meaning: float) -> bool:
    """What speaks against unlike figures, not against equal ones: names without one in common, votes of two bodies."""
    if one.amount.kind == "vote":
        return bool({*one.value} & {*other.value}) and _bodies(one) == _bodies(other)
    named = one.all_names and other.all_names
    return not named or bool(one.all_names & other.all_names) or NEAR_SENTENCES <= meaning < 1


def _bodies(figure: Figure) -> frozenset[str]:
    """The chambers that the sentence names; a vote in one is no vote in another."""
    return frozenset(_BODIES.findall(fold(figure.statement.sentence.text)))


def _may_be_one(one: Figure, other: Figure) -> bool:
    if one.years and other.years and not one.years & other.years:
        return False
    if one.directions and other.directions and not one.directions & other.directions:
        return False
    if not (one.periods <= other.periods or other.periods <= one.periods):
        return False
    if one.amount.kind == "vote":
        return True
    most = MOST_APART_TOLLS if one.amount.kind == "toll" else MOST_APART
    if max(one.amount.high, other.amount.high) > most * min(one.amount.low, other.amount.low):
        return False
    return not (one.names and other.names) or bool(one.names & other.names)
