"""How the network of `stories.annotate.tone_tokens` is taught: by Adam, with parts left out at random. Pure.

Source: Kingma and Ba, Adam (2015); Srivastava et al., Dropout (2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.annotate.tone_tokens import Array, States, TokenHead

UNITS: Final = 48
ROUNDS: Final = 8  # over all items
AT_ONCE: Final = 64  # items
STEP: Final = 3e-3  # at first; it falls to nought
SMALL: Final = {"units": 4e-4, "found": 4e-3, "places": 4e-3}  # how strongly weights are drawn to nought
KEPT_STATES, KEPT_FOUND, KEPT_PLACE = 0.8, 0.6, 0.8  # share that is not left out
DOUBT: Final = 0.08  # of a label, shared among all bands
FIRST: Final = {"units": 0.05, "found": 0.02, "places": 0.0}  # spread of the weights to begin with
SLOW, SLOWER, LEAST = 0.9, 0.99, 1e-8  # Adam's two memories, and what keeps it from dividing by nought

Weights = dict[str, npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Lesson:
    """What the network learns from: each item's parts, its place, how likely each band is, and how much it counts."""

    parts: Sequence[tuple[States, States]]
    places: Array
    likely: Array
    weights: Array


@dataclass(frozen=True)
class _Batch:
    """Some items: the tokens of all titles, one behind the other, then of all leads, and the rest as in the lesson."""

    places: npt.NDArray[np.float32]
    likely: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    tokens: npt.NDArray[np.float32]
    lengths: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]


def token_head(lesson: Lesson, seed: int) -> TokenHead:
    """A network for `tone_tokens.shares`; the same from the same items and seed."""
    middle, spread = _scale(lesson)
    broad = float(lesson.places.std(axis=0).mean()) or 1.0
    weights = _taught(lesson, lesson.places / broad, middle, spread, np.random.default_rng(seed))
    units = weights["units"].astype(np.float64) / spread[:, None]
    return TokenHead(
        units=units,
        shifts=weights["shifts"] - middle @ units,
        found=weights["found"].astype(np.float64),
        places=weights["places"].astype(np.float64) / broad,
        base=weights["base"].astype(np.float64),
    )


def _scale(lesson: Lesson) -> tuple[Array, Array]:
    """Mean and spread of what tokens hold, over all of them."""
    sums, squares, count = np.zeros(1), np.zeros(1), 0
    for _title, lead in lesson.parts:
        rows = np.concatenate(lead).astype(np.float64)
        sums, squares, count = sums + rows.sum(axis=0), squares + (rows**2).sum(axis=0), count + len(rows)
    middle = sums / count
    return middle, np.sqrt(np.maximum(squares / count - middle**2, LEAST))


def _taught(lesson: Lesson, places: Array, middle: Array, spread: Array, random: np.random.Generator) -> Weights:
    bands, wide = lesson.likely.shape[1], len(middle)
    shapes = {"units": (wide, UNITS), "found": (4 * UNITS, bands), "places": (places.shape[1], bands)}
    weights = {name: _float(random.normal(size=shape)) * np.float32(FIRST[name]) for name, shape in shapes.items()}
    weights |= {"shifts": np.zeros(UNITS, np.float32), "base": np.zeros(bands, np.float32)}
    slow, slower = ({name: np.zeros_like(value) for name, value in weights.items()} for _each in range(2))
    steps = max(1, len(places) // AT_ONCE)
    for turn in range(steps * ROUNDS):
        if turn % steps == 0:
            order = random.permutation(len(places))
        chosen = order[turn % steps * AT_ONCE :][:AT_ONCE]
        wrong = _wrong(weights, _batch(lesson, places, chosen, middle, spread), random)
        for name, value in weights.items():
            pull = wrong[name] + np.float32(SMALL.get(name, 0.0)) * value
            slow[name] = SLOW * slow[name] + (1 - SLOW) * pull
            slower[name] = SLOWER * slower[name] + (1 - SLOWER) * pull**2
            size = np.sqrt(slower[name] / (1 - SLOWER ** (turn + 1))) + LEAST
            step = STEP * (1 - turn / (steps * ROUNDS))
            weights[name] = _float(value - step * slow[name] / (1 - SLOW ** (turn + 1)) / size)
    return weights


def _batch(lesson: Lesson, places: Array, chosen: npt.NDArray[np.int64], middle: Array, spread: Array) -> _Batch:
    parts = [lesson.parts[each] for each in chosen]
    rows = [np.concatenate(part) for column in range(2) for part in (pair[column] for pair in parts)]
    rows = [each if len(each) else _float(middle[None, :]) for each in rows]
    lengths = np.array([len(each) for each in rows])
    tokens = (np.concatenate(rows) - _float(middle)) / _float(spread)
    likely = lesson.likely[chosen] * (1 - DOUBT) + DOUBT / lesson.likely.shape[1]
    counts = lesson.weights[chosen] / lesson.weights.mean()
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return _Batch(_float(places[chosen]), _float(likely), _float(counts), tokens, lengths, starts)


def _wrong(weights: Weights, batch: _Batch, random: np.random.Generator) -> Weights:
    """The gradient of the loss."""
    items, units = len(batch.places), len(weights["shifts"])
    tokens = batch.tokens * np.repeat(_kept(random, (items, batch.tokens.shape[1]), KEPT_STATES, 2), batch.lengths, 0)
    active = np.maximum(tokens @ weights["units"] + weights["shifts"], 0)
    greatest = np.maximum.reduceat(active, batch.starts)
    means = np.add.reduceat(active, batch.starts) / batch.lengths[:, None]
    each = np.hstack([means, greatest])
    kept = _kept(random, (items, 4 * units), KEPT_FOUND)
    found = np.hstack([each[:items], each[items:]]) * kept
    places = batch.places * _kept(random, batch.places.shape, KEPT_PLACE)
    speaks = found @ weights["found"] + places @ weights["places"] + weights["base"]
    told = np.exp(speaks - speaks.max(axis=1, keepdims=True))
    off = (told / told.sum(axis=1, keepdims=True) - batch.likely) * batch.weights[:, None] / items
    back = (off @ weights["found"].T) * kept
    back = np.concatenate([back[:, : 2 * units], back[:, 2 * units :]])
    deep = np.repeat(back[:, :units] / batch.lengths[:, None], batch.lengths, axis=0)
    deep += np.repeat(back[:, units:], batch.lengths, axis=0) * (active == np.repeat(greatest, batch.lengths, axis=0))
    deep *= active > 0
    return {
        "units": _float(tokens.T @ deep),
        "shifts": _float(deep.sum(axis=0)),
        "found": found.T @ off,
        "places": places.T @ off,
        "base": off.sum(axis=0),
    }


def _kept(random: np.random.Generator, shape: tuple[int, ...], share: float, times: int = 1) -> npt.NDArray[np.float32]:
    """Ones and noughts, the ones larger so that the sum stays; the same for titles and leads where `times` is 2."""
    return np.tile(_float(random.random(shape) < share) / np.float32(share), (times, 1))


def _float(numbers: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
    return numbers.astype(np.float32)
