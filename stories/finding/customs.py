"""Names by the customs of a language: which word comes first, what a given name is in the neighbour's. Pure.

Rules and lists of given names, never of people. Each asks for a sign that the name is of the language: what is one in
Arabic, Omar and Umar, are two in English, Ross and Russ.
"""

import re
from collections.abc import Sequence
from typing import Final

from stories.finding.sounds import same_consonants, sounded

# One given name in Russian, Ukrainian, Belarusian and as English papers write it.
_SLAVIC: Final = """
aleksandr alexander oleksandr aliaksandr
aleksei alexei alexey oleksii oleksiy
andrei andrey andrii andriy
dmitry dmitri dmytro dmitrii
evgeny yevgeny yevgeniy yevhen yevhenii
igor ihor
ekaterina yekaterina kateryna
irina iryna
mikhail mykhailo mykhaylo
nikolai nikolay mykola
oleg oleh
olga olha
pavel pavlo
pyotr petr petro
sergei sergey serhii serhiy
vasily vasiliy vasyl
vladimir volodymyr uladzimir
vitaly vitalii vitaliy
viktor victor
"""
_GIVEN: Final = {
    sounded(name): number for number, line in enumerate(_SLAVIC.strip().splitlines()) for name in line.split()
}
# Hungarians are called by their surnames first; these tell which of the two words is the given name.
_HUNGARIAN_GIVEN: Final = """
    agnes andras anna attila balazs balint bela csaba daniel denes dora edit endre eniko erika erzsebet
    eszter eva ferenc gabor gabriella geza gergely gergo gyorgy gyula ibolya ildiko imre istvan janos jozsef judit
    kalman karoly katalin klara krisztina lajos laszlo lilla maria marina marton matyas mihaly miklos monika norbert
    nora orsolya pal peter reka robert sandor szilvia tamas tibor tunde viktor zoltan zsofia zsolt zsuzsanna
"""
_HUNGARIAN: Final = frozenset(map(sounded, _HUNGARIAN_GIVEN.split()))
_SYLLABLE: Final = r"(?:(?:[kgztdnhbpmrwjf]|s(?!i)|sh|ch|ts|y(?=[auo])|[kgnhbpmr]y(?=[auo])|kk|ss|tt|pp|tch)?[aiueo]|n)"
_JAPANESE: Final = re.compile(rf"{_SYLLABLE}{{2,}}")
_LONG: Final = re.compile(r"(?<=o)[uoh](?![aeiou])|(?<=u)u|(?<=o)u(?=[aeiou])")
_ARABIC_SIGN: Final = re.compile(
    r"(?<=\s)(?:al|el|ad|as|ar)-|^(?:al|el)-|\b(?:bin|ben|bint|ibn|abu|abou|umm?|abd[aeu]l?|abd[aeu]l\w+)\b"
    r"|\b(?:m[ou]hamm?[ae]d|ahm[ae]d|mahmoud|mustafa|hass?an|h[ou]ss?[ae]i?n|[ou]mar|[ou]sama|kh?al[ei]d|[yj]ou?ss?[ei]f"
    r"|ismail|ibrahim|h[ou]sn[iy]|m[ou]'?amm?ar|nou?ri|faisal|hamid|s[ae]if|tar[ei]q|zain|ziad|samir|anwar|yasser)\b"
)
_ABD: Final = re.compile(r"\babd[aeiou]l?[ -]?(?:al |el |ul )?(?=\w)")
_FEMININE: Final = re.compile(r"(?:iy+|i)[ae]h?$")


def by_custom(a: str, b: str) -> bool:
    """Whether two folded names without marks are one by a language's custom."""
    first, second = a.split(), b.split()
    if len(first) == len(second) == 2 and (_slavic(first, second) or _turned(first, second)):
        return True
    return _arabic(a, b)


def _slavic(a: Sequence[str], b: Sequence[str]) -> bool:
    one, other = (_GIVEN.get(sounded(words[0])) for words in (a, b))
    return one is not None and one == other and sounded(a[1]) == sounded(b[1])


def _turned(a: Sequence[str], b: Sequence[str]) -> bool:
    """Surname first and surname last: in Hungarian with one given name among the two, in Japanese as it is spelt."""
    if sorted(map(sounded, a)) == sorted(map(sounded, b)) and sum(sounded(word) in _HUNGARIAN for word in a) == 1:
        return True
    if not all(_JAPANESE.fullmatch(word) and sounded(word) not in _HUNGARIAN for word in (*a, *b)):
        return False
    plain = [[_LONG.sub("", word) for word in words] for words in (a, b)]
    return sorted(plain[0]) == sorted(plain[1])


def _arabic(a: str, b: str) -> bool:
    if not (_ARABIC_SIGN.search(a) and _ARABIC_SIGN.search(b)):
        return False
    first, second = (_without_articles(name).split() for name in (a, b))
    return len(first) == len(second) > 1 and all(map(_one_arabic_word, first, second))


def _without_articles(name: str) -> str:
    """'abdul fattah el-sisi' is 'abdfattah sisi'."""
    name = re.sub(r"\b(?:al|el|ad|as|ar)-|(?<=\s)(?:al|el) ", "", name)
    return _ABD.sub("abd", name)


def _one_arabic_word(a: str, b: str) -> bool:
    return any(same_consonants(_arabic_sound(a, q), _arabic_sound(b, other)) for q in "gk" for other in "gk")


def _arabic_sound(word: str, q: str) -> str:
    """The letter qaf is heard as g or k, the letter jim as j or g."""
    return sounded(_FEMININE.sub("ia", word.replace("-", "").replace("q", q))).replace("j", "g").replace("ou", "u")
