"""Text into the terms that clustering, search and fingerprints count. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS

# Scripts written without spaces: Thai to Burmese, Khmer, kana, Han, Hangul and their extensions.
_UNSPACED: Final = (
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff"
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
)
_HANGUL: Final = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_TERM: Final = re.compile(
    rf"(?P<number>\d+(?:[.,:]\d+)*)|(?P<unspaced>[{_UNSPACED}]+)|(?P<hangul>[{_HANGUL}]+)"
    rf"|(?P<word>[^\W\d_{_UNSPACED}{_HANGUL}]+(?:[.'&][^\W\d_{_UNSPACED}{_HANGUL}]+)*)"
)
_PLAIN_TERM: Final = re.compile(r"\d+(?:[.,:]\d+)*|[a-z]+(?:[.'&][a-z]+)*")
_ELISION: Final = re.compile(r"^(?:[cdjlmnst]|qu|dell|all|dall|nell|sull|un)'(?=[aeiouhy])")  # l'accord, dell'accordo
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")


def tokens(text: str) -> list[str]:
    """The terms of a text in order, folded: words, numbers, and pairs of characters where a script has no spaces.

    "The U.S. spends 2.34% of Brell's GDP" → the, u.s, spends, 2.34, of, brell, gdp. Accents are dropped, because
    outlets differ in them. Han, kana and Thai give overlapping pairs ('東京都' → 東京, 京都); Hangul gives the word,
    then its pairs, because particles hang on it.
    """
    folded = fold(text)
    if folded.isascii():
        return [_plain(term) for term in _PLAIN_TERM.findall(folded)]
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))
    return [term for match in _TERM.finditer(folded) for term in _terms(match)]


def content_tokens(text: str) -> list[str]:
    """The tokens of a text without stop words and single Latin letters; numbers stay."""
    return [term for term in tokens(text) if term not in STOP_WORDS]


def _terms(match: re.Match[str]) -> Iterator[str]:
    term = match.group()
    match match.lastgroup:
        case "unspaced":
            yield from _pairs(term)
        case "hangul":
            yield term
            if len(term) > 2:
                yield from _pairs(term)
        case _:
            yield _plain(term)


def _plain(term: str) -> str:
    if "'" not in term:
        return term
    return _ELISION.sub("", term.removesuffix("'s")) or term


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
