"""The orders of a story's sources: links that work by themselves, with the fragments that htmx may fetch instead."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from stories.coverage.members import Seat
from stories.scales import Factuality
from stories.web.countries import country
from stories.web.schemes import Axis
from stories.web.story_rows import ArticleRow

LATEST: Final = ""
BY_SIDE: Final = "side"
SORTS: Final = {LATEST: _("Time"), BY_SIDE: _("Side"), "country": _("Country"), "factuality": _("Factuality")}
_FACTUALITY: Final = {step.value: place for place, step in enumerate(Factuality)}
_LAST: Final = 99


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: a link that works by itself, and the fragment's address for htmx."""

    key: str
    label: str
    href: str
    fragment: str
    current: bool


def sorts(page: str, fragment: str, side: str, current: str, axis: Axis) -> tuple[Sort, ...]:
    """A link per order that keeps the filter; page and fragment are addresses without a query or an anchor."""
    labels = SORTS if axis.sided else {**SORTS, BY_SIDE: axis.name}
    return tuple(
        _sort(page, fragment, query(side=side, sort=key), key, str(label), current=key == current)
        for key, label in labels.items()
    )


def query(**parts: str) -> str:
    """The query of what is not '', with its question mark; '' where all is."""
    asked = urlencode({name: value for name, value in parts.items() if value})
    return f"?{asked}" if asked else ""


def ordered(seats: Iterable[Seat], rows: Mapping[int, ArticleRow], sort: str, axis: Axis) -> list[Seat]:
    """The seats in an order; those alike keep theirs. rows: an article of each outlet by the outlet's id.

    By side from one end of the scheme to the other; by factuality from very high to very low; the unknown comes last.
    """
    if sort == BY_SIDE:
        return sorted(seats, key=lambda seat: axis.place(rows[seat.outlet_id].lean))
    key = _KEYS.get(sort)
    return sorted(seats, key=lambda seat: key(rows[seat.outlet_id])) if key else list(seats)


def _sort(page: str, fragment: str, asked: str, key: str, label: str, *, current: bool) -> Sort:
    return Sort(key or "time", label, f"{page}{asked}#sources", f"{fragment}{asked}", current)


def _by_country(row: ArticleRow) -> tuple[int, int, str]:
    known = country(row.country)
    return (0, 0, known.name.casefold()) if known else (1, 0, "")


def _by_factuality(row: ArticleRow) -> tuple[int, int, str]:
    return _FACTUALITY.get(row.factuality, _LAST), 0, ""


_KEYS: Final[Mapping[str, Callable[[ArticleRow], tuple[int, int, str]]]] = {
    "country": _by_country,
    "factuality": _by_factuality,
}
