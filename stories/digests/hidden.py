"""Whether a text names a word that a reader has hidden. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from stories.text.folding import fold

# Particles follow a Korean word at once, and Chinese, Japanese and Thai part no words: there a part is enough.
_UNPARTED: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def names_any(words: Collection[str], texts: Iterable[str]) -> bool:
    """Whether one of the texts names one of the folded words: as a whole word, or anywhere where none are parted."""
    if not words:
        return False
    pattern = _pattern(frozenset(words))
    return any(pattern.search(fold(text)) for text in texts)


@lru_cache(maxsize=256)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(_one(word) for word in longest_first))


def _one(word: str) -> str:
    return re.escape(word) if _UNPARTED.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"
