"""The claim table: figures and quotations aligned over outlets and sides. Pure.

A side is silent on a claim only where we have the whole text of one of its outlets and the claim's number or words
stand in none of its texts. Where that can't be said the cell is empty.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from stories.briefing.figures_differ import Differing, agreeing, differing
from stories.briefing.quotes import RUN, Quote, aligned_quotes
from stories.briefing.reading import Citation, Source
from stories.briefing.statements import Compared, compared, is_full
from stories.scales import Genre, OutletKind, Side
from stories.text.tokens import tokens

MOST_ROWS: Final = 10
MOST_QUOTES: Final = 4
LEAST_ROWS: Final = 2  # one row is no table

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
FIGURE, QUOTATION = "figure", "quotation"
STATES, DIFFERS, SILENT, UNKNOWN = "states", "differs", "silent", ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one outlet has: the value or the words, and where."""

    text: str
    outlet_name: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Cell:
    """One side on one claim. state: states, differs (its figure is not the only one), silent, '' not known."""

    side: Side
    state: str
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One row.

    text: the shortest sentence with a figure, or the quotation at its longest. values: its figures as written.
    speaker: '' unknown.
    """

    kind: str
    text: str
    citation: Citation
    about: str
    values: tuple[str, ...]
    speaker: str
    over_time: bool
    cells: tuple[Cell, ...]

    @property
    def outlets(self) -> int:
        """How many outlets have it."""
        return len({stated.outlet_name for cell in self.cells for stated in cell.stated})


def claims(sources: Sequence[Source]) -> tuple[Claim, ...]:
    """The rows, differing figures first, then what most outlets have; () under two rows."""
    return claim_table(compared(sources))


def claim_table(story: Compared) -> tuple[Claim, ...]:
    """`claims` of a story that is compared already."""
    sides = _sides(story.sources)
    differ = differing(story)
    alike = _once_each(agreeing(story), differ)
    # Of one side alone the table would only repeat the list of who is quoted.
    several = len(sides) > 1
    quoted = [quote for quote in aligned_quotes(story.sources) if several and len(quote.versions) > 1][:MOST_QUOTES]
    rows = [_of_figure(row, sides) for row in (*differ, *alike[:MOST_ROWS])]
    rows += [_of_quote(quote, sides) for quote in quoted]
    rows = [row for row in rows if row.outlets > 1]
    rows.sort(key=lambda row: (len(row.values) < 2, -row.outlets))
    return tuple(rows[:MOST_ROWS]) if len(rows) >= LEAST_ROWS else ()


@dataclass(frozen=True, eq=False)
class _Camp:
    """The news of one side."""

    side: Side
    sources: tuple[Source, ...]

    @cached_property
    def is_full(self) -> bool:
        """Whether we have a whole text of it."""
        return any(map(is_full, self.sources))

    @cached_property
    def text(self) -> str:
        """All that it writes."""
        return "\n".join(sentence.text for source in self.sources for sentence in source.sentences)

    @cached_property
    def words(self) -> str:
        """The same as words between spaces."""
        return f" {' '.join(tokens(self.text))} "

    def names(self, articles: Mapping[int, Stated]) -> tuple[Stated, ...]:
        """What its articles state."""
        return tuple(articles[source.article] for source in self.sources if source.article in articles)


def _once_each(rows: Iterable[Differing], differ: Iterable[Differing]) -> list[Differing]:
    """One row for a sentence, however many figures it holds, and none for a figure that has a row already."""
    seen: set[Citation] = set()
    known = {(row.unit, value.number) for row in differ for value in row.values}
    kept = []
    for row in rows:
        cited = {said.citations[0] for said in row.values[0].said}
        figure = (row.unit, row.values[0].number)
        if not cited & seen and figure not in known:
            kept.append(row)
            seen |= cited
            known.add(figure)
    return kept


def _sides(sources: Iterable[Source]) -> list[_Camp]:
    found: dict[Side, list[Source]] = defaultdict(list)
    for source in sources:
        if source.sentences and source.genre is Genre.NEWS and source.kind is not OutletKind.REPUBLISHER:
            found[source.side].append(source)
    return [_Camp(side, tuple(found[side])) for side in Side if side in found]


def _of_figure(row: Differing, sides: Sequence[_Camp]) -> Claim:
    names = {source.article: source.outlet_name for camp in sides for source in camp.sources}
    stated = {
        said.citations[0].article: Stated(value.written, names[said.citations[0].article], said.citations[0])
        for value in row.values
        for said in value.said
    }
    several = len(row.values) > 1
    shortest = min((said for value in row.values for said in value.said), key=lambda said: len(said.text))
    digits = {number for value in row.values for number in _numbers(value.written)}
    cells = tuple(
        _cell(camp, camp.names(stated), DIFFERS if several else STATES, any(number in camp.text for number in digits))
        for camp in sides
    )
    values = tuple(value.written for value in row.values)
    return Claim(FIGURE, shortest.text, shortest.citations[0], row.about, values, "", row.over_time, cells)


def _of_quote(quote: Quote, sides: Sequence[_Camp]) -> Claim:
    stated = {each.citation.article: Stated(each.note, each.outlet_name, each.citation) for each in quote.versions}
    words = tokens(quote.text)
    runs = {f" {' '.join(words[i : i + RUN])} " for i in range(max(1, len(words) - RUN + 1))}
    cells = tuple(_cell(camp, camp.names(stated), STATES, any(run in camp.words for run in runs)) for camp in sides)
    return Claim(QUOTATION, quote.text, quote.versions[0].citation, "", (), quote.speaker, False, cells)


def _cell(camp: _Camp, stated: tuple[Stated, ...], state: str, hinted: bool) -> Cell:
    """hinted: its texts have the number or the words somewhere, and may say the same in another way."""
    if stated:
        return Cell(camp.side, state, stated)
    return Cell(camp.side, SILENT if camp.is_full and not hinted else UNKNOWN, ())


def _numbers(written: str) -> list[str]:
    """The numbers as they are written, which are looked for in other texts; the word where it is one."""
    return _NUMBER.findall(written) or [written.partition(" ")[0]]
