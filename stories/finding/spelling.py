"""Which known word a misspelt one was meant to be. Pure."""

from collections.abc import Iterable
from typing import Final

SHORT: Final = 4  # characters: up to here one slip is allowed, in longer words two


def closest(word: str, known: Iterable[tuple[str, int]]) -> str:
    """The known word that the fewest slips lead to, '' where none is near; of equals the one in most headlines.

    known: (word, number of headlines).
    """
    most = 1 if len(word) <= SHORT else 2
    slips = ((slips_between(word, other), -headlines, other) for other, headlines in known if other != word)
    return min((found for found in slips if found[0] <= most), default=(0, 0, ""))[2]


def slips_between(one: str, other: str) -> int:
    """How many letters were added, left out, mistaken or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one):
        row = [i + 1]
        for j, b in enumerate(other):
            cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a != b))
            if i and j and a == other[j - 1] and one[i - 1] == b:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
