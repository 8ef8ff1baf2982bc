"""A story's articles as sources."""

from collections.abc import Sequence

import numpy as np
import pytest

from stories.annotate.steps.sentences import note_sentences
from stories.briefing.steps.load import load
from stories.models import Annotation, Article, SentenceNotes
from stories.scales import Lean, Side
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

TEXT = "The ferry council of Port Ansel voted on Tuesday. Work is to begin in May, said Ines Tarrant."


def ones(texts: Sequence[str]) -> tuple[np.ndarray, list[np.ndarray]]:
    rows = np.full((len(texts), 384), 384**-0.5, np.float32)
    return rows, [rows[:1] for _text in texts]


def test_sources_hold_sentences_with_their_places_and_vectors() -> None:
    story = make.story(make.article(text=TEXT), make.article(text="Another text. With two sentences."))
    assert note_sentences(story.pk, NOW, read=ones) == 2
    first, second = load(story.pk)
    assert [sentence.text for sentence in second.sentences] == ["Another text.", "With two sentences."]
    assert all(TEXT[sentence.start : sentence.end] == sentence.text for sentence in first.sentences)
    vector = first.sentences[1].vector
    assert vector is not None
    assert float(vector @ vector) == pytest.approx(1, abs=0.01)
    assert first.independent_text != second.independent_text


def test_sentences_are_noted_once_and_anew_when_the_text_changed() -> None:
    article = make.article(text=TEXT)
    story = make.story(article, make.article())
    assert note_sentences(story.pk, NOW, read=ones) == 2
    assert note_sentences(story.pk, NOW, read=ones) == 0
    Article.objects.filter(pk=article.pk).update(text="All is different. Quite.")
    changed = next(source for source in load(story.pk) if source.article == article.pk)
    assert [(sentence.text, sentence.vector) for sentence in changed.sentences] == [
        ("All is different.", None),
        ("Quite.", None),
    ]
    assert note_sentences(story.pk, NOW, read=ones) == 1
    assert SentenceNotes.objects.get(article=article).spans == [[0, 17], [18, 24]]


def test_a_language_that_the_encoder_cannot_read_has_sentences_without_vectors() -> None:
    story = make.story(make.article(text="부두를 고친다. 5월에 시작한다.", language="ko"), make.article(language="ko"))
    note_sentences(story.pk, NOW, read=ones)
    assert [sentence.vector for source in load(story.pk) for sentence in source.sentences] == [None] * 4


def test_lines_that_an_outlet_repeats_are_no_sentences() -> None:
    article = make.article(text=f"Follow us everywhere!\n{TEXT}")
    Annotation.objects.create(article=article, left_out=["Follow us everywhere!"], version="test")
    story = make.story(article, make.article())
    assert load(story.pk)[0].sentences[0].text.startswith("The ferry council")


def test_articles_that_were_taken_down_are_no_sources() -> None:
    gone = make.article(removed_at=NOW)
    kept = make.article()
    assert [source.article for source in load(make.story(gone, kept).pk)] == [kept.pk]


def test_copies_of_an_agency_are_one_text_and_names_and_sides_come_along() -> None:
    copies = [make.article(make.outlet(lean=Lean.LEFT)), make.article()]
    for article in copies:
        Annotation.objects.create(
            article=article, origin_kind="wire", origin_name="Wire", entities=[["Ines Tarrant", 2]], version="test"
        )
    sources = load(make.story(*copies).pk)
    assert {source.independent_text for source in sources} == {0}
    assert sources[0].names == (("Ines Tarrant", 2),)
    assert {source.side for source in sources} <= {Side.LEFT, Side.UNRATED}
