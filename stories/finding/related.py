"""Stories related to a story: near in wording or naming the same, rarely named, people and places."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

NEAR: Final = 0.62  # this near in wording, a story is related without a shared name
NEAR_WITH_NAMES: Final = 0.30  # below it shared names are chance
NAMES_NEEDED: Final = 2
PER_NAME: Final = 0.05  # added for each shared name, times its rarity among the candidates
NAMES_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another story. nearness: cosine of the two stories' mean sentence vectors; names: those of its articles."""

    story_id: int
    nearness: float
    names: frozenset[str]
    same_storyline: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A related story with the reason to show; shared: names in both, the rarest first."""

    story_id: int
    score: float
    shared: tuple[str, ...]
    words: str


def related(names: Iterable[str], candidates: Sequence[Candidate], limit: int) -> tuple[Related, ...]:
    """The most related of the candidates, at most `limit`; empty where none is near enough.

    names: those of the story itself. A name in many candidates says little, so each counts by its rarity
    among them.
    """
    own = frozenset(names)
    seen = Counter(name for candidate in candidates for name in candidate.names & own)
    found = [_related(own, candidate, seen, len(candidates)) for candidate in candidates if _near(own, candidate)]
    return tuple(sorted(found, key=lambda item: (-item.score, item.story_id))[:limit])


def _near(own: frozenset[str], candidate: Candidate) -> bool:
    if candidate.same_storyline or candidate.nearness >= NEAR:
        return True
    return candidate.nearness >= NEAR_WITH_NAMES and len(own & candidate.names) >= NAMES_NEEDED


def _related(own: frozenset[str], candidate: Candidate, seen: Counter[str], n: int) -> Related:
    shared = sorted(own & candidate.names, key=lambda name: (seen[name], name))
    rarity = sum(log((1 + n) / seen[name]) for name in shared)
    score = candidate.nearness + PER_NAME * rarity + (1.0 if candidate.same_storyline else 0.0)
    return Related(candidate.story_id, score, tuple(shared), _words(candidate, shared))


def _words(candidate: Candidate, shared: Sequence[str]) -> str:
    names = shared[:NAMES_SHOWN]
    also = f"also names {' and '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}" if names else ""
    if candidate.same_storyline:
        return f"same storyline; {also}" if also else "same storyline"
    return also or "close in wording"
