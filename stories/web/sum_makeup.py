"""Which outlets a story's pictures of factuality, owners and countries count where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stories.coverage.distributions import UNKNOWN
from stories.coverage.members import SeatKind
from stories.web.splits import COUNTRIES, FACTUALITY, TITLES, part_label
from stories.web.wording import number

# Where an outlet of the record says what a distribution counts it under.
_KEYS: Final[Mapping[str, str]] = {FACTUALITY: "factuality", "ownership": "owner_kind", COUNTRIES: "country"}


@dataclass(frozen=True, slots=True)
class Name:
    """An outlet in a part; href is '' where it has no page, owner '' where the part isn't one of owners."""

    outlet: str
    href: str
    owner: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a distribution with its outlets by name."""

    label: str
    outlets: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Makeup:
    """One distribution; ratings_href: where the ratings behind it stand, or ''."""

    title: str
    parts: tuple[Part, ...]
    ratings_href: str


def makeup(record: Mapping[str, Any]) -> tuple[Makeup, ...]:
    """The distributions of a story's record with the outlets of every part."""
    seated = [row for row in record["outlets"] if row["seat"] == SeatKind.COUNTED]
    return tuple(_makeup(key, record["distributions"].get(key, ()), seated, record["story"]["id"]) for key in TITLES)


def _makeup(key: str, rows: Sequence[Mapping[str, Any]], seated: Sequence[Mapping[str, Any]], story_id: int) -> Makeup:
    keys = [str(row["key"]) for row in rows]
    held: dict[str, list[Mapping[str, Any]]] = {part: [] for part in keys}
    for outlet in seated:
        part = outlet[_KEYS[key]]
        held.setdefault(part if part in held else UNKNOWN, []).append(outlet)
    parts = tuple(
        Part(part_label(key, part), number(len(found)), _names(key, found)) for part, found in held.items() if found
    )
    is_rated = key == FACTUALITY and any(part != UNKNOWN and found for part, found in held.items())
    return Makeup(str(TITLES[key]), parts, f"/stories/{story_id}/sum/?scheme={FACTUALITY}" if is_rated else "")


def _names(key: str, outlets: Sequence[Mapping[str, Any]]) -> tuple[Name, ...]:
    ordered = sorted(outlets, key=lambda row: str(row["name"]).casefold())
    return tuple(
        Name(
            row["name"],
            f"/outlets/{row['slug']}/" if row["slug"] else "",
            row["owner"] if key == "ownership" else "",
        )
        for row in ordered
    )
