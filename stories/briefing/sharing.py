"""Whether a model's block is several outlets' as the extractive one in its place is. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from stories.briefing.reading import Said, Source
from stories.briefing.shown import Shown

LEAST_OUTLETS: Final = 2
MOST_OF_ONE: Final = 0.5  # of a summary's sentences
_OF_SEVERAL: Final = frozenset({"summary", "happened"})
_IN_HALVES: Final = frozenset({"summary"})


def shared_out(block: str, said: Sequence[Said], shown: Iterable[Shown]) -> bool:
    """Whether two outlets with texts of their own are cited, and of a summary no more than half is one outlet's."""
    if block not in _OF_SEVERAL:
        return True
    sources = {one.source.article: one.source for one in shown}
    cited = [sources[place.article] for one in said for place in one.citations]
    if (
        len({one.outlet for one in cited}) < LEAST_OUTLETS
        or len({one.independent_text for one in cited}) < LEAST_OUTLETS
    ):
        return False
    return block not in _IN_HALVES or _most_of_one(said, sources) <= MOST_OF_ONE * len(said)


def _most_of_one(said: Sequence[Said], sources: Mapping[int, Source]) -> int:
    """How many sentences cite one outlet alone, of the one with most of these."""
    whose = [{sources[place.article].outlet for place in one.citations} for one in said]
    return max(Counter(outlets.pop() for outlets in whose if len(outlets) == 1).values(), default=0)
