"""How well predicted groups match true ones: B-cubed, adjusted Rand index, V-measure. Pure."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Labels = Sequence[Hashable]


@dataclass(frozen=True)
class BCubed:
    """Precision, recall and their harmonic mean, each 0..1."""

    precision: float
    recall: float
    f1: float


def bcubed(true: Labels, predicted: Labels) -> BCubed:
    """For the average item: how much of its predicted group is of its true group (precision), and the reverse.

    Both sequences have one label per item, in the same order. No items: all 1.0.
    Source: Bagga & Baldwin, Entity-Based Cross-Document Coreferencing, 1998.
    """
    if not true:
        return BCubed(1.0, 1.0, 1.0)
    together = Counter(zip(true, predicted, strict=True))
    sizes_true, sizes_predicted = Counter(true), Counter(predicted)
    precision = sum(n * n / sizes_predicted[pair[1]] for pair, n in together.items()) / len(true)
    recall = sum(n * n / sizes_true[pair[0]] for pair, n in together.items()) / len(true)
    return BCubed(precision, recall, _harmonic(precision, recall))


def adjusted_rand(true: Labels, predicted: Labels) -> float:
    """Agreement over pairs of items, 1.0 for identical groupings, about 0.0 for chance; may be negative.

    Source: Hubert & Arabie, Comparing Partitions, 1985.
    """
    together = sum(math.comb(n, 2) for n in Counter(zip(true, predicted, strict=True)).values())
    of_true = sum(math.comb(n, 2) for n in Counter(true).values())
    of_predicted = sum(math.comb(n, 2) for n in Counter(predicted).values())
    pairs = math.comb(len(true), 2)
    expected = of_true * of_predicted / pairs if pairs else 0.0
    most = (of_true + of_predicted) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def v_measure(true: Labels, predicted: Labels) -> float:
    """Harmonic mean of homogeneity and completeness, 0..1. It flatters many small groups: read B-cubed beside it.

    Source: Rosenberg & Hirschberg, V-Measure, 2007.
    """
    of_true, of_predicted = _entropy(Counter(true)), _entropy(Counter(predicted))
    joint = _entropy(Counter(zip(true, predicted, strict=True)))
    shared = max(of_true + of_predicted - joint, 0.0)
    homogeneity = shared / of_true if of_true else 1.0
    completeness = shared / of_predicted if of_predicted else 1.0
    return _harmonic(homogeneity, completeness)


def _entropy(counts: Counter[Hashable]) -> float:
    total = counts.total()
    return -sum(n / total * math.log(n / total) for n in counts.values())


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
