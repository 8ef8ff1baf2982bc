"""Plans of outlets -> rows: known ones are found and only their blanks filled, the others made, all in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from stories.catalogue.domains import slug
from stories.catalogue.plans import FILLABLE, OutletPlan
from stories.models import Domain, Outlet, Owner

BATCH = 2000
IMPORT_LOCK = 0x6E657773  # one import at a time: two at once would make the same outlets


@dataclass(slots=True)
class Settled:
    """outlets: outlet id by a plan's key; new and filled: the ids that this call made or completed."""

    outlets: dict[str, int] = field(default_factory=dict)
    new: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)


def take_turns() -> None:
    """Wait until no other import runs; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def settle_outlets(wanted: Sequence[OutletPlan], now: datetime) -> Settled:
    """A row for every plan, within the caller's transaction."""
    known = _known(wanted)
    owners = _owners(wanted)
    settled = Settled({key: outlet.pk for key, outlet in known.items()})
    _fill([(plan, known[plan.key]) for plan in wanted if plan.key in known], owners, settled)
    _make([plan for plan in wanted if plan.key not in known], owners, settled, now)
    return settled


def _known(wanted: Sequence[OutletPlan]) -> dict[str, Outlet]:
    names = {name for plan in wanted for name in plan.looked_for}
    rows = Domain.objects.filter(name__in=names).select_related("outlet")
    by_domain = {row.name: row.outlet for row in rows}
    found: dict[str, Outlet] = {}
    for plan in wanted:
        if outlet := next((by_domain[name] for name in plan.looked_for if name in by_domain), None):
            found[plan.key] = outlet
    if any(plan.domain is None for plan in wanted):
        nameless = {" ".join(row.name.split()).casefold(): row for row in Outlet.objects.filter(domains=None)}
        found |= {
            plan.key: nameless[name]
            for plan in wanted
            if plan.domain is None and (name := plan.key.removeprefix("name:")) in nameless
        }
    return found


def _owners(wanted: Sequence[OutletPlan]) -> dict[str, Owner]:
    kinds = {plan.owner: plan.owner_kind for plan in wanted if plan.owner}
    if not kinds:
        return {}
    Owner.objects.bulk_create([Owner(name=name, kind=kind) for name, kind in kinds.items()], ignore_conflicts=True)
    return {owner.name: owner for owner in Owner.objects.filter(name__in=kinds)}


def _fill(pairs: Iterable[tuple[OutletPlan, Outlet]], owners: Mapping[str, Owner], settled: Settled) -> None:
    """Only blanks are filled: what an editor or an earlier import wrote stays. A name that is the domain is blank."""
    changed: dict[int, Outlet] = {}
    for plan, outlet in pairs:
        before = [getattr(outlet, name) for name in ("name", "owner_id", *FILLABLE)]
        for name in FILLABLE:
            if not getattr(outlet, name):
                setattr(outlet, name, getattr(plan, name))
        if outlet.owner_id is None and plan.owner:
            outlet.owner = owners[plan.owner]
        if plan.domain and outlet.name in plan.looked_for:
            outlet.name = plan.name
        if before != [getattr(outlet, name) for name in ("name", "owner_id", *FILLABLE)]:
            changed[outlet.pk] = outlet
    Outlet.objects.bulk_update(changed.values(), ["name", "owner", *FILLABLE], batch_size=BATCH)
    settled.filled = list(changed)


def _make(wanted: Sequence[OutletPlan], owners: Mapping[str, Owner], settled: Settled, now: datetime) -> None:
    taken = set(Outlet.objects.values_list("slug", flat=True)) if wanted else set()
    rows = [
        Outlet(
            name=plan.name,
            slug=_free(slug(plan.domain or plan.name), taken),
            kind=plan.kind or "publisher",
            owner=owners.get(plan.owner),
            created_at=now,
            **{name: getattr(plan, name) for name in FILLABLE},
        )
        for plan in wanted
    ]
    Outlet.objects.bulk_create(rows, batch_size=BATCH)
    named = [Domain(name=plan.domain, outlet=row) for plan, row in zip(wanted, rows, strict=True) if plan.domain]
    Domain.objects.bulk_create(named, batch_size=BATCH)
    settled.outlets |= {plan.key: row.pk for plan, row in zip(wanted, rows, strict=True)}
    settled.new = [row.pk for row in rows]


def _free(wanted: str, taken: set[str]) -> str:
    """The slug, with the first number that makes it unique; it is taken from then on."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name
