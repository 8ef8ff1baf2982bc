"""What in a sentence of another language than English could answer a question. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from stories.briefing.asking import Question
from stories.briefing.question_kind import Kind
from stories.briefing.reading import Sentence, Source
from stories.briefing.tongues.tongue import Tongue, Word

FULL, HALF = 1.0, 0.5
FROM_ROLE: Final = 3  # words of content
AFTER_NUMBER: Final = 4
NOT_COUNTED: Final = -1.0  # a number of something else


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of a sentence that could answer; strength: FULL plainly, HALF where it is vague."""

    start: int
    end: int
    strength: float


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in its place: place within its source, number among all."""

    source: Source
    place: int
    sentence: Sentence
    words: tuple[Word, ...]
    number: int


def held_in(question: Question, line: Line, tongue: Tongue) -> list[Held]:
    """What in the sentence could answer; nothing where nothing could."""
    text, kind = line.sentence.text, question.kind
    whole = [Held(0, len(text), FULL)]
    if kind is Kind.SAID:
        return whole if tongue.speech.search(text) else []
    if kind is Kind.WHO_IS:
        return _introduced(question, line, tongue)
    if kind is Kind.OTHER:
        return whole
    wanted = Kind.WHO if kind is Kind.WHICH else kind
    found = _found(tongue.answers.get(wanted), text, question, tongue, FULL)
    if question.role:
        return [each for each in found if _bears_the_role(question.role, line, each, tongue)]
    return found or _found(tongue.vague.get(kind), text, question, tongue, HALF)


def _bears_the_role(role: str, line: Line, held: Held, tongue: Tongue) -> bool:
    """Whether a word for the role stands in the name's run or a few words from it."""
    first = sum(word.end <= held.start for word in line.words)
    last = max(first, sum(word.start < held.end for word in line.words) - 1)
    beside = line.words[max(0, first - FROM_ROLE) : last + 1 + FROM_ROLE]
    return any(tongue.likeness(role, word.stem) and not role.startswith(_shorter(role, word.stem)) for word in beside)


def _shorter(role: str, told: str) -> str:
    """The told word where it is shorter: the town in 'mayor of the town', which in Korean is one word's beginning."""
    return told if len(told) < len(role) else "\n"


def _found(
    pattern: re.Pattern[str] | None, text: str, question: Question, tongue: Tongue, strength: float
) -> list[Held]:
    if pattern is None:
        return []
    many = question.kind is Kind.MANY
    blanked = tongue.no_count.sub(lambda each: " " * len(each.group()), text) if many else text
    found = []
    for match in pattern.finditer(blanked):
        groups = [name for name, value in match.groupdict().items() if value]
        start, end = match.span(groups[0] if groups else 0)
        if end - start == len(text) or _is_new(text[start:end], question, tongue):
            found.append(Held(start, end, strength))
    return found


def _is_new(text: str, question: Question, tongue: Tongue) -> bool:
    """Whether it is nothing that the question itself holds: its own name, its own year."""
    words = tongue.words(text)
    if question.kind in (Kind.WHO, Kind.WHICH, Kind.WHERE) and tongue.cased:
        words = tuple(word for word in words if text[word.start].isupper())
    return not words or any(all(tongue.likeness(known, word.stem) < FULL for known in question.known) for word in words)


def _introduced(question: Question, line: Line, tongue: Tongue) -> list[Held]:
    """A name of the question with what it is beside it."""
    names = {term.word for term in question.terms}
    for word in line.words:
        if any(tongue.likeness(name, word.stem) >= FULL for name in names):
            described = tongue.described(line.sentence.text, word.start, word.end)
            return [Held(word.start, word.end, FULL)] if described else []
    return []


def counts(question: Question, line: Line, held: Held, tongue: Tongue) -> float:
    """Whether the number stands before what is counted; FULL for other questions."""
    if question.kind not in (Kind.MANY, Kind.MUCH) or not question.units:
        return FULL
    (unit,) = question.units
    if tongue.counters:
        counters = tongue.counters.get(unit, (unit,))
        behind = line.sentence.text[held.end :].lstrip(" 여余り")
        return FULL if not counters or behind.startswith(counters) else NOT_COUNTED
    following = [word.stem for word in line.words if word.start >= held.end][:AFTER_NUMBER]
    return FULL if any(tongue.likeness(unit, stem) for stem in following) else 0.0
