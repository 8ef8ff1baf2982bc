"""The bias bar: where a story's outlets stand, as shapes, as numbers and as one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stories.coverage.shares import Display, percents, shares
from stories.scales import RATED_SIDES, Side
from stories.web.vocabulary import side_label, side_letter
from stories.web.wording import number, percent

# Below these percents of the bar's width a label would not fit at 320 px.
LABEL_FROM = 13
LETTER_FROM = 6
# A bar of counts has at least so many places, so that one outlet never looks like all of them.
LEAST_PLACES = 12
MOST_TILES = 24


@dataclass(frozen=True, slots=True)
class Segment:
    """One coloured part: x, width and middle in percent of the bar as SVG wants them; text is drawn inside, or ''."""

    side: str
    x: str
    width: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend; percent is None where none may be shown."""

    side: str
    label: str
    letter: str
    outlets: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Everything that a page shows of a story's sides.

    segments: the rated outlets by share, or, where counts alone may be shown, a tile per outlet.
    whole: all outlets with the unrated part; empty where there is none, and where segments already show it.
    heading: the one sentence that may be said; rated_words: how many outlets it rests on.
    """

    display: str
    segments: tuple[Segment, ...]
    whole: tuple[Segment, ...]
    entries: tuple[Entry, ...]
    heading: str
    rated_words: str
    description: str
    outlets: int
    rated: int

    @property
    def few(self) -> bool:
        """True where shares rest on few rated outlets."""
        return self.display == Display.FEW

    @property
    def counts_only(self) -> bool:
        """True where no percent may be shown."""
        return self.display == Display.COUNTS


def bar(left: int, center: int, right: int, unrated: int) -> Bar:
    """The bar of a story with so many outlets on each side."""
    found = shares(left, center, right)
    counts = {Side.LEFT: left, Side.CENTER: center, Side.RIGHT: right, Side.UNRATED: unrated}
    total = found.rated + unrated
    exact = found.display is not Display.COUNTS
    entries = tuple(
        Entry(
            side, side_label(side), side_letter(side), n, found.of(side) if exact and side is not Side.UNRATED else None
        )
        for side, n in counts.items()
    )
    rated_counts = [(side, counts[side]) for side in RATED_SIDES]
    labels = {side: _text(side, found.of(side)) for side in RATED_SIDES}
    return Bar(
        display=found.display,
        segments=_shares(rated_counts, labels) if exact else _tiles(list(counts.items())),
        whole=_shares(list(counts.items()), {}) if exact and unrated else (),
        entries=entries,
        heading=_heading(counts, found.leader, found.display),
        rated_words=_rated_words(found.rated, total),
        description=", ".join(_described(entry) for entry in entries) + ".",
        outlets=total,
        rated=found.rated,
    )


def strip(parts: Sequence[tuple[str, int, str]], places: int = 0) -> tuple[Segment, ...]:
    """Segments as wide as their numbers of outlets, in their order; empty ones are left out.

    parts: what follows side- in a class, outlets, and the text inside. places: of how many outlets the whole strip
    is, all of these if 0. In hundredths of a percent, so that a whole strip ends exactly at the edge.
    """
    free = max(places - sum(n for _css, n, _text in parts), 0)
    widths = percents([*(n for _css, n, _text in parts), free], 10_000)
    segments, start = [], 0
    for (css, n, text), width in zip(parts, widths, strict=False):
        if n:
            segments.append(_segment(css, start, width, text))
        start += width
    return tuple(segments)


def _shares(counts: Sequence[tuple[Side, int]], labels: Mapping[Side, str]) -> tuple[Segment, ...]:
    return strip([(side.value, n, labels.get(side, "")) for side, n in counts])


def _tiles(counts: Sequence[tuple[Side, int]]) -> tuple[Segment, ...]:
    """A tile per outlet; one block per side where there are too many to tell apart."""
    sides = [side for side, n in counts for _ in range(n)]
    if len(sides) > MOST_TILES:
        return _shares(counts, {})
    width = 10_000 // max(len(sides), LEAST_PLACES)
    return tuple(_segment(side.value, i * width, width, side_letter(side)) for i, side in enumerate(sides))


def _segment(side: str, start: int, width: int, text: str) -> Segment:
    return Segment(side, _percent(start), _percent(width), _percent(start + width // 2), text)


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _text(side: Side, points: int) -> str:
    if points >= LABEL_FROM:
        return f"{side_letter(side)} {percent(points / 100)}"
    return side_letter(side) if points >= LETTER_FROM else ""


def _rated_words(rated: int, total: int) -> str:
    words = ngettext("%(rated)s of %(total)s outlet rated", "%(rated)s of %(total)s outlets rated", total)
    return words % {"rated": number(rated), "total": number(total)}


def _described(entry: Entry) -> str:
    if entry.percent is None:
        return f"{entry.label} {number(entry.outlets)}"
    values = {"side": entry.label, "outlets": number(entry.outlets), "percent": percent(entry.percent / 100)}
    return _("%(side)s %(outlets)s (%(percent)s of the rated)") % values


def _heading(counts: Mapping[Side, int], leader: Side | None, display: Display) -> str:
    rated = sum(counts[side] for side in RATED_SIDES)
    if rated == 0:
        single = counts[Side.UNRATED] == 1
        return _("The one outlet is not rated") if single else _("None of the outlets is rated")
    if display is Display.COUNTS:
        return _("Too few rated outlets for shares: %(rated)s") % {"rated": number(rated)}
    if leader is None:
        return _("No side leads among %(rated)s rated outlets") % {"rated": number(rated)}
    ahead = counts[leader]
    words = _all(leader) if ahead == rated else _most(leader) if 2 * ahead > rated else _largest(leader)
    return words % {"rated": number(rated), "outlets": number(ahead)}


def _all(leader: Side) -> str:
    return {
        Side.LEFT: _("All %(rated)s rated outlets are on the left"),
        Side.CENTER: _("All %(rated)s rated outlets are in the center"),
        Side.RIGHT: _("All %(rated)s rated outlets are on the right"),
    }[leader]


def _most(leader: Side) -> str:
    return {
        Side.LEFT: _("Most of the %(rated)s rated outlets are on the left: %(outlets)s"),
        Side.CENTER: _("Most of the %(rated)s rated outlets are in the center: %(outlets)s"),
        Side.RIGHT: _("Most of the %(rated)s rated outlets are on the right: %(outlets)s"),
    }[leader]


def _largest(leader: Side) -> str:
    return {
        Side.LEFT: _("The largest group of the %(rated)s rated outlets is on the left: %(outlets)s"),
        Side.CENTER: _("The largest group of the %(rated)s rated outlets is in the center: %(outlets)s"),
        Side.RIGHT: _("The largest group of the %(rated)s rated outlets is on the right: %(outlets)s"),
    }[leader]
