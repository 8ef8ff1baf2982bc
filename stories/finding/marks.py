"""Where a text has what was looked for: the words to mark in a headline, and an excerpt around the first. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from stories.finding.search import Query, forms
from stories.text.folding import fold

BEFORE: Final = 60  # characters of an excerpt before the first mark
LONG: Final = 190  # characters of an excerpt
MOST_SPANS: Final = 40  # marks that are compared: a text of one word only is no reason to work
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_RUN: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it was looked for."""

    text: str
    marked: bool


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """The text in pieces; joined they are the text."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in _spans(text, query):
        pieces += [Piece(text[end:start], False), Piece(text[start:stop], True)]
        end = stop
    return tuple(piece for piece in [*pieces, Piece(text[end:], False)] if piece.text)


def excerpt(text: str, query: Query) -> tuple[Piece, ...]:
    """About 190 characters where most different words are to be marked; empty where there is nothing to mark."""
    spans = _spans(text, query)[:MOST_SPANS]
    if not spans:
        return ()
    first = max(spans, key=lambda span: (_different(text, spans, span[0]), -span[0]))
    start = max(first[0] - BEFORE, 0)
    stop = min(max(start + LONG, first[1]), len(text))
    if start and (space := text.find(" ", start, first[0])) >= 0:
        start = space + 1
    if stop < len(text) and (space := text.rfind(" ", first[1], stop)) >= 0:
        stop = space
    cut = text[start:stop].strip()
    return marked(f"{'… ' if start else ''}{cut}{' …' if stop < len(text) else ''}", query)


def _different(text: str, spans: list[tuple[int, int]], start: int) -> int:
    """How many different words are marked in an excerpt whose first mark begins at start."""
    return len({fold(text[a:b]) for a, b in spans if start <= a and b <= start + LONG - BEFORE})


def _spans(text: str, query: Query) -> list[tuple[int, int]]:
    terms = [form for word in query.words for form in forms(word)] + [*query.phrases]
    patterns = sorted({pattern for term in terms if (pattern := _pattern(term))}, key=len, reverse=True)
    if not patterns:
        return []
    return [match.span() for match in re.finditer("|".join(patterns), _comparable(text))]


def _pattern(term: str) -> str:
    """The term's words with anything but letters between them, not within a longer word of a spaced script."""
    runs = _RUN.findall(_comparable(fold(term)))
    if not runs:
        return ""
    start = "" if _UNSPACED.match(runs[0]) else r"(?<![^\W_])"
    end = "" if _UNSPACED.match(runs[-1][-1]) else r"(?![^\W_])"
    return start + r"[\W_]+".join(map(re.escape, runs)) + end


def _comparable(text: str) -> str:
    """The text in small letters without accents, each character in its place."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character)).lower()
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare if len(bare) == 1 else character
