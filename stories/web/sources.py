"""The source list of a story: one entry per outlet with its articles, by side, a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from stories.coverage.members import Member, Seat, SeatKind, seats
from stories.scales import Genre, OriginKind, OutletKind
from stories.web.changes import Edited, edited
from stories.web.countries import Country, country
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.schemes import Axis, Group, house, unrated
from stories.web.sorting import LATEST, Sort, ordered, query, sorts
from stories.web.story_rows import NEVER_CHANGED, ArticleRow, History, members
from stories.web.tabs import Tab, tabs
from stories.web.vocabulary import factuality_label, owner_told

PAGE_SIZE: Final = 20  # outlets
SHOWN_ARTICLES: Final = 3  # of one outlet before the rest folds away
NOT_COUNTED: Final = "not-counted"


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """One article in the list. href is '' where its address can't be linked; earlier: its former headline, or ''.

    edit: the last change of its text; gone: since when it is no longer at its address.
    """

    id: int
    title: str
    href: str
    language: str
    at: Moment
    labels: tuple[str, ...]
    earlier: str
    edit: Edited | None
    gone: Moment | None
    why: str
    why_page: str


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet in the list. lean and factuality are words; note says why it is in no count, or ''.

    domain: where another outlet of the story has the same name, else ''.
    """

    outlet: str
    domain: str
    href: str
    mark: str
    side: str
    letter: str
    lean: str
    factuality: str
    owner: str
    country: Country | None
    note: str
    articles: tuple[SourceArticle, ...]
    folded: tuple[SourceArticle, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """One page of sources and the way to the next, '' at the end; start is the number of the first."""

    sources: tuple[Source, ...]
    start: int
    left: int
    next_href: str
    next_fragment: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The whole list: its filters, its orders and the chunk that is shown."""

    tabs: tuple[Tab, ...]
    sorts: tuple[Sort, ...]
    chunk: Chunk
    empty: str
    gone: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: the seats by tab, with their articles.

    sort: a key of SORTS; by_tab: key of `tab_groups` -> seats in that order; a seat is in All and in one other.
    counted: the rows as coverage counts them.
    """

    story_id: int
    axis: Axis
    sort: str
    by_tab: Mapping[str, Sequence[Seat]]
    rows: Mapping[int, ArticleRow]
    counted: Sequence[Member]

    @property
    def counts(self) -> dict[str, int]:
        """The counted outlets of each group."""
        return {key: len(seats_) for key, seats_ in self.by_tab.items() if key not in ("", NOT_COUNTED)}

    def last_page(self, side: str) -> int:
        """The number of the last page; 1 where nobody is on that side."""
        return max(-(-len(self.by_tab[side]) // PAGE_SIZE), 1)

    def page(self, side: str, page: int) -> Sequence[Seat]:
        """The seats on a page, counted from 1."""
        return self.by_tab[side][(page - 1) * PAGE_SIZE : page * PAGE_SIZE]


def tab_groups(axis: Axis) -> dict[str, Group]:
    """The filters of the list, by the key in the address: all, each group of the scheme, and who is in no count."""
    every = (Group("", _("All"), "", ""), *axis.groups, unrated(), Group(NOT_COUNTED, _("Not counted"), "", ""))
    return {group.key: group for group in every}


def listing(story_id: int, rows: Sequence[ArticleRow], sort: str = LATEST, axis: Axis | None = None) -> Listing:
    """The seats of a story's articles, which come latest first; outlets alike in the order stay so.

    axis: the scheme that the rows were read on, the house scheme if None.
    """
    axis = axis or house()
    counted = members(rows)
    place = {row.outlet_id: i for i, row in reversed(list(enumerate(rows)))}
    of_outlet = {outlet_id: rows[i] for outlet_id, i in place.items()}
    by_tab: dict[str, list[Seat]] = {key: [] for key in tab_groups(axis)}
    latest_first = sorted(seats(counted), key=lambda seat: place[seat.outlet_id])
    for seat in ordered(latest_first, of_outlet, sort, axis):
        by_tab[""].append(seat)
        by_tab[axis.key(seat.bucket or "", seat.side) if seat.counted else NOT_COUNTED].append(seat)
    return Listing(story_id, axis, sort, by_tab, {row.id: row for row in rows}, counted)


def panel(listed: Listing, side: str, chunk: Chunk) -> Panel:
    """The whole list around one chunk of it; side '' is for all."""
    base = f"/stories/{listed.story_id}/"
    counts = {key: len(found) for key, found in listed.by_tab.items()}
    groups = tab_groups(listed.axis)
    labels = {key: group.label for key, group in groups.items()}
    every = tabs(f"{base}#sources", f"{base}sources/", labels, counts, side, kept=query(sort=listed.sort)[1:])
    coloured = [
        replace(tab, letter=group.letter, css=group.css) for tab, group in zip(every, groups.values(), strict=True)
    ]
    shown = tuple(tab for tab in coloured if tab.key != NOT_COUNTED or tab.outlets)
    orders = sorts(base, f"{base}sources/", side, listed.sort, listed.axis)
    return Panel(shown, orders, chunk, _nobody(listed.axis, labels[side]), _gone(listed.rows.values()))


def _gone(rows: Iterable[ArticleRow]) -> str:
    """That articles are counted which are no longer there; '' without such."""
    away = sum(row.gone is not None for row in rows)
    words = ngettext(
        "%(number)d article is no longer at its address. It counts as before: its outlet did publish it.",
        "%(number)d articles are no longer at their addresses. They count as before: their outlets did publish them.",
        away,
    )
    return words % {"number": away} if away else ""


def _nobody(axis: Axis, group: str) -> str:
    if axis.sided:
        return _("No %(side)s outlet covers this story.") % {"side": group.lower()}
    return _("No outlet that stands at “%(step)s” covers this story.") % {"step": group}


def chunk(listed: Listing, side: str, page: int, known: Mapping[int, History], now: datetime) -> Chunk:
    """One page of the filtered list; known: of articles that changed, what became of them."""
    left = max(len(listed.by_tab[side]) - page * PAGE_SIZE, 0)
    asked = query(side=side, sort=listed.sort, page=str(page + 1))
    base = f"/stories/{listed.story_id}/"
    return Chunk(
        sources=tuple(_source(listed, seat, known, now) for seat in listed.page(side, page)),
        start=(page - 1) * PAGE_SIZE + 1,
        left=left,
        next_href=f"{base}{asked}#sources" if left else "",
        next_fragment=f"{base}sources/more/{asked}" if left else "",
    )


def _source(listed: Listing, seat: Seat, known: Mapping[int, History], now: datetime) -> Source:
    rows = sorted((listed.rows[id_] for id_ in seat.articles), key=lambda row: (row.published, row.id), reverse=True)
    articles = tuple(_article(listed.story_id, row, known.get(row.id, NEVER_CHANGED), now) for row in rows)
    row = rows[0]
    group = listed.axis.group(row.lean, row.side)
    return Source(
        outlet=row.outlet,
        domain=row.domain,
        href=f"/outlets/{row.slug}/",
        mark=mark(row.outlet),
        side=group.css,
        letter=group.letter,
        lean=listed.axis.label(row.lean) if row.lean else group.label,
        factuality=factuality_label(row.factuality) if listed.axis.slug != "factuality" else "",
        owner=owner_told(row.owner_kind),
        country=country(row.country),
        note=_note(seat.kind),
        articles=articles[:SHOWN_ARTICLES],
        folded=articles[SHOWN_ARTICLES:],
    )


def _article(story_id: int, row: ArticleRow, known: History, now: datetime) -> SourceArticle:
    former = [wording.title for wording in known.wordings if wording.title != row.title]
    return SourceArticle(
        id=row.id,
        title=row.title,
        href=outbound(row.address),
        language=row.language,
        at=moment(row.published, now, row.precision),
        labels=labels(row),
        earlier=former[-1] if former else "",
        edit=edited(known.edits[-1:], now)[0] if known.edits else None,
        gone=moment(row.gone, now) if row.gone else None,
        why=f"/stories/{story_id}/why/{row.id}/",
        why_page=f"/stories/{story_id}/articles/{row.id}/",
    )


def labels(row: ArticleRow) -> tuple[str, ...]:
    """What a reader must know of an article beside its headline: opinion, whose copy it is."""
    found = [pgettext("genre", "Opinion")] if row.genre == Genre.OPINION else []
    if row.origin_kind == OriginKind.WIRE and row.origin != row.outlet:
        found.append(_("Wire copy of %(agency)s") % {"agency": row.origin} if row.origin else _("Wire copy"))
    elif row.origin_kind == OriginKind.REPUBLISHED or row.kind == OutletKind.REPUBLISHER:
        found.append(_("Republished from %(outlet)s") % {"outlet": row.origin} if row.origin else _("Republished"))
    return tuple(found)


def mark(name: str) -> str:
    """One or two letters for an outlet's tile: 'DH' for The Daily Herald, '한' for 한빛일보."""
    words = ["".join(c for c in word if c.isalnum()) for word in name.split()]
    words = [word for word in words if word and word.casefold() != "the"]
    if not words:
        return "·"
    return "".join(word[0] for word in words[:2] if word[0].isascii() or word is words[0]).upper()


def _note(kind: SeatKind) -> str:
    return {
        SeatKind.OPINION_ONLY: _("Opinion only: in no share"),
        SeatKind.REPUBLISHER: _("Republisher: in no share"),
    }.get(kind, "")
