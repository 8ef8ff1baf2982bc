"""Groups of articles put together from small ones, the likest first: what stories would be if all had come at once."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from stories.clustering.around import pair_table
from stories.clustering.scoring import Sides, Table, features_table, logits
from stories.clustering.shard import Shard

NEVER = -math.inf


class Groups:
    """Groups of a shard's articles, each known by the number it had at first; they are joined two at a time."""

    def __init__(self, shard: Shard, parts: Sequence[Sequence[int]], apart: Iterable[tuple[int, int]] = ()) -> None:
        """The groups to begin with, each the rows of one. apart: numbers of two that their fit never joins."""
        self._model = shard.model
        self._parts: dict[int, list[int]] = {number: [number] for number in range(len(parts))}
        rows = [row for part in parts for row in part]
        sizes = [len(part) for part in parts]
        starts = np.cumsum([0, *sizes[:-1]])
        self._sums: Table = shard.gram(parts)
        self._vectors = float(self._sums[-1].trace()) > 0.0
        self._sizes = np.array(sizes, np.float64)
        self._brief = np.add.reduceat(shard.brief[rows], starts).astype(np.float64)
        self._first = np.fmin.reduceat(shard.days[rows], starts)
        self._last = np.fmax.reduceat(shard.days[rows], starts)
        self._near = pair_table(shard.days[rows], starts)
        self._apart = np.zeros((len(parts), len(parts)), np.bool_)
        for one, other in apart:
            self._apart[one, other] = self._apart[other, one] = True
        self._scores: Table = np.full((len(parts), len(parts)), NEVER)
        self._best = np.full(len(parts), NEVER)  # of each line of the scores, and where it is: never a look at all
        self._where = np.zeros(len(parts), np.int64)
        for number in range(len(parts)):
            self._score(number)

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
        kept, gone = (next(key for key, part in self._parts.items() if number in part) for number in (one, other))
        if kept == gone:
            return
        self._parts[kept] += self._parts.pop(gone)
        self._sums[:, kept] += self._sums[:, gone]
        self._sums[:, :, kept] += self._sums[:, :, gone]
        self._near[kept] += self._near[gone]
        self._near[:, kept] += self._near[:, gone]
        for array in (self._sizes, self._brief):
            array[kept] += array[gone]
        self._apart[kept] |= self._apart[gone]
        self._apart[:, kept] |= self._apart[:, gone]
        self._first[kept] = np.fmin(self._first[kept], self._first[gone])
        self._last[kept] = np.fmax(self._last[kept], self._last[gone])
        self._scores[gone] = self._scores[:, gone] = NEVER
        self._best[gone] = NEVER
        self._score(kept)
        self._look_again(np.flatnonzero((self._where == gone) | (self._where == kept)))

    def _score(self, one: int) -> None:
        keys = [key for key in self._parts if key != one]
        if not keys:
            return
        gaps = np.maximum(self._first[keys] - self._last[one], self._first[one] - self._last[keys])
        days = np.nan_to_num(np.maximum(gaps, 0.0))
        table = features_table(
            Sides(
                sums=self._sums[:, one, keys],
                sizes=self._sizes[keys],
                near=self._near[one, keys],
                size=int(self._sizes[one]),
                brief=self._brief[keys] / self._sizes[keys],
                own_brief=float(self._brief[one] / self._sizes[one]),
                days=days,
                vectors=self._vectors,
            )
        )
        barred = (days > self._model.window_days) | self._apart[one, keys]
        scores = np.where(barred, NEVER, logits(self._model, table))
        self._scores[one, keys] = self._scores[keys, one] = scores
        self._look_again(np.array([one]))
        places = np.array(keys)
        better = (scores > self._best[keys]) | ((scores == self._best[keys]) & (one < self._where[keys]))
        self._best[places[better]], self._where[places[better]] = scores[better], one

    def _look_again(self, lines: npt.NDArray[np.int64]) -> None:
        """Find the best of these lines anew."""
        self._where[lines] = self._scores[lines].argmax(axis=1)
        self._best[lines] = self._scores[lines, self._where[lines]]
