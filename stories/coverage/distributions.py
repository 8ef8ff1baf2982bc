"""How the counted outlets of a story split by factuality, by owner and by country."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stories.coverage.members import Seat
from stories.coverage.shares import percents
from stories.scales import Factuality, OwnerKind

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a distribution: how many outlets, and their percent of all counted ones."""

    key: str
    outlets: int
    percent: int


def factuality(seats: Iterable[Seat]) -> tuple[Part, ...]:
    """Parts from very high to very low with empty ones kept, then the unknown; percents sum to 100."""
    return _parts(seats, lambda seat: seat.factuality, [step.value for step in Factuality])


def ownership(seats: Iterable[Seat]) -> tuple[Part, ...]:
    """Parts by kind of owner, in the order of the vocabulary with empty ones kept, then the unknown."""
    return _parts(seats, lambda seat: seat.owner_kind, [kind.value for kind in OwnerKind])


def countries(seats: Iterable[Seat]) -> tuple[Part, ...]:
    """Parts by country, the most outlets first and then by name; the unknown last."""
    listed = [seat for seat in seats if seat.counted]
    found = Counter(seat.country for seat in listed if seat.country)
    order = [country for country, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    return _parts(listed, lambda seat: seat.country, order)


def _parts(seats: Iterable[Seat], key: Callable[[Seat], str], order: Sequence[str]) -> tuple[Part, ...]:
    known = set(order)
    found = Counter(key(seat) if key(seat) in known else UNKNOWN for seat in seats if seat.counted)
    keys = [*order, UNKNOWN] if found[UNKNOWN] else list(order)
    numbers = [found[name] for name in keys]
    return tuple(Part(name, n, percent) for name, n, percent in zip(keys, numbers, percents(numbers), strict=True))
