"""How the numbers of `stories.annotate.tone` are made: a ridge on bands, stretched over the whole scale. Pure.

Learned from sentences of ours about fictional events, in which every subject comes in every band, from items that one
pass labelled, and from the training half of those that two passes did; never from tone.jsonl (docs/decisions/0030).
"""

import json
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.annotate.model import DIMENSIONS
from stories.annotate.tone import Floats, Head

VERSION: Final = "tone-1"
RIDGE: Final = 3.0  # 1 to 6 are alike
WORDS_SCALE: Final = 0.5  # of the groups of words beside a vector of length 1; 0.3 is as good, 0.1 four points worse
OUR_SENTENCES, ONE_PASS, TWO_PASSES = 0.7, 0.3, 1.5  # weights of an item; rare bands of one pass weigh more
FOLDS: Final = 8
BANDS: Final = 5
MIDDLE_BAND: Final = 2.0
BAND_WIDTH: Final = 20.0
MIDDLES: Final = np.arange(-0.5, 0.51, 0.05)
STRETCHES: Final = np.arange(1.0, 1.81, 0.05)
DIGITS: Final = 4

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Items:
    """Features, a row each, and the mean of the bands (0..4) that passes gave each."""

    features: Floats
    bands: Array


@dataclass(frozen=True)
class Line:
    """bands = bias + features · slope."""

    bias: float
    slope: Array

    def of(self, features: Floats) -> Array:
        """The band of each row, as a number that may lie between two."""
        found: Array = self.bias + _scaled(features) @ self.slope
        return found


def head(ours: Items, one: Items, two: Items) -> Head:
    """The numbers for `tone`."""
    line = fitted(ours, one, two)
    middle, stretch = calibrated(predicted(ours, one, two), two.bands)
    scale = BAND_WIDTH * stretch
    slope = np.concatenate([line.slope[:DIMENSIONS], line.slope[DIMENSIONS:] * WORDS_SCALE]) * scale
    bias = (line.bias - MIDDLE_BAND - middle) * scale
    return Head(VERSION, round(bias, DIGITS), slope[:DIMENSIONS].round(DIGITS), slope[DIMENSIONS:].round(DIGITS))


def fitted(ours: Items, one: Items, two: Items) -> Line:
    """The ridge over all three kinds of items."""
    counts = np.bincount(one.bands.round().astype(int), minlength=BANDS).clip(1)
    rare = (1 / counts)[one.bands.round().astype(int)] ** 0.5
    weights = np.concatenate(
        [
            np.full(len(ours.bands), OUR_SENTENCES),
            ONE_PASS * rare / (rare.mean() if len(rare) else 1.0),
            np.full(len(two.bands), TWO_PASSES),
        ]
    )
    features = np.concatenate([ours.features, one.features, two.features])
    return _ridge(_scaled(features), np.concatenate([ours.bands, one.bands, two.bands]), weights)


def predicted(ours: Items, one: Items, two: Items) -> Array:
    """The band of each item of two passes by a ridge that has not seen it."""
    found = np.zeros(len(two.bands))
    for fold in range(FOLDS):
        out = np.arange(len(two.bands)) % FOLDS == fold
        line = fitted(ours, one, Items(two.features[~out], two.bands[~out]))
        found[out] = line.of(two.features[out])
    return found


def calibrated(found: Array, bands: Array) -> tuple[float, float]:
    """(middle, stretch) by which most items come into their band or beside it; a ridge alone keeps to the middle."""

    def good(middle: float, stretch: float) -> float:
        told = np.clip((MIDDLE_BAND + (found - MIDDLE_BAND - middle) * stretch).round(), 0, BANDS - 1)
        apart = np.abs(told - bands)
        return float((apart <= 0.5).mean() + (apart <= 1.5).mean())

    best = max(product(MIDDLES, STRETCHES), key=lambda pair: (round(good(*pair), 6), -abs(pair[0]), -pair[1]))
    return float(best[0]), float(best[1])


def weights_file(learned: Head) -> str:
    """The text of tone_weights.json."""
    known = {
        "version": learned.version,
        "bias": learned.bias,
        "words": learned.words.tolist(),
        "vector": learned.vector.tolist(),
    }
    return json.dumps(known) + "\n"


def _scaled(features: Floats) -> Array:
    return np.concatenate([features[:, :DIMENSIONS], features[:, DIMENSIONS:] * WORDS_SCALE], axis=1)


def _ridge(features: Array, bands: Array, weights: Array) -> Line:
    weights = weights / weights.mean()
    middle, mean = np.average(features, axis=0, weights=weights), np.average(bands, weights=weights)
    root = np.sqrt(weights)
    left = (features - middle) * root[:, None]
    slope = np.linalg.solve(left.T @ left + RIDGE * np.eye(left.shape[1]), left.T @ ((bands - mean) * root))
    return Line(float(mean - middle @ slope), slope.astype(np.float64))
