"""How alike groups of articles are in their wording: each with each, without a table of all terms. Pure.

Most terms are in few groups: those are multiplied pair by pair. What many groups have is multiplied as a table, a
piece at a time, so that a look at thousands of groups takes no more memory than its outcome.
"""

import numpy as np
import numpy.typing as npt

from stories.clustering.features import Floats

FEW = 48  # groups that have a term: of more, a table is quicker than pairs
COLUMNS = 512  # terms in a table at once
Ints64 = npt.NDArray[np.int64]


def gram(group: Ints64, ids: npt.NDArray[np.int32], weights: Floats, many: int, few: int = FEW) -> Floats:
    """Products of each group's sum of terms with each group's.

    group: of each line. ids, weights: a line of terms per article; the id 0 fills lines and is no term. many: groups.
    few: groups with a term up to which it is multiplied pair by pair.
    """
    term, group, weight = _sums(group, ids, weights)
    _, starts, counts = np.unique(term, return_index=True, return_counts=True)
    left = np.repeat(starts + counts, counts) - np.arange(len(term))  # groups that have the term, from this one on
    often = np.repeat(counts > few, counts)
    found = _of_few(left[~often], group[~often], weight[~often], many)
    found += found.T
    found[np.arange(many), np.arange(many)] += np.bincount(group[~often], weight[~often] ** 2, many)
    column = np.cumsum(np.append(0, np.diff(term[often]) != 0)) if often.any() else np.zeros(0, np.int64)
    _add_tables(found, column, group[often], weight[often])
    return found


def _sums(group: Ints64, ids: npt.NDArray[np.int32], weights: Floats) -> tuple[Ints64, Ints64, Floats]:
    """The terms of each group, each once, by term and then by group: term, group, weight."""
    many = int(group.max(initial=0)) + 1
    used = ids > 0
    keys, place = np.unique((ids.astype(np.int64) * many + group[:, None])[used], return_inverse=True)
    summed = np.bincount(place, weights[used], len(keys)).astype(np.float32)
    return keys // many, keys % many, summed


def _of_few(left: Ints64, group: Ints64, weight: Floats, many: int) -> Floats:
    found = np.zeros(many * many, np.float32)
    for further in range(1, int(left.max(initial=1))):
        one = np.flatnonzero(left > further)
        other = one + further
        np.add.at(found, group[one] * many + group[other], weight[one] * weight[other])
    return found.reshape(many, many)


def _add_tables(found: Floats, column: Ints64, group: Ints64, weight: Floats) -> None:
    for start in range(0, int(column.max(initial=-1)) + 1, COLUMNS):
        here = slice(*np.searchsorted(column, [start, start + COLUMNS]).tolist())
        table = np.zeros((len(found), COLUMNS), np.float32)
        table[group[here], column[here] - start] = weight[here]
        found += table @ table.T
