"""Whether a story continues one of before: near in meaning and naming the same, rarely named. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR_AT = 0.6  # cosine of the stories' mean vectors; stories on one matter, docs/decisions/0005
NEAR_AT_ALONE = 0.7  # for a story of a single article, which is less sure to be about what it seems to be
NEAR_AT_OPEN = 0.75  # to an open story: of 11 over 0.6 in the stream of August 2025 8 were right, of 6 over 0.75 all
NAMES_AT = 2  # rare names in both
RARE_UP_TO = 1 / 3  # of the candidates that may have a name for it to be rare
RARE_FEW = 3  # or so few
NAMES_KEPT = 4
AS_NEAR = 0.05  # of nearness: of an event told day by day all days are about as near, and the last one is continued


@dataclass(frozen=True, slots=True)
class Before:
    """A story of before. nearness: cosine with the new one; days: from its last article to the new one's first.

    is_open: it may still take articles, so what is only on the same matter is seen beside it.
    """

    story: int
    nearness: float
    names: frozenset[str]
    days: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sequel:
    """The story that a new one continues, and why; shared: rare names in both, the rarest first."""

    story: int
    nearness: float
    shared: tuple[str, ...]
    days: float


def sequel(names: Iterable[str], articles: int, candidates: Sequence[Before]) -> Sequel | None:
    """What the new story continues; None where no story of before is near enough and names enough of the same.

    names: those of the new story; articles: how many it has.
    """
    own = frozenset(name for name in names if any(letter.isalpha() for letter in name))
    seen = Counter(name for one in candidates for name in one.names & own)
    most = max(len(candidates) * RARE_UP_TO, RARE_FEW)
    near_at = NEAR_AT if articles > 1 else NEAR_AT_ALONE
    found = []
    for one in candidates:
        shared = sorted((name for name in own & one.names if seen[name] <= most), key=lambda name: (seen[name], name))
        least = NEAR_AT_OPEN if one.is_open else near_at
        if one.nearness >= least and len(shared) >= NAMES_AT:
            found.append(Sequel(one.story, one.nearness, tuple(shared[:NAMES_KEPT]), one.days))
    nearest = max((one.nearness for one in found), default=0.0)
    as_near = [one for one in found if one.nearness >= nearest - AS_NEAR]
    return min(as_near, key=lambda one: (one.days, -one.nearness, one.story), default=None)
