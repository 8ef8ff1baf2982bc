"""Groups of articles put together from small ones, the likest first: what stories would be if all had come at once.

Nothing is kept for each pair but three numbers: how alike the two are, weighed, over all pairs of their articles; how
many of those are of about the same time; and their score. What is new of a group is worked out in one line for all.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from stories.clustering.around import counted, pair_table
from stories.clustering.model import SIMILARITIES
from stories.clustering.scoring import TEXT_LINE, Table
from stories.clustering.shard import Shard

NEVER = -math.inf
AT_ONCE = 1 << 16  # pairs that are scored at once in the beginning: what they take stays in the processor's cache
Places = npt.NDArray[np.int64]


class Groups:
    """Groups of a shard's articles, each known by the number it had at first; they are joined two at a time."""

    def __init__(self, shard: Shard, parts: Sequence[Sequence[int]], apart: Iterable[tuple[int, int]] = ()) -> None:
        """The groups to begin with, each the rows of one. apart: numbers of two that their fit never joins."""
        self._model = shard.model
        self._parts: dict[int, list[int]] = {number: [number] for number in range(len(parts))}
        rows = [row for part in parts for row in part]
        sizes = [len(part) for part in parts]
        starts = np.cumsum([0, *sizes[:-1]])
        self._sizes = np.array(sizes, np.float64)
        self._brief = np.add.reduceat(shard.brief[rows], starts).astype(np.float64)
        self._first = np.fmin.reduceat(shard.days[rows], starts)
        self._last = np.fmax.reduceat(shard.days[rows], starts)
        # A line per group, a column per group of the beginning: only lines are added up when groups are joined.
        self._alike = weighed(shard, parts)
        self._near = pair_table(shard.days[rows], starts)
        self._group = np.arange(len(parts))  # in which each group of the beginning is now
        self._alive = np.ones(len(parts), np.bool_)
        self._apart: Places = np.array(list(apart), np.int64).reshape(-1, 2)
        self._scores: Table = np.zeros((len(parts), len(parts)))
        lines = max(1, AT_ONCE // len(parts))
        for start in range(0, len(parts), lines):
            some = slice(start, start + lines)
            self._scores[some] = self._fits(some, self._alike[some], self._near[some])
        np.fill_diagonal(self._scores, NEVER)
        for one, other in self._apart:
            self._scores[one, other] = self._scores[other, one] = NEVER
        self._where = self._scores.argmax(axis=1)  # the best of each line: never a look at all
        self._best = self._scores[np.arange(len(parts)), self._where]

    def parts(self) -> list[list[int]]:
        """The numbers of the first groups that are in each group now."""
        return list(self._parts.values())

    def gather(self, threshold: float) -> None:
        """Join the two groups that fit best, again and again, while their score is over the threshold."""
        while len(self._parts) > 1:
            one = int(self._best.argmax())
            if self._best[one] <= threshold:
                return
            other = int(self._where[one])
            self.join(min(one, other), max(one, other))

    def join(self, one: int, other: int) -> None:
        """Put the groups together that two of the first are in."""
        kept, gone = int(self._group[one]), int(self._group[other])
        if kept == gone:
            return
        self._group[self._parts[gone]] = kept
        self._parts[kept] += self._parts.pop(gone)
        for array in (self._alike, self._near, self._sizes, self._brief):
            array[kept] += array[gone]
        self._first[kept] = np.fmin(self._first[kept], self._first[gone])
        self._last[kept] = np.fmax(self._last[kept], self._last[gone])
        self._alive[gone] = False
        self._best[gone] = NEVER
        self._score(kept, gone)

    def _score(self, kept: int, gone: int) -> None:
        """Score a group that has grown with all others, and find the best of each anew where that may be another."""
        alike, near = self._added_up(self._alike[kept]), self._added_up(self._near[kept])
        scores = np.where(self._alive, self._fits(slice(kept, kept + 1), alike, near)[0], NEVER)
        scores[kept] = NEVER
        scores[self._apart_from(kept)] = NEVER
        self._scores[kept] = self._scores[:, kept] = scores
        where = self._where
        better = (scores > self._best) | ((scores == self._best) & (kept < where))
        again = np.flatnonzero(((where == gone) | (where == kept)) & ~better & self._alive)
        self._best[better], where[better] = scores[better], kept
        again = np.append(again, kept)
        lines = np.where(self._alive, self._scores[again], NEVER)
        where[again] = lines.argmax(axis=1)
        self._best[again] = lines[np.arange(len(again)), where[again]]

    def _added_up(self, line: Table) -> Table:
        """A line's numbers, one for each group of the beginning, by the groups that there are now."""
        return np.asarray(np.bincount(self._group, line, len(line)), np.float64)

    def _apart_from(self, one: int) -> Places:
        pairs = self._group[self._apart]
        return np.concatenate([pairs[pairs[:, 0] == one, 1], pairs[pairs[:, 1] == one, 0]])

    def _fits(self, some: slice, alike: Table, near: Table) -> Table:
        """The score of `scoring.features_table` for these groups with all: a line for each.

        alike, near: of each pair, added up over the articles of both.
        """
        weight, own = self._model.weights, self._sizes[some, None]
        larger, smaller = np.maximum(own, self._sizes), np.minimum(own, self._sizes)
        gaps = np.maximum(self._first - self._last[some, None], self._first[some, None] - self._last)
        days = np.fmax(gaps, 0.0)  # 0.0 where a day is not known
        brief = self._brief / self._sizes
        score: Table = alike / (own * self._sizes)
        score += self._model.base
        score += weight["size"] * np.log(counted(larger, near / smaller))
        score += weight["smaller"] * np.log(smaller)
        score += weight["single"] * (larger == 1)
        score += weight["brief"] * brief[some, None] * brief
        score += weight["days"] * days
        score[days > self._model.window_days] = NEVER
        return score


def weighed(shard: Shard, parts: Sequence[Sequence[int]]) -> Table:
    """Likeness of each part with each over all pairs of articles, the ways of being alike weighed as the score does."""
    weights = [shard.model.weights[name] for name in SIMILARITIES]
    if not any(shard.has_vector(row) for part in parts for row in part):
        weights[TEXT_LINE] += weights[-1]  # a language that the encoder can't read: its wording stands in
        weights[-1] = 0.0
    total: Table = np.zeros((len(parts), len(parts)))
    for weight, table in zip(weights, shard.gram(parts), strict=True):
        total += np.float32(weight) * table
    return total
