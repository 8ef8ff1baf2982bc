"""Whether two Latin spellings can be one Korean name: 'Wi Sung-lac' and 'Wi Seong-rak'. Pure.

Several romanisations are in use side by side (Revised, McCune-Reischauer, and people's own), and a letter group stands
for other sounds in each. So a spelling is read as the sets of Hangul letters that it may stand for, syllable by
syllable, and two spellings are one name where every set of one meets that of the other.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stories.text.folding import fold


def _table(rows: str) -> Mapping[str, str]:
    """letters -> the Hangul letters that they may stand for; _ are no letters."""
    pairs = (row.split(":") for row in rows.split())
    return {letters.strip("_"): sounds for letters, sounds in pairs}


# Letters before the vowel -> which initial consonants they may be.
_INITIALS: Final = _table(
    "_:ㅇ g:ㄱ k:ㄱㅋ kk:ㄲㄱ n:ㄴㄹ d:ㄷ t:ㄷㅌ tt:ㄸ l:ㄹ r:ㄹ m:ㅁ b:ㅂ p:ㅂㅍ pp:ㅃ s:ㅅ sh:ㅅ ss:ㅆ "
    "j:ㅈ ch:ㅈㅊ jj:ㅉ h:ㅎ"
)
_VOWELS: Final = _table(
    "a:ㅏ ah:ㅏ ae:ㅐ ai:ㅐ ay:ㅐ e:ㅔ eo:ㅓŏ uh:ㅓ u:ㅓㅜ oo:ㅜ ou:ㅜ o:ㅗŏ oh:ㅗ eu:ㅡ i:ㅣ ee:ㅣ "
    "ui:ㅢ eui:ㅢ ya:ㅑ yae:ㅒ ye:ㅖ yeo:ㅕŏ you:ㅕㅠ yu:ㅠㅕ yoo:ㅠ yo:ㅛŏ wa:ㅘ wae:ㅙ we:ㅞㅚ "
    "oe:ㅚ oi:ㅚ wo:ㅝ weo:ㅝ wi:ㅟ wee:ㅟ woo:ㅜ wu:ㅜ"
)
_FINALS: Final = _table("_:- g:ㄱ k:ㄱ c:ㄱ ck:ㄱ n:ㄴ t:ㅅㄷ l:ㄹ r:ㄹ m:ㅁ p:ㅂ b:ㅂ ng:ㅇ s:ㅅ h:-")
# ŏ is what an o without its breve may be: Kim Yong-chol writes as Kim Yeong-cheol, but Jong is no Jung.
# After h, -i and -ui stand for one name part: Chung-hee, Chung-hui. Without a consonant, or after k, u is eu too.
_AFTER_H: Final[Mapping[str, str]] = {"ee": "ㅢㅣ", "i": "ㅣㅢ"}
_AFTER_K: Final[Mapping[str, str]] = {"u": "ㅓㅜㅡ"}

# Surnames as their owners spell them; = stands between spellings of one surname.
_SURNAMES: Final = (
    "kim=gim lee=yi=rhee=ri=li=i park=pak=bak choi=choe jung=jeong=chung=cheong=chong kang=gang "
    "cho=jo=joe yoon=yun=youn jang=chang lim=im=rim=yim han oh=o seo=suh=so shin=sin kwon=gwon=kweon "
    "hwang ahn=an song ryu=yoo=yu=ryoo=you hong jeon=jun=chun=chon ko=go=koh=goh moon=mun son=sohn yang "
    "bae=pae baek=paek=paik=baik heo=hur=huh=ho nam sim=shim noh=roh=no ha kwak=gwak sung=seong cha "
    "joo=ju=chu woo=wu=u koo=ku=gu min na=ra=rah jin=chin ji=chi um=eom chae won bang=pang kong=gong "
    "hyun=hyeon ham byun=byeon yeom=yum yeo=yuh choo=chu do seok=suk sun=seon seol=sul ma wi=wee pyo "
    "myung=myeong ki=gi ban=pan wang ok yuk=yook in=ihn maeng je mo tak kuk=gook eun pyeon yong ye "
    "kyung=gyeong bong"
)
_SURNAME_OF: Final = {
    spelling: frozenset(i for i, group in enumerate(_SURNAMES.split()) if spelling in group.split("="))
    for spelling in _SURNAMES.replace("=", " ").split()
}
_LEAST_SYLLABLES: Final = 2  # of a given name: a single one is too little to be read in two ways, Li Peng as Li Beng
_MOST_SYLLABLES: Final = 3
_LETTERS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Syllable:
    initial: str
    vowel: str
    final: str

    def meets(self, other: "_Syllable") -> bool:
        """Whether both can be one syllable."""
        pairs = ((self.initial, other.initial), (self.vowel, other.vowel), (self.final, other.final))
        return all(set(mine) & set(theirs) for mine, theirs in pairs)


def one_korean_name(a: str, b: str) -> bool:
    """Whether two spellings can be the same Korean's name; surname first or last, folded or not.

    False for what can't be read as a surname and a given name of two or three syllables.
    """
    return any(
        first[0] & second[0] and _given_meet(first[1], second[1])
        for first in _read(fold(a))
        for second in _read(fold(b))
    )


def surnames(name: str) -> frozenset[int]:
    """The Korean surnames that a name may begin or end with, as numbers."""
    return frozenset(group for groups, _ in _read(fold(name)) for group in groups)


def _read(name: str) -> Iterator[tuple[frozenset[int], str]]:
    """(surnames that it may be, given name with hyphens between its parts) in each order that it can be read."""
    words = [word for word in re.split(r"[\s\-]+", name) if word]
    if not 2 <= len(words) <= _MOST_SYLLABLES + 1 or not all(_LETTERS.fullmatch(word) for word in words):
        return
    for surname, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        if surname in _SURNAME_OF:
            yield _SURNAME_OF[surname], "-".join(given)


def _given_meet(a: str, b: str) -> bool:
    return any(
        len(first) == len(second) and all(one.meets(other) for one, other in zip(first, second, strict=True))
        for first in _readings(a)
        for second in _readings(b)
    )


@lru_cache(maxsize=4096)
def _readings(given: str) -> tuple[tuple[_Syllable, ...], ...]:
    """Every way to read the given name as syllables; a hyphen is always between two."""
    found: list[tuple[_Syllable, ...]] = [()]
    for part in given.split("-"):
        ways = list(_syllables(part, _MOST_SYLLABLES))
        found = [(*before, *way) for before in found for way in ways]
    return tuple(way for way in found if _LEAST_SYLLABLES <= len(way) <= _MOST_SYLLABLES)


def _syllables(letters: str, most: int) -> Iterator[tuple[_Syllable, ...]]:
    """Every way to read the letters as at most so many syllables."""
    if not letters:
        yield ()
    elif most:
        for initial in _INITIALS:
            for vowel in _VOWELS if letters.startswith(initial) else ():
                if letters.startswith(vowel, len(initial)):
                    yield from _closed(initial, vowel, letters[len(initial) + len(vowel) :], most)


def _closed(initial: str, vowel: str, rest: str, most: int) -> Iterator[tuple[_Syllable, ...]]:
    """The syllable with each final that the rest may begin with, and what follows it."""
    special = _AFTER_H if initial == "h" else _AFTER_K if initial in ("", "g", "k") else {}
    for final, closing in _FINALS.items():
        if rest.startswith(final):
            first = _Syllable(_INITIALS[initial], special.get(vowel, _VOWELS[vowel]), closing)
            yield from ((first, *more) for more in _syllables(rest[len(final) :], most - 1))
