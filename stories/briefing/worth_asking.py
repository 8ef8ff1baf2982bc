"""Which English questions of "go deeper" are worth a reader's look. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from stories.briefing.like_words import LIKE
from stories.briefing.who_is import may_be_anothers
from stories.clustering.terms import stem
from stories.text.folding import fold

WHO, MANY = "who", "many"  # the forms that are looked at
FEWEST_TEXTS: Final = 2
_SPEAKS: Final = re.compile(r", who (?:\w+ )?(?:said|says|told|tells|added|announced|has|had)\b")
_BODY: Final = re.compile(r"\b[Tt]he (?:\w+ )?$")
_HARM: Final = re.compile(
    r"accident|crash|attack|kill|dead|death|\bdie|toll|injur|wound|hurt|fire|blaze|shoot|shot|strike|quake|storm|flood"
    r"|blast|explo|\bwar\b|raid|collaps|arrest|evacuat|protest|clash|riot|sink|sank|derail|outbreak|landslide|bomb"
    r"|\bhits?\b|struck|collid|capsiz|aground",
    re.IGNORECASE,
)


def is_worth_it(kind: str, question: str, text: str, told: Sequence[tuple[str, str]]) -> bool:
    """Whether the question is worth a look. kind: of its form; text: its sentence; told: headline and text of each.

    Who is named in one article is seldom what is asked.
    """
    last = question.rstrip("?").split()[-1]
    if kind == WHO:
        known = sum(last in whole for _title, whole in told) >= FEWEST_TEXTS
        return known and introduces(question.removeprefix("Who is ").rstrip("?"), text)
    return kind != MANY or of_harm(last, [title for title, _whole in told])


def introduces(name: str, text: str) -> bool:
    """Whether the sentence tells who the name is: no paper or body ("the Times"), and not what they said just now."""
    before, _name, rest = text.partition(name)
    return not (_BODY.search(before) or _SPEAKS.match(rest) or may_be_anothers(before, rest))


def of_harm(done: str, titles: Iterable[str]) -> bool:
    """Whether how many were killed or arrested is what the story is about, and no aside on another event."""
    like = LIKE.get(stem(done), frozenset()) | {stem(done)}
    return any(_HARM.search(title) or like.intersection(map(stem, fold(title).split())) for title in titles)
