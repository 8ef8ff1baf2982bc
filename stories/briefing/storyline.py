"""Whether a dated sentence belongs to what led to a story: no life or institution told from its start, no record. Pure.

"Born in 1962", "founded in 1898" and "the strongest since 1961" have a date and name who the story is about, and still
tell nothing of how it came about.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from stories.briefing.reading import Source

OLD: Final = timedelta(days=10 * 365)  # what lies further back is told by two texts
HISTORY: Final = timedelta(days=20 * 365)  # or by half of them, if it is that old
TOLD: Final = 2

_IN_YEAR: Final = r"(?:19|20)\d\d"
_HOUSES: Final = (
    r"(?:firm|company|bank|university|college|school|law|medicine|academy|newspaper|there since|career|orbit)"
)
_LIFE: Final = re.compile(
    r"\bborn\b|\bgrew up\b|\bgraduat\w+|\b(?:bachelor|associate)['’]?s\b|\b(?:law|master['’]?s|doctoral) degree\b"
    r"|\b(?:married|divorced|widowed)\b|\bcareer\b|\b(?:attended|studied|enrolled) (?:at|law|in|the)\b"
    r"|\b(?:emigrated|immigrated|moved) to\b|\bretired from\b|\b(?:mortgage|driver['’]s licen[cs]e)\b"
    r"|\b(?:joined|left|worked|practi[cs]ed|employed|hired|taught|coached)\b[^.;,]{0,50}\b"
    rf"{_HOUSES}\b"
    rf"|\b(?:is|was|has been|had been|who) (?:an? |the )?(?:[\w.-]+ ){{0,6}}"
    rf"(?:from {_IN_YEAR} (?:to|until)|since {_IN_YEAR})"
    r"|\b(?:served|serving|worked|taught|coached|reigned|ruled|led) (?:[\w.'’-]+ ){1,10}"
    rf"(?:from|between|until|since) {_IN_YEAR}"
    rf"|\b(?:from|between) {_IN_YEAR} (?:to|until|and) {_IN_YEAR}\b"
    r"|\bbefore (?:being|becoming|he|she|joining|winning)\b"
    r"|\b(?:was|were|,) first elected\b|\b(?:took office|came to power|entered power|assumed (?:power|office))\b"
    rf"|\b(?:elected|appointed|promoted|sworn in)\b[^.;,]{{0,40}}\bin {_IN_YEAR}"
    r"|\b(?:elected|appointed|named) the (?:first|youngest)\b"
    r"|\b(?:first|second) (?:term|tenure) as\b|\brose to become\b|\bbecame the (?:first|youngest|oldest|only)\b"
)
_BEST: Final = (
    r"(?:first|only|(?:high|low|bigg|larg|strong|deadli|small|fast|young|old|long|fierc|sharp|heavi|steep|bloodi|hott|warm"
    r"|cold|great)est|best|worst|most|least|record (?:high|low)|highs?|lows?|anything|time)"
)
_RECORD: Final = re.compile(
    rf"\b{_BEST}\b[^;]{{0,80}}\b(?:since|after|born)\b[^;]{{0,30}}\b(?:1[5-9]|20)\d\d"
    rf"|\b{_BEST}\b[^.;]{{0,70}}\bin\b[^.;]{{0,30}}\b(?:1[5-9]|20)\d\d"
    r"|\bsince (?:the |\w+ing )?[^.;]{0,20}1[5-9]\d\d"
    r"|\b(?:held|published|taking place|every year|each year|annually|annual)\b[^.;]{0,40}\bsince (?:1[5-9]|20)\d\d"
)
_MEASURE: Final = re.compile(
    rf"\([^()]*\bin {_IN_YEAR}\)|\b{_IN_YEAR} alone\b|\b(?:estimate[sd]?|survey\w*|poll\w*)\b"
    r"|\b(?:grew|grown|rose|risen|fell|fallen|increased|dropped) (?:to |by )?(?:[\w.%$,]+ ){0,4}from\b"
    rf"|\b(?:compared|than)\b[^.;]{{0,60}}\b(?:in|of) {_IN_YEAR}"
)
_FOUNDED: Final = re.compile(
    r"\b(?:company|firm|group|organi[sz]ation|agency|museum|school|club|party),? (?:\w+ )?"
    r"(?:founded|established|incorporated|formed|opened|built)\b"
    r"|\b(?:founded|incorporated|erected) in (?:1[5-9]|20)\d\d|\bwhen it opened in\b"
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:geboren|gegründet|studierte|promovierte|aufgewachsen|heiratete|erbaut|errichtet|eröffnet)\b"
    r"|\b(?:née?s? (?:en|le|à)|fondée?s? (?:en|par)|diplômée?|créée? en|a étudié|a grandi)\b"
    r"|\b(?:nació|nacid[oa]|fundad[oa]|se graduó|estudió)\b"
    r"|태어[나났난]|출생|설립[돼된됐했]|창립|창설|졸업|입사|입학|生まれ|設立|創業|創立|卒業|入社|出生|成立于|毕业"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def leads_here(text: str, precision: str) -> bool:
    """Whether what the sentence dates is an event, and none of a life's or house's stations nor a record or measure."""
    if _FOUNDED.search(text) or _ELSEWHERE.search(text) or _LIFE.search(text):
        return False
    return precision == "day" or not (_RECORD.search(text) or _MEASURE.search(text))


def years_told(sources: Sequence[Source]) -> dict[int, set[int]]:
    """Year -> the independent texts that name it."""
    found: dict[int, set[int]] = {}
    for source in sources:
        for sentence in source.sentences:
            for year in _YEAR.findall(sentence.text):
                found.setdefault(int(year), set()).add(source.independent_text)
    return found


def is_near(day: date, precision: str, event: date, told: Mapping[int, set[int]], texts: int) -> bool:
    """Whether a day is recent, or one that enough of the story's texts go back to."""
    if event - day <= OLD or (precision != "year" and event - day <= HISTORY):
        return True
    having = len(told.get(day.year, ()))
    return having >= TOLD and (event - day <= HISTORY or having * 2 >= texts)
