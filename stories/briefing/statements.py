"""A story's sentences made comparable: which can be quoted alone, and how near two of them are. Pure.

Made once for a story and shared by what compares its papers. Sentences are compared by meaning where both have a
vector, and always by their words, weighted by how rare they are in the story: a vector alone takes two sentences on one
subject for one statement.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.briefing.amounts import Amount, amounts
from stories.briefing.antecedents import means_nobody_named
from stories.briefing.phrases import NEGATIONS
from stories.briefing.quotable import quotable
from stories.briefing.quotable_words import CHROME
from stories.briefing.reading import Said, Sentence, Source, quoted
from stories.scales import Genre, OutletKind
from stories.text.folding import fold
from stories.text.tokens import content_tokens

MOST_STATEMENTS: Final = 2400  # of a story that are compared: news comes first in an article
LEAST_PER_TEXT: Final = 8
FULL_TEXT_WORDS: Final = 160  # under it an article may be a brief or the start of one
FULL_TEXT_SENTENCES: Final = 7
NEAR_MEANING: Final = 0.55  # sentences further apart are not looked at word by word
RARE_TERM: Final = 60  # sentences a term may be in to find a partner by it, where there are no vectors
BLOCK: Final = 512

_CHROME: Final = re.compile("|".join(CHROME))
_CUT_BEFORE: Final = re.compile(r"\b(?:Sens|Reps|Govs|Gens|Drs|Profs|Lts|Messrs|Mmes|Hon|Pvts|Sec|Gen|Adm)\.$")
_PROSE_END: Final = re.compile(r"[.!?。][\"'”’»」]*$")
_CUT_OFF: Final = re.compile(r"(?:\.\.\.|…|\[\+?\d+ chars\])\W*$")
_GDP: Final = re.compile(r"gross domestic product", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"(?:ies|ied|ing|ed|es|s|e|y)$")


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence that can be quoted alone.

    terms: its content words, cut to their stems. text_number: the independent text it belongs to.
    """

    source: Source
    sentence: Sentence
    position: int
    terms: frozenset[str]
    amounts: tuple[Amount, ...]
    negations: int
    readable: bool

    @property
    def text_number(self) -> int:
        """The number of the independent text."""
        return self.source.independent_text


@dataclass(frozen=True, eq=False)
class Compared:
    """The sources in one language with their statements and the weights of their words.

    sources: those whose language most of the story is in, opinion included. statements: of news, one article per
    independent text (the fullest), in the order of the sources. weights: rarity of a term in the story.
    """

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    weights: dict[str, float] = field(repr=False)

    @cached_property
    def vectors(self) -> npt.NDArray[np.float32] | None:
        """A row for each statement, None when any lacks one."""
        found = [each.sentence.vector for each in self.statements]
        return np.stack([v for v in found if v is not None]) if found and all(v is not None for v in found) else None

    @cached_property
    def near(self) -> dict[tuple[int, int], float]:
        """(i, j), i < j, of statements in different texts -> cosine; without vectors the overlap of words instead."""
        return _near_by_meaning(self, self.vectors) if self.vectors is not None else _near_by_words(self)

    @cached_property
    def holders(self) -> dict[int, tuple[Source, ...]]:
        """Independent text -> the sources that carry it."""
        found: dict[int, list[Source]] = defaultdict(list)
        for source in self.sources:
            found[source.independent_text].append(source)
        return {text: tuple(carried) for text, carried in found.items()}

    def weight(self, terms: Iterable[str]) -> float:
        """The summed rarity of the terms."""
        return sum(self.weights.get(term, 0.0) for term in terms)

    def held(self, of: Statement, by: Statement) -> float:
        """The share of one statement's words, by weight, that the other has, 0..1."""
        whole = self.weight(of.terms)
        return self.weight(of.terms & by.terms) / whole if whole else 0.0


def compared(sources: Sequence[Source]) -> Compared:
    """The story made comparable; sources in another language than most are left out."""
    language = Counter(source.language for source in sources if source.sentences).most_common(1)
    kept = tuple(source for source in sources if language and source.language == language[0][0])
    fullest: dict[int, Source] = {}
    for source in kept:
        other = fullest.get(source.independent_text)
        if source.genre is Genre.NEWS and (other is None or len(source.sentences) > len(other.sentences)):
            fullest[source.independent_text] = source
    most = max(LEAST_PER_TEXT, MOST_STATEMENTS // max(1, len(fullest)))
    found = tuple(one for source in fullest.values() for one in statements(source, most))
    return Compared(kept, found, rarity(found))


def statements(source: Source, most: int) -> list[Statement]:
    """The first sentences of an article, without furniture and without those too short to say anything."""
    found = []
    surnames = {name.split()[-1] for name, _times in source.names if " " in name}
    for position, sentence in enumerate(source.sentences):
        terms = stems(sentence.text)
        if len(terms) >= 3 and not _CHROME.search(fold(sentence.text)):
            figures = tuple(amounts(sentence.text, source.language))
            negations = len(NEGATIONS.findall(sentence.text))
            severed = position and _CUT_BEFORE.search(source.sentences[position - 1].text)
            readable = quotable(sentence.text, source.language) and not severed
            readable = readable and not (source.language == "en" and means_nobody_named(sentence.text, surnames))
            found.append(Statement(source, sentence, position, terms, figures, negations, readable))
        if len(found) == most:
            break
    return found


def stems(text: str) -> frozenset[str]:
    """The content words of a text without their commonest English endings, numbers left out."""
    return frozenset(stem(term) for term in content_tokens(_GDP.sub("GDP", text)) if not term[0].isdigit())


def stem(term: str) -> str:
    """One word without its ending: spends, spending -> spend."""
    return _SUFFIX.sub("", term) if len(term) > 4 and term.isascii() else term


def rarity(found: Sequence[Statement]) -> dict[str, float]:
    """Term -> log(1 + statements / statements with it)."""
    spread = Counter(term for each in found for term in each.terms)
    return {term: math.log(1 + len(found) / count) for term, count in spread.items()}


def voices(story: Compared, statement: Statement) -> list[Said]:
    """The statement as each outlet has it that carries its text, one citation for each, the statement's own first.

    Republishers are left out: they are nobody's second voice.
    """
    found = {statement.source.outlet: quoted(statement.source, statement.sentence)}
    for source in story.holders.get(statement.text_number, ()):
        if source.outlet not in found and source.kind is not OutletKind.REPUBLISHER and source.genre is Genre.NEWS:
            same = [each for each in source.sentences if each.text == statement.sentence.text]
            found |= {source.outlet: quoted(source, same[0])} if same else {}
    return list(found.values())


def is_full(source: Source) -> bool:
    """Whether the text we have is whole and long enough to say what it leaves out: no stub, no list of links."""
    prose = [each.text for each in source.sentences if _PROSE_END.search(each.text)]
    if source.unread or len(prose) < FULL_TEXT_SENTENCES or _CUT_OFF.search(source.sentences[-1].text):
        return False
    return sum(len(text.split()) if " " in text.strip() else len(text) // 3 for text in prose) >= FULL_TEXT_WORDS


def likeness(found: Sequence[Statement]) -> npt.NDArray[np.float32]:
    """Cosine of each pair by their vectors; 1 where one has none, so that their words alone decide."""
    vectors = [each.sentence.vector for each in found]
    if any(vector is None for vector in vectors) or not vectors:
        return np.ones((len(found), len(found)), np.float32)
    stacked = np.stack([vector for vector in vectors if vector is not None])
    return stacked @ stacked.T


def _near_by_meaning(of: Compared, vectors: npt.NDArray[np.float32]) -> dict[tuple[int, int], float]:
    numbers = np.array([each.text_number for each in of.statements])
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(vectors), BLOCK):
        likeness = vectors[start : start + BLOCK] @ vectors[start:].T
        likeness[numbers[start : start + BLOCK, None] == numbers[None, start:]] = 0.0
        rows, columns = np.nonzero(np.triu(likeness, 1) >= NEAR_MEANING)
        pairs = zip((rows + start).tolist(), (columns + start).tolist(), likeness[rows, columns].tolist(), strict=True)
        found |= {(i, j): cosine for i, j, cosine in pairs}
    return found


def _near_by_words(of: Compared) -> dict[tuple[int, int], float]:
    having: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(of.statements):
        for term in each.terms:
            having[term].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in having.values():
        if len(numbers) <= RARE_TERM:
            shared.update((i, j) for at, i in enumerate(numbers) for j in numbers[at + 1 :])
    found = {}
    for (i, j), count in shared.items():
        one, other = of.statements[i], of.statements[j]
        if count >= 2 and one.text_number != other.text_number:
            found[i, j] = max(of.held(one, other), of.held(other, one))
    return found
