"""What a reader doesn't want to see in lists: headlines with a word, and headlines of an outlet. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from stories.text.folding import fold

MOST_WORDS: Final = 100
LONGEST_WORD: Final = 60  # characters: what is longer is a headline, not a word
_LETTER: Final = r"[^\W_]"
# Chinese, Japanese, Korean and Thai hang words together, so that a word there is found anywhere.
_JOINED: Final = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Hiding:
    """Folded words and phrases, and outlets by slug."""

    words: tuple[str, ...] = ()
    outlets: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.outlets)


NONE: Final = Hiding()


def hidden(headline: str, outlet: str, hiding: Hiding) -> bool:
    """Whether a story with this headline is left out; outlet: the slug of whose headline it is, '' for an editor's."""
    return (outlet in hiding.outlets if outlet else False) or word_of(headline, hiding.words) != ""


def word_of(headline: str, words: Iterable[str]) -> str:
    """The first of these folded words that the headline has as a word of its own, or ''."""
    folded = fold(headline)
    return next((word for word in words if word in folded and _stands_alone(word, folded)), "")


def words_of(typed: str) -> tuple[str, ...]:
    """What was typed, one word or phrase on a line or after a comma, folded; each once, as typed, the first hundred."""
    found = dict.fromkeys(fold(part) for part in re.split(r"[\n,]", typed))
    return tuple(word for word in found if word and len(word) <= LONGEST_WORD)[:MOST_WORDS]


def _stands_alone(word: str, folded: str) -> bool:
    if _JOINED.search(word):
        return True
    return re.search(rf"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})", folded) is not None
