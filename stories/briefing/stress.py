"""Which words one paper uses more than the others. Pure.

Only words that tell a reader something: names, and words that are rare in the news at large; none that the other papers
share, which is what the story is about. Log-odds with an informative Dirichlet prior, the prior being the words of the
whole story: a term counts as stressed only where chance can't explain it. Source: Monroe, Colaresi & Quinn, "Fightin'
Words", Political Analysis 16(4), 2008.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stories.annotate.name_words import CALENDAR
from stories.briefing.amount_words import NUMBER_WORDS
from stories.clustering.model import default as clusterer
from stories.clustering.terms import stem

MOST_TERMS: Final = 5
LEAST_TIMES: Final = 5
LEAST_SENTENCES: Final = 3  # in which it stands: a word that one passage repeats is no stress
SHARED: Final = 0.5  # of the other texts: a word that more of them have is the story's own
RARE: Final = 3.4  # least inverse document frequency, natural logarithm: about one article in thirty has the word
LEAST_LETTERS: Final = 4  # of a word that is no name
LEAST_TERMS: Final = 2  # a word alone tells a reader little
STRIKING_TIMES: Final = 8  # unless it is said so often
LEAST_RATIO: Final = 3.0  # times as often as the others
SURE: Final = 2.58  # z of the difference: 99 %, as many words are tried
PRIOR: Final = 200.0  # words that the prior weighs, in all


@dataclass(frozen=True, slots=True)
class Stressed:
    """A term, how often the paper has it and how often the others have it in as many words."""

    term: str
    times: int
    elsewhere: float


# Words of reporting, not of what is reported.
_REPORTING: Final = frozenset(
    (
        *(
            "reports",
            "reported",
            "report",
            "reporting",
            "told",
            "saying",
            "president",
            "new",
            "people",
            "state",
            "states",
        ),
        *("u.s", "percent", "time", "statement", "office", "including", "news", "story", "asked", "found", "good"),
        *("times", "latest", "called", "call", "added", "noted", "article", "first", "according", "announced"),
        *(
            "last",
            "next",
            "year",
            "years",
            "month",
            "week",
            "day",
            "days",
            "night",
            "nobody",
            "everybody",
            "ask",
            "put",
        ),
        *("described", "claimed", "wrote", "believed", "identified", "given", "named", "tried", "earlier", "nearly"),
        *("repeatedly", "questions", "members", "person", "higher", "mean", "weeks", "months", "dozens", "idea"),
        *("website", "available", "remember", "value", "letter", "total", "direct", "minimum", "distinguish"),
        *("advance", "integral", "grateful", "powerful", "partners", "sector", "operation", "operations", "residents"),
        *("measures", "customers", "training", "things", "truth", "onstage", "assist", "products", "harm", "troops"),
        *("chair", "county", "massive", "broader", "vital", "critical", "confidence", "capital", "loss", "chairman"),
        *("case", "issue", "special", "common", "help", "head", "front", "group", "country", "world"),
    )
)
_SAY_LITTLE: Final = _REPORTING | CALENDAR | frozenset(NUMBER_WORDS) | {"thirty", "forty", "fifty", "hundred", "dozen"}


def is_telling(term: str) -> bool:
    """Whether a word that is no name is rare in English news at large."""
    long_enough = len(term) >= LEAST_LETTERS and not term.endswith("ly")
    return long_enough and clusterer().common_words.weight(stem(term)) >= RARE


def stressed(own: Mapping[str, int], words_of_own: int, everything: Mapping[str, int], words: int) -> list[Stressed]:
    """The terms that stand out in the first, surest first; none where the others have no words.

    words_of_own: all words that the first is of, counted terms or not. everything: the counts of the whole story, words
    of them in all, the own among them.
    """
    n, m = words_of_own, words - words_of_own
    if not n or m <= 0:
        return []
    scored = []
    for term, times in own.items():
        others = everything.get(term, 0) - times
        elsewhere = others * n / m
        if times < max(LEAST_TIMES, LEAST_RATIO * elsewhere) or term in _SAY_LITTLE:
            continue
        prior = PRIOR * (times + others) / words
        a, b = times + prior, others + prior
        odds = math.log(a / (n + PRIOR - a)) - math.log(b / (m + PRIOR - b))
        z = odds / math.sqrt(1 / a + 1 / b)
        if z >= SURE:
            scored.append((z, Stressed(term, times, elsewhere)))
    scored.sort(key=lambda each: (-each[0], each[1].term))
    return [term for _z, term in scored]


def most_telling(found: Sequence[Stressed]) -> tuple[Stressed, ...]:
    """The first five; none where it is a single word that isn't striking."""
    enough = len(found) >= LEAST_TERMS or any(each.times >= STRIKING_TIMES for each in found)
    return tuple(found[:MOST_TERMS]) if enough else ()
