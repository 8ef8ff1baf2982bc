"""How we got here: dated sentences of a story's articles about what was before it. Pure.

A date must stand in the sentence, and lie before the event by more than a day; a sentence must name something that the
story is about. Dates without a year are the last such ones before the article appeared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from babel import Locale, UnknownLocaleError

from stories.briefing.antecedents import means_nobody_named
from stories.briefing.centrality import SAME_MEANING, texts_of
from stories.briefing.context import Context
from stories.briefing.quotable import quotable
from stories.briefing.reading import Said, Source, independent, quoted
from stories.briefing.storyline import is_near, leads_here, years_told
from stories.briefing.summary import summarised
from stories.briefing.tongues.tenses import to_come
from stories.finding.names import names
from stories.scales import Genre
from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import tokens

Vector = npt.NDArray[np.float32]

MOST: Final = 6
FEWEST_TEXTS: Final = 2
LEAD: Final = 3  # sentences in which an article tells the event
WEEK: Final = timedelta(days=9)
BEFORE: Final = timedelta(days=2)  # of the event: yesterday's report of it is no background
SOON: Final = timedelta(days=14)  # archives and late reports date the event itself a few days back
TOLD_AGAIN: Final = 0.5  # of the shorter one's words: the summary says it
EARLIEST: Final = 1500
AHEAD: Final = timedelta(days=183)  # a day without a year that is nearer than this ahead is to come, not last year's
MONTH_AHEAD: Final = timedelta(days=240)
_TO_COME: Final = re.compile(r"\b(?:will|would|to|plans?|expected|due|set|next|until|wird|soll|sera|doit|será)\b")
_YEAR: Final = re.compile(
    r"(?<![\d.,$€£/-])\b(?:in|since|during|by|until|from|im jahr|seit|en|depuis|desde) (1[5-9]\d\d|20\d\d)\b(?! ?%)"
)
# "Mayor Brandt speaks in Ostermoor, Brell, April 22, 2029.": a full date at the end with nothing that leads to it.
CAPTION: Final = re.compile(
    r"(?<!\bon)(?<!\bof)(?<!\bin)(?<!\bsince)(?<!\bfrom)(?<!day,)(?<!day)(?<!dated) (?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|"
    r"\d{1,2} [A-Z][a-z]+ \d{4})\.$"
)
# "has until Friday, Aug. 22, to answer" is of a day to come when it was written.
_LIMIT: Final = re.compile(
    r"\b(?:until|by|through|before|deadline of|expires? on|scheduled for) (?:\w+day,? )?[A-Z][a-z]+\.? \d"
)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」")
# A week before the event somebody's remark is part of it, not of how it came about.
_SAYS: Final = re.compile(r"\b(?:said|says|told|tells|wrote|declared|posted|tweeted|stated|added|according to)\b")
QUOTED_SHARE: Final = 0.5  # of a sentence that is somebody's words: its day is that of the saying
_CJK: Final = re.compile(
    r"(1[5-9]\d\d|20\d\d)[년年](?!度|\d{1,2}月(?:中間)?期)(?: ?(\d{1,2})[월月])?(?: ?(\d{1,2})[일日])?"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence about an earlier day. precision: day, month or year, and `day` is the first of it."""

    day: date
    precision: str
    said: Said


@dataclass(frozen=True, slots=True)
class _Candidate:
    """text: the independent text that it is from; words: of content; about: how many of the story's names it has."""

    text: int
    dated: Dated
    words: frozenset[str]
    about: int
    vector: Vector | None


def background(sources: Sequence[Source], language: str) -> tuple[Dated, ...]:
    """The dated sentences, the earliest day first, at most six and one for each day; () from a single text.

    Of the sentences about one day the one that shares most words with the others is taken; days that several texts
    tell of come before those of one, then those with more of the story's names.
    """
    told = [source for source in sources if source.genre is Genre.NEWS and source.language == language]
    if independent(told) < FEWEST_TEXTS:
        return ()
    event = min(source.published for source in told).date()
    known = names({source.article: source.names for source in told}, {source.outlet_name for source in told})
    topics = [frozenset(tokens(spelling)) for one in known for spelling in (one.key, *one.aliases)]
    summary = summarised(texts_of(sources, language))
    told_already, repeated = [_content(said.text) for said in summary], {said.text for said in summary}
    days: dict[tuple[date, str], list[_Candidate]] = defaultdict(list)
    own_days, years, texts = _days_of_leads(told, event, language), years_told(told), independent(told)
    for text, dated, vector in _all(told, event, language):
        words = _content(dated.said.text)
        about = sum(bool(topic) and topic <= words for topic in topics)
        is_event = dated.day > event - SOON and (dated.day in own_days or _any_alike(words, told_already))
        is_its = (
            about
            and leads_here(dated.said.text, dated.precision)
            and is_near(dated.day, dated.precision, event, years, texts)
        )
        if is_its and not (dated.precision == "day" and is_event):
            days[dated.day, dated.precision].append(_Candidate(text, dated, words, about, vector))
    ranked = sorted(days.values(), key=lambda group: (-len({one.text for one in group}), -max(o.about for o in group)))
    chosen = (_central([one for one in group if one.dated.said.text not in repeated] or group) for group in ranked)
    return tuple(sorted(_unlike(chosen), key=lambda dated: dated.day))


def _unlike(candidates: Iterable[_Candidate]) -> list[Dated]:
    """The first six of which none tells over again what one before it tells, with another day perhaps."""
    kept: list[_Candidate] = []
    for one in candidates:
        if len(kept) < MOST and not any(_is_again(one, other) for other in kept):
            kept.append(one)
    return [one.dated for one in kept]


def _is_again(one: _Candidate, other: _Candidate) -> bool:
    meaning = 0.0 if one.vector is None or other.vector is None else float(one.vector @ other.vector)
    return meaning > SAME_MEANING or _any_alike(one.words, [other.words])


def _days_of_leads(sources: Sequence[Source], event: date, language: str) -> frozenset[date]:
    """The days that the openings of two texts name, in the week before the first report: the event's own."""
    texts: dict[date, set[int]] = defaultdict(set)
    for source in sources:
        for sentence in source.sentences[:LEAD]:
            found = _date(sentence.text, source.published.date(), language)
            if found and found[1] == "day" and found[0] > event - WEEK:
                texts[found[0]].add(source.independent_text)
    return frozenset(day for day, having in texts.items() if len(having) >= FEWEST_TEXTS)


def _any_alike(words: frozenset[str], told: Sequence[frozenset[str]]) -> bool:
    return any(len(words & others) >= TOLD_AGAIN * min(len(words), len(others)) for others in told)


def _central(group: Sequence[_Candidate]) -> _Candidate:
    return max(
        group, key=lambda one: (sum(len(one.words & other.words) / len(other.words) for other in group), one.about)
    )


def background_content(sources: Sequence[Source], context: Context) -> dict[str, Any] | None:
    """The block as JSON: {"events": [{"day", "precision", "text", "citations"}]}; None without a dated sentence."""
    rows = [
        {
            "day": dated.day.isoformat(),
            "precision": dated.precision,
            "text": dated.said.text,
            "citations": [[place.article, place.start, place.end] for place in dated.said.citations],
        }
        for dated in background(sources, context.language)
    ]
    return {"events": rows} if rows else None


def _all(sources: Sequence[Source], event: date, language: str) -> Iterator[tuple[int, Dated, Vector | None]]:
    """Each sentence about one earlier day, with the independent text that it is from and its vector."""
    for source in sorted(sources, key=lambda source: (source.published, source.article)):
        for sentence in source.sentences:
            found = _date(sentence.text, source.published.date(), language)
            matters = found and _is_before(*found, event) and _tells(sentence.text, found[1])
            matters = matters and not (found and found[1] == "year" and to_come(sentence.text, language, event.year))
            if found and matters and quotable(sentence.text, language) and _names_its_people(source, sentence.text):
                late = found[1] == "day" and found[0] > event - WEEK
                if not (late and _SAYS.search(sentence.text)):
                    yield source.independent_text, Dated(*found, quoted(source, sentence)), sentence.vector


def _names_its_people(source: Source, text: str) -> bool:
    surnames = {name.split()[-1] for name, _times in source.names if " " in name}
    return source.language != "en" or not means_nobody_named(text, surnames)


def _tells(text: str, precision: str) -> bool:
    """Whether a dated sentence tells what happened then: no picture's caption, quotation or time limit."""
    if text[:1] in '"“«„「' or sum(map(len, _QUOTED.findall(text))) > QUOTED_SHARE * len(text):
        return False
    return not (precision == "day" and (CAPTION.search(text) or _LIMIT.search(text)))


def _is_before(day: date, precision: str, event: date) -> bool:
    if precision == "to come":
        return False
    if precision == "day":
        return day <= event - BEFORE
    return day.year < event.year or (precision == "month" and day.month < event.month and day.year == event.year)


def _date(text: str, published: date, language: str) -> tuple[date, str] | None:
    """The one date of a sentence with how exact it is; None for none, and for several: which is meant can't be told."""
    found = {*_with_month(text, published, language), *_cjk(text)}
    if not found:
        found = {(date(int(year), 1, 1), "year") for year in _YEAR.findall(fold(text)) if int(year) >= EARLIEST}
    return found.pop() if len(found) == 1 else None


def _cjk(text: str) -> Iterator[tuple[date, str]]:
    for year, month, day in _CJK.findall(text):
        yield from _valid(int(year), int(month or 1), int(day or 1), "day" if day else "month" if month else "year")


def _with_month(text: str, published: date, language: str) -> Iterator[tuple[date, str]]:
    pattern, months = _months(language)
    for match in pattern.finditer(fold(text)) if pattern else ():
        month = months[(match["month"] or match["month2"]).rstrip(".")]
        day, year = match["day"] or match["day2"], match["year"] or match["year2"]
        if not day and not year and not match["in"]:
            continue  # "May" alone is a word too
        for when, precision in _valid(int(year or published.year), month, int(day or 1), "day" if day else "month"):
            if year or (when <= published and not _is_ahead(text, when, precision, published)):
                yield when, precision
            elif when <= published:
                yield when, "to come"
            elif when > published + AHEAD or (match["in"] or "").startswith("last"):
                yield from _valid(published.year - 1, month, when.day, precision)
            else:
                yield when, "to come"  # one more date, so that the sentence isn't taken for another


def _is_ahead(text: str, when: date, precision: str, published: date) -> bool:
    """Whether a date without a year may mean the next one, as "takes office Jan. 20" does in December."""
    if precision == "day":
        return published - when > AHEAD
    return published - when > MONTH_AHEAD and bool(_TO_COME.search(text))


def _valid(year: int, month: int, day: int, precision: str) -> Iterator[tuple[date, str]]:
    try:
        yield date(year, month, day), precision
    except ValueError:
        return  # no such day


@cache
def _months(language: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """A pattern for dates with a month by name, day before or behind it, and the number of each month's name."""
    try:
        locale = Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return None, {}
    wide, short = locale.months["format"]["wide"], locale.months["format"]["abbreviated"]
    numbers = {fold(name).rstrip("."): n for table in (short, wide) for n, name in table.items()}
    numbers |= {"sept": 9} if numbers.get("sep") == 9 else {}
    if any(name[:1].isdigit() for name in numbers):
        return None, {}  # Korean, Japanese and Chinese months are numbers: _CJK reads them
    name = rf"(?:{'|'.join(sorted(map(re.escape, numbers), key=len, reverse=True))})(?!-[a-z])"  # no Mar-a-Vista
    year = r"(?:1[5-9]|20)\d\d"
    before = rf"\b(?P<month>{name})\b\.?(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:))?(?:,? (?P<year>{year})(?!\d))?"
    ordinal = r"\b(?P<day2>\d{1,2})(?:\.|st|nd|rd|th|er)? (?:de |of )?"
    behind = rf"{ordinal}(?P<month2>{name})\b\.?(?:,?(?: de)? (?P<year2>{year})(?!\d))?"
    return re.compile(rf"(?P<in>\b(?:in|since|im|seit|en|depuis|desde|last) )?(?:{behind}|{before})"), numbers


def _content(text: str) -> frozenset[str]:
    return frozenset(tokens(text)) - STOP_WORDS
