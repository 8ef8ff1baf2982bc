"""The headlines side by side, with the words that most of them share and those that only one side uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stories.coverage.headlines import NONE, Piece, Words, marked, spelled, standing_out
from stories.scales import RATED_SIDES, Genre, Side
from stories.web.links import outbound
from stories.web.story_rows import ArticleRow

SHOWN: Final = 5  # headlines of one side
COMPARED: Final = 200  # outlets whose headlines are compared: bounds the work for a story of a thousand
MOST_WORDS: Final = 8  # named in a line


@dataclass(frozen=True, slots=True)
class ColumnHeadline:
    """One headline in the comparison."""

    pieces: tuple[Piece, ...]
    href: str
    language: str
    outlet: str
    outlet_href: str


@dataclass(frozen=True, slots=True)
class Column:
    """The headlines of one side; more: outlets whose headlines are not here; only: words that only it uses.

    place: where the side is, in words.
    """

    side: str
    label: str
    letter: str
    place: str
    headlines: tuple[ColumnHeadline, ...]
    more: int
    href: str
    only: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The comparison; shared: words that most headlines have, or ''; compared: how many different headlines."""

    sides: tuple[Column, ...]
    shared: str
    compared: int

    @property
    def marks(self) -> bool:
        """True where a word is marked, so that the legend has something to explain."""
        return bool(self.shared or any(column.only for column in self.sides))


def columns(story_id: int, rows: Sequence[ArticleRow]) -> Columns | None:
    """Each rated side's latest news headline per outlet; None where fewer than two sides have one.

    rows: the story's articles, the latest first. Unrated outlets have no column, and their headlines are compared too.
    """
    latest: dict[int, ArticleRow] = {}
    for row in rows:
        if row.genre == Genre.NEWS:
            latest.setdefault(row.outlet_id, row)
    of_side = {side: [row for row in latest.values() if row.side is side] for side in Side}
    if sum(bool(of_side[side]) for side in RATED_SIDES) < 2:
        return None
    compared = list(latest.values())[:COMPARED]
    words = standing_out((row.side, row.title) for row in compared)
    return Columns(
        tuple(_column(story_id, side, of_side[side], words) for side in RATED_SIDES),
        _listed(spelled(words.shared, (row.title for row in compared))),
        words.wordings,
    )


def _column(story_id: int, side: Side, rows: Sequence[ArticleRow], words: Words = NONE) -> Column:
    own = words.one_sided.get(side, frozenset())
    return Column(
        side=side.value,
        label=side.label,
        letter=side.letter,
        place="in the center" if side is Side.CENTER else f"on the {side}",
        headlines=tuple(_headline(row, words) for row in rows[:SHOWN]),
        more=max(len(rows) - SHOWN, 0),
        href=f"/stories/{story_id}/?side={side.value}#sources",
        only=_listed(spelled(own, (row.title for row in rows))),
    )


def _headline(row: ArticleRow, words: Words) -> ColumnHeadline:
    return ColumnHeadline(
        marked(row.title, row.side, words), outbound(row.address), row.language, row.outlet, f"/outlets/{row.slug}/"
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join([*words[:MOST_WORDS], "…"] if len(words) > MOST_WORDS else words)
