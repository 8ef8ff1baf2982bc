"""Outlets of one name, told apart by their domains."""

from collections import Counter
from collections.abc import Iterable, Sequence

from stories.models import Domain, Outlet


def namesakes(outlets: Iterable[Outlet]) -> frozenset[str]:
    """The names that several of these outlets have."""
    return frozenset(name for name, times in Counter(outlet.name for outlet in outlets).items() if times > 1)


def domains_of_namesakes(outlets: Sequence[Outlet]) -> dict[int, str]:
    """The domain of each of these outlets that shares its name with another of them. One query, none without such."""
    alike = namesakes(outlets)
    if not alike:
        return {}
    shared = [outlet.pk for outlet in outlets if outlet.name in alike]
    rows = Domain.objects.filter(outlet__in=shared).order_by("-pk")  # the first of an outlet's comes last, and stays
    return dict(rows.values_list("outlet", "name"))
