"""Whether a story continues a closed one: near in meaning and naming the same, rarely named. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR_AT = 0.6  # cosine of the stories' mean vectors; stories on one matter, docs/decisions/0005
NEAR_AT_ALONE = 0.7  # for a story of a single article, which is less sure to be about what it seems to be
NAMES_AT = 2  # rare names in both
RARE_UP_TO = 1 / 3  # of the candidates that may have a name for it to be rare
RARE_FEW = 3  # or so few
NAMES_KEPT = 4


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed story. nearness: cosine with the new one; days: from its last article to the new one's first."""

    story: int
    nearness: float
    names: frozenset[str]
    days: float


@dataclass(frozen=True, slots=True)
class Sequel:
    """The closed story that a new one continues, and why; shared: rare names in both, the rarest first."""

    story: int
    nearness: float
    shared: tuple[str, ...]
    days: float


def sequel(names: Iterable[str], articles: int, candidates: Sequence[Closed]) -> Sequel | None:
    """What the new story continues; None where no closed story is near enough and names enough of the same.

    names: those of the new story; articles: how many it has.
    """
    own = frozenset(name for name in names if any(letter.isalpha() for letter in name))
    seen = Counter(name for one in candidates for name in one.names & own)
    most = max(len(candidates) * RARE_UP_TO, RARE_FEW)
    near_at = NEAR_AT if articles > 1 else NEAR_AT_ALONE
    found = []
    for one in candidates:
        shared = sorted((name for name in own & one.names if seen[name] <= most), key=lambda name: (seen[name], name))
        if one.nearness >= near_at and len(shared) >= NAMES_AT:
            found.append(Sequel(one.story, one.nearness, tuple(shared[:NAMES_KEPT]), one.days))
    return max(found, key=lambda one: (one.nearness, -one.days, -one.story), default=None)
