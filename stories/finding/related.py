"""Stories related to a story: near in wording or naming the same, rarely named, people and places."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

# Read on 368 stories of 2016-17 and 78 of 2025: from 0.62 on the nearest are about the same matter, at 0.45 only those
# that share names which few others carry; 'Trump' and 'United States' together say nothing (decisions/0005).
RELATED_AT: Final = 0.62
NEAR_AT_LEAST: Final = 0.40
PER_NAME: Final = 0.03  # added to the nearness for each shared name, times its rarity among the candidates
NAMES_SHOWN: Final = 3
SAID_UP_TO: Final = 1 / 3  # a name that more of the candidates carry is no reason to tell a reader ...
SAID_BY_FEW: Final = 3  # ... unless these are few


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another story. nearness: cosine of the two stories' mean sentence vectors; names: those of its articles."""

    story_id: int
    nearness: float
    names: frozenset[str]
    same_storyline: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A related story with the reason to show. shared: names in both, the rarest first; figures are not names.

    told: those of them that few others carry, the only ones worth telling; a reader who is told none, and no common
    storyline, is told that the wording is close.
    """

    story_id: int
    score: float
    shared: tuple[str, ...]
    told: tuple[str, ...]
    same_storyline: bool


def related(names: Iterable[str], candidates: Sequence[Candidate], limit: int) -> tuple[Related, ...]:
    """The most related of the candidates, at most `limit`; empty where none is near enough.

    names: those of the story itself. A story is related where its nearness and the rarity of the names it shares
    reach RELATED_AT together, or where an editor put both into one storyline.
    """
    own = frozenset(name for name in names if any(letter.isalpha() for letter in name))
    seen = Counter(name for candidate in candidates for name in candidate.names & own)
    near = [item for item in candidates if item.same_storyline or item.nearness >= NEAR_AT_LEAST]
    scored = [_related(own, candidate, seen, len(candidates)) for candidate in near]
    found = [item for item in scored if item.score >= RELATED_AT]
    return tuple(sorted(found, key=lambda item: (-item.score, item.story_id))[:limit])


def _related(own: frozenset[str], candidate: Candidate, seen: Counter[str], n: int) -> Related:
    shared = sorted(own & candidate.names, key=lambda name: (seen[name], name))
    rarity = sum(log((1 + n) / seen[name]) for name in shared)
    score = candidate.nearness + PER_NAME * rarity + (1.0 if candidate.same_storyline else 0.0)
    telling = [name for name in shared if seen[name] <= max(n * SAID_UP_TO, SAID_BY_FEW)]
    return Related(candidate.story_id, score, tuple(shared), tuple(telling[:NAMES_SHOWN]), candidate.same_storyline)
