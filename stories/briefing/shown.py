"""A sentence as a language model was shown it, with what a program has found out about it. Plain values."""

from dataclasses import dataclass

from stories.briefing.reading import Sentence, Source


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence that a model was shown, with its article.

    agreed: the numbers of the agreements of two or more papers that it is part of. alone: the outlets that were found
    to tell it and no other to do so, this one or several of its side; empty where others tell it. stressed: its words
    that this paper uses far more than the others.
    """

    source: Source
    sentence: Sentence
    agreed: frozenset[int] = frozenset()
    alone: frozenset[int] = frozenset()
    stressed: tuple[str, ...] = ()
