"""Whether two names are spellings of one: other letters for the same sounds, and nothing else. Pure.

General rules, no list of people: how Cyrillic and Arabic are written in Latin letters (Zelensky, Zelenskyy; Mohammed,
Muhammad), diacritics, middle initials, and Korean by its own rules. Two names of one story are compared; over stories
'Kim Min-su' is the name of many.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from stories.finding.korean_names import one_korean_name, surnames
from stories.text.folding import fold

LONG_WORD: Final = 6  # letters; in shorter ones a vowel is all that tells Karin from Karen
MOST_COMPARED: Final = 400  # names of one story, those in most articles: of a very large one not every pair
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLE: Final = re.compile(r"^(?:al|el|ad|as|ar)[- ](?=\w)|(?<=\s)(?:al|el|ad|as|ar)[- ](?=\w)")
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"['’`.]", ""),
        (r"t?sch|tch|ch", "č"),
        (r"sh", "š"),
        (r"zh", "ž"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"ck|q|c(?=[aoulrk]|$)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"dj", "j"),
        (r"(?<=[aeiouy])j$|(?<=[aeiouy])y|y", "i"),
        (r"(.)\1+", r"\1"),
        (r"i+", "i"),
        (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""),
    )
)
_VOWELS: Final = re.compile(r"[aeiouäöü]+")
_CLASSES: Final = tuple(map(frozenset, ({"a", "e", "ai", "ei", "ae"}, {"e", "i", "ie", "ei"}, {"o", "u", "ou", "au"})))


def one_name(a: str, b: str) -> bool:
    """Whether the two are spellings of one name of two words or more; never for a single word."""
    first, second = _words(a), _words(b)
    if min(len(first), len(second)) < 2:
        return False
    if first == second or one_korean_name(a, b):
        return True
    if len(first) != len(second) or _ending(first) != _ending(second):
        return False
    return all(_one_word(one, other) for one, other in zip(first, second, strict=True))


def other_spellings(articles: Mapping[str, Collection[int]]) -> dict[str, str]:
    """spelling -> the usual one, for a story's names that are spelt in two ways; folded names without such a one: none.

    articles: folded name -> the articles that have it; the usual spelling is the one in most of them.
    """
    ranked = sorted(
        (name for name in articles if " " in name or "-" in name), key=lambda name: (-len(articles[name]), name)
    )
    by_part: dict[object, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for name in ranked[:MOST_COMPARED]:
        parts = {*_words(name), *surnames(name)}
        known = dict.fromkeys(other for part in parts for other in by_part[part])
        usual = next((other for other in known if one_name(name, other)), "")
        if usual:
            found[name] = usual
            continue
        for part in parts:
            by_part[part].append(name)
    return found


def _words(name: str) -> list[str]:
    """Its words, folded, without middle initials and articles: 'Joe R. Biden' is joe biden."""
    words = _PARTICLE.sub("", _bare(fold(name))).replace("-", " ").replace(".", " ").split()
    return [word for i, word in enumerate(words) if len(word) > 1 or i in (0, len(words) - 1)]


def _bare(text: str) -> str:
    """Without marks on letters."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _ending(words: list[str]) -> str:
    return words[-1] if words[-1] in _SUFFIXES else ""


def _one_word(a: str, b: str) -> bool:
    a, b = _sounded(a), _sounded(b)
    if a == b:
        return True
    if min(len(a), len(b)) < LONG_WORD or _VOWELS.split(a) != _VOWELS.split(b):
        return False
    return all(_alike(one, other) for one, other in zip(_VOWELS.findall(a), _VOWELS.findall(b), strict=True))


def _sounded(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _alike(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in _CLASSES)
