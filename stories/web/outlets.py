"""The list of outlets: this installation's own source mix, and every outlet with how it is placed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stories.models import Article, Outlet, Standing
from stories.scales import OutletKind, Side
from stories.web.bar import bar
from stories.web.countries import Country, country
from stories.web.paging import page_number
from stories.web.sources import mark
from stories.web.tabs import ALL, Tab, tabs
from stories.web.vocabulary import (
    bucket_label,
    factuality_label,
    outlet_kind_label,
    owner_label,
    side_label,
    side_letter,
)

PAGE_SIZE: Final = 60
DAYS: Final = 30
SIDES: Final = (ALL, *(side.value for side in Side))


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One outlet in the list; factuality, owner and kind are '', country is None where they say nothing."""

    name: str
    href: str
    mark: str
    side: str
    letter: str
    lean: str
    factuality: str
    owner: str
    country: Country | None
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class OutletChunk:
    """One page of outlets and the way to the next, '' at the end."""

    outlets: tuple[OutletLine, ...]
    next_href: str
    next_fragment: str


@dataclass(frozen=True, slots=True)
class OutletList:
    """The list with its filters."""

    tabs: tuple[Tab, ...]
    chunk: OutletChunk


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """The page of all outlets."""
    counts = _counts()
    mix = bar(*(counts[side] for side in Side))
    return render(request, "web/outlets.html", {"mix": mix, "listing": _listing(request, counts), "days": DAYS})


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list with its filters."""
    return render(request, "web/parts/outlet_list.html", {"listing": _listing(request, _counts())})


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """One page of the list."""
    return render(request, "web/parts/outlet_chunk.html", {"chunk": _chunk(_side(request), page_number(request))})


def _listing(request: HttpRequest, counts: dict[str, int]) -> OutletList:
    side = _side(request)
    links = tabs("/outlets/#list", "/outlets/all/list/", _labels(), {ALL: sum(counts.values()), **counts}, side)
    return OutletList(links, _chunk(side, page_number(request)))


def _labels() -> dict[str, str]:
    return {ALL: _("All"), **{side.value: side_label(side) for side in Side}}


def _counts() -> dict[str, int]:
    """Outlets per side. Two queries."""
    rated = (
        Standing.objects.filter(scheme__slug="lean")
        .exclude(side=Side.UNRATED)
        .values_list("side")
        .annotate(n=Count("pk"))
    )
    counts = {**dict.fromkeys((side.value for side in Side), 0), **dict(rated)}
    counts[Side.UNRATED.value] = Outlet.objects.count() - sum(counts.values())
    return counts


def _chunk(side: str, page: int) -> OutletChunk:
    """A page of the list; one outlet more than is shown is asked for: whether there is a next page. Two queries."""
    first = (page - 1) * PAGE_SIZE
    rows = list(_placed(side)[first : first + PAGE_SIZE + 1])
    written = _written([row.pk for row in rows])
    query = f"?side={side}&page={page + 1}" if side else f"?page={page + 1}"
    further = len(rows) > PAGE_SIZE
    return OutletChunk(
        tuple(_line(row, written.get(row.pk, 0)) for row in rows[:PAGE_SIZE]),
        f"/outlets/{query}#list" if further else "",
        f"/outlets/all/more/{query}" if further else "",
    )


def _placed(side: str) -> QuerySet[Outlet]:
    """Outlets by name with their lean, side and factuality."""
    standing = Standing.objects.filter(outlet=OuterRef("pk"))
    lean = standing.filter(scheme__slug="lean")
    rows = Outlet.objects.select_related("owner").annotate(
        lean=Coalesce(Subquery(lean.values("bucket")[:1]), Value("")),
        side=Coalesce(Subquery(lean.values("side")[:1]), Value(Side.UNRATED.value)),
        factuality=Coalesce(Subquery(standing.filter(scheme__slug="factuality").values("bucket")[:1]), Value("")),
    )
    return (rows.filter(side=side) if side else rows).order_by("name", "pk")


def _written(outlet_ids: list[int]) -> dict[int, int]:
    since = datetime.now(UTC) - timedelta(days=DAYS)
    rows = Article.objects.shown().filter(outlet__in=outlet_ids, published_at__gte=since).order_by()
    return dict(rows.values_list("outlet").annotate(n=Count("pk")))


def _line(row: Outlet, articles: int) -> OutletLine:
    placed: dict[str, str] = row.__dict__  # with the annotations, which the type doesn't know
    return OutletLine(
        name=row.name,
        href=row.get_absolute_url(),
        mark=mark(row.name),
        side=placed["side"],
        letter=side_letter(Side(placed["side"])),
        lean=bucket_label(placed["lean"]),
        factuality=factuality_label(placed["factuality"]),
        owner=owner_label(row.owner.kind) if row.owner else "",
        country=country(row.country),
        kind=outlet_kind_label(row.kind) if row.kind != OutletKind.PUBLISHER else "",
        articles=articles,
    )


def _side(request: HttpRequest) -> str:
    side = request.GET.get("side", ALL)
    return side if side in SIDES else ALL
