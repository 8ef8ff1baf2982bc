"""The numbers in a text, in digits or as words, written one way. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WORDS: Final = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte",
}
# Other words of number: those of a line are one value, and none of them is met by a digit.
_OTHERS: Final = """
30 thirty dreißig trente treinta
40 forty vierzig quarante cuarenta
50 fifty fünfzig cinquante cincuenta
60 sixty sechzig soixante sesenta
70 seventy siebzig septante setenta
80 eighty achtzig huitante ochenta
90 ninety neunzig nonante noventa
20 vingt
100 hundred hundert cent cien ciento
hundreds hundreds hunderte centaines cientos centenares
12 dozen dutzend douzaine docena
dozens dozens dutzende douzaines docenas
e3 thousand thousands tausend tausende mille mil miles milliers
e6 million millions millionen mln mio millón millones
e9 billion billions bn milliarde milliarden milliard milliards mrd
e12 trillion trillions tn billionen billón billones
1/2 half halves halved hälfte halb halbe halben moitié demi demie mitad
1/4 quarter quarters viertel quart
1/3 thirds drittel tiers tercio tercios
third third dritte dritten troisième tercer tercera tercero
second second zweite zweiten deuxième segundo segunda
fourth fourth vierte vierten quatrième cuarto cuarta
fifth fifth fifths fünfte fünften fünftel cinquième quinto quinta
sixth sixth sechste sechsten sechstel sixième sexto sexta
seventh seventh siebte siebten septième séptimo séptima
eighth eighth achte achten huitième octavo octava
ninth ninth neunte neunten neuvième noveno novena
tenth tenth tenths zehnte zehnten zehntel dixième décimo décima
x2 double doubled doubles doubling twice verdoppelt verdoppelte doppelt doppelte doublé doubler doble duplicado
x3 triple tripled trebled verdreifacht dreifach triplé triplicado
% percent prozent pourcent porcentaje
"""
_OTHER: Final = {word: line.split()[0] for line in _OTHERS.strip().splitlines() for word in line.split()[1:]}
_VALUES: Final = {word: str(i) for words in _WORDS.values() for i, word in enumerate(words.split(), 2)} | _OTHER
_WORD: Final = re.compile(r"[^\W\d_]+")
# Numbers of several parts in one word, which are not read: they stand for themselves.
_JOINED: Final = re.compile(
    r"\w*(?:und(?:zwanzig|[a-zß]+zig|dreißig)|hundert|tausend)\w*|veinti\w+"
    r"|(?:dos|tres|cuatro|quin|seis|sete|ocho|nove)cient[oa]s"
)
LONGEST_WORD: Final = 40
_PERCENT: Final = re.compile(r"(?<!\w)(?:per cent|pour cent|por ciento)(?!\w)|%|퍼센트", re.IGNORECASE)
# m is metres but behind a currency.
_ABBREVIATED: Final = re.compile(r"(?<=\d)\s?(mn|bn|tn)(?!\w)|[$€£¥₩]\s?\d[\d.,]{0,20}\s?([mbk])(?!\w)", re.IGNORECASE)
_SHORT: Final = {"k": "e3", "m": "e6", "mn": "e6", "b": "e9", "bn": "e9", "tn": "e12"}
_ORDINAL: Final = re.compile(r"(?<!\d)([2-9]|10)(?:nd|rd|th)(?!\w)")
_NTHS: Final = "second third fourth fifth sixth seventh eighth ninth tenth"
_NTH: Final = dict(enumerate(_NTHS.split(), 2))
_KOREAN: Final = re.compile(
    r"(?<![\uac00-\ud7af])(두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무)\s?(?=[명개곳건번차마대척가달살배]|사람)"
)
_KOREAN_NUMBERS: Final = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열"
_KOREAN_VALUES: Final = {word: str(i) for i, word in enumerate(_KOREAN_NUMBERS.split(), 1)} | {"스무": "20"}


def numbers(text: str) -> set[str]:
    """Each number once: '1200' for 1,200, '2.3' for 2.30, '3' for three; 'one' is too often no number.

    Of five million both '5' and 'e6'; words for parts, ordinals and multiples stand for themselves.
    """
    found = {_bare(match) for match in _DIGITS.findall(text)}
    if _PERCENT.search(text):
        found.add("%")
    found |= {_SHORT[(match[1] or match[2]).casefold()] for match in _ABBREVIATED.finditer(text)}
    found |= {_NTH[int(digits)] for digits in _ORDINAL.findall(text)}
    found |= {_KOREAN_VALUES[word] for word in _KOREAN.findall(text)}
    found |= {_fraction(letter) for letter in text if unicodedata.category(letter) in ("No", "Nl")}
    return found | set(_in_words(_PERCENT.sub(" ", text).casefold()))


def _in_words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word in _VALUES:
            yield _VALUES[word]
        elif len(word) <= LONGEST_WORD and _JOINED.fullmatch(word):
            yield word


def _fraction(letter: str) -> str:
    """'1/2' of ½, '2' of ² and Ⅱ."""
    return str(Fraction(unicodedata.numeric(letter)).limit_denominator(10))


def _bare(digits: str) -> str:
    plain = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    whole, dot, rest = plain.partition(".")
    rest = rest.rstrip("0") if "." not in rest else rest
    return (whole.lstrip("0") or "0") + (dot + rest if rest else "")
