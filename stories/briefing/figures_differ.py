"""The figures on which a story's papers differ. Pure.

Precision before recall: two figures are set against each other only where the words around them say that they count the
same thing (`counterparts`), neither article has the other's figure too, and no rounding or hedge explains the
difference. A wrong "differs" is worse than none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from stories.briefing.amounts import Amount
from stories.briefing.counterparts import Group, aligned
from stories.briefing.figure import Figure
from stories.briefing.reading import Said, Source
from stories.briefing.statements import Compared, Statement, compared, stem, voices
from stories.text.tokens import tokens

MOST_ROWS: Final = 8
MOST_VALUES: Final = 3  # where more differ they count different things
ABOUT_ROUNDING: Final = 0.06  # "nearly 600" may be 570
ROUNDED: Final = 0.03  # of a number, by which its rounding may miss it and still be the same figure elsewhere
SUM_OFF: Final = 0.005  # by which a sum may miss, as its parts are rounded
ROUNDED_MOST: Final = 0.1  # the same where a text may be rounding roughly
COUNTED: Final = 10  # a toll that is no multiple of it is a count, whatever hedge it has
OVER_ROUNDING: Final = 0.2  # "more than 500" may be 590, and is hardly said of 700
MOST_ABOUT: Final = 6
LEAST_ABOUT: Final = 2  # words; fewer tell a reader nothing
COUNTS: Final = frozenset({"toll", "count"})
ONLY_THEIR_KIND: Final = frozenset({"toll", "vote"})  # small numbers, which stand in a text for many things


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values. note: '', 'rounded' where it may be the rounding of another value of the row, 'latest' of a
    count that only articles later than all the others have.

    said: the sentence of each outlet that has it, the outlet's earliest.
    """

    written: str
    number: float
    note: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing with two or more values.

    about: words that its sentences share, as they are written. over_time: later articles have higher values, as the
    count of an unfolding event does.
    """

    about: str
    kind: str
    unit: str
    values: tuple[Value, ...]
    over_time: bool = False


def figures_differ(sources: Sequence[Source]) -> tuple[Differing, ...]:
    """The figures that differ, those in most outlets first, at most eight."""
    return differing(compared(sources))


def differing(story: Compared) -> tuple[Differing, ...]:
    """`figures_differ` of a story that is compared already."""
    known = _known(story)
    rows = [row for group in aligned(story) if (row := _row(story, group, known)) is not None]
    rows.sort(key=lambda row: -sum(len(value.said) for value in row.values))
    return tuple(rows[:MOST_ROWS])


def agreeing(story: Compared) -> tuple[Differing, ...]:
    """Figures that two or more texts have alike, each a row of one value; those in most outlets first."""
    rows = []
    for group in aligned(story):
        by_value = _by_value(group.figures)
        value, figures = max(by_value.items(), key=lambda item: (len(item[1]), -item[0][0]))
        if len({figure.text_number for figure in figures}) >= 2:
            rows.append(_shown(story, [value], by_value, frozenset(), over_time=False))
    return tuple(sorted(rows, key=lambda row: -len(row.values[0].said)))


_NUMBER: Final = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{2,})(?:\.\d+)?(?![\d])")
Key = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Known:
    """What an article says in numbers: its figures, and every number of two digits or more, whatever it counts."""

    amounts: tuple[Amount, ...]
    numbers: frozenset[float]

    def has(self, value: Amount) -> bool:
        """Whether the figure stands in it too, for whatever: then the article doesn't gainsay it."""
        kinds = COUNTS if value.kind == "count" else {value.kind}
        same = (each.kind in kinds and compatible(each, value, hedged=False) for each in self.amounts)
        if value.kind in ONLY_THEIR_KIND:
            return any(same)
        return value.low in self.numbers or any(same)


def _known(story: Compared) -> dict[int, _Known]:
    """Independent text -> its numbers."""
    found: dict[int, list[Amount]] = defaultdict(list)
    numbers: dict[int, set[float]] = defaultdict(set)
    for each in story.statements:
        found[each.text_number] += each.amounts
        numbers[each.text_number] |= {float(number.replace(",", "")) for number in _NUMBER.findall(each.sentence.text)}
    return {text: _Known(tuple(amounts), frozenset(numbers[text])) for text, amounts in found.items()}


def _by_value(group: Iterable[Figure]) -> dict[Key, list[Figure]]:
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in group:
        found[figure.value].append(figure)
    return found


def _row(story: Compared, group: Group, known: Mapping[int, _Known]) -> Differing | None:
    """The group as a row with the values that another one contradicts; None where none is contradicted."""
    by_value = _by_value(group.figures)
    over_time = _rises(by_value)
    standing: set[Key] = set()
    for i, j in group.linked:
        one, other = group.figures[i], group.figures[j]
        if _contradict(one, other, known, over_time=over_time):
            standing |= {one.value, other.value}
    if len(standing) < 2 or (len(standing) > MOST_VALUES and not over_time):
        return None
    exact = [figure.amount for key in standing for figure in by_value[key]]
    rounded = {key for key in by_value if any(_is_rounding(by_value[key][0].amount, other) for other in exact)}
    return _shown(story, sorted(standing | rounded), by_value, rounded, over_time=over_time)


def _rises(by_value: Mapping[Key, Sequence[Figure]]) -> bool:
    """Whether a count is higher in every later article, as the toll of an unfolding event is."""
    ordered = [by_value[key] for key in sorted(by_value)]
    if len(ordered) < 2 or ordered[0][0].amount.kind not in COUNTS:
        return False
    times = [[figure.statement.source.published for figure in figures] for figures in ordered]
    return all(max(lower) < min(higher) for lower, higher in pairwise(times))


def _latest(by_value: Mapping[Key, Sequence[Figure]]) -> Key | None:
    """The value of a count that stands in later articles than every other; None where none does."""
    times = {
        key: [figure.statement.source.published for figure in figures]
        for key, figures in by_value.items()
        if figures[0].amount.kind in COUNTS
    }
    if len(times) < 2:
        return None
    newest = max(times, key=lambda key: min(times[key]))
    others = (time for key, found in times.items() if key != newest for time in found)
    return newest if min(times[newest]) > max(others) else None


def _contradict(one: Figure, other: Figure, known: Mapping[int, _Known], *, over_time: bool) -> bool:
    if compatible(one.amount, other.amount, hedged=not (over_time or _is_count_so_far(one, other))):
        return False
    # A third article that has both sums or shares tells them apart; one that has both counts may tell of a dispute.
    if _is_part(one, other) or _is_part(other, one):
        return False
    readers = known.values() if one.amount.kind not in COUNTS else (known[one.text_number], known[other.text_number])
    both = (each for each in readers if each.has(one.amount) and each.has(other.amount))
    return next(both, None) is None


def _is_part(one: Figure, other: Figure) -> bool:
    """Whether the one figure and another of its sentence add up to the other: 2.5 and 0.5 trillion are 3 trillion."""
    beside = (each for each in one.statement.amounts if each.kind == one.amount.kind and each.start != one.amount.start)
    return any(abs(one.amount.low + each.low - other.amount.low) <= SUM_OFF * other.amount.low for each in beside)


def _is_count_so_far(one: Figure, other: Figure) -> bool:
    """Whether the lower toll, "at least 15 dead", is no rounding and no later than the higher one."""
    low, high = sorted((one, other), key=lambda figure: figure.amount.low)
    counted = low.amount.kind == "toll" and low.amount.hedge == "over" and _step(low.amount) < COUNTED
    return counted and low.statement.source.published <= high.statement.source.published


def compatible(one: Amount, other: Amount, *, hedged: bool = True) -> bool:
    """Whether both can be true: equal, overlapping ranges, one the other's rounding, or within what a hedge allows.

    hedged=False: as if neither said "about" or "at least".
    """
    if "vote" in (one.kind, other.kind):
        return (one.low, one.high) == (other.low, other.high)
    if one.low <= other.high and other.low <= one.high:
        return True
    low, high = sorted((one, other), key=lambda amount: amount.low)
    within = ROUNDED_MOST if hedged else ROUNDED
    if _is_rounding(low, high, within) or _is_rounding(high, low, within):
        return True
    if not hedged:
        return False
    if "about" in (one.hedge, other.hedge) and high.low - low.high <= ABOUT_ROUNDING * high.low:
        return True
    beyond = high.low - low.high <= OVER_ROUNDING * high.low or one.kind in COUNTS
    return beyond and (low.hedge == "over" or high.hedge == "under")


def _is_rounding(short: Amount, exact: Amount, within: float = ROUNDED) -> bool:
    """Whether the first may be the second, written with fewer digits: 2.3 for 2.34, 1.2 million for 1,234,000."""
    if short.low != short.high or exact.low != exact.high or short.low == exact.low:
        return False
    step = _step(short)
    apart = abs(short.low - exact.low)
    return step > _step(exact) and apart <= step / 2 * 1.001 and apart <= within * exact.low


def _step(amount: Amount) -> float:
    """What the last written digit that is no nought stands for: 0.1 in 2.3, 100 in 28,500."""
    digits = f"{amount.low:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    return float(10.0 ** (len(digits) - len(digits.rstrip("0"))))


def _shown(
    story: Compared,
    keys: Sequence[Key],
    by_value: Mapping[Key, Sequence[Figure]],
    rounded: frozenset[Key] | set[Key],
    *,
    over_time: bool,
) -> Differing:
    figures = [figure for key in keys for figure in by_value[key]]
    latest = _latest({key: by_value[key] for key in keys})
    values = []
    for key in keys:
        said = [said for figure in by_value[key] for said in voices(story, figure.statement)]
        note = "rounded" if key in rounded else "latest" if key == latest else ""
        shortest = min((figure.amount.written for figure in by_value[key]), key=len)
        values.append(Value(" ".join(shortest.split()), key[0], note, tuple(said)))
    amount = figures[0].amount
    return Differing(_about(figures), amount.kind, amount.unit, tuple(values), over_time)


def _about(figures: Sequence[Figure]) -> str:
    """The words that stand around all of the figures, or in all their sentences, as the shortest writes them."""
    shortest = min(figures, key=lambda figure: len(figure.around))
    around = _written(shortest.around, frozenset.intersection(*(figure.words for figure in figures)))
    if len(around) >= LEAST_ABOUT:
        return " ".join(around)
    whole = shared_words([figure.statement for figure in figures])
    return whole if len(whole.split()) > len(around) else " ".join(around)


def shared_words(statements: Sequence[Statement]) -> str:
    """The words that stand in all of the sentences, as the shortest writes them, at most six."""
    shortest = min(statements, key=lambda statement: len(statement.sentence.text))
    return " ".join(_written(shortest.sentence.text, frozenset.intersection(*(each.terms for each in statements))))


def _written(text: str, stems_of_it: frozenset[str]) -> list[str]:
    """The first words of a text that have these stems, each once."""
    bare = (word.strip('.,;:()"“”') for word in text.split())
    told = (word for word in bare if len(word) > 1 and _stem_of(word) in stems_of_it)  # no Korean particle alone
    return list(dict.fromkeys(told))[:MOST_ABOUT]


def _stem_of(word: str) -> str:
    found = tokens(word)
    return stem(found[0]) if found else ""
