"""Which of its articles' headlines stands over a story: the one nearest to what they all say, by no side. Pure.

A headline that shares its words with the others says what happened; one with words of its own says what to think of
it. So, of the articles' headlines, in this order: news before opinion, a report before a live page or a broadcast; an
outlet's own before a republisher's; a whole one of 30 characters or more (a shorter one names no event); the fewest
signs of telling what to think; then the likest to what the others say, those from another country than most a little
behind. Where outlets stand is not asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import sqrt
from typing import Final

from stories.clustering.loaded_words import LOADED_WORDS, SPEAKING_WORDS
from stories.text.folding import fold
from stories.text.tokens import content_tokens, tokens

SHORTEST: Final = 30  # characters
FROM_AFAR: Final = 0.05  # taken off the likeness of a headline from another country than most
MOST_SIGNS: Final = 3  # more of them say nothing more
KEPT_TEXTS: Final = 20_000  # a growing story asks for the words of the same headlines again and again

_NO_REPORT: Final = re.compile(
    r"\blive(?: news)? (?:updates?|coverage|reaction)\b|\blive\s?[:|-]|[:|-]\s?live\b|\blive-?(?:blog|ticker|stream)"
    r"|\bas it happened\b|\bnewsletter\b|\bpodcast\b|^(?:watch|video|listen|photos)\s?[:|]|\ben (?:direct|vivo)\b"
    r"|라이브|生中継|ライブ"
)
_EXPLAINS: Final = re.compile(
    r"^(?:why|how|what|here'?s|this is|inside)\b|^\d+ (?:ways|reasons|things|takeaways)\b|\btakeaways?\b"
    r"|\b(?:things|what|everything|all)(?: you| we)? (?:need )?to know\b|\bwhat we know\b|\bexplain(?:ed|er)\b"
    r"|\bfact.?check|\banalysis\s?[:|]|[:|]\s?analysis\b|^(?:new|breaking|just in|exclusive)\s?[:|]"
    r"|\bcase (?:for|against)\b|[:-] (?:why|how|what)\b|\bwhat happens (?:now|next)\b"
)
_QUOTED: Final = re.compile(r"\"|(?<!\w)'(?=\w)")  # in a folded text every quotation mark is one of these
_WANTS_MORE: Final = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "to",
        "for",
        "from",
        "with",
        "at",
        "by",
        "as",
        "that",
        "than",
        "its",
        "his",
        "their",
        "is",
        "are",
    )
)
_QUESTION: Final = re.compile(r"[?？؟]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article's headline. nearness: of its text to the story's mean vector, the larger the nearer; None: no vector.

    opinion, republished: of the article; country: of its outlet; opening: of its text.
    """

    article_id: int
    title: str
    published: datetime
    opinion: bool = False
    republished: bool = False
    country: str = ""
    nearness: float | None = None
    opening: str = ""


def choose(candidates: Sequence[Candidate]) -> Candidate | None:
    """The headline to show, None where there is no article; of equals the nearest in wording, then the earliest."""
    if len(candidates) < 2:
        return next(iter(candidates), None)
    likeness = _likeness(candidates)
    home = _most_common(row.country for row in candidates)

    def order(row: Candidate) -> tuple[object, ...]:
        afar = FROM_AFAR if row.country != home else 0.0
        nearness = row.nearness if row.nearness is not None else float("-inf")
        return (
            row.opinion,
            is_no_report(row.title),
            row.republished,
            len(row.title) < SHORTEST or is_cut(row.title),
            signs_of_opinion(row.title),
            round(afar - likeness[_wording(row.title)], 6),
            -nearness,
            row.published,
            row.article_id,
        )

    return min(candidates, key=order, default=None)


def is_no_report(title: str) -> bool:
    """Whether the headline is of a live page, a broadcast or a newsletter."""
    return _NO_REPORT.search(fold(title)) is not None


def is_cut(title: str) -> bool:
    """Whether the headline breaks off: at dots, or at a small word that wants another one."""
    folded = fold(title)
    return folded.endswith(("...", "…")) or folded.rpartition(" ")[2] in _WANTS_MORE


def signs_of_opinion(title: str) -> int:
    """How many signs it has of telling what to think, at most three.

    Signs are loaded words, words to the reader, an exclamation or question mark, an explanation's words, a quotation.
    """
    folded = fold(title)
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", folded)
    signs = sum(_is_loaded(word) for word in words) + sum(word in SPEAKING_WORDS for word in words)
    signs += any(mark in title for mark in "!！")
    signs += _QUESTION.search(title) is not None
    signs += _EXPLAINS.search(folded) is not None
    signs += _QUOTED.search(folded) is not None
    return min(signs, MOST_SIGNS)


def _is_loaded(word: str) -> bool:
    return word in LOADED_WORDS or any(part in LOADED_WORDS for part in word.split("-") if "-" in word)


def _likeness(candidates: Iterable[Candidate]) -> Mapping[tuple[str, ...], float]:
    """wording -> mean cosine of its words with the other articles' headlines and openings; copies count once."""
    rows = {_wording(row.title): row for row in candidates}
    words = {wording: _terms(row.title) for wording, row in rows.items()}
    said = {wording: words[wording] | _terms(row.opening) for wording, row in rows.items()}
    total: dict[str, float] = {}
    for terms in said.values():
        for term in terms:
            total[term] = total.get(term, 0.0) + 1 / sqrt(len(terms))
    others = max(len(rows) - 1, 1)
    return {
        wording: sum(total[term] - 1 / sqrt(len(said[wording])) for term in terms) / sqrt(len(terms)) / others
        if terms
        else 0.0
        for wording, terms in words.items()
    }


@lru_cache(maxsize=KEPT_TEXTS)
def _wording(title: str) -> tuple[str, ...]:
    return tuple(tokens(title))


@lru_cache(maxsize=KEPT_TEXTS)
def _terms(text: str) -> frozenset[str]:
    return frozenset(content_tokens(text))


def _most_common(countries: Iterable[str]) -> str:
    """The country of most; of equals the first by name."""
    counts = Counter(countries)
    return min(counts, key=lambda country: (-counts[country], country), default="")
