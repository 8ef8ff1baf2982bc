"""Whether a sentence tells anything that those taken before it don't: names, numbers and what is done. English, pure.

Two things are told again: most of a sentence's claims, in the same or like words, and a story's event. The event is
what several headlines say is done, so that it is known again however much stands around it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from stories.briefing.asking import root
from stories.briefing.like_words import LIKE
from stories.briefing.reading import Source
from stories.clustering.terms import stem
from stories.text.tokens import content_tokens

LANGUAGE: Final = "en"  # the lists of like words are
TOLD_SHARE: Final = 0.65  # of a sentence's claims
EVENT_TOLD_SHARE: Final = 0.35  # of the claims of one that tells the event, once that is told
NEWLY_NAMED: Final = 2.0  # what a number or name weighs that nobody told before; any other word 1
EVENT_TIMES: Final = 2  # sentences that tell the event: one tells it, one may tell it fully
OF_HEADLINES: Final = 0.2  # of the texts' headlines have a word of the event
LEAST_HEADLINES: Final = 2
EVENT_SHARE: Final = 0.25  # of what the headlines have in common, beside the deed
STOPPED: Final = frozenset(map(stem, ("stop", "halt", "suspend", "pause", "freeze")))  # nobody asks with these
_DOING: Final = re.compile(r"(?:ed|ing)$")
_HIGH: Final = re.compile(r"(?<![.?!] )(?<!^)(?<![\"“‘'])\b[A-Z][\w’'-]+|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Event:
    """What several headlines say: word -> how many have it; deeds: those of its words that are something done."""

    words: Mapping[str, int]
    deeds: frozenset[str]

    def is_told(self, text: str) -> bool:
        """Whether the sentence tells what was done, and of whom or what."""
        claims = set(claimed(text))
        if not _shared(self.deeds, claims):
            return False
        told = sum(self.words[word] for word in _shared(self.words, claims))
        return told >= EVENT_SHARE * sum(self.words.values())


def event_of(texts: Sequence[Source]) -> Event:
    """The event of a story. texts: one article for each independent text; no event where they aren't English."""
    if any(text.language != LANGUAGE for text in texts):
        return Event({}, frozenset())
    counts = Counter(word for text in texts for word in claimed(text.title))
    least = max(LEAST_HEADLINES, OF_HEADLINES * len(texts))
    words = {word: times for word, times in counts.items() if times >= least}
    told = (token for text in texts for each in text.sentences for token in content_tokens(each.text))
    done = {claim for token in set(told) if _DOING.search(token) and (claim := _root(token)) in words}
    return Event(words, frozenset(done))


def told_share(text: str, taken: Iterable[str]) -> float:
    """How much of what the sentence claims stands in those taken, together; 0..1."""
    before = {claim for each in taken for claim in claimed(each)}
    claims = claimed(text)
    told = _shared(claims, before)
    high = {_root(token) for each in _HIGH.findall(text) for token in content_tokens(each)}
    new = sum(NEWLY_NAMED if claim in high else 1.0 for claim in claims if claim not in told)
    return len(told) / (len(told) + new) if claims else 0.0


@lru_cache(maxsize=4096)
def claimed(text: str) -> tuple[str, ...]:
    """The roots of a sentence's content words, each once."""
    return tuple(dict.fromkeys(map(_root, content_tokens(text))))


def _root(token: str) -> str:
    return root(stem(token))


def _shared(claims: Iterable[str], others: Iterable[str]) -> set[str]:
    known = set(others)
    return {claim for claim in claims if claim in known or not known.isdisjoint(_like().get(claim, ()))}


@cache
def _like() -> dict[str, frozenset[str]]:
    """The like words by their roots."""
    found: dict[str, set[str]] = {}
    for word, others in (*LIKE.items(), *((word, STOPPED - {word}) for word in STOPPED)):
        found.setdefault(root(word), set()).update(map(root, others))
    return {word: frozenset(others) for word, others in found.items()}
