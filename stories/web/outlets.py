"""The list of outlets: this installation's own source mix, and every outlet with how it is placed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stories.coverage.distributions import UNKNOWN
from stories.models import Article, Domain, Outlet, Standing
from stories.scales import OutletKind, Side
from stories.web.countries import Country, country
from stories.web.namesakes import namesakes
from stories.web.paging import page_number
from stories.web.recolour import group_counts, mix, recoloured
from stories.web.schemes import Axis, Group, axis_of, read_by, unrated
from stories.web.sources import mark
from stories.web.splits import FACTUALITY, TITLES, Split, split
from stories.web.tabs import ALL, Tab, tabs
from stories.web.vocabulary import factuality_label, outlet_kind_label, owner_told

PAGE_SIZE: Final = 60
DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One outlet in the list; factuality, owner and kind are '', country is None where they say nothing.

    domain: where another outlet of the page has the same name, else ''.
    """

    name: str
    domain: str
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
    axis, schemes = read_by(request)
    counts = _counts(axis)
    listed = _listing(request, axis, counts)
    context = {"mix": mix(axis, counts), "splits": _splits(axis), "listing": listed, "days": DAYS, "schemes": schemes}
    return render(request, "web/outlets.html", context)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list with its filters."""
    axis = axis_of(request)
    return render(request, "web/parts/outlet_list.html", {"listing": _listing(request, axis, _counts(axis))})


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """One page of the list."""
    axis = axis_of(request)
    return render(
        request, "web/parts/outlet_chunk.html", {"chunk": _chunk(axis, _side(request, axis), page_number(request))}
    )


def _counts(axis: Axis) -> dict[str, int]:
    """Outlets per group. Two queries."""
    return group_counts(axis, Standing.objects.all(), Outlet.objects.count())


def _splits(axis: Axis) -> tuple[Split, ...]:
    """Factuality, owners and countries of all outlets; factuality not where the bar shows it. One query."""
    rated = Standing.objects.filter(outlet=OuterRef("pk"), scheme__slug=FACTUALITY).values("bucket")[:1]
    known = Coalesce(Subquery(rated), Value("")), Coalesce("owner__kind", Value("")), F("country")
    parts: dict[str, Counter[str]] = {key: Counter() for key in TITLES}
    for *values, n in Outlet.objects.order_by().values_list(*known).annotate(n=Count("pk")):
        for key, value in zip(TITLES, values, strict=True):
            parts[key][value or UNKNOWN] += n
    return tuple(split(key, found) for key, found in parts.items() if found and key != axis.slug)


def _listing(request: HttpRequest, axis: Axis, counts: Mapping[str, int]) -> OutletList:
    side, groups = _side(request, axis), _groups(axis)
    labels = {key: group.label for key, group in groups.items()}
    links = tabs("/outlets/#list", "/outlets/all/list/", labels, {ALL: sum(counts.values()), **counts}, side)
    coloured = (
        replace(tab, letter=group.letter, css=group.css) for tab, group in zip(links, groups.values(), strict=True)
    )
    chunk = _chunk(axis, side, page_number(request))
    return OutletList(recoloured(tuple(coloured), axis), chunk)


def _groups(axis: Axis) -> dict[str, Group]:
    """The filters of the list, by the key in the address: all, and each group of the scheme."""
    return {group.key: group for group in (Group(ALL, _("All"), "", ""), *axis.groups, unrated())}


def _chunk(axis: Axis, side: str, page: int) -> OutletChunk:
    """A page of the list; one outlet more than is shown is asked for: whether there is a next page. Two queries."""
    first = (page - 1) * PAGE_SIZE
    rows = list(_placed(axis, side)[first : first + PAGE_SIZE + 1])
    written, alike = _written([row.pk for row in rows]), namesakes(rows)
    query = f"?{urlencode({**({'side': side} if side else {}), 'page': page + 1})}"
    further = len(rows) > PAGE_SIZE
    chunk = OutletChunk(
        tuple(_line(row, written.get(row.pk, 0), row.name in alike, axis) for row in rows[:PAGE_SIZE]),
        f"/outlets/{query}#list" if further else "",
        f"/outlets/all/more/{query}" if further else "",
    )
    return recoloured(chunk, axis)


def _placed(axis: Axis, side: str) -> QuerySet[Outlet]:
    """Outlets by name with their step and side on the scheme, and factuality."""
    standing = Standing.objects.filter(outlet=OuterRef("pk"))
    here = standing.filter(scheme__slug=axis.slug)
    rows = Outlet.objects.select_related("owner").annotate(
        domain=Coalesce(
            Subquery(Domain.objects.filter(outlet=OuterRef("pk")).order_by("pk").values("name")[:1]), Value("")
        ),
        bucket=Coalesce(Subquery(here.values("bucket")[:1]), Value("")),
        side=Coalesce(Subquery(here.values("side")[:1]), Value(Side.UNRATED.value)),
        factuality=Coalesce(Subquery(standing.filter(scheme__slug="factuality").values("bucket")[:1]), Value("")),
    )
    if side == Side.UNRATED:
        rows = rows.filter(side=side) if axis.sided else rows.exclude(bucket__in=list(axis.steps))
    elif side:
        rows = rows.filter(side=side) if axis.sided else rows.filter(bucket=side)
    return rows.order_by("name", "pk")


def _written(outlet_ids: list[int]) -> dict[int, int]:
    since = datetime.now(UTC) - timedelta(days=DAYS)
    rows = Article.objects.shown().filter(outlet__in=outlet_ids, published_at__gte=since).order_by()
    return dict(rows.values_list("outlet").annotate(n=Count("pk")))


def _line(row: Outlet, articles: int, has_namesake: bool, axis: Axis) -> OutletLine:
    placed: dict[str, str] = row.__dict__  # with the annotations, which the type doesn't know
    group = axis.group(placed["bucket"], Side(placed["side"]))
    return OutletLine(
        name=row.name,
        domain=placed["domain"] if has_namesake else "",
        href=row.get_absolute_url(),
        mark=mark(row.name),
        side=group.css,
        letter=group.letter,
        lean=axis.label(placed["bucket"]),
        factuality=factuality_label(placed["factuality"]) if axis.slug != FACTUALITY else "",
        owner=owner_told(row.owner.kind) if row.owner else "",
        country=country(row.country),
        kind=outlet_kind_label(row.kind) if row.kind != OutletKind.PUBLISHER else "",
        articles=articles,
    )


def _side(request: HttpRequest, axis: Axis) -> str:
    side = request.GET.get("side", ALL)
    return side if side in _groups(axis) else ALL
