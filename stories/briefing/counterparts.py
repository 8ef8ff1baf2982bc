"""Which figures of different articles count the same thing. Pure.

By the words around them, the sentences' meaning, and what speaks against it: another year, another period, names that
have nothing in common, another part of a change.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stories.annotate.name_words import CALENDAR
from stories.briefing.amounts import YEARS, Amount
from stories.briefing.reading import Source
from stories.briefing.statements import Compared, Statement, likeness, stem, stems
from stories.text.stop_words import STOP_WORDS

WORDS_BEFORE, WORDS_AFTER = 18, 9  # of a figure that say what it counts
SHARED_WORDS: Final = 2  # of equal figures; unlike ones need more, and not all of them names
SHARED_WORDS_OF_UNLIKE: Final = 3
SHARED_THINGS_OF_UNLIKE: Final = 2
BOTH_OF_UNLIKE: Final = 0.95  # likeness of words and of meaning, summed
LIKE_MEANING: Final = 0.5  # cosine of the sentences, where there are vectors
# Least cosine of the words around two figures: unlike ones need more, the less their sentences are alike.
LIKE_WORDS: Final = 0.34
LIKE_WORDS_OF_NEAR: Final = 0.25
NEAR_SENTENCES: Final = 0.76
LIKE_WORDS_OF_SAME: Final = 0.15  # the same value is evidence in itself
LIKE_WORDS_UNSURE: Final = 0.5  # where only one names somebody or a time: "the stock closed" may be another's
SAME_VALUE_FIRST: Final = 0.5  # added, so that a figure pairs with its equal before any other
MOST_APART: Final = 4.0  # times: further apart two figures count different things
MOST_APART_TOLLS: Final = 20.0  # an early toll may be far from the last

_WORD: Final = re.compile(r"[^\W\d_](?:[\w&]|['’.\-](?=\w))*|\d+")
_CLAUSE_END: Final = re.compile(r"[;:—–()]|,\s(?:or|and|but|while|which|who|with|compared|und|aber|mais|pero)\s")
_NAME: Final = re.compile(r"\b[A-Z][\w&'’.-]*[\w]")
_NO_NAMES: Final = frozenset({"gdp", "ceo", "cpi", "gnp", "tv", "mr", "mrs", "ms", "dr"})
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_PERIODS: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|first quarter"
    r"|q[1-4]|h[12]|first half|second half|(?:first|last) \w+ (?:months|quarters|weeks|days)"
    r"|second quarter|third quarter|fourth quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last"
    r"|previous|earlier|next|annual(?:ly)?|year-over-year|month|quarter|week|daily|overnight)\b",
    re.IGNORECASE,
)
_UP: Final = re.compile(
    r"\b(?:add\w*|increas\w+|ris(?:e|es|en|ing)|rose|grow\w*|grew|gain\w*|higher|up|expan\w+|raise[sd]?|widen\w*|hik\w+|climb\w*)\b",
    re.IGNORECASE,
)
_DOWN: Final = re.compile(
    r"\b(?:reduc\w+|cut\w*|fall\w*|fell|decreas\w+|drop\w*|lower\w*|declin\w+|shrink\w*|shrank|down|los[est]\w*"
    r"|slash\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Figure:
    """An amount in its sentence, with the words that say what it counts."""

    statement: Statement
    amount: Amount
    words: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]
    periods: frozenset[str]
    directions: frozenset[str]
    around: str

    @property
    def value(self) -> tuple[float, float]:
        """The number, or the two ends of a range."""
        return self.amount.low, self.amount.high

    @property
    def text_number(self) -> int:
        """The number of the independent text."""
        return self.statement.text_number


@dataclass(frozen=True, eq=False)
class Group:
    """Figures of one thing, each from another text, and which of them are counterparts directly: (i, j), i < j."""

    figures: tuple[Figure, ...]
    linked: frozenset[tuple[int, int]]


def aligned(story: Compared) -> list[Group]:
    """Groups of figures of one thing in two or more independent texts, whether they differ or not."""
    figures = [figure for each in story.statements for figure in _figures(each)]
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


def _figures(statement: Statement) -> Iterator[Figure]:
    text = statement.sentence.text
    for amount in statement.amounts:
        start, end = _surroundings(text, amount, statement.amounts)
        around = f"{text[start : amount.start]} {text[amount.end : end]}"
        words = stems(around) | ({amount.unit} if amount.kind == "toll" else set())
        names = frozenset(_names(statement.source, text, start, end))
        years = frozenset(year for year in _YEAR.findall(around) if int(year) in YEARS)
        periods = frozenset(found.casefold() for found in _PERIODS.findall(around))
        yield Figure(statement, amount, words, names, years, periods, frozenset(_directions(around)), around)


def _names(source: Source, text: str, start: int, end: int) -> Iterator[str]:
    """The words with a capital; one that opens the sentence only where it is known as a name."""
    for found in _NAME.finditer(text, start, end):
        name = found.group().casefold().removesuffix("'s").removesuffix("’s")
        if name not in CALENDAR | _NO_NAMES | STOP_WORDS and (
            found.start() or any(name in known.casefold().split() for known, _ in source.names)
        ):
            yield stem(name)


def _directions(around: str) -> Iterator[str]:
    if _UP.search(around):
        yield "up"
    if _DOWN.search(around):
        yield "down"


def _surroundings(text: str, amount: Amount, others: Sequence[Amount]) -> tuple[int, int]:
    """Where the words about a figure begin and end: its clause or a few words, up to the next figure of its kind."""
    unit = (amount.kind, amount.unit)
    same = [other for other in others if (other.kind, other.unit) == unit and other.start != amount.start]
    floor = max((other.end for other in same if other.end <= amount.start), default=0)
    ceiling = min((other.start for other in same if other.start >= amount.end), default=len(text))
    ended = _CLAUSE_END.search(text, amount.end, ceiling)
    ceiling = ended.start() if ended else ceiling
    if floor:  # what stands right behind another figure is about that one
        floor = max((found.end() for found in _CLAUSE_END.finditer(text, floor, amount.start)), default=floor)
    before = [match.start() for match in _WORD.finditer(text, floor, amount.start)][-WORDS_BEFORE:]
    after = [match.end() for match in _WORD.finditer(text, amount.end, ceiling)][:WORDS_AFTER]
    return (before[0] if before else amount.start), (after[-1] if after else amount.end)


def _links(story: Compared, figures: Sequence[Figure]) -> dict[int, list[int]]:
    """Figure -> its best counterpart in each other text, where each is the other's best."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for i, j, score in _candidates(story, figures):
        for one, other in ((i, j), (j, i)):
            key = (one, figures[other].text_number)
            best[key] = max(best.get(key, (0.0, 1)), (score, -other))
    links: dict[int, list[int]] = defaultdict(list)
    for (one, _text), (_score, negative) in best.items():
        if best[-negative, figures[one].text_number][1] == -one:
            links[one].append(-negative)
    return links


def _candidates(story: Compared, figures: Sequence[Figure]) -> Iterator[tuple[int, int, float]]:
    units: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, figure in enumerate(figures):
        units[figure.amount.kind, figure.amount.unit, figure.amount.part].append(number)
    for same in units.values():
        cosines = likeness([figures[number].statement for number in same])
        near = np.argwhere(np.triu(cosines, 1) >= LIKE_MEANING).tolist()
        for i, j in near:
            score = _alike(story, figures[same[i]], figures[same[j]], float(cosines[i, j]))
            if score:
                yield same[i], same[j], score


def _alike(story: Compared, one: Figure, other: Figure, meaning: float) -> float:
    """How surely two figures count the same thing; 0.0 where they may not."""
    shared = one.words & other.words
    if one.text_number == other.text_number or len(shared) < SHARED_WORDS or not _may_be_one(one, other):
        return 0.0
    words = story.weight(shared) / math.sqrt(story.weight(one.words) * story.weight(other.words))
    same = one.value == other.value
    if words < (LIKE_WORDS_OF_SAME if same else _needed(one, other, meaning)):
        return 0.0
    if not same and not _surely_one(one, other, words + meaning):
        return 0.0
    return words + meaning + (SAME_VALUE_FIRST if same else 0.0)


def _needed(one: Figure, other: Figure, meaning: float) -> float:
    if bool(one.names) != bool(other.names) or bool(one.periods) != bool(other.periods):
        return LIKE_WORDS_UNSURE
    return LIKE_WORDS_OF_NEAR if NEAR_SENTENCES <= meaning < 1 else LIKE_WORDS


def _surely_one(one: Figure, other: Figure, likeness: float) -> bool:
    """What unlike figures need beyond equal ones."""
    shared = one.words & other.words
    things = shared - one.names - other.names | ({one.amount.unit} if one.amount.kind == "count" else set())
    return (
        likeness >= BOTH_OF_UNLIKE and len(shared) >= SHARED_WORDS_OF_UNLIKE and len(things) >= SHARED_THINGS_OF_UNLIKE
    )


def _may_be_one(one: Figure, other: Figure) -> bool:
    if one.years and other.years and not one.years & other.years:
        return False
    if one.directions and other.directions and not one.directions & other.directions:
        return False
    if not (one.periods <= other.periods or other.periods <= one.periods):
        return False
    most = MOST_APART_TOLLS if one.amount.kind == "toll" else MOST_APART
    if max(one.amount.high, other.amount.high) > most * min(one.amount.low, other.amount.low):
        return False
    return not (one.names and other.names) or bool(one.names & other.names)
