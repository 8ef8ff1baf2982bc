"""How a story's outlets, or all of them, split by factuality, by kind of owner and by country: small pictures in words.

Factuality is a scale, so it is one strip of its steps; kinds of owners and countries have no order, so each is a line
of its own with its length. What is not known is hatched, stands last and is never a step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stories.coverage.distributions import UNKNOWN
from stories.coverage.shares import Display, display_of
from stories.scales import Factuality, Side
from stories.web.bar import LEAST_PLACES, LETTER_FROM, Segment, strip
from stories.web.countries import country
from stories.web.schemes import Group, axis_from
from stories.web.vocabulary import factuality_label, owner_label
from stories.web.wording import number

MOST_LINES: Final = 9  # as many as there are kinds of owners; countries can be more
FACTUALITY: Final = "factuality"
COUNTRIES: Final = "countries"
TITLES: Final[Mapping[str, Promise]] = {
    FACTUALITY: gettext_lazy("Factuality"),
    "ownership": gettext_lazy("Owners"),
    COUNTRIES: gettext_lazy("Countries"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part: its words and how many outlets. letter, css: of a step of a scale; width: of its picture, in percent;
    code: a country's, or ''."""

    label: str
    outlets: str
    letter: str = ""
    css: str = ""
    width: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """How outlets split by one thing. segments: the strip of a scale; empty where each line has its own picture."""

    key: str
    title: str
    lines: tuple[Line, ...]
    segments: tuple[Segment, ...] = ()

    @property
    def description(self) -> str:
        """All of it in one line, for those who don't see the picture."""
        return ", ".join(f"{line.label} {line.outlets}" for line in self.lines)


def splits(distributions: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Split, ...]:
    """The three of them, from a coverage's `distributions`; without parts that no outlet is in."""
    found = []
    for key in TITLES:
        counts = {str(part["key"]): int(part["outlets"]) for part in distributions.get(key, ()) if part["outlets"]}
        if counts:
            found.append(split(key, counts))
    return tuple(found)


def split(key: str, counts: Mapping[str, int]) -> Split:
    """One of them, from outlets per part; what is not known under UNKNOWN."""
    unknown, total = counts.get(UNKNOWN, 0), sum(counts.values())
    parts = [(part, n) for part, n in counts.items() if part != UNKNOWN and n]
    title = str(TITLES[key])
    if key == FACTUALITY:
        steps = _steps(get_language() or "")
        placed = [(group, n) for step, group in steps.items() if (n := counts.get(step, 0))]
        unknown = total - sum(n for _group, n in placed)
        lines = tuple(Line(group.label, number(n), group.letter, group.css) for group, n in placed)
        drawn = [(group.css, n, group.letter) for group, n in placed]
        return Split(key, title, (*lines, *_not_known(unknown)), _strip(drawn, unknown))
    parts.sort(key=lambda part: -part[1])
    rest = sum(n for _part, n in parts[MOST_LINES:])
    longest = _places(total, max(rest, unknown, *(n for _part, n in parts)))
    shown = [_line(key, part, n, longest) for part, n in parts[:MOST_LINES]]
    if rest:
        shown.append(Line(_("others"), number(rest), width=_width(rest, longest)))
    return Split(key, title, (*shown, *_not_known(unknown, longest)))


def part_label(key: str, part: str) -> str:
    """The words of a part of a distribution: 'High', 'Private equity', 'Canada', 'not known'."""
    if part == UNKNOWN:
        return _("not known")
    if key == COUNTRIES:
        named = country(part)
        return named.name if named else part
    words = factuality_label(part) if key == FACTUALITY else owner_label(part)
    return words or part.replace("_", " ")


def _line(key: str, part: str, n: int, longest: int) -> Line:
    code = part if key == COUNTRIES else ""
    return Line(part_label(key, part), number(n), width=_width(n, longest), code=code)


def _not_known(unknown: int, longest: int = 0) -> tuple[Line, ...]:
    """What is not known as a line with its length, or, with none, as a step of a scale."""
    if not unknown:
        return ()
    letter, width = ("", _width(unknown, longest)) if longest else (Side.UNRATED.letter, "")
    return (Line(_("not known"), number(unknown), letter, Side.UNRATED.value, width),)


def _strip(parts: Sequence[tuple[str, int, str]], unknown: int) -> tuple[Segment, ...]:
    """The steps by their numbers of outlets, the unknown last; a place for each outlet where they are few."""
    drawn = [*parts, (Side.UNRATED.value, unknown, "")]
    total = sum(n for _css, n, _letter in drawn)
    places = _places(total, total)
    fitting = [(css, n, letter if 100 * n >= LETTER_FROM * places else "") for css, n, letter in drawn]
    return strip(fitting, places)


def _places(total: int, whole: int) -> int:
    """How many outlets a whole length stands for: of a few a place each, so that one never looks like all."""
    return max(whole, LEAST_PLACES) if display_of(total) is Display.COUNTS else whole


def _width(n: int, longest: int) -> str:
    return f"{100 * n / longest:.4g}%"


@lru_cache(maxsize=32)
def _steps(_language: str) -> dict[str, Group]:
    """The steps of the factuality scale with their letters and colours, in the language of the page."""
    row = {"id": 0, "slug": FACTUALITY, "name": "", "buckets": [{"key": step.value} for step in Factuality]}
    return {group.key: group for group in axis_from(row | {"has_sides": False}).groups}
