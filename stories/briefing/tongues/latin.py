"""What could answer a question in Spanish, German or French, from a language's tables. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stories.briefing.question_kind import Kind
from stories.briefing.tongues.tongue import pattern

_DIGITS: Final = r"(?<![\w,.])\d+(?:[.\u202f\u00a0 ]\d{3})*(?:,\d+)?"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"


@dataclass(frozen=True)
class Tables:
    """Alternatives of regular expressions. numbers: in words. scales: million. to_come: 'next week'.

    joins: what stands inside a name. somewhere: what stands before a place's name, nowhere: the same before places
    without a name. until: before a day to which something lasts. age: how an age is told. no_name: capitals that are
    none.
    """

    numbers: str
    scales: str
    months: str
    weekdays: str
    to_come: str
    money: str
    free: str
    times: str
    measures: str
    until: str
    age: str
    reasons: str
    some_reasons: str
    ways: str
    joins: str
    somewhere: str
    nowhere: str
    no_name: str


def number(tables: Tables) -> re.Pattern[str]:
    """A number in figures or words."""
    return re.compile(rf"{_DIGITS}|\b(?:{tables.numbers})\b", re.IGNORECASE)


def no_count(tables: Tables) -> re.Pattern[str]:
    """Figures that count nothing: days, years, clock times."""
    day = rf"\d{{1,2}}\.? (?:de )?(?:{tables.months})\b|\b(?:1[5-9]|20)\d\d\b|\b\d{{1,2}}(?:[:h]\d\d| Uhr)"
    return re.compile(day, re.IGNORECASE)


def answers(tables: Tables) -> Mapping[Kind, re.Pattern[str]]:
    """What plainly could answer, by kind."""
    amount = rf"(?:{_DIGITS}|\b(?:{tables.numbers})\b)(?: (?:{tables.scales}))?(?: de| d['’])? ?"
    day = (
        rf"(?:\b\d{{1,2}}\.?(?:er)? (?:de )?)?\b(?:{tables.months})\b(?: (?:de )?\d{{4}})?|\b(?:{tables.weekdays})\b"
        rf"|\b(?:1[5-9]|20)\d\d\b|\b(?:{tables.to_come})\b|\b\d{{1,2}}(?:[:h]\d\d| Uhr| heures)\b"
    )
    length = rf"{amount}(?:[a-zà-ÿ]+ )?(?:{tables.times})\b"
    size = rf"{amount}-?(?:[a-zà-ÿ]+ )?(?:{tables.measures})(?!\w)"
    money = rf"{amount}(?:{tables.money})(?!\w)|[€$£]\s?\d|\b(?:{tables.free})\b"
    cap = _CAPITAL
    name = rf"{cap}(?: (?:(?:{tables.joins}) )*{cap})+"
    return {
        Kind.WHEN: pattern(day),
        Kind.MONEY: pattern(money),
        Kind.MUCH: pattern(rf"{money}|{size}|{amount}(?:%|Prozent)|{tables.scales}"),
        Kind.MANY: number(tables),
        Kind.LONG: pattern(rf"{length}|(?:{tables.until}) (?:\w+ )?(?:{day})"),
        Kind.MEASURE: pattern(size),
        Kind.AGE: pattern(rf"{tables.age}|(?<=, )\d{{2}}(?=,)|(?<=\()\d{{2}}(?=\))"),
        Kind.WHO: re.compile(rf"(?<![\w])(?!(?:{tables.no_name})\b){name}"),
        Kind.WHERE: re.compile(
            rf"\b(?i:{tables.somewhere}) "
            rf"(?:[a-zà-ÿ]+ ){{0,3}}(?P<name>(?!(?:{tables.no_name})\b){cap})"
        ),
        Kind.WHY: pattern(tables.reasons),
        Kind.HOW: pattern(tables.ways),
    }


def vague(tables: Tables) -> Mapping[Kind, re.Pattern[str]]:
    """What may answer, by kind, where nothing does plainly."""
    everything = re.compile(r"(?s).+")
    return {
        Kind.MUCH: number(tables),
        Kind.MEASURE: number(tables),
        Kind.WHO: re.compile(rf"(?<=\w )(?!(?:{tables.no_name})\b){_CAPITAL}"),
        Kind.WHERE: pattern(rf"\b(?:{tables.nowhere}) \w+"),
        Kind.WHY: pattern(tables.some_reasons),
        Kind.HOW: everything,
        Kind.WHICH: everything,
    }
