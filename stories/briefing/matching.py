"""How much of a question a sentence deals with: its words, their forms and synonyms, and what stands by. Pure."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stories.annotate.name_words import HONORIFICS
from stories.briefing.asking import Question, Term, root, undotted
from stories.briefing.question_kind import Kind
from stories.briefing.reading import Sentence, Source
from stories.clustering.terms import stem
from stories.text.tokens import tokens

EXACT, ROOT, LIKE = 1.0, 0.9, 0.8
# Of a word's worth, where it stands in the sentence before, the one before that, the one behind, the headline. A name
# is meant on: 'He' is whom the sentence before named. Chosen by hand on one half of evaluate ask.
BESIDE: Final = (0.6, 0.4, 0.45, 0.5)
BESIDE_NAME: Final = (0.85, 0.4, 0.4, 0.8)
OPEN: Final = 0.45  # a word with less is not dealt with
GIVEN_SHARE: Final = 0.5  # of the articles: a word that so many use is the story's own and needn't be repeated
CENTRAL_SHARE: Final = 0.08  # of the sentences: a name that so many hold is what the story is about
CENTRAL: Final = 0.55
LEAST_WEIGHT: Final = 0.35
TITLE_WEIGHT: Final = 0.3  # of 'judge' and 'president', which not every sentence repeats
# What '$2 billion' says without the word.
IMPLIED: Final = frozenset(
    map(stem, ("cost", "costs", "price", "pay", "paid", "worth", "money", "fee", "fund", "sum", "cash"))
)
KNOWN_SENTENCES: Final = 20_000
_HONORIFICS: Final = frozenset(map(stem, HONORIFICS))
_RUN: Final = re.compile(r"[A-Z][\w'’-]+(?: (?:(?:of|the|for|and) )*[A-Z][\w'’-]+)+")
_CAPITAL: Final = re.compile(r"(?<=[a-z,;:’'\"] )[A-Z][\w'’-]*")
_SMALL: Final = re.compile(r"\b[a-z][\w'’-]*")
_LONGEST_ACRONYM: Final = 5


@dataclass(frozen=True, slots=True)
class Words:
    """A text's stems in order, as a set with the acronyms of its names, and their roots.

    plain: stems that don't stand in names alone; 'House' is no 'home'.
    """

    stems: tuple[str, ...]
    known: frozenset[str]
    roots: frozenset[str]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in its place: place counts within its source."""

    source: Source
    place: int
    sentence: Sentence
    words: Words


@dataclass(frozen=True, slots=True)
class Match:
    """A line against a question. Shares of the question's weight, 0..1.

    direct: in the line itself; around: with its surroundings; open: dealt with by neither, and worst the weight of the
    heaviest open word in shares of the heaviest of all; named: whether every name of the question is dealt with;
    weights: of the question's words, the same for all lines.
    """

    line: Line
    direct: float
    around: float
    open: float
    worst: float
    named: bool
    weights: tuple[float, ...]


@lru_cache(maxsize=KNOWN_SENTENCES)
def words(text: str) -> Words:
    """The words of a sentence or headline."""
    stems = tuple(stem(undotted(token)) for token in tokens(text))
    in_names = {stem(undotted(token)) for match in _CAPITAL.finditer(text) for token in tokens(match.group())}
    small = {stem(undotted(token)) for match in _SMALL.finditer(text) for token in tokens(match.group())}
    known = frozenset(stems)
    return Words(stems, known | _acronyms(text), frozenset(map(root, stems)), known - (in_names - small))


def lines(sources: Sequence[Source]) -> list[Line]:
    """All sentences, source by source."""
    return [
        Line(source, place, sentence, words(sentence.text))
        for source in sources
        for place, sentence in enumerate(source.sentences)
    ]


def matches(question: Question, found: Sequence[Line], fits: Sequence[float]) -> list[Match]:
    """One match per line that fits the question's kind.

    fits: how well each line does, 0.0 not at all; where it does, '$2 billion' stands in for words of cost.
    """
    covers = [[_cover(term, line.words) for term in question.terms] for line in found]
    if question.kind in (Kind.MONEY, Kind.MUCH):
        for cover, fit in zip(covers, fits, strict=True):
            cover[:] = [
                max(value, LIKE * fit) if term.word in IMPLIED else value
                for term, value in zip(question.terms, cover, strict=True)
            ]
    story = _Story(question, found, covers)
    return [story.match(number) for number, fit in enumerate(fits) if fit]


class _Story:
    """What is the same for all lines: how rare each word is here, and which go without saying."""

    def __init__(self, question: Question, found: Sequence[Line], covers: list[list[float]]) -> None:
        self.terms, self.lines, self.covers = question.terms, found, covers
        self._fold_names()
        sources = {line.source.article: line.source for line in found}
        self.titles = {
            article: [_cover(term, words(source.title)) for term in self.terms] for article, source in sources.items()
        }
        counts = [sum(cover[k] >= LIKE for cover in covers) for k in range(len(self.terms))]
        self.weights = tuple(_weight(term, len(found), count) for term, count in zip(self.terms, counts, strict=True))
        self.central = [count >= CENTRAL_SHARE * len(found) for count in counts]
        self.given = [not term.name and self._is_given(k, len(sources)) for k, term in enumerate(self.terms)]

    def _fold_names(self) -> None:
        """'Cotton' alone is 'Tom Cotton' in an article that names him in full."""
        full: dict[int, set[str]] = {}
        for line in self.lines:
            full.setdefault(line.source.article, set(words(line.source.title).known)).update(line.words.known)
        for line, cover in zip(self.lines, self.covers, strict=True):
            for k, term in enumerate(self.terms):
                if not cover[k] and term.surname in line.words.known and term.word in full[line.source.article]:
                    cover[k] = ROOT

    def _is_given(self, k: int, sources: int) -> bool:
        if any(title[k] >= LIKE for title in self.titles.values()):
            return True
        users = {line.source.article for line, cover in zip(self.lines, self.covers, strict=True) if cover[k] == EXACT}
        return len(users) >= GIVEN_SHARE * sources

    def match(self, number: int) -> Match:
        line, own = self.lines[number], self.covers[number]
        around = [self._around(number, k) for k in range(len(self.terms))]
        whole, heaviest = sum(self.weights), max(self.weights)
        missing = [k for k, value in enumerate(around) if value < OPEN]
        return Match(
            line,
            direct=_weighted(own, self.weights) / whole,
            around=_weighted(around, self.weights) / whole,
            open=sum(self.weights[k] for k in missing) / whole,
            worst=max((self.weights[k] for k in missing), default=0.0) / heaviest,
            named=not any(self.terms[k].name for k in missing),
            weights=self.weights,
        )

    def _around(self, number: int, k: int) -> float:
        term = self.terms[k]
        before, earlier, behind, title = BESIDE_NAME if term.name else BESIDE
        given = OPEN if self.given[k] else 0.0
        if term.name and self.central[k]:
            earlier, given = max(earlier, BESIDE[0]), CENTRAL
        return max(
            self.covers[number][k],
            before * self._beside(number, -1, k),
            earlier * self._beside(number, -2, k),
            behind * self._beside(number, 1, k),
            title * self.titles[self.lines[number].source.article][k],
            given,
        )

    def _beside(self, number: int, step: int, k: int) -> float:
        """What the neighbour of the same source has of a word; 0.0 where the source begins or ends."""
        place = self.lines[number].place + step
        same = 0 <= place < len(self.lines[number].source.sentences)
        return self.covers[number + step][k] if same else 0.0


def _cover(term: Term, found: Words) -> float:
    if term.word in found.known:
        return EXACT
    if term.name:
        return ROOT if term.initials in found.known else 0.0
    if root(term.word) in found.roots:
        return ROOT
    return 0.0 if term.like.isdisjoint(found.plain) else LIKE


def _weight(term: Term, sentences: int, count: int) -> float:
    weight = max(LEAST_WEIGHT, math.log(1 + sentences / (1 + count)))
    return weight * TITLE_WEIGHT if term.word in _HONORIFICS else weight


def _weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


def _acronyms(text: str) -> frozenset[str]:
    """Initials of the names in a text, so that 'EU' meets 'European Union'."""
    found = set()
    for run in _RUN.finditer(text):
        initials = "".join(word[0] for word in run.group().split() if word[0].isupper()).casefold()
        for length in range(2, min(len(initials), _LONGEST_ACRONYM) + 1):
            found |= {initials[start : start + length] for start in range(len(initials) - length + 1)}
    return frozenset(found)
