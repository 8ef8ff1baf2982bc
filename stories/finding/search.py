"""What a reader typed into the search box, as a query that can be asked and written down again. Pure.

    ferry "pier tax" -strike outlet:"Harbour Post" side:left country:kr language:ko section:politics
    before:2026-03 after:2026-01-15

Operators and their values don't mind case. What can't be read is left out and named.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from stories.scales import Section, Side
from stories.text.folding import clean, fold

MOST_CHARACTERS: Final = 500
MOST_TERMS: Final = 20

_KEYS: Final = {
    "outlet": "outlets",
    "source": "outlets",
    "side": "sides",
    "country": "countries",
    "language": "languages",
    "lang": "languages",
    "section": "sections",
    "before": "before",
    "after": "after",
}
_TERM: Final = re.compile(
    rf"(?P<minus>-*)(?:(?P<key>{'|'.join(_KEYS)})[:：](?P<value>\"[^\"]*\"?|[^\s\"]*)|\"(?P<phrase>[^\"]*)\"?|(?P<word>[^\s\"]+))"
    r"|(?P<dashes>-+)",
    re.IGNORECASE,
)
_QUOTES: Final = dict.fromkeys(map(ord, "“”„‟«»″＂〝〞"), '"')
_LETTERS: Final = re.compile(r"[^\W_]")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
# The first ending that fits says what becomes of it: plurals become singulars, singulars plurals.
_ENDINGS: Final = (
    (r"(?<=...)ies$", "y"),
    (r"(?<=ss|ch|sh)es$|(?<=[xz])es$", ""),
    (r"(?<=...[^suix])s$", ""),
    (r"(?<=[^aeiou])y$", "ies"),
    (r"(?<=[sxz])$|(?<=ch|sh)$", "es"),
    (r"$", "s"),
)
_SIDES: Final = {"l": Side.LEFT, "c": Side.CENTER, "r": Side.RIGHT, "centre": Side.CENTER, "none": Side.UNRATED}
_COUNTRIES: Final = {"UK": "GB", "USA": "US", "EN": "GB"}


class Misread(StrEnum):
    """What is wrong with a term that can't be read."""

    LEFT_OUT = "left_out"  # only words and phrases can be left out
    OUTLET = "outlet"
    SIDE = "side"
    COUNTRY = "country"
    LANGUAGE = "language"
    SECTION = "section"
    DATE = "date"
    NO_DAY = "no_day"  # before a day that is on or after it


@dataclass(frozen=True, slots=True)
class Problem:
    """A term that could not be read: its operator and its value; the days before and after for NO_DAY."""

    kind: Misread
    key: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Words, phrases and excluded all count; any one of several outlets, sides … will do.

    before: days earlier than it; after: it and later days. problems: what could not be read.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for: leaving words out of everything is no search."""
        return self != Query(excluded=self.excluded, problems=self.problems)

    @property
    def text(self) -> str:
        """The query as it would be typed: parse(query.text) is the query again, without its problems."""
        terms = [*self.words, *(f'"{phrase}"' for phrase in self.phrases)]
        terms += [f"-{_quoted(piece)}" for piece in self.excluded]
        for key in ("outlet", "side", "country", "language", "section"):
            terms += [f"{key}:{_quoted(value)}" for value in getattr(self, _KEYS[key])]
        terms += [f"{key}:{day:%Y-%m-%d}" for key, day in (("before", self.before), ("after", self.after)) if day]
        return " ".join(terms)

    def respelt(self, spelling: dict[str, str]) -> "Query":
        """The query with some of its words in another spelling."""
        return replace(self, words=tuple(spelling.get(word, word) for word in self.words))


class RefusedError(ValueError):
    """A text that nobody would type, over `most` of what is counted: characters or terms."""

    def __init__(self, most: int, counted: str) -> None:
        super().__init__(f"a search can have up to {most} {counted}")
        self.most = most
        self.counted = counted


def parse(text: str) -> Query:
    """The query that a text means. Raises RefusedError over 500 characters or 20 terms, and nothing else."""
    if len(text) > MOST_CHARACTERS:
        raise RefusedError(MOST_CHARACTERS, "characters")
    found: dict[str, list[str]] = {name: [] for name in ("words", "phrases", "excluded", *_KEYS.values())}
    problems: list[Problem] = []
    terms = list(_TERM.finditer(clean(text).translate(_QUOTES)))
    if len(terms) > MOST_TERMS:
        raise RefusedError(MOST_TERMS, "terms")
    for term in terms:
        _take(term, found, problems)
    days = {key: date.fromisoformat(found[key][-1]) if found[key] else None for key in ("before", "after")}
    several = {name: tuple(dict.fromkeys(values)) for name, values in found.items() if name not in days}
    query = Query(before=days["before"], after=days["after"], problems=tuple(dict.fromkeys(problems)), **several)
    if query.before and query.after and query.before <= query.after:
        problem = Problem(Misread.NO_DAY, f"{query.before}", f"{query.after}")
        query = replace(query, problems=(*query.problems, problem))
    return query


def forms(word: str) -> tuple[str, ...]:
    """The word and, where it is a plain English-looking word, its plural or singular: ferry → ferry, ferries.

    Quotes ask for a word exactly as it is; this is for what stands without.
    """
    folded = fold(word)
    if not re.fullmatch(r"[a-z]{3,}", folded):
        return (folded,)
    return (folded, next(re.sub(ending, other, folded) for ending, other in _ENDINGS if re.search(ending, folded)))


def _take(term: re.Match[str], found: dict[str, list[str]], problems: list[Problem]) -> None:
    """Puts one term where it belongs."""
    if key := term["key"]:
        key, value = key.casefold(), _plain(term["value"])
        read, expected = _READERS[_KEYS[key]]
        if term["minus"]:
            problems.append(Problem(Misread.LEFT_OUT, key))
        elif kept := read(value):
            found[_KEYS[key]].append(kept)
        else:
            problems.append(Problem(expected, key, value))
        return
    piece = _plain(term["phrase"] if term["phrase"] is not None else term["word"] or "")
    if _LETTERS.search(piece):
        name = "excluded" if term["minus"] else "words" if term["word"] else "phrases"
        found[name].append(piece)


def _plain(value: str) -> str:
    return " ".join(value.replace('"', " ").split())


def _quoted(piece: str) -> str:
    return piece if re.fullmatch(r"[\w-]*\w", piece) and not piece.startswith("-") else f'"{piece}"'


def _outlet(value: str) -> str:
    return value.casefold() if _LETTERS.search(value) else ""


def _side(value: str) -> str:
    found = _SIDES.get(value.casefold()) or Side.of(value)
    return found.value if found else ""


def _country(value: str) -> str:
    code = _COUNTRIES.get(value.upper(), value.upper())
    return code if re.fullmatch(r"[A-Z]{2}", code) else ""


def _language(value: str) -> str:
    code = value.lower()
    return code if re.fullmatch(r"[a-z]{2,3}(?:-[a-z]{2,4})?", code) else ""


def _section(value: str) -> str:
    found = Section.of(value)
    return found.value if found else ""


def _day(value: str) -> str:
    """The ISO date of a day, or of the first day of a month or year; '' for what is no date."""
    match = _DATE.fullmatch(value)
    if not match:
        return ""
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


_READERS: Final[dict[str, tuple[Callable[[str], str], Misread]]] = {
    "outlets": (_outlet, Misread.OUTLET),
    "sides": (_side, Misread.SIDE),
    "countries": (_country, Misread.COUNTRY),
    "languages": (_language, Misread.LANGUAGE),
    "sections": (_section, Misread.SECTION),
    "before": (_day, Misread.DATE),
    "after": (_day, Misread.DATE),
}
