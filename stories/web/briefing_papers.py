"""What the papers say, where figures differ, who is quoted and the claim table, as the story page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from stories.scales import Side
from stories.web.briefing_missing import Missing, told_once
from stories.web.cited import Citations, Cited, Made, Stored
from stories.web.moments import Moment
from stories.web.vocabulary import side_label, side_letter
from stories.web.wording import listed

TIMES: Final = "×"
# What is said of the name or event in a row's heading, where it is no count.
FACTS: Final[Mapping[str, Promise]] = {
    "age": gettext_lazy("age"),
    "cost": gettext_lazy("cost"),
    "year": gettext_lazy("year"),
    "day": gettext_lazy("day"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its outlet wrote it, with all who say it; name: what it is shown for, or ''."""

    text: str
    language: str
    cited: tuple[Cited, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What one outlet or side has alone. letter, label: its side; name: of the outlet, '' for a side.

    points: how many sentences and names there are, for the line that is shown while it is folded.
    """

    name: str
    href: str
    side: str
    letter: str
    label: str
    statements: tuple[Sentence, ...]
    names: tuple[Sentence, ...]
    stresses: str
    left_out: tuple[Sentence, ...]

    @property
    def points(self) -> int:
        """How many sentences and names it has."""
        return len(self.statements) + len(self.names) + len(self.left_out)


@dataclass(frozen=True, slots=True)
class Papers:
    """The comparison of the papers. missing: what two and more outlets lack, which is not among theirs."""

    agreed: tuple[Sentence, ...]
    sides: tuple[Paper, ...]
    outlets: tuple[Paper, ...]
    missing: tuple[Missing, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values of a differing figure, with a sentence that has it and all outlets that do.

    at: of its earliest article. latest: a count that only the latest articles have.
    """

    written: str
    rounded: bool
    sentence: Sentence
    at: Moment
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing with unlike figures. fact: 'age', 'day', '' for a count or a sum."""

    about: str
    over_time: bool
    values: tuple[Value, ...]
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All differing figures."""

    rows: tuple[Difference, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Version:
    """An outlet's form of a quotation. note: '', same, shorter, other words."""

    note: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; speaker '' where no clause names one."""

    text: str
    language: str
    speaker: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Who is quoted."""

    quotes: tuple[Quote, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Entry:
    """A value or a note, and the citation of each outlet that has it, each for itself."""

    text: str
    outlets: tuple[tuple[Cited, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A side on a claim. state: states, differs, silent, '' not known."""

    side: str
    letter: str
    label: str
    state: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the table. kind: figure or quotation; values: its figures in a line."""

    kind: str
    text: str
    language: str
    values: str
    differs: bool
    over_time: bool
    speaker: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claim table; sides: its columns."""

    sides: tuple[Cell, ...]
    rows: tuple[Claim, ...]
    made: Made


def papers(stored: Stored, citations: Citations) -> Papers | None:
    """The papers' comparison; None when nothing that it cites is here any more."""
    content = stored.content
    agreed = _sentences(content.get("agreed", ()), citations)
    agreed = tuple(each for each in agreed if len({cited.outlet for cited in each.cited}) > 1)
    sides = _papers(content.get("sides", ()), citations, stored.read)
    outlets, missing = told_once(_papers(content.get("outlets", ()), citations, stored.read))
    there = agreed or sides or outlets or missing
    return Papers(agreed, sides, outlets, missing, stored.made) if there else None


def figures(stored: Stored, citations: Citations) -> Figures | None:
    """The differing figures of which at least two values still stand in articles of the story."""
    rows = []
    for row in stored.content.get("rows", ()):
        values = tuple(value for each in row["values"] if (value := _value(each, citations)) is not None)
        if len(values) > 1:
            rows.append(Difference(row["about"], row["over_time"], values, str(FACTS.get(row.get("kind", ""), ""))))
    return Figures(tuple(rows), stored.made) if rows else None


def quotes(stored: Stored, citations: Citations) -> Quotes | None:
    """The quotations that an article of the story still holds."""
    found = []
    for quote in stored.content.get("quotes", ()):
        versions = [Version(each["note"], citations.of(each["citations"])) for each in quote["versions"]]
        whole = bool(versions and versions[0].cited)  # the quotation is in the words of the first
        versions = [each for each in versions if each.cited]
        if whole:
            language = versions[0].cited[0].language
            found.append(Quote(quote["text"].rstrip(","), language, quote["speaker"], tuple(versions)))
    return Quotes(tuple(found), stored.made) if found else None


def claims(stored: Stored, citations: Citations) -> Claims | None:
    """The claim table; None under two rows."""
    rows = [claim for row in stored.content.get("rows", ()) if (claim := _claim(row, citations, stored.read))]
    return Claims(rows[0].cells, tuple(rows), stored.made) if len(rows) > 1 else None


def _sentences(found: Iterable[Mapping[str, Any]], citations: Citations) -> tuple[Sentence, ...]:
    made = (_sentence(each, citations) for each in found)
    return tuple(sentence for sentence in made if sentence.cited)


def _sentence(found: Mapping[str, Any], citations: Citations) -> Sentence:
    cited = citations.of(found["citations"])
    return Sentence(found["text"], cited[0].language if cited else "", cited, found.get("name", ""))


def _papers(found: Iterable[Mapping[str, Any]], citations: Citations, read: frozenset[int]) -> tuple[Paper, ...]:
    made = (_paper(each, citations, read) for each in found)
    return tuple(paper for paper in made if paper.points or paper.stresses)


def _paper(found: Mapping[str, Any], citations: Citations, read: frozenset[int]) -> Paper:
    """What is told of all of its articles is told while they are here, and what is missing while none has come."""
    side = Side(found["side"])
    articles = found.get("articles", ())
    here = citations.here(articles)
    come = citations.come(read, outlet=found["outlet"], side=side)
    statements = _sentences(found["statements"], citations)
    names = _sentences(found["names"], citations)
    stresses = [f"{each['term']} ({each['times']}{TIMES})" for each in found["stresses"]]
    own = [cited for sentence in (*statements, *names) for cited in sentence.cited if cited.outlet == found["name"]]
    return Paper(
        name=found["name"],
        href=own[0].outlet_href if own else "",
        side=side.value,
        letter=str(side_letter(side)),
        label=str(side_label(side)),
        statements=statements,
        names=names,
        stresses=listed(stresses) if len(here) == len(articles) else "",
        left_out=_sentences(found["left_out"], citations) if (here or not articles) and not come else (),
    )


def _value(found: Mapping[str, Any], citations: Citations) -> Value | None:
    said = _sentences(found["said"], citations)
    if not said:
        return None
    everyone = tuple({cited.number: cited for each in said for cited in each.cited}.values())
    sentence = Sentence(said[0].text, said[0].language, everyone)
    first = min((cited.at for cited in everyone), key=lambda at: at.iso)
    return Value(found["written"], found["note"] == "rounded", sentence, first, found["note"] == "latest")


def _claim(found: Mapping[str, Any], citations: Citations, read: frozenset[int]) -> Claim | None:
    cells = tuple(_cell(each, citations, read) for each in found["cells"])
    cited = [one for cell in cells for entry in cell.entries for outlet in entry.outlets for one in outlet]
    if len({one.outlet for one in cited}) < 2 or not citations.of(found["citations"]):
        return None
    stated = {each["text"] for cell in found["cells"] for each in cell["stated"]}
    gone = stated - {entry.text for cell in cells for entry in cell.entries}
    values = [value for value in found["values"] if value not in gone]
    return Claim(
        kind=found["kind"],
        text=found["text"].rstrip(","),
        language=cited[0].language,
        values=listed(values),
        differs=len(values) > 1,
        over_time=found["over_time"],
        speaker=found["speaker"],
        cells=cells,
    )


def _cell(found: Mapping[str, Any], citations: Citations, read: frozenset[int]) -> Cell:
    side = Side(found["side"])
    entries = _entries(found["stated"], citations)
    articles = found.get("articles", ())
    gone = found["stated"] or (articles and not citations.here(articles))
    state = found["state"] if entries or not (gone or citations.come(read, side=side)) else ""
    return Cell(side.value, str(side_letter(side)), str(side_label(side)), state, entries)


def _entries(stated: Sequence[Mapping[str, Any]], citations: Citations) -> tuple[Entry, ...]:
    """The outlets by what they state, in the order of the article."""
    grouped: dict[str, list[tuple[Cited, ...]]] = {}
    for each in stated:
        if cited := citations.of(each["citations"]):
            grouped.setdefault(each["text"], []).append(cited)
    return tuple(Entry(text, tuple(outlets)) for text, outlets in grouped.items())
