"""Everything the machine notes about one article, from its text to a value. Pure: the encoder is passed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.annotate.article_text import ArticleText
from stories.annotate.entities import entities
from stories.annotate.fingerprint import fingerprint, to_bytes
from stories.annotate.genre import genre
from stories.annotate.language import detect, encodes
from stories.annotate.origin import origin
from stories.annotate.section import section
from stories.scales import Genre, OriginKind, Section
from stories.text.folding import clean

__all__ = ["VERSION", "Annotation", "ArticleText", "annotate", "vector_text"]

VERSION: Final = "annotation-2"  # a change that changes notes changes this, so that old notes can be found
VECTOR_TEXT_LENGTH: Final = 900  # characters of the body: what clustering was tuned with

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Annotation:
    """The notes. vector: float32 (384,), unit length, None in a language that the encoder can't read (`encodes`).

    fingerprint: 512 bytes, None for a body too short to tell. left_out: lines that the outlet has on every page or
    prints in every piece of a column, and labels of its headlines; vector and fingerprint are of the rest, while an
    origin may be told by just such a line.
    """

    language: str
    language_confidence: float
    section: Section
    section_evidence: tuple[str, ...]
    genre: Genre
    genre_evidence: tuple[str, ...]
    vector: npt.NDArray[np.float32] | None
    entities: tuple[tuple[str, int], ...]
    fingerprint: bytes | None
    origin_kind: OriginKind
    origin_name: str
    origin_evidence: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def annotate(article: ArticleText, encode: Encode) -> Annotation:
    """The notes on one article; the same article has the same notes whenever it is read.

    encode: texts to vectors of unit length (n, 384), `SentenceEncoder.encode`.
    """
    language = detect(f"{article.title}\n{article.body}", article.language_hint)
    where, kind, source = section(article), genre(article), origin(article)
    told = article.told.text
    mark, compared = fingerprint(told), vector_text(article.told_title, told)
    return Annotation(
        language=language.code,
        language_confidence=language.confidence,
        section=where.value,
        section_evidence=where.evidence,
        genre=kind.value,
        genre_evidence=kind.evidence,
        vector=encode([compared])[0] if compared and encodes(language.code) else None,
        entities=tuple(entities(article.title, told)),
        fingerprint=None if mark is None else to_bytes(mark),
        origin_kind=source.kind,
        origin_name=source.name,
        origin_evidence=source.evidence,
        left_out=(*article.told.left_out, *article.labels),
    )


def vector_text(title: str, body: str) -> str:
    """What the sentence vector of an article is made from: its title and the first 900 characters of its body."""
    return clean(f"{title}. {body[:VECTOR_TEXT_LENGTH]}" if body else title)
