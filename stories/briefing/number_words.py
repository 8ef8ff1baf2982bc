"""The numbers in a text, in digits or as words, written one way. Pure."""

import re
from typing import Final

_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WORDS: Final = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_TENS: Final = {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "dozen": "12",
}  # fmt: skip
_VALUES: Final = {word: str(i) for words in _WORDS.values() for i, word in enumerate(words.split(), 2)} | _TENS
_WORD: Final = re.compile(r"[^\W\d_]+")


def numbers(text: str) -> set[str]:
    """Each number once: '1200' for 1,200, '2.3' for 2.30, '3' for three; 'one' is too often no number."""
    found = {_bare(match) for match in _DIGITS.findall(text)}
    return found | {_VALUES[word] for word in _WORD.findall(text.casefold()) if word in _VALUES}


def _bare(digits: str) -> str:
    plain = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    whole, dot, rest = plain.partition(".")
    rest = rest.rstrip("0") if "." not in rest else rest
    return (whole.lstrip("0") or "0") + (dot + rest if rest else "")
