"""Sentences that tell one event alike and give it another day. Pure.

Only where each has a single day that stands in the same place of the sentence: a day of the week by its name, which
needs no reckoning, or a date with a month. What was said on a day is not compared, nor what is to be over by one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from stories.briefing.statements import Compared, Statement, stem
from stories.text.folding import fold
from stories.text.tokens import content_tokens

SAME_MEANING: Final = 0.9  # cosine, with held words of
HELD: Final = 0.4
NEAR_MEANING: Final = 0.8
HELD_OF_NEAR: Final = 0.6
HELD_ALONE: Final = 0.75  # where there are no vectors
SAME_WEEK: Final = timedelta(days=3)  # between reports that mean the same Tuesday
PLACE: Final = 4  # content words before the day, one of which both sentences have
LEAST_TERMS: Final = 6

_AT: Final = {"on": "at", "am": "at", "late": "at", "early": "at", "le": "at", "el": "at"} | dict.fromkeys(
    ("since", "starting", "beginning", "from", "seit", "ab", "depuis", "desde"), "from"
)
_SAID: Final = re.compile(
    r"\b(?:said|says|told|tells|wrote|announced|announcing|reported|posted|tweeted|statement|interview|briefing|added"
    r"|sagte|teilte|erklärte|mit|déclaré|annoncé|dijo|anunció)\s+(?:\w+\s+){0,2}$"
)
_YEAR: Final = re.compile(r"20\d\d")
_CLAUSE: Final = re.compile(r"[,;:—–()]")


@dataclass(frozen=True, eq=False)
class Told:
    """A statement that gives its event a day. when: the date, None for a day of the week alone."""

    statement: Statement
    written: str
    weekday: int
    when: date | None
    manner: str
    place: frozenset[str]


def days_apart(story: Compared) -> list[tuple[Told, Told]]:
    """Pairs of sentences of two texts that differ in the day, the nearest first, each statement once."""
    told = {number: found for number, each in enumerate(story.statements) if (found := _told(each)) is not None}
    pairs = [
        (nearness, told[i], told[j])
        for (i, j), nearness in story.near.items()
        if i in told and j in told and _are_apart(told[i], told[j]) and _are_one(story, told[i], told[j], nearness)
    ]
    used: set[int] = set()
    apart: list[tuple[Told, Told]] = []
    for _nearness, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        both = {id(one), id(other)}
        if not both & used and not (_knows(told, one, other) or _knows(told, other, one)):
            used |= both
            apart.append((one, other))
    return apart


def _told(statement: Statement) -> Told | None:
    """The one day of a sentence; None for none, several, or one that is said of something else."""
    source, text = statement.source, fold(statement.sentence.text)
    pattern, weekdays, months = _names(source.language)
    found = list(pattern.finditer(text)) if pattern else []
    if len(found) != 1 or len(statement.terms) < LEAST_TERMS:
        return None
    day = found[0]
    before = text[: day.start()]
    lead = re.search(r"(\w+)\s$", before)
    manner = _AT.get(lead.group(1), "") if lead else ""
    head = before[: lead.start()] if lead else ""
    if not manner or _SAID.search(head):
        return None
    when = _date(day, months, source.published.date()) if day["month"] or day["month2"] else None
    if (day["month"] or day["month2"]) and when is None:
        return None
    weekday = weekdays[day["weekday"]] if when is None else when.weekday()
    place = frozenset(stem(term) for term in content_tokens(_CLAUSE.split(head)[-1])[-PLACE:])
    written = statement.sentence.text[day.start() : day.end()] if len(text) == len(statement.sentence.text) else ""
    return Told(statement, written or day.group(), weekday, when, manner, place)


def _date(day: re.Match[str], months: dict[str, int], published: date) -> date | None:
    month = months[(day["month"] or day["month2"]).rstrip(".")]
    try:
        return date(int(day["year"] or published.year), month, int(day["number"] or day["number2"]))
    except ValueError:
        return None  # no such day


def _are_apart(one: Told, other: Told) -> bool:
    if one.statement.text_number == other.statement.text_number or one.manner != other.manner:
        return False
    if one.when is not None and other.when is not None:
        return _written_alike(one, other) != _written_alike(other, one)
    apart = abs(one.statement.source.published - other.statement.source.published)
    return one.weekday != other.weekday and apart <= SAME_WEEK


def _written_alike(one: Told, other: Told) -> tuple[int, ...]:
    """The date as far as both write it: 'August 15' is the 15th of August 2031 where the other says so."""
    day = one.when or date.min
    both = _YEAR.search(one.written) and _YEAR.search(other.written)
    return (day.year, day.month, day.day) if both else (day.month, day.day)


def _are_one(story: Compared, one: Told, other: Told, nearness: float) -> bool:
    if not one.place & other.place or one.statement.negations != other.statement.negations:
        return False
    held = min(
        story.held(one.statement, other.statement),
        story.held(other.statement, one.statement),
    )
    if story.vectors is None:
        return held >= HELD_ALONE
    return (nearness >= SAME_MEANING and held >= HELD) or (nearness >= NEAR_MEANING and held >= HELD_OF_NEAR)


def _knows(told: dict[int, Told], one: Told, other: Told) -> bool:
    """Whether the text of the first tells elsewhere of the other's day, in the same place of a sentence."""
    return any(
        each.statement.text_number == one.statement.text_number
        and each.weekday == other.weekday
        and each.place & other.place
        for each in told.values()
    )


@cache
def _names(language: str) -> tuple[re.Pattern[str] | None, dict[str, int], dict[str, int]]:
    """A pattern for days of the week and for dates with a month's name, and what number each name has."""
    try:
        locale = Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return None, {}, {}
    weekdays = {fold(name): number for number, name in locale.days["format"]["wide"].items()}
    tables = (locale.months["format"]["abbreviated"], locale.months["format"]["wide"])
    months = {fold(name).rstrip("."): number for table in tables for number, name in table.items()}
    if any(name[:1].isdigit() for name in months):
        return None, {}, {}
    months |= {"sept": 9} if months.get("sep") == 9 else {}
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    week = "|".join(_written(weekdays))
    pattern = (
        rf"\b(?:(?P<month>{month})\.? (?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
        rf"|(?P<number2>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:de )?(?P<month2>{month})\b\.?)(?:,? (?P<year>20\d\d)(?!\d))?"
        rf"|\b(?P<weekday>{week})s?\b"
    )
    return re.compile(pattern), weekdays, months


def _written(names: dict[str, int]) -> Iterator[str]:
    yield from sorted(map(re.escape, names), key=len, reverse=True)
