"""What a briefing is made of: a story's articles as sources, and sentences that say where they come from. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from stories.scales import Genre, OutletKind, Side


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article's text: text == article.text[start:end].

    vector: float32 (384,), unit length; None in a language that the encoder can't read.
    """

    start: int
    end: int
    text: str
    vector: npt.NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article of the story as a briefing reads it.

    independent_text: articles with the same number carry one text (copies of an agency's piece, say).
    sentences: in order, without the lines that its outlet repeats on every page; empty for a headline alone.
    names: (name, how often), most frequent first, as annotated. tone: 0..100, None where it can't be told. removed or
    edited articles come as they are now. unread: some of its text is no sentence, so what it lacks can't be told.
    """

    article: int
    outlet: int
    outlet_name: str
    side: Side
    kind: OutletKind
    genre: Genre
    language: str
    title: str
    published: datetime
    independent_text: int
    sentences: tuple[Sentence, ...]
    names: tuple[tuple[str, int], ...] = ()
    tone: float | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters start to end of an article's text; both 0 where its headline is cited."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a briefing, with what it rests on; never without a citation."""

    text: str
    citations: tuple[Citation, ...]


def quoted(source: Source, sentence: Sentence) -> Said:
    """The sentence as its outlet wrote it."""
    return Said(sentence.text, (Citation(source.article, sentence.start, sentence.end),))


def independent(sources: Sequence[Source]) -> int:
    """How many independent texts with sentences the sources carry."""
    return len({source.independent_text for source in sources if source.sentences})
