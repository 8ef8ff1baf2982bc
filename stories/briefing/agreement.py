"""What two or more papers state alike, each from a text of its own. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from stories.briefing.amounts import Amount
from stories.briefing.figures_differ import compatible
from stories.briefing.reading import Citation, Said, Source
from stories.briefing.statements import Compared, Statement, compared, voices
from stories.text.shingles import shingles
from stories.text.tokens import tokens

MOST_AGREED: Final = 8
LIKE_MEANING: Final = 0.75  # cosine; alone it takes one subject for one statement, so words are asked too
HELD_WORDS: Final = 0.5  # share of the shown statement's words, by rarity, that each other one has
HELD_WITHOUT_MEANING: Final = 0.72
LEAST_TERMS: Final = 5
RUN: Final = 3  # words in a row
COPIED: Final = 0.8  # of the shorter one's runs: the same sentence, carried from one place; no second witness
QUOTED: Final = re.compile(
    r"^[\"“„«「『]|[\"“„«「『][^\"”“»」』]{60,}[\"”“»」』]"
)  # mostly a quotation: `quotes` has it
_NUMBER: Final = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")


@dataclass(frozen=True, eq=False)
class Agreed:
    """A statement with all who make it.

    said: in the words of one outlet, with a citation of each outlet. statement: the one shown. supports: what the
    others write. texts: the independent texts behind it.
    """

    said: Said
    statement: Statement
    supports: tuple[Statement, ...]
    texts: frozenset[int]


def agreed(sources: Sequence[Source]) -> tuple[Said, ...]:
    """Statements of two or more outlets with independent texts, the most carried first, at most eight."""
    return tuple(each.said for each in agreements(compared(sources))[:MOST_AGREED])


def agreements(story: Compared) -> list[Agreed]:
    """Every agreed statement, those in most texts first; each sentence stands in one at most."""
    partners = _partners(story)
    order = sorted(partners, key=lambda number: _rank(story.statements[number], partners[number]))
    used: set[int] = set()
    found: list[Agreed] = []
    for number in order:
        near = [other for other in partners[number] if other not in used]
        shown = story.statements[number]
        if number in used or not shown.readable or QUOTED.search(shown.sentence.text):
            continue
        made = _made(story, shown, [story.statements[other] for other in near])
        if made is not None:
            used |= {number, *near}
            found.append(made)
    return sorted(found, key=lambda each: (-len(each.texts), each.statement.position))


def _rank(statement: Statement, partners: Sequence[int]) -> tuple[int, int, int]:
    """Most carried first, then the shortest, which claims least beyond what the others say."""
    return -len(partners), len(statement.terms), statement.position


def _partners(story: Compared) -> dict[int, list[int]]:
    """Statement -> those that hold what it says."""
    found: dict[int, list[int]] = defaultdict(list)
    for (i, j), likeness in story.near.items():
        for one, other in ((i, j), (j, i)):
            if holds(story, story.statements[one], story.statements[other], likeness):
                found[one].append(other)
    return found


def holds(story: Compared, shown: Statement, other: Statement, likeness: float) -> bool:
    """Whether the other statement says what the shown one says; unlike figures or a negation break it."""
    if len(shown.terms) < LEAST_TERMS or "?" in other.sentence.text or shown.negations % 2 != other.negations % 2:
        return False
    needed = HELD_WORDS if story.vectors is not None and likeness >= LIKE_MEANING else HELD_WITHOUT_MEANING
    return story.held(shown, other) >= needed and not gainsaid(shown, other)


def gainsaid(shown: Statement, other: Statement) -> bool:
    """Whether the shown statement has a number that the other has not, written so or as a rounding."""
    known = set(_NUMBER.findall(other.sentence.text))
    for number in _NUMBER.finditer(shown.sentence.text):
        at = [each for each in shown.amounts if each.start <= number.start() < each.end]
        if number.group() not in known and not any(_has(other, each) for each in at):
            return True
    return any(not _has(other, each) for each in shown.amounts)


def _has(other: Statement, amount: Amount) -> bool:
    same = [each for each in other.amounts if each.kind == amount.kind]
    return any(
        compatible(amount, each) and each.low <= 2 * amount.high and amount.low <= 2 * each.high for each in same
    )


def _made(story: Compared, shown: Statement, supports: Sequence[Statement]) -> Agreed | None:
    origins = [shown]
    for each in supports:
        if not any(copied(each, known) for known in origins):
            origins.append(each)
    said = [said for each in (shown, *supports) for said in voices(story, each)]
    outlets = {each.source.outlet for each in origins}
    if len(outlets) < 2 or len({each.text_number for each in origins}) < 2:
        return None
    texts = frozenset(each.text_number for each in (shown, *supports))
    return Agreed(Said(shown.sentence.text, _once(said)), shown, tuple(supports), texts)


def copied(one: Statement, other: Statement) -> bool:
    """Whether two sentences are one sentence carried from the same place, an agency's say, not two reports."""
    runs, others = (shingles(tokens(each.sentence.text), RUN) for each in (one, other))
    return len(runs & others) >= COPIED * min(len(runs), len(others))


def _once(said: Iterable[Said]) -> tuple[Citation, ...]:
    found = {citation.article: citation for each in reversed(list(said)) for citation in each.citations}
    return tuple(sorted(found.values(), key=lambda citation: citation.article))
