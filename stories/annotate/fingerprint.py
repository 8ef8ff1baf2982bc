"""A text's fingerprint, by which the same text in forty outlets is found. Pure.

MinHash of three-token shingles: Broder, On the resemblance and containment of documents, 1997. Where a script has no
spaces tokens are pairs of characters, so a shingle there is four characters.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import rensa

from stories.text.shingles import shingles
from stories.text.tokens import tokens

Fingerprint = npt.NDArray[np.uint32]

PERMUTATIONS: Final = 128
SEED: Final = 42
SHINGLE_TOKENS: Final = 3
LEAST_TOKENS: Final = 20  # a shorter text is a phrase that two outlets may share by chance
SAME_TEXT_AT: Final = 0.6  # Jaccard: 10 % of sentences dropped leaves .84, another text on the story reaches .31
_STORED: Final = np.dtype("<u4")


def fingerprint(text: str) -> Fingerprint | None:
    """128 MinHash values, uint32; None for a text of under 20 tokens."""
    terms = tokens(text)
    if len(terms) < LEAST_TOKENS:
        return None
    sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(shingles(terms, SHINGLE_TOKENS)))
    return np.array(sketch.digest(), np.uint32)


def jaccard(a: Fingerprint, b: Fingerprint) -> float:
    """The estimated share of shingles two texts have in common, 0..1; standard error at most 0.045."""
    return float((a == b).mean())


def to_bytes(values: Fingerprint) -> bytes:
    """512 bytes, the same on every machine."""
    return values.astype(_STORED).tobytes()


def from_bytes(stored: bytes) -> Fingerprint:
    """The fingerprint that `to_bytes` stored. Raises ValueError for bytes of another length."""
    if len(stored) != PERMUTATIONS * _STORED.itemsize:
        raise ValueError(f"a fingerprint is {PERMUTATIONS * _STORED.itemsize} bytes, not {len(stored)}")
    return np.frombuffer(stored, _STORED).astype(np.uint32)
