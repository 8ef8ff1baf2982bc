"""The half of an article's tone that is read word by word: a small network over the encoder's tokens. Pure.

A sentence's vector says what it is about; how good or bad that is stands more plainly one layer earlier, token by
token. Each unit of the network is a direction of that layer; of a text its mean and its greatest value count, for the
title and for the lead apart, and beside them the text's place among the labelled examples (docs/decisions/0030).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

States = Sequence[npt.NDArray[np.float32]]  # of each text, a row for each of its tokens
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TokenHead:
    """What was learned: units (states, units) and their shifts, and how strongly each finding speaks for each band."""

    units: Array
    shifts: Array
    found: Array
    places: Array
    base: Array


def shares(head: TokenHead, title: States, lead: States, place: Array) -> Array:
    """How likely each band is, the worst first; together 1.

    title, lead: the same where there is only one of them. place: the text's place among the examples.
    """
    found = np.concatenate([_found(head, part) for part in (title, lead)])
    speaks = found @ head.found + place @ head.places + head.base
    likely = np.exp(speaks - speaks.max())
    together: Array = likely / likely.sum()
    return together


def _found(head: TokenHead, states: States) -> Array:
    tokens = np.concatenate(states).astype(np.float64)
    if not len(tokens):  # a title of signs that the encoder has no tokens for
        return np.zeros(2 * len(head.shifts))
    active = np.maximum(tokens @ head.units + head.shifts, 0.0)
    return np.concatenate([active.mean(axis=0), active.max(axis=0)])
