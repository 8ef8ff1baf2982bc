"""How near the question's words stand to what could answer it: 'a $20 million contract' to 'How much'. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from stories.briefing.answer_type import Held
from stories.briefing.asking import Question, Term, root
from stories.briefing.like_words import LIKE as LIKE_WORDS
from stories.briefing.matching import EXACT, LIKE, ROOT, Line
from stories.clustering.terms import stem
from stories.text.folding import fold
from stories.text.tokens import tokens

NEAR: Final = 3  # words that may stand between at no loss: 'wife, the singer'
_WORD: Final = re.compile(r"[^\W\d_][\w'’]*")
HALVES_AT: Final = 8.0  # words more at which a word of the question counts half
# Between a role and the name behind it: 'lawyer, Ada Brandt', 'chief of Port Vail, Ada Brandt', 'wife was named Ada'.
_TO_NAME: Final = re.compile(
    r"[,:]?(?:,? (?:of|for|in|at|and|the|is|was|as|has|had|been|named|called|identified|[A-Z][\w.'’-]*),?){0,6} $"
    r"|[^,;]{0,60} (?:is|was|as|named|called) $"
)
# And between a name and the role behind it: 'Ada Brandt, the mayor's wife', 'Ada Brandt is his lawyer'.
_FROM_NAME: Final = re.compile(r"(?:,| \(| is\b| was\b| as\b)[^,;.–—]{0,40}$")
_AHEAD: Final = re.compile(
    r"\b(?:will|would|won't|to be|expect\w*|plan\w*|schedul\w*|due|until|by|next|upcoming|set to|going to|could|may"
    r"|might|propos\w+|aims?|begins?|starts?|slated|hopes?|intend\w*|later this|ahead of|deadline"
    r"|to [a-z]+ (?:on|in|by))\b|['’]ll\b",
    re.I,
)


def closeness(question: Question, line: Line, held: Sequence[Held], weights: Sequence[float]) -> float:
    """The share of the question's words that stand by what could answer, 0..1; the best of what the sentence holds.

    weights: one for each term. A word further off counts less.
    """
    places = [_places(term, line) for term in question.terms]
    text = line.sentence.text
    spans = [(*_counted(text, each), each.strength) for each in held]
    if any(each.end - each.start == len(text) for each in held):  # nothing in particular is asked for
        spans = [(place, place, 1.0) for found in places for place, _worth in found]
    whole = sum(weights) or 1.0
    return (
        max(
            (
                strength
                * sum(weight * _near(found, first, last) for weight, found in zip(weights, places, strict=True))
                for first, last, strength in spans
            ),
            default=0.0,
        )
        / whole
    )


def stands_by(question: Question, line: Line, held: Sequence[Held], apart: int) -> bool:
    """Whether a word of the question stands at most so many words from what could answer."""
    places = [place for term in question.terms for place, _worth in _places(term, line)]
    spans = [_counted(line.sentence.text, each) for each in held]
    return any(max(first - place, place - last, 0) <= apart for first, last in spans for place in places)


def bears_the_role(question: Question, line: Line, held: Sequence[Held]) -> bool:
    """Whether a name stands by what its bearer is said to be: 'his wife, Ada Brandt', where the wife is asked for."""
    wanted = LIKE_WORDS.get(question.role, frozenset()) | {question.role}
    text = line.sentence.text
    roles = [match for match in _WORD.finditer(text) if _is_role(match.group(), question.role, wanted)]
    return any(_joined(text, each, role.start(), role.end()) for each in held for role in roles)


def _is_role(word: str, role: str, wanted: frozenset[str]) -> bool:
    found = stem(fold(word).removesuffix("'s"))
    return found in wanted or root(found) == root(role)


def _joined(text: str, name: Held, start: int, end: int) -> bool:
    if name.start <= start < name.end:  # 'Mayor Ada Brandt' is one run of capitals
        return True
    if end <= name.start:
        return bool(_TO_NAME.fullmatch(text, end, name.start))
    return bool(_FROM_NAME.fullmatch(text, name.end, start))


def looks_back_only(question: Question, line: Line) -> bool:
    """Whether what is still to come is asked for and the sentence has no word of it."""
    return question.ahead and not _AHEAD.search(line.sentence.text)


def _places(term: Term, line: Line) -> list[tuple[int, float]]:
    found = []
    for place, word in enumerate(line.words.stems):
        if word == term.word:
            found.append((place, EXACT))
        elif term.name:
            continue
        elif root(word) == root(term.word):
            found.append((place, ROOT))
        elif word in term.like and word in line.words.plain:
            found.append((place, LIKE))
    return found


def _near(found: Sequence[tuple[int, float]], first: int, last: int) -> float:
    best = 0.0
    for place, worth in found:
        apart = max(first - place, place - last, 0)
        best = max(best, worth / (1 + max(0, apart - NEAR) / HALVES_AT))
    return best


def _counted(text: str, held: Held) -> tuple[int, int]:
    """The first and the last word of a stretch, counted within the sentence."""
    first = len(tokens(text[: held.start]))
    return first, max(first, len(tokens(text[: held.end])) - 1)
