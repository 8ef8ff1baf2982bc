"""A figure in its sentence, with the words around it that say what it counts. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stories.annotate.name_words import CALENDAR
from stories.briefing.amounts import YEARS, Amount
from stories.briefing.reading import Source
from stories.briefing.statements import Statement, stem, stems
from stories.text.stop_words import STOP_WORDS

WORDS_BEFORE, WORDS_AFTER = 18, 9  # of a figure that say what it counts

MOST_IN_A_SENTENCE: Final = 20  # figures
_WORD: Final = re.compile(r"[^\W\d_](?:[\w&]|['’.\-](?=\w))*|\d+")
_CLAUSE_END: Final = re.compile(r"[;:—–()]|,\s(?:or|and|but|while|which|who|with|compared|und|aber|mais|pero)\s")
_NAME: Final = re.compile(r"\b[A-Z][\w&'’.-]*[\w]")
# Written with a capital, and of nobody in particular: every story of a country's politics has them.
_NO_NAMES: Final = frozenset({"gdp", "ceo", "cpi", "gnp", "tv", "mr", "mrs", "ms", "dr", "gop"}) | frozenset(
    {"republican", "republicans", "democrat", "democrats", "democratic", "president", "house", "senate", "congress"}
    | {"state", "states", "government", "administration"}
)
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
    """An amount in its sentence, with the words that say what it counts.

    names: around it; all_names: of the whole sentence. tolls: the other counts of dead, hurt and held in the sentence.
    """

    statement: Statement
    amount: Amount
    words: frozenset[str]
    names: frozenset[str]
    all_names: frozenset[str]
    tolls: frozenset[tuple[str, float]]
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


def figures_of(statement: Statement) -> Iterator[Figure]:
    """The figures of a statement, each with its surroundings; none of a list of prices."""
    if len(statement.amounts) > MOST_IN_A_SENTENCE:
        return  # each is held against each of every other text
    text = statement.sentence.text
    tolls = [amount for amount in statement.amounts if amount.kind == "toll"]
    for amount in statement.amounts:
        start, end = _surroundings(text, amount, statement.amounts)
        around = f"{text[start : amount.start]} {text[amount.end : end]}"
        words = stems(around) | ({amount.unit} if amount.kind == "toll" else set())
        names = frozenset(_names(statement.source, text, start, end))
        years = frozenset(year for year in _YEAR.findall(around) if int(year) in YEARS)
        periods = frozenset(found.casefold() for found in _PERIODS.findall(around))
        yield Figure(
            statement,
            amount,
            words,
            names,
            all_names=frozenset(_names(statement.source, text, 0, len(text))),
            tolls=frozenset((each.unit, each.low) for each in tolls if each.start != amount.start),
            years=years,
            periods=periods,
            directions=frozenset(_directions(around)),
            around=around,
        )


def _names(source: Source, text: str, start: int, end: int) -> Iterator[str]:
    """The words with a capital; one that opens the sentence only where it is known as a name."""
    for found in _NAME.finditer(text, start, end):
        name = found.group().casefold().removesuffix("'s").removesuffix("’s")
        if name not in CALENDAR | _NO_NAMES | STOP_WORDS and (
            not _opens(text, found.start()) or any(name in known.casefold().split() for known, _ in source.names)
        ):
            yield stem(name)


def _opens(text: str, start: int) -> bool:
    """Whether a word opens the sentence, or what stands behind a colon: there each has a capital."""
    before = text[:start].rstrip()
    return before.endswith(":") or not any(map(str.isalnum, before))


def _directions(around: str) -> Iterator[str]:
    if _UP.search(around):
        yield "up"
    if _DOWN.search(around):
        yield "down"


def _surroundings(text: str, amount: Amount, others: Sequence[Amount]) -> tuple[int, int]:
    """Where the words about a figure begin and end: its clause or a few words, up to the next figure of its kind."""
    unit = (amount.kind, amount.unit)
    same = [other for other in others if (other.kind, other.unit) == unit and other.start != amount.start]
    before_it = [other for other in same if other.end <= amount.start]
    if before_it and before_it[-1].part == "from" and text[before_it[-1].end : amount.start].strip() == "to":
        before_it = before_it[:-1]  # "doubled from 4 to 8 million": what is about one is about both
    floor = max((other.end for other in before_it), default=0)
    ceiling = min((other.start for other in same if other.start >= amount.end), default=len(text))
    ended = _CLAUSE_END.search(text, amount.end, ceiling)
    ceiling = ended.start() if ended else ceiling
    if floor:  # what stands right behind another figure is about that one
        floor = max((found.end() for found in _CLAUSE_END.finditer(text, floor, amount.start)), default=floor)
    before = [match.start() for match in _WORD.finditer(text, floor, amount.start)][-WORDS_BEFORE:]
    after = [match.end() for match in _WORD.finditer(text, amount.end, ceiling)][:WORDS_AFTER]
    return (before[0] if before else amount.start), (after[-1] if after else amount.end)
