"""How large a story is around a time: of one that grows for days, only the articles of about that time count. Pure.

Size speaks for a story, since the average pair of a large one is less alike. Of an event that is told for a day or two
that is right; a war's daily reports, thirty a day, would grow by it into one story without an end: each further
article is hardly like the average of the others, and finds hundreds of them (docs/decisions/0023).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]

DAYS_AROUND = 1.0  # half a day splits events overnight: one to two points of recall on labelled stories of five days
ALWAYS_COUNTED = 10  # articles of a story that count however old: 20 leave a chain of 127, 5 cost events that last


def pairs_around(days: Table, others: Table) -> int:
    """How many pairs of an article of each lie at most a day apart; a pair without both dates counts as such.

    days, others: when the articles were published, in days, NaN where that is not known.
    """
    dated, known = days[~np.isnan(days)], np.sort(others[~np.isnan(others)])
    until = np.searchsorted(known, dated + DAYS_AROUND, side="right")
    since = np.searchsorted(known, dated - DAYS_AROUND, side="left")
    return len(days) * len(others) - len(dated) * len(known) + int((until - since).sum())


def pair_table(days: Table, starts: Sequence[int] | npt.NDArray[np.int_]) -> Table:
    """`pairs_around` of each group with each, a line per group.

    days: of all groups' articles, one group after the other. starts: where each group begins.
    """
    ends = [*starts[1:], len(days)]
    lines = [
        np.add.reduceat(around(days[start:end, None], days), starts, axis=1).sum(axis=0)
        for start, end in zip(starts, ends, strict=True)
    ]
    return np.array(lines, np.float64)


def around(day: Table | float, days: Table) -> Table:
    """1.0 for each of the days that is at most a day from the other, or where either is NaN; else 0.0."""
    return np.asarray(~(np.abs(days - day) > DAYS_AROUND), np.float64)


def counted(sizes: Table, near: Table) -> Table:
    """The sizes that stories count with: their articles around the time, ten at least where they have so many.

    near: how many of each story's articles are around the time; the size itself where nothing is dated.
    """
    return np.maximum(near, np.minimum(sizes, ALWAYS_COUNTED))
