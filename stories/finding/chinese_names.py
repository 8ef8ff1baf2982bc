"""Whether two Latin spellings can be one Chinese name: 'Teng Hsiao-ping' and 'Deng Xiaoping'. Pure.

Pinyin writes a syllable in one way; Wade-Giles, mostly printed without its apostrophes, has one spelling for two. So a
spelling is read as the set of pinyin syllables that it may stand for, and two are one name where all sets meet. What is
written in pinyin in both stands for itself alone. Hong Kong's and Hokkien spellings (Chiang Kai-shek) follow no rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from stories.text.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOST_SYLLABLES: Final = 2  # of a given name
# Pinyin: the finals that each initial has. v is ü.
_FINALS: Final = {
    "": "a ai an ang ao e en er o ou",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    **dict.fromkeys(("g", "k", "h"), "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    **dict.fromkeys(("j", "q", "x"), "i ia ie iao iu ian in iang ing iong u ue uan un"),
    **dict.fromkeys(("zh", "ch", "sh"), "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    **dict.fromkeys(("z", "c", "s"), "a e i ai ei ao ou an en ang eng ong u uo ui uan un"),
    "y": "a e ao ou an in ang ing ong i u ue uan un o",
    "w": "a o ai ei an en ang eng u",
}
# Wade-Giles, without marks; ' is its aspiration, which most print leaves out.
_INITIALS: Final = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "zh": "ch",
    "ch": "ch'", "r": "j", "z": "ts", "c": "ts'", "y": "y", "w": "w",
}  # fmt: skip
_WHOLE: Final = {
    "zi": "tzu", "ci": "tz'u", "si": "ssu szu", "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "er": "erh",
    "yi": "i yi", "yan": "yen", "ye": "yeh", "you": "yu", "yong": "yung", "yue": "yueh", "ge": "ko", "ke": "k'o",
    "he": "ho", "e": "o", "de": "te teh", "te": "t'e t'eh", "shuo": "shuo", "jue": "chueh", "que": "ch'ueh",
    "xue": "hsueh", "xu": "hsu", "ju": "chu", "qu": "ch'u",
    # as in Taiwan, beside it
    "ying": "ying ing", "jiu": "chiu jeou", "zhe": "che je",
}  # fmt: skip
_SURNAMES_TOO: Final = {"lee": "li", "soong": "song", "chow": "zhou"}  # as their owners write them
_SURNAMES: Final = _words(
    """li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang
    feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia
    zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan
    duan lei qian yin yi chang qiao lai gong wen xi hua bo ji ke lian ai an bao bi bian bu chai chi chu dou e fei gan
    ge geng guan gui hong ju ling luan mei mi mu ni nie niu ou pang pei pi pu qi qu rao rong ruan shang shu si tao tong
    tu weng xiang xin xing yue yun zang zhan zhen zhuang zhuo zu"""
)


def _wade_giles(initial: str, final: str) -> Iterator[str]:
    syllable = initial + final
    if syllable in _WHOLE:
        yield from _WHOLE[syllable].split()
        return
    if final in ("ie", "ve"):
        final += "h"
    final = {"ian": "ien", "ong": "ung", "iong": "iung", "v": "u", "veh": "ueh"}.get(final, final)
    if final == "uo" and initial not in ("g", "k", "h"):
        final = "o"
    if final == "ui" and initial in ("g", "k"):
        final = "uei"
    yield _INITIALS.get(initial, initial) + final


def _tables() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """All pinyin syllables, and Wade-Giles -> what it may stand for, with its apostrophes and without."""
    known, spelt = set(), defaultdict(set)
    for initial, finals in _FINALS.items():
        for final in finals.split():
            syllable = initial + final
            known.add(syllable)
            for written in _wade_giles(initial, final):
                spelt[written].add(syllable)
                spelt[written.replace("'", "")].add(syllable)
    return frozenset(known), {written: frozenset(found) for written, found in spelt.items()}


_PINYIN, _WADE_GILES = _tables()
Reading = tuple[frozenset[str], ...]  # the surname's syllable, then the given name's


def one_chinese_name(a: str, b: str) -> bool:
    """Whether two spellings can be the same Chinese's name; surname first or last, folded or not.

    False for what can't be read as a surname and a given name of one or two syllables.
    """
    return any(
        len(first) == len(second) and all(one & other for one, other in zip(first, second, strict=True))
        for first in _readings(fold(a))
        for second in _readings(fold(b))
    )


def chinese_surnames(name: str) -> frozenset[str]:
    """The Chinese surnames, in pinyin, that a name may begin or end with."""
    return frozenset(syllable for reading in _readings(fold(name)) for syllable in reading[0])


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[Reading, ...]:
    words = name.replace("ü", "v").split()
    if not 2 <= len(words) <= _MOST_SYLLABLES + 1 or not all(re.fullmatch(r"[a-z'\-]+", word) for word in words):
        return ()
    found = list(_read(words[0], words[1:]))
    # a surname behind a single syllable may be anybody's: Ken Long
    found += [reading for reading in _read(words[-1], words[:-1]) if len(reading) > _MOST_SYLLABLES]
    return tuple(found)


def _read(surname: str, given: list[str]) -> Iterator[Reading]:
    """In pinyin, and in Wade-Giles where a hyphen, a space or a syllable that pinyin hasn't shows that it may be it."""
    parts = [part for word in given for part in word.split("-")]
    if len(parts) > _MOST_SYLLABLES:
        return
    if len(parts) == 1:
        plain = list(_in_pinyin(parts[0]))
        yield from ((_exact(surname), *told) for told in plain if _exact(surname) & _SURNAMES)
        if plain and surname in _PINYIN:
            return
    first = _any(_SURNAMES_TOO.get(surname, surname)) & _SURNAMES
    written = [parts] if len(parts) > 1 else [parts, *_halves(parts[0])]
    for syllables in written if first else ():
        told = tuple(_any(syllable) for syllable in syllables)
        if all(told):
            yield (first, *told)


def _in_pinyin(given: str) -> Iterator[Reading]:
    """One word as one or two syllables of pinyin, an apostrophe between them where it is printed."""
    if given in _PINYIN:
        yield (_exact(given),)
    for one, other in _halves(given):
        if one in _PINYIN and other in _PINYIN:
            yield (_exact(one), _exact(other))


def _halves(given: str) -> list[tuple[str, str]]:
    return [(given[:i], given[i:].lstrip("'")) for i in range(1, len(given))]


def _exact(written: str) -> frozenset[str]:
    """A syllable of pinyin; ü has mostly lost its dots in print."""
    return frozenset({written, written[:-1] + "v"} if written in ("lu", "nu") else {written})


def _any(written: str) -> frozenset[str]:
    """What a syllable may stand for, in either way of writing."""
    return _WADE_GILES.get(written, frozenset()) | (_exact(written) if written in _PINYIN else frozenset())
