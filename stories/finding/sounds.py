"""What the letters of a name sound like, however its script was written in Latin letters. Pure."""

import re
from typing import Final

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
        (r"(?<=[čšž])i?ov$", "ev"),
    )
)
VOWELS: Final = re.compile(r"[aeiouäöü]+")
_CLASSES: Final = tuple(map(frozenset, ({"a", "e", "ai", "ei", "ae"}, {"e", "i", "ie", "ei"}, {"o", "u", "ou", "au"})))


def sounded(word: str) -> str:
    """A folded word by its sounds: zelenskyy and zelenskiy are zelenski."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def same_consonants(a: str, b: str) -> bool:
    """Whether two sounded words have the same consonants with vowels between that are written for one another."""
    if VOWELS.split(a) != VOWELS.split(b):
        return False
    return all(_alike(one, other) for one, other in zip(VOWELS.findall(a), VOWELS.findall(b), strict=True))


def skeleton(word: str) -> str:
    """What all spellings of a word have in common, to find those worth comparing: its consonants, k and j as g."""
    return "-" + VOWELS.sub("", sounded(word)).replace("k", "g").replace("j", "g")


def _alike(a: str, b: str) -> bool:
    if a == b or any(a in group and b in group for group in _CLASSES):
        return True
    return len(a) == len(b) > 1 and all(_alike(one, other) for one, other in zip(a, b, strict=True))
