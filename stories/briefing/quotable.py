"""Whether a sentence may be quoted by itself: whole, of a readable length, telling news, leaning on nothing. Pure."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from stories.briefing.captions import CAPTION
from stories.briefing.quotable_opinions import opines
from stories.briefing.quotable_words import CHROME, FIRST_PERSON, JUDGING, LEANING
from stories.briefing.tongues.leaning import leans_back
from stories.text.folding import fold

LEAST_WORDS: Final = 8
MOST_WORDS: Final = 45
LETTERS_A_WORD: Final = 2.5  # of a script that is dense: 20 to 112 characters

_DENSE: Final = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0eff]"
)
_UNSPACED: Final = ("ko", "ja", "zh")  # a word of theirs has no end that a pattern could see
_ENDS: Final = re.compile(r"(?:(?<!\.)\.|[。！．]|!(?=[\"'”’»」』]))[\"'”’»」』)\]]*$")
_CLOSES: Final = {"(": ")", "[": "]", "“": "”", "«": "»", "「": "」", "『": "』"}
_MARKS: Final = str.maketrans("“”„«»‘’—–", '"""""\'\'--')
_QUOTED: Final = re.compile(r"\"[^\"]*\"|(?<!\w)'(?=\w)[^\"]{3,}?(?<=[\w,.!?])'(?!\w)")
_FIRST_PERSON: Final = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, FIRST_PERSON))})(?![\w'.])")
_JUDGES: Final = re.compile(rf"\b(?:{'|'.join(JUDGING)})\b")
_CHROME: Final = re.compile("|".join(CHROME))
# "PORT ANSEL, Brell (Wire) - The council": its line of where and who is no part of the sentence.
_UPPER_DATELINE: Final = re.compile(r"[^a-z]{2,40}(?:, [\w. ]{2,25})?(?: \([^)]{2,40}\))? ?-{1,2} ")
_BYLINE: Final = re.compile(
    r".{0,40}\((?:reuters|ap|afp|upi|cnn|ians|ani|pti|efe|dpa|ap photo|file)\)|(?:by|par|von|por) \w+ \w+ *(?:[,|.-]|$)"
    r"|\W*(?:published|updated|posted|last modified|\d+ (?:hours?|mins?|minutes?) ago)\b",
    re.IGNORECASE,
)
_NOBODY_SAYS: Final = re.compile(
    r"^\"[^\"]*\"$|^(?:[\w.'-]+ ){1,4}(?:told|said to) (?:the |a )?(?:[\w-]+ ){0,5}[\w-]+"
    r"(?: (?:in|on|at|by) (?:[\w-]+ ){0,3}[\w-]+)?\.$"
    r"|\b(?:he|she|they|it) (?:also |then |has |had )?(?:said|added|wrote|told \w+|noted|explained)\W*$"
    r"|\"[^\"]*\b(?:he|she|they) (?:said|says|added|told|wrote|noted|continued|explained|posted|replied|warned)\b"
    r"|\b(?:said|says|added|told|wrote|noted|continued|explained|posted|replied|warned) (?:he|she|they)\b"
)
_BEGINS: Final = re.compile(r"[\"'“‘«「『]?[\w$€£¥₩#¿¡]")  # no bullet, no bracket, no picture
_CUT: Final = re.compile(r"\b(?:Sens|Reps|Govs|Gens|Drs|Profs|Lts|Messrs|Mmes|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Adm)\.$")
_BROKEN: Final = re.compile(
    r"[a-z]{2}(?:It|The|He|She|This|But|They)\s|"
    r"\b[A-Z]{2,5},? [-+−]\d+\.\d+%"
    r"|\w_\w|\b[A-Z]{4,}_|\w\.[A-Z][a-z]+ |[a-z][A-Z]{2,}[a-z]|\b\d{4}[A-Z][a-z]|\s\s\s|\.\.\.|…"
)
# "On two of those days", "With it": a few words in, the sentence before is pointed at. English alone.
_AT: Final = "(?:with|from|of|for|in|on|at|by|after|before|under|to)"
_POINTS_BACK: Final = re.compile(
    rf"(?:[\w'-]+ ){{1,3}}(?:those|these|such)\b|{_AT} (?:it|them|him|her)\b"
    rf"|{_AT} (?:this|that)\b(?! (?:morning|year|week|month|summer|season))"
)
_CAPITALS: Final = 0.6  # of the words; a list of names or a heading


def words(text: str) -> int:
    """How long a sentence is in words; of a dense script in words of two and a half letters."""
    dense = len(_DENSE.findall(text))
    return round(dense / LETTERS_A_WORD) if dense * 2 > len(text.replace(" ", "")) else len(text.split())


def quotable(text: str, language: str) -> bool:
    """True for a sentence that can stand in a summary with no other beside it. language: ISO 639-1, '' if unknown."""
    if not LEAST_WORDS <= words(text) <= MOST_WORDS or not _ENDS.search(text) or not _balanced(text):
        return False
    if not _BEGINS.match(text) or _BROKEN.search(text) or _CUT.search(text) or CAPTION.match(text):
        return False
    plain, folded = text.translate(_MARKS), fold(text)
    if _leans(folded, language) or _CHROME.search(folded) or _heads(plain) or _NOBODY_SAYS.search(folded):
        return False
    if leans_back(plain, language):
        return False
    own = without_quotations(text)
    if _FIRST_PERSON.search(own) or _JUDGES.search(own.casefold()) or _is_a_list(text):
        return False
    return not opines(own, fold(own))


def without_quotations(text: str) -> str:
    """The sentence as its writer's own, with plain marks."""
    return _QUOTED.sub("", text.translate(_MARKS))


def _leans(folded: str, language: str) -> bool:
    return bool(_leaning(language).match(folded) or (language == "en" and _POINTS_BACK.match(folded)))


@cache
def _leaning(language: str) -> re.Pattern[str]:
    listed = LEANING.get(language, LEANING["en"])
    ends = "" if language in _UNSPACED else r"(?![\w'])"
    return re.compile(rf"[\"'(\[「『]*(?:{_alternatives(listed)}){ends}")


def _alternatives(listed: Iterable[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(listed, key=len, reverse=True))


def _heads(plain: str) -> bool:
    return bool(_UPPER_DATELINE.match(plain) or _BYLINE.match(plain))


def _balanced(text: str) -> bool:
    if text.count('"') % 2:
        return False
    opened: list[str] = []
    for mark in text:
        if opened and mark == opened[-1]:
            opened.pop()
        elif mark in _CLOSES:
            opened.append(_CLOSES[mark])
        elif mark in ")]”»」』":
            return False
    return not opened


def _is_a_list(text: str) -> bool:
    if "|" in text or "•" in text:
        return True
    listed = [word for word in text.split() if word[:1].isascii() and word[:1].isalpha()]
    high = sum(word[:1].isupper() for word in listed)
    return len(listed) > 3 and high > _CAPITALS * len(listed)
