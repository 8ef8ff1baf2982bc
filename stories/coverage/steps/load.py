"""What counting needs of the rows: a batch of stories' articles with their outlets' values, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import Q

from stories.coverage.members import Member
from stories.models import Membership, Standing
from stories.scales import DatePrecision, Genre, OriginKind, OutletKind, Side

FACTUALITY: Final = "factuality"


class ArticleRow(NamedTuple):
    """One article of a story, in the order of COLUMNS."""

    story_id: int
    article_id: int
    outlet_id: int
    outlet: str
    kind: str
    country: str
    owner: str | None
    owner_kind: str | None
    genre: str
    published: datetime
    precision: str
    seen: datetime
    removed: datetime | None
    fingerprint: bytes | memoryview | None
    origin_kind: str | None
    origin: str | None
    language: str


COLUMNS: Final = (
    "story_id",
    "article_id",
    "article__outlet_id",
    "article__outlet__name",
    "article__outlet__kind",
    "article__outlet__country",
    "article__outlet__owner__name",
    "article__outlet__owner__kind",
    "article__genre",
    "article__published_at",
    "article__published_precision",
    "article__first_seen_at",
    "article__removed_at",
    "article__annotation__fingerprint",
    "article__annotation__origin_kind",
    "article__annotation__origin_name",
    "article__language",
)


@dataclass(frozen=True, slots=True)
class Place:
    """An outlet's standing on a scheme as counting and show-the-sum need it."""

    bucket: str
    side: Side
    raters: int
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles by story, those taken down apart, and places by (outlet, scheme's name)."""

    rows: Mapping[int, list[ArticleRow]]
    removed: Mapping[int, list[ArticleRow]]
    places: Mapping[tuple[int, str], Place]

    def members(self, story_id: int, scheme: str) -> list[Member]:
        """The story's articles with their outlets' values on the scheme."""
        return [self._member(row, scheme) for row in self.rows.get(story_id, [])]

    def ratings(self, story_id: int, scheme: str) -> dict[int, Mapping[str, Any]]:
        """Outlet -> by which rule and ratings it stands where it does, for the story's rated outlets."""
        outlets = {row.outlet_id for row in self.rows.get(story_id, [])}
        found = {outlet_id: self.places.get((outlet_id, scheme)) for outlet_id in outlets}
        return {outlet_id: place.inputs for outlet_id, place in found.items() if place}

    def _member(self, row: ArticleRow, scheme: str) -> Member:
        place = self.places.get((row.outlet_id, scheme))
        factuality = self.places.get((row.outlet_id, FACTUALITY))
        credited = row.origin_kind in (OriginKind.WIRE, OriginKind.REPUBLISHED)
        return Member(
            article_id=row.article_id,
            outlet_id=row.outlet_id,
            outlet=row.outlet,
            kind=OutletKind(row.kind),
            side=place.side if place else Side.UNRATED,
            bucket=(place.bucket or None) if place else None,
            genre=Genre(row.genre),
            published=row.published,
            precision=DatePrecision(row.precision),
            seen=row.seen,
            origin_key=(row.origin or "") if credited else "",
            fingerprint=bytes(row.fingerprint or b""),
            owner=row.owner or "",
            owner_kind=row.owner_kind or "",
            country=row.country,
            factuality=factuality.bucket if factuality else "",
            language=row.language.partition("-")[0],
        )


def load(story_ids: Iterable[int], schemes: Iterable[str], once: Mapping[int, int] | None = None) -> Batch:
    """Everything that counting these stories on these schemes reads, in two queries.

    once: article -> a story that it was once in and that it is to be read as part of, wherever it is now.
    """
    rows: dict[int, list[ArticleRow]] = defaultdict(list)
    removed: dict[int, list[ArticleRow]] = defaultdict(list)
    then = once or {}
    wanted = Q(story_id__in=list(story_ids)) | Q(article_id__in=list(then))
    found = Membership.objects.filter(wanted).order_by("article_id").values_list(*COLUMNS)
    for row in map(ArticleRow._make, found.iterator()):
        story_id = then.get(row.article_id, row.story_id)
        (removed if row.removed else rows)[story_id].append(row._replace(story_id=story_id))
    outlets = {row.outlet_id for listed in rows.values() for row in listed}
    standings = Standing.objects.filter(outlet_id__in=outlets, scheme__slug__in=[*schemes, FACTUALITY])
    places = {
        (outlet_id, slug): Place(bucket, Side(side), raters, inputs)
        for outlet_id, slug, bucket, side, raters, inputs in standings.values_list(
            "outlet_id", "scheme__slug", "bucket", "side", "raters", "inputs"
        )
    }
    return Batch(rows, removed, places)
