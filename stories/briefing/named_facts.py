"""What a sentence says of somebody or something named: an age, what a thing costs, the year of what happens once. Pure.

Read only where the name stands right beside it, so that it is surely said of that one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stories.briefing.amounts import Amount
from stories.briefing.statements import Statement

AGE, COST, YEAR = "age", "cost", "year"
OLDEST: Final = 115

_WORD: Final = r"[A-Z][^\W\d_][\w’'-]*"
_NAME: Final = rf"(?P<name>{_WORD}(?: (?:[A-Z]\. |al-|de |van |von |bin )?{_WORD}){{0,3}})"
_AGES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<age>\d{{1,3}})[-‑ ]year[-‑ ]old (?:[a-z-]+ ){{0,3}}{_NAME}",
        rf"{_NAME}, (?:aged? |who is )?(?P<age>\d{{1,3}}), (?!\d)(?=[a-z])",
        rf"{_NAME},? (?:who )?is (?P<age>\d{{1,3}}) years old",
    )
)
# What happens to one person or thing once, or is told of the one time that the story is about.
_ONCE: Final = r"(?P<what>born|died|killed|assassinated|executed|founded|convicted)"
_YEAR: Final = re.compile(
    rf"{_NAME},?(?: who)? (?:was |were |has been |had been )?{_ONCE}\b(?P<between>[^.;:,()\"“”\d]{{0,50}}?) in "
    r"(?P<year>(?:19|20)\d\d)\b(?!s|[-–]\d)"
)
_OTHER_DEED: Final = re.compile(
    r"\b(?:and|but|after|before|while|when|who|which|that|not|never|by|if|for (?:a|an|the)|in (?:a|an) )\b"
)
_BUILT: Final = (
    r"(?:project|farm|bridge|plant|stadium|arena|tunnel|railway|line|programme|program|facility|complex|tower|mine"
    r"|pipeline|factory|dam|port|airport|hospital|reactor|telescope|museum|resort|development|scheme)"
)
_MONEY: Final = r"(?P<money>[$€£¥₩]\s?\d[\d.,]*(?:[ -]?(?:million|billion|trillion|bn|m)\b)?)"
_COSTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}, (?:a|an|the|its) {_MONEY},?[- ](?:[\w-]+,? ){{0,4}}?{_BUILT}\b",
        rf"\b(?:[Aa]|[Tt]he) {_MONEY}[- ](?:[a-z-]+ ){{0,3}}?{_BUILT}\b[^,.;:]{{0,50}}, {_NAME}[,.]",
        rf"\b(?:[Aa]|[Tt]he) {_MONEY}[- ]{_NAME} (?:[a-z-]+ ){{0,2}}?{_BUILT}\b",
    )
)


@dataclass(frozen=True, eq=False)
class Fact:
    """One fact. name: whose, in full; what: of a year its verb; amount: of a cost; written: the value as it stands."""

    kind: str
    name: str
    what: str
    number: float
    written: str
    statement: Statement
    amount: Amount | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What facts are compared by: a person's first and last name, another's whole name."""
        words = self.name.casefold().split()
        return self.kind, " ".join(words if self.kind == COST else (words[0], words[-1])), self.what


def facts(statement: Statement, full: Mapping[str, frozenset[str]]) -> Iterator[Fact]:
    """What a sentence says of those whom it names. full: surname -> the full names it may stand for."""
    text = statement.sentence.text
    for pattern in _AGES:
        for found in pattern.finditer(text):
            name = _person(found["name"], full)
            if name and 0 < int(found["age"]) <= OLDEST:
                yield Fact(AGE, name, "", float(found["age"]), found["age"], statement)
    for found in _YEAR.finditer(text):
        name = _person(found["name"], full)
        if name and not _OTHER_DEED.search(found["between"]):
            yield Fact(YEAR, name, found["what"], float(found["year"]), found["year"], statement)
    yield from _costs(statement)


def _costs(statement: Statement) -> Iterator[Fact]:
    for pattern in _COSTS:
        for found in pattern.finditer(statement.sentence.text):
            amount = next((each for each in statement.amounts if each.start == found.start("money")), None)
            if amount is not None and " " in found["name"]:
                yield Fact(COST, found["name"], "", amount.low, " ".join(amount.written.split()), statement, amount)


def _person(name: str, full: Mapping[str, frozenset[str]]) -> str:
    """Their full name; '' where the surname alone may be another's, or nobody's we know."""
    known = full.get(name.rsplit(maxsplit=1)[-1], frozenset())
    ends = {(whole.split()[0], whole.split()[-1]) for whole in known}
    if " " not in name:
        return min(known) if len(ends) == 1 else ""
    return name if any((name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]) == end for end in ends) else ""
