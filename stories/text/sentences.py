"""Text into sentences by a few rules, quick enough for every article. Pure.

A line end always ends a sentence, because extraction puts each paragraph on a line.
"""

import re
from typing import Final

WINDOW: Final = 40  # characters looked at on each side; all, and a long line of "Mr. Mr. Mr." would cost its square
_CLOSERS: Final = "\"'”’»)\\]」』）】〉》"
# An ending and whatever closes with it: Latin endings need white space behind them, Chinese and Japanese ones don't.
# A run of dots is tried from its first one only, or a page of dots would cost its length squared.
_ENDING: Final = re.compile(rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\s|$)|[。！？｡]++[{_CLOSERS}]*+|\n++")
_OPENERS: Final = "\"'“‘«([「『（【"
_LAST_WORD: Final = re.compile(r"[^\s\"“‘'(\[«]+$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end: something named always follows.
_TITLES: Final = _words(
    "mr mrs ms dr prof rev fr hon pres gen lt col maj sgt capt cmdr adm cpl pvt sen rep gov amb atty det insp supt st "
    "mt ft vs v cf ca approx e.g i.e sra srta dra dña gral ee herr hr rd bspw ggf evtl sog vgl inkl zzgl bzw z.b d.h "
    "usw mme mlle mm m pr"
)
# The end only when the next word could hardly go on: "Apple Inc. The firm…" but "Apple Inc. Chief Executive…".
_TAILS: Final = _words("inc corp co ltd llc plc bros jr sr esq etc al dept univ assn ph.d mio mrd str tel ee.uu")
# Not the end before a number: "No. 10", "Jan. 6", "Art. 5", "p. 12".
_BEFORE_NUMBER: Final = _words(
    "no nos nr art abs ziff kap núm pág p pp vol fig ch sec jan feb mar apr jun jul aug sep sept oct nov dec ca"
)
_ORDINAL_FOLLOWERS: Final = _words(
    "januar februar märz april mai juni juli august september oktober november dezember jahrhundert bundesliga"
)
_STARTERS: Final = _words(
    "the a an he she it they we you i this that these those there in on at as but and or if when while after before "
    "his her its their our however meanwhile still some many most both what who why how no not yet so for from by with "
    "der die das er sie es le la les il elle el los las"
)
_INITIALS: Final = re.compile(r"(?:\w\.-?)+\w|\w", re.UNICODE)
# "der 19. Senat", "zum 50. Geburtstag": an ordinal, where a German article stands before the number.
_ORDINAL: Final = re.compile(
    r"(?<!\w)(?:am|im|vom|zum|zur|beim|bis|der|die|das|dem|den|des|ihre[mnrs]?|seine[mnrs]?)\s\d{1,2}$", re.IGNORECASE
)
_REPORTED: Final = re.compile(r"と|、|が|の|を|に|は|も|で|へ|や|など|（|라고|라며|고\s|며\s")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, without the white space around them."""
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, in order, not overlapping; text[start:end] has no white space at its ends.

    Everything that is not white space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for ending in _ENDING.finditer(text):
        if _ends(text, start, ending):
            spans += _trimmed(text, start, ending.end())
            start = ending.end()
    return spans + _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return [(start + left, start + right)] if right > left else []


def _ends(text: str, start: int, ending: re.Match[str]) -> bool:
    mark = ending.group()
    if mark[0] in "\n。！？｡":
        return not _continues_cjk(text, ending)
    following = text[ending.end() : ending.end() + WINDOW].lstrip(" \t\xa0")
    if not following or following[0] == "\n":
        return True
    next_word = "".join(following.lstrip(_OPENERS).split(maxsplit=1)[:1])
    if next_word[:1].islower() or next_word[:1] in ("–", "—", "-"):  # "BRELL, Pa. — The council"
        return False
    if mark[0] != "." or len(mark.rstrip(_CLOSERS)) > 1:
        return True
    return _full_stop_ends(text[max(start, ending.start() - WINDOW) : ending.start()], next_word)


def _continues_cjk(text: str, ending: re.Match[str]) -> bool:
    """Whether a quotation is only reported: 「…。」と述べた goes on."""
    return ending.group()[-1] in "」』" and bool(_REPORTED.match(text, ending.end()))


def _full_stop_ends(before: str, next_word: str) -> bool:
    found = _LAST_WORD.search(before)
    word = found.group().casefold() if found else ""
    starts_anew = next_word.rstrip(".,;:!?'’\"”").casefold() in _STARTERS
    if word in _TITLES:
        return False
    if next_word[:1].isdigit() and word in _BEFORE_NUMBER:
        return False
    if word.isdigit() and len(word) <= 2:
        counts = _ORDINAL.search(before) and not starts_anew
        return not counts and before.strip() != word and next_word.rstrip(".,").casefold() not in _ORDINAL_FOLLOWERS
    if word in _TAILS or _INITIALS.fullmatch(word):
        return starts_anew
    return True
