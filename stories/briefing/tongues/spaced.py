"""Words of Spanish, German and French: stems by Snowball, numbers, dates and names by tables of each language. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import snowballstemmer

from stories.briefing.tongues.tongue import Word
from stories.text.stop_words import STOP_WORDS

KNOWN: Final = 20_000
LIKE: Final = 0.8
IN_COMPOUND: Final = 0.8  # 'Kinder' in 'Grundschulkinder'
SHORTEST_PART: Final = 5
SHORTEST_HEAD, HEAD = 3, 0.7  # 'Zug' of 'Güterzug'
FAMILY: Final = 0.75  # 'construir' and 'construcción', which no stemmer joins
FAMILY_LETTERS: Final = 6

_WORD: Final = re.compile(r"\d+(?:[.,\u202f\u00a0 ]\d{3})*(?:,\d+)?|[^\W\d_]+")
_ELISION: Final = re.compile(r"(?:[cdjlmnst]|qu|lorsqu|jusqu)['’]", re.IGNORECASE)
_ACCENTS: Final = re.compile("[\u0300-\u036f]")


def bare(text: str) -> str:
    """Folded without accents: readers leave them out. As long as the text but for ß."""
    folded = text.casefold()
    return folded if folded.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", folded))


def stemmer(language: str) -> Callable[[str], str]:
    """Word -> its stem without accents. language: as Snowball calls it."""
    found = snowballstemmer.stemmer(language)

    @lru_cache(maxsize=KNOWN)
    def stem(word: str) -> str:
        return bare(found.stemWord(word.casefold()))

    return stem


def splitter(stem: Callable[[str], str], *, nouns: bool = False) -> Callable[[str], tuple[Word, ...]]:
    """Text -> its words without stop words; name: a capital that opens no sentence.

    nouns: all have a capital (German), so that only two capitals in a row are a name.
    """

    @lru_cache(maxsize=KNOWN)
    def words(text: str) -> tuple[Word, ...]:
        found = []
        for match in _WORD.finditer(_ELISION.sub(lambda each: " " * len(each.group()), text)):
            word = match.group()
            if bare(word) in STOP_WORDS or len(word) == 1:
                continue
            opens = not re.search(r"\w", text[: match.start()])
            found.append(Word(stem(word), match.start(), match.end(), word[0].isupper() and not opens))
        return tuple(_in_rows(found) if nouns else found)

    return words


def _in_rows(found: Sequence[Word]) -> Iterator[Word]:
    """Without the mark of a name where no other capital stands beside it."""
    for place, word in enumerate(found):
        before = place > 0 and found[place - 1].name and found[place - 1].end + 1 == word.start
        behind = place + 1 < len(found) and found[place + 1].name and word.end + 1 == found[place + 1].start
        yield replace(word, name=word.name and (before or behind))


def described(articles: str, speech: str, behind: str) -> Callable[[str, int, int], bool]:
    """Whether a name has what its bearer is beside it: 'la alcaldesa, Ada Brandt', 'Ada Brandt, la alcaldesa de'.

    articles: that lead an office, alternatives; speech: what looks like one and is none; behind: what follows a name.
    """
    before = re.compile(
        rf"(?:(?:^|[.:;»”\"] |\b(?:{articles}) )(?P<office>[^\W\d_][\w-]+)(?: [\w'’]+){{0,4}},?|"
        rf"(?P<noun>[A-ZÄÖÜ][\w-]{{4,}})) "
        r"(?:[A-ZÀ-Þ][\w'’-]* )*$"
    )
    after = re.compile(rf"(?: [A-ZÀ-Þ][\w'’-]*)*,? (?:{behind})")
    verb = re.compile(speech)

    def is_described(text: str, start: int, end: int) -> bool:
        found = before.search(text[:start])
        office = (found["office"] or found["noun"]) if found else ""
        return bool(office and not verb.fullmatch(office)) or bool(after.match(text, end))

    return is_described


def likeness(alike: dict[str, frozenset[int]], *, compounds: bool = False) -> Callable[[str, str], float]:
    """How much a text's stem says a question's: the same, of a group, in a compound, of a family."""

    @lru_cache(maxsize=KNOWN)
    def like(asked: str, told: str) -> float:
        if asked == told:
            return 1.0
        if not alike.get(asked, frozenset()).isdisjoint(alike.get(told, frozenset())):
            return LIKE
        short, long = sorted((asked, told), key=len)
        if compounds and len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
            return IN_COMPOUND
        if compounds and len(short) >= SHORTEST_HEAD and long.endswith(short):
            return HEAD
        return FAMILY if len(short) >= FAMILY_LETTERS and short[:FAMILY_LETTERS] == long[:FAMILY_LETTERS] else 0.0

    return like
