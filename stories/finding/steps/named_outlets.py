"""Which outlets a search is narrowed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from stories.finding.search import Query
from stories.models import Outlet, Standing
from stories.scales import RATED_SIDES, Side
from stories.text.folding import fold


def outlets_of(query: Query) -> tuple[list[int] | None, tuple[str, ...]]:
    """The outlets that the operators leave, None for all; and the names that no outlet has."""
    if not (query.outlets or query.sides or query.countries):
        return None, ()
    rows = Outlet.objects.all()
    if query.countries:
        rows = rows.filter(country__in=query.countries)
    if query.sides:
        rated = Standing.objects.filter(outlet=OuterRef("pk"), scheme__slug="lean", side__in=RATED_SIDES)
        on_side = Q(Exists(rated.filter(side__in=query.sides)))
        rows = rows.filter(on_side | ~Exists(rated) if Side.UNRATED in query.sides else on_side)
    if not query.outlets:
        return list(rows.values_list("pk", flat=True)), ()
    named = list(Outlet.objects.values_list("pk", "name", "slug", "domains__name"))
    by_name = {name: _named(name, named) for name in query.outlets}
    wanted = {pk for pks in by_name.values() for pk in pks}
    return list(rows.filter(pk__in=wanted).values_list("pk", flat=True)), tuple(
        name for name, pks in by_name.items() if not pks
    )


def _named(name: str, outlets: list[Any]) -> set[int]:
    """Outlets of that name, address name or domain; where there is none, those whose name contains it."""
    folded = fold(name)
    exact = {pk for pk, *names in outlets if folded.removeprefix("www.") in {fold(other or "") for other in names}}
    return exact or {pk for pk, full, *_ in outlets if folded in fold(full)}
