"""What a file says about outlets, brought together: one plan per outlet, whatever the number of its feeds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from stories.catalogue.csv_feeds import OutletFeed
from stories.catalogue.domains import candidates, outlet_name
from stories.scales import OwnerKind

FILLABLE = ("country", "language", "zone")


@dataclass(frozen=True, slots=True)
class OutletPlan:
    """An outlet as a file describes it. key: its domain, or 'name:' and the folded name where it has none.

    looked_for: the domains under which it may be known already, nearest first.
    """

    key: str
    domain: str | None
    name: str
    looked_for: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    zone: str = ""
    kind: str = ""
    owner: str = ""
    owner_kind: str = ""
    feeds: tuple[OutletFeed, ...] = field(default=(), repr=False)


def key_of(item: OutletFeed) -> str:
    """What two entries of a file must share to be one outlet."""
    return item.domain or f"name:{' '.join(item.known_as.split()).casefold()}"


def plans(items: Iterable[OutletFeed], *, exact: bool) -> tuple[OutletPlan, ...]:
    """One plan per outlet, in the file's order.

    exact: the file names domains itself; otherwise an outlet known under a parent domain is the same one, so that
    edition.paper.example belongs to paper.example.
    """
    groups: dict[str, list[OutletFeed]] = {}
    for item in items:
        groups.setdefault(key_of(item), []).append(item)
    return tuple(_plan(key, group, exact) for key, group in groups.items())


def _plan(key: str, group: Sequence[OutletFeed], exact: bool) -> OutletPlan:
    domain = group[0].domain
    name = _first(group, "name")
    if not name:
        name = outlet_name(domain, [item.feed_title for item in group]) if domain else group[0].known_as
    return OutletPlan(
        key=key,
        domain=domain,
        name=name,
        looked_for=() if domain is None else (domain,) if exact else tuple(candidates(domain)),
        country=_first(group, "country"),
        language=_commonest(group),
        zone=_first(group, "zone"),
        kind=_first(group, "kind"),
        owner=_first(group, "owner"),
        owner_kind=OwnerKind.of(_first(group, "owner_kind")) or OwnerKind.UNCATEGORIZED,
        feeds=tuple(item for item in group if item.feed),
    )


def _first(group: Sequence[OutletFeed], name: str) -> str:
    return next((value for item in group if (value := getattr(item, name))), "")


def _commonest(group: Sequence[OutletFeed]) -> str:
    """The language of most of the outlet's feeds, the first of them on a tie."""
    languages = Counter(item.language for item in group if item.language)
    return max(languages, key=lambda language: languages[language], default="")
