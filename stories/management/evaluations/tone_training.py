"""How the numbers of `stories.annotate.tone` are made: examples on few axes, and what is learned from them. Pure.

Learned from sentences of ours about fictional events, in which every subject comes in every band, from items that one
pass labelled, and from the training half of those that two passes did; never from tone.jsonl (docs/decisions/0030).
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from stories.annotate.tone import BANDS, Array, Head, distances
from stories.annotate.tone_tokens import States, TokenHead
from stories.management.evaluations.tone_token_training import Lesson, token_head

VERSION: Final = "tone-3"
AXES: Final = 96  # that the examples spread along most; all 808 have no more exact bands, one point more of within one
RIDGE: Final = 0.3  # 0.15 to 1 are alike
RARE: Final = 0.3  # power by which a rare band's examples count more; 0.6 is alike, with 0 good news is taken for plain
DIGITS: Final = 5
NETWORKS: Final = 3  # over tokens, from different beginnings: their mean is steadier than one
REST: Final = ("shifts", "found", "places", "base")  # of a network, besides its units
STEPS: Final = 127  # of a stored number either side of nought


@dataclass(frozen=True)
class Items:
    """What is known of each item, and the places of its bands (one or two passes').

    features, parts: from `tone_items.features`. weights: how much it counts.
    """

    features: Array
    parts: Sequence[tuple[States, States]]
    bands: tuple[tuple[int, ...], ...]
    weights: Array


def head(items: Items) -> Head:
    """The numbers for `tone`, as the file holds them; an item with two bands is an example of each, at half weight."""
    rows, bands, weights = _examples(items.features, items.bands, items.weights)
    middle = rows.mean(axis=0).round(DIGITS)
    axes = _stepped(np.linalg.svd(rows - middle, full_matrices=False)[2][:AXES].T)
    examples = _stepped((rows - middle) @ axes)
    likely = np.eye(BANDS)[bands]
    base = np.average(likely, axis=0, weights=weights)
    kernel = np.exp(-distances(examples, examples)) + np.diag(RIDGE / weights)
    pulls = np.linalg.solve(kernel, likely - base)
    tokens = _tokens(items, (items.features - middle) @ axes)
    return Head(VERSION, middle, axes, examples, pulls, base, bands, weights, tokens)


def weights_file(learned: Head) -> str:
    """The content of tone_weights.jsonl: a line for all, then for each network and example, as `tone.read` reads."""
    first = {
        "version": learned.version,
        "base": learned.base.tolist(),
        "axes_step": _step(learned.axes),
        "examples_step": _step(learned.examples),
        "middle": [round(value, DIGITS) for value in learned.middle.tolist()],
        "axes": [_letters(axis) for axis in _steps(learned.axes).T],
    }
    rows = zip(learned.bands, learned.weights, learned.pulls, _steps(learned.examples), strict=True)
    lines = [
        {
            "band": int(band),
            "weight": round(float(weight), DIGITS),
            "pulls": [round(pull, DIGITS) for pull in pulls.tolist()],
            "place": _letters(place),
        }
        for band, weight, pulls, place in rows
    ]
    return "".join(
        json.dumps(line, separators=(",", ":")) + "\n" for line in [first, *map(_network, learned.tokens), *lines]
    )


def _network(head: TokenHead) -> dict[str, Any]:
    rest = {name: getattr(head, name).tolist() for name in REST}
    return {"units": [_letters(_steps(unit)) for unit in head.units.T], "steps": list(map(_step, head.units.T)), **rest}


def _letters(numbers: npt.NDArray[np.int8]) -> str:
    return b64encode(np.ascontiguousarray(numbers).tobytes()).decode()


def _tokens(items: Items, places: Array) -> tuple[TokenHead, ...]:
    """The networks, as the file holds them."""
    counted, bands, weights = _examples(np.arange(len(places)), items.bands, items.weights)
    likely = np.zeros((len(places), BANDS))
    np.add.at(likely, (counted, bands), weights)
    totals = likely.sum(axis=1)
    lesson = Lesson(items.parts, places, likely / totals[:, None], totals)
    return tuple(_rounded(token_head(lesson, seed)) for seed in range(NETWORKS))


def _rounded(taught: TokenHead) -> TokenHead:
    rest = (getattr(taught, name).round(DIGITS) for name in REST)
    return TokenHead(np.array([_stepped(unit) for unit in taught.units.T]).T, *rest)


def _examples(
    features: npt.NDArray[Any], bands_told: Sequence[tuple[int, ...]], counts: Array
) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64], Array]:
    counted = [
        (row, band, counts[row] / len(set(told))) for row, told in enumerate(bands_told) for band in sorted(set(told))
    ]
    rows, bands = (
        [row for row, _band, _weight in counted],
        np.array([band for _row, band, _weight in counted], np.int64),
    )
    weights: Array = np.array([weight for _row, _band, weight in counted])
    totals = np.bincount(bands, weights, BANDS).clip(min=weights.min())
    weights = weights * (totals.mean() / totals[bands]) ** RARE
    return features[rows], bands, weights / weights.mean()


def _step(numbers: Array) -> float:
    return float(np.abs(numbers).max()) / STEPS or 1.0


def _steps(numbers: Array) -> npt.NDArray[np.int8]:
    return (numbers / _step(numbers)).round().astype(np.int8)


def _stepped(numbers: Array) -> Array:
    found: Array = np.asarray(_steps(numbers) * _step(numbers), np.float64)
    return found
