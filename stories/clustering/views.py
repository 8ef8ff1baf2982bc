"""One wording view of the window's articles: weighted terms in rows."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from stories.clustering.features import Floats
from stories.clustering.grams import gram
from stories.clustering.model import CommonWords

Ints = npt.NDArray[np.int32]
ROOM = 256  # rows and terms that the arrays begin with; they double
STORY_FLOOR = 0.5  # keeps a term's story frequency above zero


class TermView:
    """Rows of at most `width` weighted terms of unit length; row numbers are the caller's.

    A term's weight is its count's (1 + ln n) times the geometric mean of two rarities: in general news (`common`) and
    among the stories of this window. Counting stories instead of articles keeps a big story's own words strong, and
    makes the names that every story of the week shares weak. The weight is that of the moment the article came.
    """

    def __init__(self, width: int, common: CommonWords) -> None:
        """An empty view.

        width: terms kept per article, the heaviest ones.
        """
        self._width = width
        self._common = common
        self._ids: dict[str, int] = {"": 0}  # id 0 fills short rows and weighs nothing
        self._terms: list[str] = [""]
        self._rarity = np.zeros(ROOM, np.float32)
        self._stories = np.zeros(ROOM, np.float32)
        self._query = np.zeros(ROOM, np.float32)
        self._marked = np.zeros(ROOM, np.bool_)
        self._row_ids: Ints = np.zeros((ROOM, width), np.int32)
        self._row_weights: Floats = np.zeros((ROOM, width), np.float32)

    def weigh(self, counts: Mapping[str, int], stories: int) -> tuple[Ints, Floats]:
        """Term ids and weights of unit length, heaviest first; empty for no terms.

        stories: how many stories the window holds now.
        """
        if not counts:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        known = self._ids.get
        ids = np.array([known(term) or self._new_id(term) for term in counts], np.int32)
        often = 1.0 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        here = np.log((stories + 1.0) / (self._stories[ids] + STORY_FLOOR))
        weights = (often * np.sqrt(self._rarity[ids] * here)).astype(np.float32)
        order = np.lexsort((ids, -weights))[: self._width]
        ids, weights = ids[order], weights[order]
        length = math.sqrt(float(weights @ weights))
        return ids, (weights / length if length else weights)

    def _new_id(self, term: str) -> int:
        new = self._ids[term] = len(self._terms)
        self._terms.append(term)
        if new >= len(self._rarity):
            self._rarity, self._stories, self._query = (
                np.concatenate([array, np.zeros_like(array)]) for array in (self._rarity, self._stories, self._query)
            )
            self._marked = np.zeros(len(self._rarity), np.bool_)
        self._rarity[new] = self._common.weight(term)
        return new

    def put(self, row: int, ids: Ints, weights: Floats, story: Sequence[int]) -> None:
        """Store an article's terms in an empty row.

        story: rows of the story it joins, without this one.
        """
        while row >= len(self._row_ids):
            self._row_ids = np.concatenate([self._row_ids, np.zeros_like(self._row_ids)])
            self._row_weights = np.concatenate([self._row_weights, np.zeros_like(self._row_weights)])
        self._row_ids[row, : len(ids)] = ids
        self._row_weights[row, : len(ids)] = weights
        self._stories[self._only_here(ids, story)] += 1

    def drop(self, row: int, story: Sequence[int]) -> None:
        """Empty a row: the exact inverse of `put`.

        story: rows of the story it leaves, without this one.
        """
        ids = self.ids(row)
        self._stories[self._only_here(ids, story)] -= 1
        self._row_ids[row] = 0
        self._row_weights[row] = 0

    def ids(self, row: int) -> Ints:
        """The row's terms, heaviest first."""
        found: Ints = self._row_ids[row][self._row_ids[row] > 0]
        return found

    def join(self, kept: Sequence[int], gone: Sequence[int]) -> None:
        """Count the terms that two stories share once, because they become one story."""
        shared = np.intersect1d(self._row_ids[list(kept)], self._row_ids[list(gone)])
        self._stories[shared[shared > 0]] -= 1

    def _only_here(self, ids: Ints, story: Sequence[int]) -> Ints:
        if not story or not len(ids):
            return ids
        theirs = self._row_ids[list(story)]
        self._marked[theirs] = True
        found: Ints = ids[~self._marked[ids]]
        self._marked[theirs] = False
        return found

    def similarities(self, ids: Ints, weights: Floats, rows: Ints) -> Floats:
        """Cosine of the article with each of the rows, 0..1."""
        self._query[ids] = weights
        # take: twice as quick as an index, and this is most of what comparing costs
        weighed = self._query.take(self._row_ids.take(rows, axis=0))
        found: Floats = np.einsum("rk,rk->r", weighed, self._row_weights.take(rows, axis=0))
        self._query[ids] = 0
        return found

    def total(self, rows: Sequence[int]) -> tuple[Ints, Floats]:
        """The sum of the rows as term ids and weights."""
        ids, place = np.unique(self._row_ids[list(rows)], return_inverse=True)
        weights = np.bincount(place.ravel(), weights=self._row_weights[list(rows)].ravel())
        return ids.astype(np.int32), weights.astype(np.float32)

    def gram(self, parts: Sequence[Sequence[int]]) -> Floats:
        """Cosines of each part's rows with each part's, added up."""
        rows = [row for part in parts for row in part]
        part = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        return gram(part, self._row_ids[rows], self._row_weights[rows], len(parts))

    def product(self, rows: Sequence[int], others: Sequence[int]) -> float:
        """Dot product of the sums of two sets of rows: their pairwise similarities added up."""
        total = np.zeros(len(self._terms), np.float64)
        np.add.at(total, self._row_ids[list(rows)].ravel(), self._row_weights[list(rows)].ravel())
        return float((total[self._row_ids[list(others)]] * self._row_weights[list(others)]).sum())

    def shared_terms(self, row: int, ids: Ints, most: int) -> tuple[str, ...]:
        """The row's heaviest terms that the article has too."""
        wanted = set(ids.tolist())
        mine = self._row_ids[row].tolist()  # stored heaviest first
        return tuple(self._terms[term] for term in mine if term and term in wanted)[:most]

    def common_terms(self, one: Sequence[int], other: Sequence[int]) -> dict[str, int]:
        """The terms that two sets of rows share, each with the number of stories that have it, rarest first."""
        shared = np.intersect1d(self._row_ids[list(one)], self._row_ids[list(other)])
        found = {self._terms[term]: int(self._stories[term]) for term in shared.tolist() if term}
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))

    def state(self) -> dict[str, float]:
        """Stories per term, where any: what `put` and `drop` keep; for checks."""
        counts = self._stories[: len(self._terms)]
        return {term: float(counts[i]) for i, term in enumerate(self._terms) if counts[i]}
