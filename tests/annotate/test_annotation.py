"""The notes on a whole article."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from stories.annotate.annotation import ArticleText, annotate, vector_text
from stories.scales import Genre, OriginKind, Section

ARTICLE = ArticleText(
    title="Brell council votes to close coal pier",
    text="BRELL (Reuters) - Mayor Ilka Vail said on Tuesday that 2.34% of jobs would go. " * 4,
    summary="A shorter account.",
    address="https://brellpost.example/politics/pier",
    language_hint="en-GB",
    outlet_name="The Brell Post",
)


def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Vectors that tell texts apart by their length."""
    return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_an_article_has_all_its_notes() -> None:
    notes = annotate(ARTICLE, encode)
    assert (notes.language, notes.section, notes.genre) == ("en", Section.POLITICS, Genre.NEWS)
    assert "address has /politics/" in notes.section_evidence
    assert {"Ilka Vail", "2.34%"} <= {name for name, _ in notes.entities}
    assert (notes.origin_kind, notes.origin_name) == (OriginKind.WIRE, "Reuters")
    assert notes.fingerprint is not None
    assert notes.vector is not None
    assert notes.vector.shape == (2,)


def test_the_same_article_has_the_same_notes() -> None:
    first, second = annotate(ARTICLE, encode), annotate(ARTICLE, encode)
    assert np.array_equal(np.asarray(first.vector), np.asarray(second.vector))
    assert replace(first, vector=second.vector) == second


def test_an_article_without_text_is_read_by_its_summary() -> None:
    notes = annotate(replace(ARTICLE, text=""), encode)
    assert notes.vector is not None
    assert notes.vector[0] == len("Brell council votes to close coal pier. A shorter account.")
    assert notes.fingerprint is None


def test_a_headline_alone_is_enough() -> None:
    notes = annotate(ArticleText("Pier"), encode)
    assert (notes.section, notes.genre, notes.origin_kind) == (Section.OTHER, Genre.NEWS, OriginKind.OWN)


def test_a_vector_is_made_from_the_title_and_900_characters() -> None:
    assert vector_text("Pier", "x" * 5000) == "Pier. " + "x" * 900
    assert vector_text("Pier", "") == "Pier"


def test_a_language_that_the_encoder_can_not_read_has_no_vector() -> None:
    assert annotate(ArticleText("브렐 시의회, 석탄 부두 폐쇄 결정"), encode).vector is None
