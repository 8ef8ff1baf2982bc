"""Which rows of the window share an article's rare terms: inverted lists, of which a search reads a bounded part."""

from array import array

import numpy as np

from stories.clustering.features import Floats
from stories.clustering.views import Ints

LOOKED_UP = 16  # heaviest terms of the article
LONG_LIST = 4000  # a term in more rows than this tells no story from another: its list is not read
MOST_READ = 12_000  # rows in all lists read for one article, whatever the size of the window


class Postings:
    """The rows of each term, by the term's number; row numbers are the caller's."""

    def __init__(self) -> None:
        """Empty lists."""
        self._rows: dict[int, array[int]] = {}
        self._shared = np.zeros(0, np.float32)  # zeros between searches

    @property
    def memory(self) -> int:
        """Bytes of the lists and of their directory, about."""
        return sum(rows.buffer_info()[1] * rows.itemsize + 200 for rows in self._rows.values()) + self._shared.nbytes

    def put(self, row: int, terms: Ints) -> None:
        """Note that the row has these terms, each named once."""
        if row >= len(self._shared):
            self._shared = np.zeros(max(row + 1, 2 * len(self._shared)), np.float32)
        for term in terms.tolist():
            rows = self._rows.get(term)
            if rows is None:
                self._rows[term] = array("i", (row,))
            else:
                rows.append(row)

    def drop(self, row: int, terms: Ints) -> None:
        """Forget that the row has these terms: the exact inverse of `put`, but for the order of a list."""
        for term in terms.tolist():
            rows = self._rows[term]
            place = int((np.frombuffer(rows, np.int32) == row).argmax())
            rows[place] = rows[-1]
            rows.pop()
            if not rows:
                del self._rows[term]

    def sharing(self, terms: Ints, weights: Floats, most: int) -> tuple[Ints, Floats]:
        """Rows that share the article's heaviest terms, and the weight that each shares; the `most` heaviest.

        terms, weights: heaviest first.
        """
        found: list[Ints] = []
        room = MOST_READ
        for term, weight in zip(terms[:LOOKED_UP].tolist(), weights[:LOOKED_UP].tolist(), strict=True):
            held = self._rows.get(term)
            if held is None or len(held) > min(room, LONG_LIST):
                continue
            room -= len(held)
            rows = np.frombuffer(held, np.int32)
            before = self._shared[rows]
            self._shared[rows] = before + weight
            found.append(rows[before == 0])
        if not found:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        touched = np.concatenate(found)
        shared = self._shared[touched]
        self._shared[touched] = 0
        if len(touched) <= most:
            return touched, shared
        best = np.argpartition(-shared, most)[:most]
        return touched[best], shared[best]
