"""ROUGE-1 and ROUGE-2 as the rouge-score package has them without its stemmer: runs of letters and digits, small.

Lin, ROUGE: a package for automatic evaluation of summaries, 2004. Own lines because the package brings nltk along,
which no server needs; they give its figures to the last digit (docs/decisions/0030).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_TERM = re.compile("[a-z0-9]+")


@dataclass(frozen=True)
class Grams:
    """A text's words and pairs of words, counted."""

    ones: Counter[Any]
    twos: Counter[Any]

    def joined(self, other: "Grams") -> "Grams":
        """Both texts' counts; the pair across the seam is left out."""
        return Grams(self.ones + other.ones, self.twos + other.twos)


NOTHING = Grams(Counter(), Counter())


def grams(sentences: Iterable[str]) -> Grams:
    """The counts of sentences that are read as one text."""
    terms = _TERM.findall(" ".join(sentences).lower())
    return Grams(Counter(terms), Counter(pairwise(terms)))


def rouge(reference: Grams, found: Grams) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2, each the F1 of what the two have in common, 0..1."""
    return _f1(reference.ones, found.ones), _f1(reference.twos, found.twos)


def _f1(reference: Counter[Any], found: Counter[Any]) -> float:
    common = sum((reference & found).values())
    return 2 * common / (sum(reference.values()) + sum(found.values())) if common else 0.0
