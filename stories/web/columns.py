"""The headlines side by side, with the words that most of them share and those that only one side uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from stories.coverage.headlines import NONE, Piece, Words, marked, spelled, standing_out
from stories.scales import Genre
from stories.web.links import outbound
from stories.web.schemes import Axis, Group, house
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


def columns(story_id: int, rows: Sequence[ArticleRow], axis: Axis | None = None) -> Columns | None:
    """Each rated side's latest news headline per outlet; None where fewer than two sides have one.

    rows: the story's articles, the latest first. Unrated outlets have no column, and their headlines are compared too.
    axis: the scheme that the rows were read on, the house scheme if None; of another scale only the steps that have
    a headline get a column.
    """
    axis = axis or house()
    latest: dict[int, ArticleRow] = {}
    for row in rows:
        if row.genre == Genre.NEWS:
            latest.setdefault(row.outlet_id, row)
    of_side: dict[str, list[ArticleRow]] = {group.key: [] for group in axis.groups}
    for row in latest.values():
        of_side.setdefault(axis.key(row.lean, row.side), []).append(row)
    if sum(bool(of_side[group.key]) for group in axis.groups) < 2:
        return None
    compared = list(latest.values())[:COMPARED]
    keys = [group.key for group in axis.groups]
    words = standing_out(((axis.key(row.lean, row.side), row.title) for row in compared), keys)
    shown = [group for group in axis.groups if axis.sided or of_side[group.key]]
    return Columns(
        tuple(_column(story_id, group, of_side[group.key], words) for group in shown),
        _listed(spelled(words.shared, (row.title for row in compared))),
        words.wordings,
    )


def _column(story_id: int, group: Group, rows: Sequence[ArticleRow], words: Words = NONE) -> Column:
    own = words.one_sided.get(group.key, frozenset())
    return Column(
        side=group.css,
        label=group.label,
        letter=group.letter,
        place=_place(group),
        headlines=tuple(_headline(row, group, words) for row in rows[:SHOWN]),
        more=max(len(rows) - SHOWN, 0),
        href=f"/stories/{story_id}/?{urlencode({'side': group.key})}#sources",
        only=_listed(spelled(own, (row.title for row in rows))),
    )


def _place(group: Group) -> str:
    """Where the group is, as it stands within a sentence."""
    sides = {"left": _("on the left"), "center": _("in the center"), "right": _("on the right")}
    return sides.get(group.css) or _("at “%(step)s”") % {"step": group.label}


def _headline(row: ArticleRow, group: Group, words: Words) -> ColumnHeadline:
    return ColumnHeadline(
        marked(row.title, group.key, words), outbound(row.address), row.language, row.outlet, f"/outlets/{row.slug}/"
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join([*words[:MOST_WORDS], "…"] if len(words) > MOST_WORDS else words)
