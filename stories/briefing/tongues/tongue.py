"""What a language other than English brings for asking: its question words, what could answer, its words. Plain values.

One file a language holds small tables; `answering` is the same for all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from stories.briefing.question_kind import Kind

NOTHING: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as it is compared, with where it stands. name: written as a name is."""

    stem: str
    start: int
    end: int
    name: bool = False


def _never(_word: str) -> bool:
    return False


@dataclass(frozen=True)
class Tongue:
    """A language. All patterns run over the text as it stands, without regard to case where the language has it.

    kinds: what a question asks for, the first that fits. words: a text's words in order. likeness: of a question's
    word and a text's, 0..1. answers: what could answer a kind; where a group is named, it is the part that counts.
    vague: the same, of what may be one. speech: verbs of saying. counted: the question's 'how many' with its noun or
    counter as the only group that is found. asks: whether a stem only asks and says nothing of the matter. who_is: asks
    what the name in its group `who` is. role: asks who it is that is what its group `role` says. described: whether the
    name at a place of a text has beside it what it is. causes: nouns that say that a reason is told, of what the
    headline is about. other_time: what says 'last year' or 'next', which a sentence must have in common with a
    question. events: stems of words for whatever happened, which an article's first sentence tells. light: words of a
    question that texts often put otherwise. no_count: figures that count nothing. cased: names have capitals, and
    accents may be left out. counters: of languages that count by them, those that stand for one of the question's, ()
    for any.
    """

    code: str
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    words: Callable[[str], tuple[Word, ...]]
    likeness: Callable[[str, str], float]
    answers: Mapping[Kind, re.Pattern[str]]
    vague: Mapping[Kind, re.Pattern[str]]
    speech: re.Pattern[str]
    number: re.Pattern[str]
    counted: re.Pattern[str]
    asks: Callable[[str], bool]
    who_is: re.Pattern[str]
    role: re.Pattern[str]
    described: Callable[[str, int, int], bool]
    causes: re.Pattern[str]
    other_time: tuple[re.Pattern[str], ...]
    events: frozenset[str]
    light: Callable[[str], bool] = _never
    no_count: re.Pattern[str] = NOTHING
    cased: bool = False
    counters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def groups(table: str, stem: Callable[[str], str]) -> dict[str, frozenset[int]]:
    """Word -> the numbers of the lines that it stands in: words of one line ask and answer for each other."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(table.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(lines) for word, lines in found.items()}


def listed(text: str) -> list[str]:
    """The words of a table's line."""
    return text.split()


def pattern(text: str) -> re.Pattern[str]:
    """Compiled without regard to case; line ends and blanks that lead a line are no part of it."""
    return re.compile("".join(line.strip(" ") for line in text.splitlines()), re.IGNORECASE)
