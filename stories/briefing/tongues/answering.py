"""Questions in another language than English: what they ask for, and the sentences that say it, by words alone. Pure.

As in English, gates come first and a weighed sum after them (docs/decisions/0031); what is told of a sentence is less.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stories.briefing.asking import Question, Term
from stories.briefing.question_kind import Kind
from stories.briefing.reading import Source
from stories.briefing.tongues.holding import FULL, HALF, Held, Line, counts, held_in
from stories.briefing.tongues.tongue import Tongue, Word

LONGEST: Final = 600  # characters: longer ones are lists
# Of a word's worth where it stands in the sentence before, the one behind, the headline, in most articles.
BEFORE, BEHIND, TITLE, GIVEN = 0.6, 0.45, 0.5, 0.45
OPEN: Final = 0.4  # a word with less is not dealt with
HEAVY: Final = 0.75
HEADLINE_CAUSE: Final = 0.8
FIRST_TELLS: Final = 0.8
GIVEN_SHARE: Final = 0.5
LEAST_WEIGHT: Final = 0.35
NEAR, HALVES_AT = 2, 5.0  # words of content between a question's word and what could answer
# direct, around, fits, counts, close: nearly as English learned them for words alone; the floor by hand on our stories.
WEIGHTS: Final = (2.8, 3.24, 3.53, 1.83, 3.44)
FLOOR: Final = 10.0
LIGHT: Final = 0.5  # of the weight of a word that texts put otherwise
SAME: Final = 0.7


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that answers, with by how much it is over the floor."""

    source: Source
    place: int
    score: float


def answers(question: Question, sources: Sequence[Source], tongue: Tongue, most: int) -> list[Found]:
    """Up to `most` sentences that answer, best first; none where nothing says it."""
    told = [
        (source, place, sentence)
        for source in sources
        for place, sentence in enumerate(source.sentences)
        if len(sentence.text) <= LONGEST
    ]
    lines = [
        Line(source, place, sentence, tongue.words(sentence.text), number)
        for number, (source, place, sentence) in enumerate(told)
    ]
    story = _Story(question, tongue, lines)
    found = [Found(line.source, line.place, score) for n, line in enumerate(lines) if (score := story.score(n)) > 0]
    found.sort(key=lambda each: (-each.score, each.source.published, each.source.article, each.place))
    return _different(found, tongue)[:most]


def _different(found: Sequence[Found], tongue: Tongue) -> list[Found]:
    kept: list[tuple[Found, set[str]]] = []
    for each in found:
        own = {word.stem for word in tongue.words(each.source.sentences[each.place].text)}
        if not any(len(own & other) >= SAME * len(own | other) for _, other in kept):
            kept.append((each, own))
    return [each for each, _words in kept]


class _Story:
    """What is the same for all sentences of a story: how rare each word of the question is, and what goes without."""

    def __init__(self, question: Question, tongue: Tongue, lines: Sequence[Line]) -> None:
        self.question, self.tongue, self.lines = question, tongue, lines
        self.covers = [[self._told(term, line) for term in question.terms] for line in lines]
        users = [sum(cover[k] >= HALF for cover in self.covers) for k in range(len(question.terms))]
        self.light = [tongue.light(term.typed) for term in question.terms]
        self.weights = [
            max(LEAST_WEIGHT, math.log(1 + len(lines) / (1 + count))) * (LIGHT if light else 1.0)
            for light, count in zip(self.light, users, strict=True)
        ]
        sources = {line.source.article: line.source for line in lines}
        self.titles = {
            article: [self._cover(term, tongue.words(source.title)) for term in question.terms]
            for article, source in sources.items()
        }
        self.given = [self._is_given(k, len(sources)) for k in range(len(question.terms))]

    def _is_given(self, k: int, sources: int) -> bool:
        if any(title[k] >= HALF for title in self.titles.values()):
            return True
        users = {line.source.article for line, cover in zip(self.lines, self.covers, strict=True) if cover[k] >= HALF}
        return sources > 1 and len(users) > GIVEN_SHARE * sources

    def _told(self, term: Term, line: Line) -> float:
        """What the sentence has of a word; an 'accident' is what the first sentence tells."""
        found = self._cover(term, line.words)
        return max(found, FIRST_TELLS) if term.word in self.tongue.events and not line.place else found

    def _cover(self, term: Term, words: Sequence[Word]) -> float:
        return max((self.tongue.likeness(term.word, word.stem) for word in words), default=0.0)

    def score(self, number: int) -> float:
        """By how much the sentence is over the floor; 0.0 where it is under it or a gate is shut."""
        line, own, asked = self.lines[number], self.covers[number], self.question
        held = held_in(asked, line, self.tongue)
        around = [self._around(number, k) for k in range(len(own))]
        if asked.kind is Kind.WHY and self.tongue.causes.search(line.sentence.text):
            own = around = self._of_the_headline(number, around)
        if not held or not self._passes(own, around) or _of_another_time(asked, line, self.tongue):
            return 0.0
        counted = [counts(asked, line, each, self.tongue) for each in held]
        if max(counted) < 0:
            return 0.0
        whole = sum(self.weights)
        values = (
            sum(map(_product, own, self.weights)) / whole,
            sum(map(_product, around, self.weights)) / whole,
            max(each.strength for each in held),
            max(counted),
            max(each.strength * self._closeness(line, each, own) for each in held),
        )
        return max(0.0, sum(map(_product, values, WEIGHTS)) - FLOOR)

    def _passes(self, own: Sequence[float], around: Sequence[float]) -> bool:
        terms, heaviest = self.question.terms, max(self.weights)
        for term, direct, beside, weight, light in zip(terms, own, around, self.weights, self.light, strict=True):
            if beside < OPEN and not light and (term.name or weight >= HEAVY * heaviest):
                return False
            if term.word == self.question.role and not self._role_is_told(direct, own):
                return False
        if self.question.kind is Kind.SAID:  # whose words: named first, in most languages
            return any(direct >= HALF for term, direct in zip(terms, own, strict=True) if term.name) or own[0] >= HALF
        return True

    def _role_is_told(self, direct: float, own: Sequence[float]) -> bool:
        """A 'president' may be whom 'boss' asks for only where the sentence names of what."""
        names = [value for term, value in zip(self.question.terms, own, strict=True) if term.name]
        return direct >= FULL or (direct >= HALF and all(value >= HALF for value in names))

    def _around(self, number: int, k: int) -> float:
        return max(
            self.covers[number][k],
            BEFORE * self._beside(number, -1, k),
            BEHIND * self._beside(number, 1, k),
            TITLE * self.titles[self.lines[number].source.article][k],
            GIVEN if self.given[k] else 0.0,
        )

    def _beside(self, number: int, step: int, k: int) -> float:
        other = number + step
        if not 0 <= other < len(self.lines) or self.lines[other].source is not self.lines[number].source:
            return 0.0
        return self.covers[other][k]

    def _of_the_headline(self, number: int, around: Sequence[float]) -> list[float]:
        """'The cause was a broken rail' is told of what the headline says."""
        title = self.titles[self.lines[number].source.article]
        return [max(value, HEADLINE_CAUSE * there) for value, there in zip(around, title, strict=True)]

    def _closeness(self, line: Line, held: Held, own: Sequence[float]) -> float:
        """The share of the question's words, by weight, that stand by what could answer."""
        if held.end - held.start == len(line.sentence.text) or own is not self.covers[line.number]:
            return sum(map(_product, own, self.weights)) / sum(self.weights)
        first = sum(word.end <= held.start for word in line.words)
        last = max(first, sum(word.start < held.end for word in line.words) - 1)
        total = 0.0
        for term, weight in zip(self.question.terms, self.weights, strict=True):
            total += weight * max(
                (
                    self.tongue.likeness(term.word, word.stem)
                    / (1 + max(0, max(first - place, place - last, 0) - NEAR) / HALVES_AT)
                    for place, word in enumerate(line.words)
                ),
                default=0.0,
            )
        return total / sum(self.weights)


def _of_another_time(question: Question, line: Line, tongue: Tongue) -> bool:
    """Whether last year is asked for and the sentence doesn't tell of it."""
    return any(
        pattern.search(question.text) and not pattern.search(line.sentence.text) for pattern in tongue.other_time
    )


def _product(value: float, weight: float) -> float:
    return value * weight
