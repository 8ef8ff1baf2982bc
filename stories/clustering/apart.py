"""What a person has set apart, and what may not be parted: pairs of articles."""

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from stories.clustering.features import ArticleId, Constraints


def set_apart(mine: Collection[ArticleId], theirs: Collection[ArticleId], constraints: Constraints) -> bool:
    """Whether a person has said of an article of each that the two don't belong together."""
    if not constraints.cannot:
        return False
    return any(frozenset(pair) in constraints.cannot for pair in product(mine, theirs))


def pairs_apart(groups: Sequence[Sequence[ArticleId]], constraints: Constraints) -> Iterator[tuple[int, int]]:
    """The places of two groups of which a person has set an article of each apart."""
    places = {article: place for place, group in enumerate(groups) for article in group}
    for pair in constraints.cannot:
        found = {places[article] for article in pair if article in places}
        if len(found) == 2:
            one, other = sorted(found)
            yield one, other


def glued(ids: Sequence[ArticleId], constraints: Constraints, locked: set[ArticleId]) -> Iterator[tuple[int, int]]:
    """Pairs of places that may not be parted."""
    places = {article: place for place, article in enumerate(ids)}
    for pair in constraints.must:
        one, other = sorted(pair, key=str)
        if one in places and other in places:
            yield places[one], places[other]
    fixed = [place for article, place in places.items() if article in locked]
    yield from ((fixed[0], place) for place in fixed[1:])
