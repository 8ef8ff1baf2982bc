"""What coverage knows of an article in a story, and the outlets' seats that follow from the articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from stories.scales import DatePrecision, Genre, OutletKind, Side


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story with its outlet's values on one scheme.

    bucket is None where the outlet is unrated. published and seen are aware datetimes; published is what is known,
    with its precision (`seen`: nothing but our first sight). fingerprint: MinHash bytes (`annotate.fingerprint`),
    empty where the text is too short for one. origin_key names the agency or outlet that the text is credited to, ''
    for the outlet's own work. owner, owner_kind, country and factuality are '' where unknown.
    """

    article_id: int
    outlet_id: int
    outlet: str
    kind: OutletKind
    side: Side
    bucket: str | None
    genre: Genre
    published: datetime
    precision: DatePrecision
    seen: datetime
    title: str = ""
    origin_key: str = ""
    fingerprint: bytes = b""
    owner: str = ""
    owner_kind: str = ""
    country: str = ""
    factuality: str = ""
    language: str = ""


class SeatKind(StrEnum):
    """How an outlet takes part in a story's count."""

    COUNTED = "counted"
    OPINION_ONLY = "opinion_only"
    REPUBLISHER = "republisher"


@dataclass(frozen=True, slots=True)
class Seat:
    """One outlet in one story, however much it writes; only a counted seat is in a share."""

    outlet_id: int
    outlet: str
    kind: SeatKind
    side: Side
    bucket: str | None
    articles: tuple[int, ...]
    owner: str
    owner_kind: str
    country: str
    factuality: str

    @property
    def counted(self) -> bool:
        """True for a seat that is one of left, center, right and unrated."""
        return self.kind is SeatKind.COUNTED


def seats(members: Iterable[Member]) -> tuple[Seat, ...]:
    """One seat per outlet, by outlet id; articles by id. The order of the members doesn't matter."""
    by_outlet: dict[int, list[Member]] = {}
    for member in members:
        by_outlet.setdefault(member.outlet_id, []).append(member)
    return tuple(_seat(by_outlet[outlet_id]) for outlet_id in sorted(by_outlet))


def _seat(members: list[Member]) -> Seat:
    first = min(members, key=lambda member: member.article_id)
    return Seat(
        outlet_id=first.outlet_id,
        outlet=first.outlet,
        kind=_kind(members),
        side=first.side if first.bucket is not None else Side.UNRATED,
        bucket=first.bucket,
        articles=tuple(sorted(member.article_id for member in members)),
        owner=first.owner,
        owner_kind=first.owner_kind,
        country=first.country,
        factuality=first.factuality,
    )


def _kind(members: list[Member]) -> SeatKind:
    if members[0].kind is OutletKind.REPUBLISHER:
        return SeatKind.REPUBLISHER
    if all(member.genre is Genre.OPINION for member in members):
        return SeatKind.OPINION_ONLY
    return SeatKind.COUNTED
