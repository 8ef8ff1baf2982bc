"""Whether two names are spellings of one: other letters for the same sounds, and nothing else. Pure.

General rules, no list of people: how Cyrillic and Arabic are written in Latin letters (Zelensky, Zelenskyy; Mohammed,
Muhammad), diacritics, middle initials, Korean and Chinese by rules of their own, and the customs of further languages,
such as which of two words comes first. Two names of one story are compared; over stories
'Kim Min-su' is the name of many.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from stories.finding.chinese_names import chinese_surnames, one_chinese_name
from stories.finding.customs import by_custom
from stories.finding.korean_names import one_korean_name, surnames
from stories.finding.sounds import same_consonants, skeleton, sounded
from stories.text.folding import fold

LONG_WORD: Final = 6  # letters; in shorter ones a vowel is all that tells Karin from Karen
MOST_COMPARED: Final = 400  # names of one story, those in most articles: of a very large one not every pair
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLE: Final = re.compile(r"^(?:al|el|ad|as|ar)[- ](?=\w)|(?<=\s)(?:al|el|ad|as|ar)[- ](?=\w)")


def one_name(a: str, b: str) -> bool:
    """Whether the two are spellings of one name of two words or more; never for a single word."""
    first, second = _words(a), _words(b)
    if min(len(first), len(second)) < 2:
        return False
    if first == second or one_korean_name(a, b) or one_chinese_name(a, b):
        return True
    if by_custom(_bare(fold(a)), _bare(fold(b))):
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
        parts = {*_words(name), *map(skeleton, _words(name)), *surnames(name), *chinese_surnames(name)}
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
    a, b = sounded(a), sounded(b)
    return a == b or (min(len(a), len(b)) >= LONG_WORD and same_consonants(a, b))
