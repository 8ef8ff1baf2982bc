"""A few articles put together from nothing, the likest first: what they would be if they had all come at once."""

import math
from collections.abc import Sequence

import numpy as np

from stories.clustering.scoring import Sides, Table, features_table, logits
from stories.clustering.shard import Shard

NEVER = -math.inf


class Groups:
    """Articles of a shard by place, each at first in a group of its own; groups are joined two at a time."""

    def __init__(self, shard: Shard, rows: Sequence[int]) -> None:
        """Groups of one."""
        self._model = shard.model
        self._parts: dict[int, list[int]] = {place: [place] for place in range(len(rows))}
        self._sums = shard.gram(rows)
        self._vectors = float(self._sums[-1].trace()) > 0.0
        self._sizes = np.ones(len(rows))
        self._brief = shard.brief[list(rows)].astype(np.float64)
        self._first = shard.days[list(rows)].copy()
        self._last = self._first.copy()
        self._scores: Table = np.full((len(rows), len(rows)), NEVER)
        for place in range(len(rows)):
            self._score(place)

    def parts(self) -> list[list[int]]:
        """The places in each group."""
        return list(self._parts.values())

    def gather(self, threshold: float) -> None:
        """Join the two groups that fit best, again and again, while their score is over the threshold."""
        while len(self._parts) > 1:
            one, other = divmod(int(self._scores.argmax()), len(self._sizes))
            if self._scores[one, other] <= threshold:
                return
            self.join(min(one, other), max(one, other))

    def join(self, one: int, other: int) -> None:
        """Put the groups of two places together."""
        kept, gone = (next(key for key, part in self._parts.items() if place in part) for place in (one, other))
        if kept == gone:
            return
        self._parts[kept] += self._parts.pop(gone)
        self._sums[:, kept] += self._sums[:, gone]
        self._sums[:, :, kept] += self._sums[:, :, gone]
        for array in (self._sizes, self._brief):
            array[kept] += array[gone]
        self._first[kept] = np.fmin(self._first[kept], self._first[gone])
        self._last[kept] = np.fmax(self._last[kept], self._last[gone])
        self._scores[gone] = self._scores[:, gone] = NEVER
        self._score(kept)

    def _score(self, one: int) -> None:
        keys = [key for key in self._parts if key != one]
        if not keys:
            return
        gaps = np.maximum(self._first[keys] - self._last[one], self._first[one] - self._last[keys])
        table = features_table(
            Sides(
                sums=self._sums[:, one, keys],
                sizes=self._sizes[keys],
                size=int(self._sizes[one]),
                brief=self._brief[keys] / self._sizes[keys],
                own_brief=float(self._brief[one] / self._sizes[one]),
                days=np.nan_to_num(np.maximum(gaps, 0.0)),
                vectors=self._vectors,
            )
        )
        scores = logits(self._model, table)
        self._scores[one, keys] = self._scores[keys, one] = scores
