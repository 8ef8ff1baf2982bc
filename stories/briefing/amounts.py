"""The figures of a sentence as values that can be compared: number, unit, how sure, which part they play. Pure.

Finer than `stories.annotate.figures`, which only writes anchors one way: here "some 28,500 American troops" is 28,500
troops, rounded. Left out, because they differ without anything differing: dates, years, clock times, ages, scores,
ordinals and lengths of time, but for those of a film, a speech or a sentence ("a 27-minute video").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stories.briefing.amount_words import (
    ADDED,
    ALL_SCALES,
    CASUALTIES,
    CHANGED_TO,
    COUNTERS,
    CURRENCIES,
    HEDGES,
    HEDGES_BEHIND,
    INDEX,
    MEASURED,
    NOT_UNITS,
    NUMBER_WORDS,
    ONE_UNIT,
    PERCENT,
    PLURALS,
    SAME_UNITS,
    SCALE_LETTERS,
    TOLL_NOUNS,
)
from stories.briefing.myriads import MYRIADS, MYRIADS_TO, myriads
from stories.text.folding import fold

YEARS: Final = range(1900, 2101)
DECIMAL_COMMA: Final = frozenset({"de", "fr", "es", "it", "pt", "nl", "sv", "no", "da", "fi", "pl", "ru", "tr"})
BEFORE: Final = 36  # characters in which a hedge or a part is looked for
AFTER: Final = 60
UNIT_WITHIN: Final = 3  # words after the number: "28,500 active American troops"

_NUMBER: Final = r"\d{1,3}(?:[,.  ]\d{3}){1,5}(?:[.,]\d{1,4})?|\d{1,15}(?:[.,]\d{1,4})?"
_WORDS: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_SCALE: Final = "|".join(sorted(map(re.escape, ALL_SCALES), key=len, reverse=True))
_DENSE: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # a number may stand right behind such a letter
_PLAIN: Final = (
    rf"(?<![^\W{_DENSE}])(?<![.,:/#№-])(?:(?P<currency>(?:US|A|C|NZ|HK)?\$|[€£¥₩₹])\s?)?(?!(?:19|20)\d\d\sto\s)(?P<number>{_NUMBER})"
    rf"(?:\s{{0,2}}(?:-|–|~|〜|to|bis|à|a)\s{{0,2}}(?:[$€£¥₩₹]\s?)?(?P<upper>{_NUMBER})(?=\s?(?:%|[^\W\d])))?"
    rf"(?:[\s ‑-]?(?P<scale>{_SCALE}|[kmb])(?![a-zà-ÿ]))?(?![\d:/])|(?<![\w-])(?P<word>{_WORDS})(?![\w-])"
)
_DENSE_LETTER: Final = re.compile(f"[{_DENSE}]")
_NO_MYRIADS: Final = "(?P<myriads>(?!))(?P<to>)"
_AMOUNT: Final = re.compile(rf"{_NO_MYRIADS}|{_PLAIN}", re.IGNORECASE)
_AMOUNT_WITH_MYRIADS: Final = re.compile(rf"(?P<myriads>{MYRIADS})(?P<to>{MYRIADS_TO})?|{_PLAIN}", re.IGNORECASE)
_NEXT_WORDS: Final = re.compile(r"[^\W\d_](?:[\w&]|['’.\-](?=\w))*")
_PERCENT: Final = re.compile(
    rf"\s?-?(?:{'|'.join(map(re.escape, PERCENT))})(?![a-z])(?!\s?(?:points?|-points?))", re.IGNORECASE
)
_POINTS: Final = re.compile(
    r"\s?-?(?:percentage points?|percent points?|prozentpunkte?n?|%p(?!\w)|%\s?포인트|퍼센트\s?포인트|ポイント)",
    re.IGNORECASE,
)
_CURRENCY_AFTER: Final = re.compile(
    rf"\s?-?(?:[A-Z][a-z]+ )?(?P<name>{'|'.join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))})(?![a-z])",
    re.IGNORECASE,
)
_NO_FIGURE_BEFORE: Final = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december|aged?|no|nos|number|route|highway|interstate|section|article|chapter|page|flight|title|top"
    r"|district|phase|group|covid|season|week|day|game|act|level|type|tier|under|am|den|le|el|gen|vol|room|channel|grade)\.?"
    r"|[A-Za-z]-|[제第])\s?$",
    re.IGNORECASE,
)
_NO_FIGURE_AFTER: Final = re.compile(
    r"\s?(?:st|nd|rd|th|er|ème|º|ª)\b|\.\s(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
    r"|\s(?:de\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre)"
    r"|\s?(?:a\.?m\b|p\.?m\b|uhr\b|o['’]clock|gmt|[ap]m\b)|[-‑\s](?:year|month|week|day|hour|minute)s?[-‑\s]old"
    r"|[-‑](?:year|month|week|day|hour|minute|member|person|point|page|story|man|time|way|foot|mile|game|day)"
    r"|\s?(?:년|월|일|시|분|세|살|年|月|日|時|歳|번|회|위|차)|[-–]\d|\s?s\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"(?<=\b[Bb]etween\s)(?P<low>[$€£]?\d[\d.,]*)\sand\s(?=[$€£]?\d)")
_NEXT_GERMAN: Final = re.compile(r"\s(?:[a-zäöüß]+\s){0,2}(?P<noun>[A-ZÄÖÜ][a-zäöüß]{3,}(?:-[A-ZÄÖÜ][a-zäöüß]+)?)")
_GERMAN_PLURALS: Final = ("e", "en", "er", "ern", "n", "s", "ar", "l")
_INDEX_POINTS: Final = re.compile(r"\s?-?points?\b", re.IGNORECASE)
_RATIO: Final = re.compile(
    r"(?:\bout of|\d in|\bone in|\btwo in|\bthree in|\bfour in|\bfive in|\bin every)(?: every)?\s$", re.IGNORECASE
)
_VOTING: Final = re.compile(r"\b(?:vot(?:e[sd]?|ing)|passed|approved|rejected|ruled|ruling|confirmed)\b")
_VOTE: Final = re.compile(
    r"(?<![\w.,/:$€£–-])(?P<one>\d{1,3})(?:\s?[-–‑]\s?|\sto\s)(?P<other>\d{1,3})(?![\w%]|[.,/:–-]\d)"
    r"(?!\s(?:years?|months?|weeks?|days?|hours?|minutes?|percent|per cent|inches|miles|people|million|billion)\b)"
)
_AGE: Final = re.compile(r",\s$")
_ODD: Final = re.compile(r"[여余](?=\s?[\uac00-\ud7af\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of a text; text[start:end] is how it stands there, unit included.

    kind: percent, points, money, toll, count, vote. unit: '%', '$', 'killed', 'troops'. low == high but for ranges and
    votes.
    hedge: '' exact, 'about', 'over' (at least, more than), 'under' (up to, fewer than). part: '' or 'from' (the old
    value), 'by' (a change), 'to' (the new value), 'more' (others on top).
    """

    kind: str
    unit: str
    low: float
    high: float
    hedge: str
    part: str
    start: int
    end: int
    written: str


def amounts(text: str, language: str = "en") -> Iterator[Amount]:
    """The figures of a sentence: votes, then the others, each in order."""
    yield from _votes(text)
    # "between 20 and 30" is read as "20 - 30", in as many characters
    ranged = _BETWEEN.sub(lambda found: f"{found['low']}  -  ", text)
    for found in (_AMOUNT_WITH_MYRIADS if _DENSE_LETTER.search(text) else _AMOUNT).finditer(ranged):
        before, after = text[max(0, found.start() - BEFORE) : found.start()], text[found.end() : found.end() + AFTER]
        if _is_no_figure(found, before, after):
            continue
        amount = _read(text, found, before, after, language)
        if amount is not None:
            yield amount


def _votes(text: str) -> Iterator[Amount]:
    """How a vote went, 18-11: the lower number and the higher one."""
    if not _VOTING.search(text):
        return
    for found in _VOTE.finditer(text):
        low, high = sorted((float(found["one"]), float(found["other"])))
        around = text[max(0, found.start() - AFTER) : found.end() + BEFORE]
        if _VOTING.search(around) and not _NO_FIGURE_BEFORE.search(text[: found.start()]):
            yield Amount("vote", "votes", low, high, "", "", found.start(), found.end(), found.group())


def _is_no_figure(found: re.Match[str], before: str, after: str) -> bool:
    if found["word"]:
        return bool(re.match(r"[-‑]", after) or re.match(r"\s(?:of|or|and|in|out)\b", after) or _RATIO.search(before))
    if found["currency"] or found["scale"] or found["myriads"]:
        return before.endswith(("제", "第"))  # 제3조 원칙: a third article, no sum of money
    if _RATIO.search(before) or re.match(r"\s(?:out of|in)\s(?:\d|every|ten|five|six|four|three|two)", after):
        return True
    measured = any(pattern.match(after) for _unit, pattern in MEASURED)
    if _NO_FIGURE_BEFORE.search(before) or (_NO_FIGURE_AFTER.match(after) and not measured):
        return True
    number = found["number"]
    if number.isdigit() and len(number) == 4 and int(number) in YEARS and not _PERCENT.match(after):
        return True
    return bool(_AGE.search(before) and re.match(r"\s?[,.]", after) and len(number) <= 2)


def _read(text: str, found: re.Match[str], before: str, after: str, language: str) -> Amount | None:
    low, high = _ends(found, language)
    odd = _ODD.match(after)  # 300여 명: three hundred and some
    begins = odd.end() if odd else 0
    kind, unit, length = _unit(found, before, after[begins:], language)
    if not kind or high < low:
        return None
    end = found.end() + begins + length
    hedge, part = _hedge(before, text[end : end + AFTER]), _part(before, after[: begins + length], kind)
    return Amount(
        kind, unit, low, high, hedge or ("about" if odd else ""), part, found.start(), end, text[found.start() : end]
    )


def _ends(found: re.Match[str], language: str) -> tuple[float, float]:
    """The number twice, or the two ends of a range."""
    if found["myriads"]:
        low = myriads(found["myriads"])
        return low, myriads(found["to"]) if found["to"] else low
    scale = _scale(found)
    low = float(NUMBER_WORDS[found["word"].casefold()]) if found["word"] else _value(found["number"], language)
    return low * scale, (_value(found["upper"], language) if found["upper"] else low) * scale


def _value(number: str, language: str) -> float:
    number = re.sub(r"[  ]", "", number)
    if language in DECIMAL_COMMA:
        number = number.translate({ord("."): ",", ord(","): "."}) if re.search(r",\d{1,2}$|\.\d{3}", number) else number
    elif re.fullmatch(r"\d+,\d{1,2}", number):
        number = number.replace(",", ".")
    return float(number.replace(",", ""))


def _scale(found: re.Match[str]) -> float:
    word = (found["scale"] or "").casefold()
    if word in SCALE_LETTERS:
        return SCALE_LETTERS[word] if found["currency"] else 1.0
    return ALL_SCALES.get(word, 1.0)


def _unit(found: re.Match[str], before: str, after: str, language: str) -> tuple[str, str, int]:
    """(kind, unit, how many characters after the number belong to it); kind '' where it can't be compared."""
    if found["currency"]:
        return "money", found["currency"].upper().removeprefix("US"), 0
    if match := _POINTS.match(after):
        return "points", "points", match.end()
    if match := _PERCENT.match(after):
        return "percent", "%", match.end()
    if match := _CURRENCY_AFTER.match(after):
        return "money", CURRENCIES[match["name"].casefold()], match.end()
    return _counted(before, after, language)


def _counted(before: str, after: str, language: str) -> tuple[str, str, int]:
    for unit, pattern in MEASURED:
        if found := pattern.match(after):
            return "count", unit, found.end()
    if INDEX.search(before) and (found := _INDEX_POINTS.match(after)):
        return "count", "index points", found.end()
    noun, length = _german_noun(after) if language == "de" else _noun(after)
    for unit, pattern_before, pattern_after in CASUALTIES:
        if pattern_before.search(before) or pattern_after.match(after):
            whom = "" if noun in ("people", "person", "") or noun in TOLL_NOUNS else f" {noun}"
            return "toll", unit + whom, length if noun in ONE_UNIT else 0
    if not noun or noun in NOT_UNITS:
        return "", "", 0
    return "count", noun, length


def _noun(after: str) -> tuple[str, int]:
    """What is counted: the first plural within the next words, before any punctuation."""
    if counter := COUNTERS.match(after):
        return SAME_UNITS.get(counter["unit"], counter["unit"]), counter.end()
    ahead = re.match(r"[^,.;:()\"“”!?—–]*", after)
    for position, match in enumerate(_NEXT_WORDS.finditer(ahead.group() if ahead else "")):
        word = fold(match.group())
        if position >= UNIT_WITHIN or word in NOT_UNITS:
            break
        if word in PLURALS or (word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "'s"))):
            return SAME_UNITS.get(word, word), match.end()
    return "", 0


def _german_noun(after: str) -> tuple[str, int]:
    """What is counted, told by its capital, without the ending of a case."""
    found = _NEXT_GERMAN.match(after)
    word = fold(found["noun"]) if found else ""
    if not found or word in NOT_UNITS or not word.endswith(_GERMAN_PLURALS):
        return "", 0
    return SAME_UNITS.get(word, word.removesuffix("n") if word.endswith(("en", "ern", "eln")) else word), found.end()


def _hedge(before: str, after: str) -> str:
    for hedge, pattern in HEDGES:
        if pattern.search(before):
            return hedge
    return next((hedge for hedge, pattern in HEDGES_BEHIND if pattern.match(after)), "")


def _part(before: str, unit: str, kind: str) -> str:
    if re.match(r"\s(?:other|more|additional|extra|further)\b", unit):
        return "more"
    if kind != "toll" and CHANGED_TO.search(before):
        return "to"
    for part, pattern in ADDED:
        if pattern.search(before):
            return part
    return ""
