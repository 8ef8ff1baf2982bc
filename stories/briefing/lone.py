"""What only some of a story's papers have, and what they lack of the rest. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.annotate.name_words import ALIASES, CALENDAR
from stories.briefing.agreement import Agreed
from stories.briefing.reading import Said, Source, quoted
from stories.briefing.statements import Compared, Statement, stem, stems
from stories.scales import RATED_SIDES, Side
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import content_tokens, tokens

MOST_STATEMENTS: Final = 2
MOST_LEFT_OUT: Final = 3
MOST_NAMES: Final = 4
LONE_WORDS: Final = 0.4  # share of a lone statement's words, by rarity, that another sentence may hold
CENTRAL: Final = 0.35  # cosine to the story's mean, under which a lone statement is an aside
EARLY: Final = 12  # sentences of an article: what comes later is background
HEAVIEST: Final = 5  # terms of a statement by which sentences like it are found
ABSENT_MEANING: Final = 0.55  # an agreed statement is missing where no sentence is nearer,
ABSENT_WORDS: Final = 0.35  # none holds more of its words,
ABSENT_IN_ALL: Final = 0.65  # and not even all sentences together do
LEAST_AGREED: Final = 2
LEAST_OF_TWO_SIDES: Final = 3  # texts, where two other sides agree and half of the others don't
SHARE_OF_TWO_SIDES: Final = 0.33  # of the others: what few have most leave out, and that says nothing of any of them
SHARE_OF_HEADLINES: Final = 0.2
OF_HEADLINES: Final = 0.4  # of an agreed statement's terms: it is the event itself
NAMED_TIMES: Final = 2
LONGEST_NAMING: Final = 400  # characters of the sentence shown for a name


@dataclass(frozen=True, eq=False)
class Field:
    """A compared story with what finding the lone in it needs, made once."""

    story: Compared
    _worded: dict[int, list[frozenset[str]]] = dataclass_field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[int, Counter[str]]:
        """Independent text -> how often each content word stands in its statements."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for each in self.story.statements:
            words = content_tokens(each.sentence.text)
            found[each.text_number].update(word for word in words if len(word) > 2 and not word[0].isdigit())
        return found

    @cached_property
    def total(self) -> Counter[str]:
        """The counts of all texts together."""
        found: Counter[str] = Counter()
        for words in self.counts.values():
            found.update(words)
        return found

    @cached_property
    def words(self) -> int:
        """How many words were counted."""
        return self.total.total()

    def worded(self, source: Source) -> list[frozenset[str]]:
        """The terms of an article's headline and of each of its sentences."""
        if source.article not in self._worded:
            texts = (source.title, *(sentence.text for sentence in source.sentences))
            self._worded[source.article] = [stems(text) for text in texts]
        return self._worded[source.article]

    @cached_property
    def of_headlines(self) -> frozenset[str]:
        """The terms that a fifth of the texts' headlines have."""
        titles = [frozenset().union(*(stems(each.title) for each in held)) for held in self.story.holders.values()]
        counts = Counter(term for title in titles for term in title)
        return frozenset(
            term for term, count in counts.items() if count > 1 and count >= SHARE_OF_HEADLINES * len(titles)
        )

    @cached_property
    def language(self) -> str:
        """ISO 639-1 of the compared sources."""
        return self.story.sources[0].language if self.story.sources else ""

    def sentences_with(self, word: str, texts: Collection[int]) -> int:
        """How many statements of these texts have the word."""
        numbers = self.having.get(stem(word), ())
        return sum(self.story.statements[number].text_number in texts for number in numbers)

    @cached_property
    def texts_with(self) -> dict[str, set[int]]:
        """Word -> the independent texts that have it, headlines included."""
        found: dict[str, set[int]] = defaultdict(set)
        for text, holders in self.story.holders.items():
            longest = max(holders, key=lambda source: len(source.sentences))
            titles = (source.title for source in holders)
            for part in (*titles, *(sentence.text for sentence in longest.sentences)):
                for word in content_tokens(part):
                    found[word].add(text)
        return found

    @cached_property
    def numbers(self) -> dict[int, int]:
        """id() of a statement -> its place in the story."""
        return {id(each): number for number, each in enumerate(self.story.statements)}

    @cached_property
    def having(self) -> dict[str, list[int]]:
        """Term -> the statements with it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self.story.statements):
            for term in each.terms:
                found[term].append(number)
        return found

    @cached_property
    def neighbours(self) -> dict[int, set[int]]:
        """Statement -> the texts that have a sentence near it in meaning."""
        found: dict[int, set[int]] = defaultdict(set)
        for i, j in self.story.near:
            found[i].add(self.story.statements[j].text_number)
            found[j].add(self.story.statements[i].text_number)
        return found

    @cached_property
    def centrality(self) -> npt.NDArray[np.float32]:
        """How near each statement is to the story as a whole; all 1 without vectors."""
        vectors = self.story.vectors
        if vectors is None:
            return np.ones(len(self.story.statements), np.float32)
        mean = vectors.mean(axis=0)
        return np.asarray(vectors @ (mean / max(float(np.linalg.norm(mean)), 1e-9)), np.float32)

    @cached_property
    def by_text(self) -> dict[int, list[int]]:
        """Independent text -> its statements."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, each in enumerate(self.story.statements):
            found[each.text_number].append(number)
        return found


def own_texts(field: Field, own: Sequence[Source]) -> frozenset[int]:
    """The independent texts that nobody but these outlets carries."""
    outlets = {source.outlet for source in own}
    carried = {source.independent_text for source in own}
    return frozenset(
        text for text in carried if all(source.outlet in outlets for source in field.story.holders.get(text, ()))
    )


def lone_statements(field: Field, texts: frozenset[int]) -> tuple[Said, ...]:
    """What no other text has a sentence near to, the most central first, at most two."""
    numbers = [number for text in sorted(texts) for number in field.by_text.get(text, ())]
    fit = [number for number in numbers if _may_be_shown(field, number)]
    fit.sort(key=lambda number: -_salience(field, number))
    found = []
    for number in fit:
        if not field.neighbours[number] - texts and not _worded_elsewhere(field, number, texts):
            found.append(field.story.statements[number])
        if len(found) == MOST_STATEMENTS:
            break
    return tuple(quoted(each.source, each.sentence) for each in found)


def _may_be_shown(field: Field, number: int) -> bool:
    each = field.story.statements[number]
    return each.readable and each.position < EARLY and float(field.centrality[number]) >= CENTRAL


def _salience(field: Field, number: int) -> float:
    each = field.story.statements[number]
    return float(field.centrality[number]) + 0.15 * bool(each.amounts) - 0.01 * each.position


def _worded_elsewhere(field: Field, number: int, texts: frozenset[int]) -> bool:
    each = field.story.statements[number]
    heaviest = sorted(each.terms, key=lambda term: (-field.story.weights[term], term))[:HEAVIEST]
    like = {other for term in heaviest for other in field.having[term]}
    return any(
        field.story.held(each, field.story.statements[other]) >= LONE_WORDS
        for other in like
        if field.story.statements[other].text_number not in texts
    )


def shared_inside(field: Field, found: Iterable[Agreed], texts: frozenset[int]) -> tuple[Said, ...]:
    """What two or more of these texts agree on and no other has a sentence near to, at most two."""
    kept = []
    for agreed in found:
        number = field.numbers[id(agreed.statement)]
        outside = field.neighbours[number] - texts
        if agreed.texts <= texts and not outside and not _worded_elsewhere(field, number, texts):
            kept.append(agreed.said)
    return tuple(kept[:MOST_STATEMENTS])


def lone_names(field: Field, own: Sequence[Source], texts: frozenset[int]) -> tuple[tuple[str, Said], ...]:
    """Names that no other text has a word of, each with the first sentence that has it."""
    found: dict[str, Said] = {}
    for source in own:
        if source.independent_text not in texts:
            continue
        for name, times in source.names:
            said = _named(field, source, name, times, texts)
            if said is not None and name not in found:
                found[name] = said
    return tuple(found.items())[:MOST_NAMES]


def _named(field: Field, source: Source, name: str, times: int, texts: frozenset[int]) -> Said | None:
    words = tokens(name)
    if times < NAMED_TIMES or not _is_full_name(name) or set(words) & set(tokens(source.outlet_name)):
        return None
    if any(field.texts_with.get(word, set()) - texts for word in words if word not in STOP_WORDS):
        return None
    numbers = field.by_text.get(source.independent_text, ())
    told = (field.story.statements[number] for number in numbers)
    having = (each for each in told if each.readable and name in each.sentence.text)  # no photographer's credit
    return next(
        (quoted(each.source, each.sentence) for each in having if len(each.sentence.text) < LONGEST_NAMING), None
    )


def _is_full_name(name: str) -> bool:
    """Two words and more, none of which shouts or is a credit's; one word alone is too often no name."""
    words = name.split()
    if name in ALIASES.values():
        return False
    shouts = any(len(word) > 4 and word.isupper() for word in words)
    return (
        len(words) > 1 and name[0].isupper() and not shouts and not any(word.casefold() in CALENDAR for word in words)
    )


def left_out(field: Field, own: Sequence[Source], side: Side, found: Sequence[Agreed]) -> tuple[Said, ...]:
    """What half of the others or two other sides agree on and no sentence of these articles says, at most three."""
    texts = {source.independent_text for source in own}
    others = {each.text_number for each in field.story.statements} - texts
    widely = [agreed for agreed in found if _is_wide(field, agreed, texts, others, side)]
    return tuple(agreed.said for agreed in widely if _is_absent(field, agreed.statement, own))[:MOST_LEFT_OUT]


def _is_wide(field: Field, agreed: Agreed, texts: Collection[int], others: Collection[int], side: Side) -> bool:
    if agreed.texts & set(texts) or len(agreed.texts) < LEAST_AGREED:
        return False
    if float(field.centrality[field.numbers[id(agreed.statement)]]) < CENTRAL or _is_the_event(field, agreed):
        return False
    if 2 * len(agreed.texts) >= len(others):
        return True
    sides = {source.side for text in agreed.texts for source in field.story.holders.get(text, ())}
    enough = len(agreed.texts) >= max(LEAST_OF_TWO_SIDES, SHARE_OF_TWO_SIDES * len(others))
    return enough and len(sides.intersection(RATED_SIDES) - {side}) >= 2


def _is_the_event(field: Field, agreed: Agreed) -> bool:
    """Whether it tells what the headlines tell: an article that reports the event has that in some words."""
    terms = agreed.statement.terms
    return len(terms & field.of_headlines) >= OF_HEADLINES * len(terms)


def _is_absent(field: Field, statement: Statement, own: Sequence[Source]) -> bool:
    whole = field.story.weight(statement.terms)
    left = set(statement.terms)
    for words in (words for source in own for words in field.worded(source)):
        shared = statement.terms & words
        if shared and field.story.weight(shared) >= ABSENT_WORDS * whole:
            return False
        left -= shared
    if field.story.weight(left) <= (1 - ABSENT_IN_ALL) * whole:
        return False
    return _nearest(statement, own) < ABSENT_MEANING


def _nearest(statement: Statement, own: Iterable[Source]) -> float:
    vector = statement.sentence.vector
    known = [sentence.vector for source in own for sentence in source.sentences if sentence.vector is not None]
    if vector is None or not known:
        return 0.0
    return float((np.stack(known) @ vector).max())
