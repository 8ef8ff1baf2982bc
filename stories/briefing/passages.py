"""The passages of a story's articles that answer a question, or nothing where the articles do not say. Pure.

Gates come first: what is asked for must be there (a date for 'when'), every name of the question, and for "who is the
mayor's wife" a name that stands by the wife. Then `scoring` weighs the rest, and nothing under its floor is shown.
docs/decisions/0031 tells how good that is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stories.briefing.answer_speech import speaks
from stories.briefing.answer_type import FULL, Held, held
from stories.briefing.asking import Question
from stories.briefing.closeness import bears_the_role, stands_by
from stories.briefing.denials import denies
from stories.briefing.matching import Line, Match, lines, matches
from stories.briefing.phrases import NEGATIONS
from stories.briefing.question_kind import Kind
from stories.briefing.reading import Source
from stories.briefing.scoring import Vector, nearness, over_the_floor
from stories.briefing.tongues.answering import answers
from stories.briefing.tongues.known import TONGUES

MOST: Final = 3
SAME_TEXT: Final = 0.6  # Jaccard of stems: copies of one sentence are one answer
NEAR: Final = 0.35  # cosine: nine in ten sentences that answer, and are the nearest, are nearer
FROM_AGE: Final = 5  # words: an age further off is that of somebody else in the sentence
FEWEST_WORDS, MOST_WORDS = 4, 90
_ENDS: Final = re.compile(r"[.!?…。！？\"”’')\]」』]\s*$")
_LEANS_BACK: Final = re.compile(
    r"[\"“'‘]?(?:(?:But|And|If|However,|Later,|Meanwhile,|Also,?|In response,) )?"
    r"(?:he|she|they|it|his|her|their|its|this|that|these|those|both|such|there)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One or two sentences of an article that answer: text is theirs, start and end span them in the article's text."""

    article: int
    start: int
    end: int
    text: str
    score: float


def passages(
    question: Question,
    sources: Sequence[Source],
    vector: Vector | None = None,
    *,
    most: int = MOST,
) -> tuple[Passage, ...]:
    """Up to `most` passages, best first; none where the articles do not say.

    vector: of the question's text, unit length; None asks by words alone, as does a sentence without a vector, and as
    languages other than English always are.
    """
    if not question.terms:
        return ()
    if tongue := TONGUES.get(question.language):
        told = ((each, each.source.sentences[each.place]) for each in answers(question, sources, tongue, most))
        return tuple(Passage(each.source.article, s.start, s.end, s.text, each.score) for each, s in told)
    found = lines(sources)
    stretches = [_held(question, line) for line in found]
    fits = [max((each.strength for each in stretch), default=0.0) for stretch in stretches]
    scored = [
        (score, match.line)
        for match, stretch in zip(matches(question, found, fits), filter(None, stretches), strict=True)
        if _passes(question, match, stretch) and (score := over_the_floor(question, match, stretch, vector)) > 0
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].source.published, pair[1].source.article, pair[1].place))
    return tuple(_passage(line, score, vector) for score, line in _different(scored, most))


def nearest(sources: Sequence[Source], vector: Vector, *, most: int = MOST) -> tuple[Passage, ...]:
    """Up to `most` sentences nearest in meaning to a question, the nearest first, whether they answer it or not.

    vector: of the question's text, unit length; score: the cosine.
    """
    near = [(nearness(vector, line)[0], line) for line in lines(sources) if _is_whole(line)]
    near = sorted((pair for pair in near if pair[0] >= NEAR), key=lambda pair: -pair[0])
    return tuple(_passage(line, score, vector) for score, line in _different(near, most))


def _is_whole(line: Line) -> bool:
    """Not a headline on its own, a caption or a menu."""
    return FEWEST_WORDS <= len(line.words.stems) <= MOST_WORDS and bool(_ENDS.search(line.sentence.text))


def _held(question: Question, line: Line) -> tuple[Held, ...]:
    text = line.sentence.text
    if not _is_whole(line):
        return ()
    if question.speaker:
        return (Held(0, len(text), FULL),) if speaks(question.speaker, text) else ()
    found = held(question.kind, text, question.known)
    if question.kind not in (Kind.WHO, Kind.WHO_IS) or NEGATIONS.search(question.text):
        return found
    return tuple(each for each in found if not denies(text, each.start, each.end))


def _passes(question: Question, match: Match, stretch: Sequence[Held]) -> bool:
    if not match.named:
        return False
    if question.kind is Kind.AGE and not stands_by(question, match.line, stretch, FROM_AGE):
        return False
    return not question.role or bears_the_role(question, match.line, stretch)


def _different(scored: Sequence[tuple[float, Line]], most: int) -> list[tuple[float, Line]]:
    kept: list[tuple[float, Line]] = []
    for score, line in scored:
        if not any(_same(line, other) for _, other in kept):
            kept.append((score, line))
        if len(kept) == most:
            break
    return kept


def _same(one: Line, other: Line) -> bool:
    left, right = set(one.words.stems), set(other.words.stems)
    return len(left & right) >= SAME_TEXT * len(left | right)


def _passage(line: Line, score: float, vector: Vector | None) -> Passage:
    """The sentence, with the one before where it begins with 'He' or 'If those', else with one behind that does."""
    source, sentence = line.source, line.sentence
    first = last = sentence
    if line.place and _LEANS_BACK.match(sentence.text) and _ENDS.search(source.sentences[line.place - 1].text):
        first = source.sentences[line.place - 1]
    elif line.place + 1 < len(source.sentences) and _goes_on(line, vector):
        last = source.sentences[line.place + 1]
    text = sentence.text if first is last else f"{first.text} {last.text}"
    return Passage(source.article, first.start, last.end, text, score)


def _goes_on(line: Line, vector: Vector | None) -> bool:
    """Whether the sentence behind leans on this one and brings the two nearer to the question."""
    behind = line.source.sentences[line.place + 1].text
    if vector is None or not _LEANS_BACK.match(behind) or not _ENDS.search(behind):
        return False
    alone, _before, together = nearness(vector, line)
    return together > alone
