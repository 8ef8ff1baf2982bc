"""The window's sentence vectors, stored by neighbourhood: those near a given one are found without a look at all.

An inverted file (IVF): every vector lies in the list of its nearest center, and a search reads the few lists whose
centers are nearest. The lists are parts of one array, which is the only copy; the same rows in the same order always
give the same lists. Figures and what else was weighed: docs/decisions/0016.
"""

import math

import numpy as np

from stories.clustering.features import Floats
from stories.clustering.views import Ints

SEARCHED = 16  # lists read per search: of 64 nearest 0.995 are found among 200,000, the 10 nearest always
EXACT = 2048  # up to here one list, read whole
LISTS_PER_ROOT = 2.0  # lists per square root of the vectors
ROUNDS = 3  # of k-means: more changed nothing
SAMPLE = 24  # vectors per list that k-means looks at
BLOCK = 1024  # vectors compared with all centers at once
SPARE = 1.3  # room in a list for each vector that it holds
STALE = 0.25  # the lists are made anew when so many of their vectors were added since: 25 µs an article, spread out
MORE = 1.1  # room for lists that move
NOWHERE = 0  # a place of zeros, of rows without a vector


class Vectors:
    """Vectors of unit length by row number; rows without one are zeros."""

    def __init__(self) -> None:
        """None; the first vector says how many dimensions there are."""
        self._all: Floats = np.zeros((0, 0), np.float32)  # the lists one after the other, each with room at its end
        self._rows: Ints = np.zeros(0, np.int32)  # whose vector is at a place of `_all`
        self._place: Ints = np.zeros(0, np.int32)  # where in `_all` a row's vector is
        self._list: Ints = np.zeros(0, np.int32)  # in which list
        self._centers: Floats = np.zeros((0, 0), np.float32)
        self._begin: Ints = np.zeros(0, np.int32)
        self._size: Ints = np.zeros(0, np.int32)
        self._room: Ints = np.zeros(0, np.int32)
        self._end = 0  # of what is in use of `_all`
        self._held = self._added = 0  # vectors held now, and added since the lists were made
        self._arranged_for = 0

    def __len__(self) -> int:
        """How many vectors are held."""
        return self._held

    @property
    def memory(self) -> int:
        """Bytes of all arrays."""
        arrays = (self._all, self._rows, self._place, self._list, self._centers, self._begin, self._size, self._room)
        return sum(array.nbytes for array in arrays)

    def put(self, row: int, vector: Floats) -> None:
        """Store a row's vector; the row must hold none."""
        if not self._all.shape[1]:
            self._all = np.zeros((0, len(vector)), np.float32)
            self._arrange(self._all, self._rows)
        self._reach(row)
        self._store(row, vector, int((self._centers @ vector).argmax()))
        self._held += 1
        self._added += 1
        if self._added > max(EXACT, STALE * self._arranged_for):
            used = np.flatnonzero(self._place).astype(np.int32)
            self._arrange(self.of(used), used)

    def drop(self, row: int) -> None:
        """Forget a row's vector; nothing where it has none."""
        if row >= len(self._place) or self._place[row] == NOWHERE:
            return
        place, own = int(self._place[row]), int(self._list[row])
        last = int(self._begin[own] + self._size[own]) - 1
        self._all[place], self._rows[place] = self._all[last], self._rows[last]
        self._place[self._rows[place]] = place
        self._size[own] -= 1
        self._place[row] = NOWHERE
        self._held -= 1

    def of(self, rows: Ints) -> Floats:
        """The rows' vectors, a line each; zeros where a row has none."""
        if not self._held:
            return np.zeros((len(rows), self._all.shape[1]), np.float32)
        self._reach(int(rows.max(initial=0)))
        return self._all.take(self._place.take(rows), axis=0)

    def similarities(self, vector: Floats, rows: Ints) -> Floats:
        """Cosine of the vector with each of the rows; 0 where a row has none."""
        if not self._held:
            return np.zeros(len(rows), np.float32)
        return np.asarray(self.of(rows) @ vector, np.float32)

    def nearest(self, vector: Floats, most: int) -> Ints:
        """Rows whose vectors are nearest to the vector, at most so many, in no order; nearly all of the true ones."""
        if not self._held:
            return np.zeros(0, np.int32)
        near = self._centers @ vector
        lists = np.arange(len(near)) if len(near) <= SEARCHED else np.argpartition(-near, SEARCHED)[:SEARCHED]
        begins, sizes = self._begin[lists].tolist(), self._size[lists].tolist()
        parts = [slice(begin, begin + size) for begin, size in zip(begins, sizes, strict=True)]
        rows = np.concatenate([self._rows[part] for part in parts])
        if len(rows) <= most:
            return rows
        alike = np.concatenate([self._all[part] @ vector for part in parts])
        return rows[np.argpartition(-alike, most)[:most]]

    def _reach(self, row: int) -> None:
        if row >= len(self._place):
            more = np.zeros(max(row + 1, 2 * len(self._place)) - len(self._place), np.int32)
            self._place, self._list = np.concatenate([self._place, more]), np.concatenate([self._list, more])

    def _store(self, row: int, vector: Floats, own: int) -> None:
        if self._size[own] == self._room[own]:
            self._move(own)
        place = int(self._begin[own] + self._size[own])
        self._all[place], self._rows[place] = vector, row
        self._place[row], self._list[row] = place, own
        self._size[own] += 1

    def _move(self, own: int) -> None:
        # A list that is full moves to the end with more room; its old place is waste until the lists are made anew.
        begin, size = int(self._begin[own]), int(self._size[own])
        room = math.ceil(SPARE * (size + 1))
        if self._end + room > len(self._all):
            self._grow(self._end + room)
        self._all[self._end : self._end + size] = self._all[begin : begin + size]
        self._rows[self._end : self._end + size] = self._rows[begin : begin + size]
        self._place[self._rows[begin : begin + size]] += self._end - begin
        self._begin[own], self._room[own] = self._end, room
        self._end += room

    def _grow(self, least: int) -> None:
        more = max(least, math.ceil(MORE * len(self._all))) - len(self._all)
        self._all = np.concatenate([self._all, np.zeros((more, self._all.shape[1]), np.float32)])
        self._rows = np.concatenate([self._rows, np.zeros(more, np.int32)])

    def _arrange(self, vectors: Floats, rows: Ints) -> None:
        self._centers = _centers(vectors)
        owns = np.concatenate(
            [np.zeros(0, np.int64), *(np.argmax(part @ self._centers.T, axis=1) for part in _blocks(vectors))]
        )
        self._size = np.bincount(owns, minlength=len(self._centers)).astype(np.int32)
        self._room = np.ceil(SPARE * (self._size + 1)).astype(np.int32)
        self._begin = (NOWHERE + 1 + np.cumsum(self._room) - self._room).astype(np.int32)
        self._end = NOWHERE + 1 + int(self._room.sum())
        order = np.argsort(owns, kind="stable")
        first = np.cumsum(self._size) - self._size  # of each list within the order
        places = (self._begin - first)[owns[order]] + np.arange(len(order))
        self._all = np.zeros((self._end, vectors.shape[1]), np.float32)
        self._rows = np.zeros(self._end, np.int32)
        self._all[places], self._rows[places] = vectors[order], rows[order]
        self._place[rows[order]], self._list[rows[order]] = places, owns[order]
        self._added, self._arranged_for = 0, len(rows)


def _blocks(vectors: Floats) -> list[Floats]:
    return [vectors[start : start + BLOCK] for start in range(0, len(vectors), BLOCK)]


def _centers(vectors: Floats) -> Floats:
    """Centers of neighbourhoods by k-means over a sample; one of zeros for few vectors."""
    if len(vectors) <= EXACT:
        return np.zeros((1, vectors.shape[1]), np.float32)
    count = int(LISTS_PER_ROOT * math.sqrt(len(vectors)))
    sample = vectors[:: max(1, len(vectors) // (SAMPLE * count))]
    centers = sample[:: len(sample) // count][:count].copy()
    for _ in range(ROUNDS):
        owns = np.concatenate([np.argmax(part @ centers.T, axis=1) for part in _blocks(sample)])
        order = np.argsort(owns, kind="stable")
        filled, starts = np.unique(owns[order], return_index=True)
        sums = np.add.reduceat(sample[order], starts, axis=0)
        centers[filled] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return centers
