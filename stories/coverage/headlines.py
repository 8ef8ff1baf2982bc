"""Which words a story's headlines share, and which of them only one side uses. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from stories.scales import RATED_SIDES
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import tokens

SHARED_FROM: Final = 3  # different headlines: two have their words in common by chance
ONE_SIDED_FROM: Final = 2  # different headlines of the side: one is its writer's choice
OTHERS_FROM: Final = 2  # different headlines elsewhere: against one, 'only this side' says nothing
# A word of a spaced script or a number; runs without spaces (Han, kana, Thai) can't be parted into words here.
_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[.'’&-]?[^\W\d_]+)*")


class Use(StrEnum):
    """How a story's headlines use a word: most of them, or several of one side and no other."""

    SHARED = "shared"
    ONE_SIDED = "one-sided"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that stand out, as they are compared, each in one place at most; wordings: how many headlines."""

    wordings: int
    shared: frozenset[str]
    one_sided: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a headline; use is None for what doesn't stand out."""

    text: str
    use: Use | None


NONE: Final = Words(0, frozenset(), {})


def standing_out(headlines: Iterable[tuple[str, str]], sides: Sequence[str] = RATED_SIDES) -> Words:
    """The words that more than half of the headlines have, and those that only one side has, at least twice.

    headlines: one per outlet, with its side, or with its group on a scheme without sides, whose keys are `sides`.
    The same wording counts once, so that an agency's copies are one headline; unrated outlets count among the
    others. Stop words and single letters are left out, a plural is its singular.
    """
    by_wording: dict[frozenset[str], set[str]] = defaultdict(set)
    for side, title in headlines:
        by_wording[frozenset(word for _, _, word in _words(title))].add(side)
    by_wording.pop(frozenset(), None)
    uses = Counter(word for wording in by_wording for word in wording)
    shared = {word for word, n in uses.items() if n >= SHARED_FROM and 2 * n > len(by_wording)}
    return Words(len(by_wording), frozenset(shared), {side: _only(side, by_wording) - shared for side in sides})


def marked(title: str, side: str, words: Words) -> tuple[Piece, ...]:
    """The headline of an outlet on the side in pieces; joined they are the headline."""
    own = words.one_sided.get(side, frozenset())
    pieces: list[Piece] = []
    end = 0
    for start, stop, word in _words(title):
        if use := Use.SHARED if word in words.shared else Use.ONE_SIDED if word in own else None:
            pieces += [Piece(title[end:start], None), Piece(title[start:stop], use)]
            end = stop
    return tuple(piece for piece in [*pieces, Piece(title[end:], None)] if piece.text)


def spelled(keys: Collection[str], titles: Iterable[str]) -> tuple[str, ...]:
    """The words as the headlines spell them most often, in small letters unless they never are; sorted."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for title in titles:
        for start, stop, word in _words(title):
            if word in keys:
                found[word][title[start:stop]] += 1
    return tuple(sorted((_spelling(forms) for forms in found.values()), key=str.casefold))


def _spelling(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (not form.islower(), -forms[form], form))


def _only(side: str, by_wording: Mapping[frozenset[str], set[str]]) -> frozenset[str]:
    own = [wording for wording, sides in by_wording.items() if sides == {side}]
    others = [wording for wording, sides in by_wording.items() if sides != {side}]
    if len(others) < OTHERS_FROM:
        return frozenset()
    elsewhere = frozenset(word for wording in others for word in wording)
    uses = Counter(word for wording in own for word in wording - elsewhere)
    return frozenset(word for word, n in uses.items() if n >= ONE_SIDED_FROM)


@lru_cache(maxsize=4_000)  # a page asks for each of a story's headlines several times
def _words(title: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and key of each word that says something."""
    found = ((match.start(), match.end(), _key(match.group())) for match in _WORD.finditer(title))
    return tuple((start, end, word) for start, end, word in found if word)


@lru_cache(maxsize=20_000)  # headlines of one story repeat their words
def _key(text: str) -> str:
    """What a word is compared by; '' for one that says nothing or that isn't one word."""
    found = tokens(text)
    # Hangul gives the word first, then its pairs; other runs that give several are no single word.
    word = "-".join(found) if text.isascii() else next(iter(found), "")
    if len(word) < 2 or word in STOP_WORDS or (len(found) > 1 and len(found[0]) < 3):
        return ""
    plural = word.isascii() and len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
