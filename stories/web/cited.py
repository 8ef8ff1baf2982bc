"""Quotations with links to the articles that they cite, and how the block that holds them was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stories.briefing.blocks import METHOD
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.story_rows import ArticleRow
from stories.web.wording import listed

OPEN_FIRST: Final = 3  # quotations of a summary
MOST_NAMED: Final = 8  # outlets in the line that says what a block was made from


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: its number on the page, where it leads ('' where the article can't be linked), outlet and time."""

    number: int
    href: str
    outlet: str
    outlet_href: str
    at: Moment
    language: str


@dataclass(frozen=True, slots=True)
class Made:
    """How a block was made: from so many articles of these outlets, when, by which method and version."""

    articles: int
    outlets: str
    others: int
    at: Moment
    method: str
    version: str

    @property
    def model(self) -> str:
        """The language model that wrote it; '' where it is the outlets' own sentences."""
        return "" if self.method == METHOD else self.method


@dataclass(frozen=True, slots=True)
class Stored:
    """A block's row. content: as its maker in `stories.briefing` made it; read: the articles it was made from."""

    content: Mapping[str, Any]
    language: str
    made: Made
    read: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence as its outlet wrote it; part: of which part of the block, or ''."""

    text: str
    language: str
    cited: tuple[Cited, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Quotations:
    """A block that is a list of quotations."""

    quotations: tuple[Quotation, ...]
    made: Made

    @property
    def written(self) -> bool:
        """Whether the sentences are a language model's, and no quotations."""
        return bool(self.made.model)

    @property
    def first(self) -> tuple[Quotation, ...]:
        """As many as stand open where the others are folded: the bar is not far below them on a telephone."""
        return self.quotations[:OPEN_FIRST]

    @property
    def rest(self) -> tuple[Quotation, ...]:
        """The others."""
        return self.quotations[OPEN_FIRST:]


class Citations:
    """The articles of the page by number, in the order in which the page cites them first."""

    def __init__(self, rows: Iterable[ArticleRow], now: datetime) -> None:
        self._rows = {row.id: row for row in rows}
        self._now = now
        self._numbers: dict[int, int] = {}

    def of(self, citations: Sequence[Sequence[int]]) -> tuple[Cited, ...]:
        """The links of stored citations [[article, start, end], ...]; articles that are not here any more have none.

        () when the first is not: a quotation is in its words, which are never shown as another's.
        """
        articles = list(dict.fromkeys(int(article) for article, _start, _end in citations))
        if not self.here(articles[:1]):
            return ()
        return tuple(self._cited(self._rows[article]) for article in articles if article in self._rows)

    def all_of(self, citations: Sequence[Sequence[int]]) -> tuple[Cited, ...]:
        """As `of`, and () when any is not here any more: a model's sentence is made from all that it cites."""
        articles = {int(article) for article, _start, _end in citations}
        return self.of(citations) if len(self.here(articles)) == len(articles) else ()

    def here(self, articles: Iterable[int]) -> list[int]:
        """Which of these articles the page has."""
        return [article for article in articles if article in self._rows]

    def come(self, read: frozenset[int], *, outlet: int = 0, side: str = "") -> bool:
        """Whether the page has an article of this outlet, or side, that a briefing of these articles doesn't know.

        What it says to be missing may stand in that one. False where it isn't told what it was made from.
        """
        return bool(read) and any(
            row.id not in read and (row.outlet_id == outlet if outlet else row.side == side)
            for row in self._rows.values()
        )

    def made(self, row: Mapping[str, Any]) -> Made:
        """How the block of a stored row was made."""
        known = [self._rows[article] for article in row["articles"] if article in self._rows]
        outlets = list(dict.fromkeys(one.outlet for one in known))
        at = moment(datetime.fromisoformat(row["made"]), self._now)
        named = listed(outlets[:MOST_NAMED])
        return Made(len(known), named, len(outlets[MOST_NAMED:]), at, row["method"], row["version"])

    def _cited(self, row: ArticleRow) -> Cited:
        number = self._numbers.setdefault(row.id, len(self._numbers) + 1)
        at = moment(row.published, self._now, row.precision)
        return Cited(number, outbound(row.address), row.outlet, f"/outlets/{row.slug}/", at, row.language)


def quotations(stored: Stored, citations: Citations) -> Quotations | None:
    """A block of {"sentences": [{"text", "citations"}]}; None when nothing that it cites is here any more."""
    found = []
    links = citations.all_of if stored.made.model else citations.of
    for sentence in stored.content.get("sentences", ()):
        cited = links(sentence["citations"])
        if cited:
            found.append(Quotation(sentence["text"], cited[0].language, cited, sentence.get("part", "")))
    return Quotations(tuple(found), stored.made) if found else None
