"""How the numbers of `stories.annotate.tone` are made: examples on few axes, and a kernel regression on them. Pure.

Learned from sentences of ours about fictional events, in which every subject comes in every band, from items that one
pass labelled, and from the training half of those that two passes did; never from tone.jsonl (docs/decisions/0030).
"""

import io
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.annotate.tone import BANDS, Array, Head, distances

VERSION: Final = "tone-2"
AXES: Final = 96  # that the examples spread along most; all 808 have no more exact bands, one point more of within one
RIDGE: Final = 0.3  # 0.15 to 1 are alike
RARE: Final = 0.3  # power by which a rare band's examples count more; 0.6 is alike, with 0 good news is taken for plain
STEPS: Final = 127  # of a stored number either side of nought


@dataclass(frozen=True)
class Items:
    """Features, a row each, the places of the bands (one or two passes' each), and how much each item counts."""

    features: Array
    bands: tuple[tuple[int, ...], ...]
    weights: Array


def head(items: Items) -> Head:
    """The numbers for `tone`, as the file holds them; an item with two bands is an example of each, at half weight."""
    rows, bands, weights = _examples(items)
    middle = rows.mean(axis=0).astype(np.float32).astype(np.float64)
    axes = _stepped(np.linalg.svd(rows - middle, full_matrices=False)[2][:AXES].T)
    examples = _stepped((rows - middle) @ axes)
    likely = np.eye(BANDS)[bands]
    base = np.average(likely, axis=0, weights=weights)
    kernel = np.exp(-distances(examples, examples)) + np.diag(RIDGE / weights)
    return Head(VERSION, middle, axes, examples, np.linalg.solve(kernel, likely - base), base, bands, weights)


def weights_file(learned: Head) -> bytes:
    """The content of tone_weights.npz, small enough to lie beside the code."""
    kept = io.BytesIO()
    np.savez_compressed(
        kept,
        version=np.array(learned.version),
        middle=learned.middle.astype(np.float32),
        axes=_steps(learned.axes),
        axes_step=np.float64(_step(learned.axes)),
        examples=_steps(learned.examples),
        examples_step=np.float64(_step(learned.examples)),
        pulls=learned.pulls.astype(np.float16),
        base=learned.base,
        bands=learned.bands.astype(np.uint8),
        weights=learned.weights.astype(np.float16),
    )
    return kept.getvalue()


def _examples(items: Items) -> tuple[Array, npt.NDArray[np.int64], Array]:
    counted = [
        (row, band, items.weights[row] / len(set(told)))
        for row, told in enumerate(items.bands)
        for band in sorted(set(told))
    ]
    rows, bands = (
        [row for row, _band, _weight in counted],
        np.array([band for _row, band, _weight in counted], np.int64),
    )
    weights: Array = np.array([weight for _row, _band, weight in counted])
    totals = np.bincount(bands, weights, BANDS).clip(min=weights.min())
    weights = weights * (totals.mean() / totals[bands]) ** RARE
    return items.features[rows], bands, weights / weights.mean()


def _step(numbers: Array) -> float:
    return float(np.abs(numbers).max()) / STEPS or 1.0


def _steps(numbers: Array) -> npt.NDArray[np.int8]:
    return (numbers / _step(numbers)).round().astype(np.int8)


def _stepped(numbers: Array) -> Array:
    found: Array = np.asarray(_steps(numbers) * _step(numbers), np.float64)
    return found
