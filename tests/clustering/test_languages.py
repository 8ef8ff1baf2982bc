"""Stories in five languages, ten each, told in three headlines: they form in their own language, and none is a blob.

The headlines are ours. Spanish, German and French need the built sentence model.
"""

import json
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from stories.annotate import model as encoder
from stories.annotate.language import encodes
from stories.clustering import auditing, metrics
from stories.clustering.features import features_of
from stories.clustering.window import Window

STORIES = json.loads((Path(__file__).parent / "data" / "languages.json").read_text(encoding="utf-8"))
DATA = Path(os.environ.get("NEWSDESK_DATA") or Path(__file__).parents[2] / ".data")


def told(languages: list[str]) -> list[tuple[str, str, int]]:
    """(language, headline, story) in an order in which a story's headlines are far apart."""
    return [
        (language, story[turn], number)
        for turn in range(3)
        for language in languages
        for number, story in enumerate(STORIES[language])
    ]


def placed(languages: list[str]) -> tuple[list[str], list[object]]:
    """True and predicted stories of the headlines."""
    headlines = told(languages)
    known = [language for language in languages if encodes(language)]
    try:
        encode = encoder.encoder(DATA / "models").encode if known else None
    except encoder.ModelError as error:
        pytest.skip(str(error))
    window = Window()
    for place, (language, title, _) in enumerate(headlines):
        vector = encode([title])[0] if encode and encodes(language) else None
        article = features_of(place, outlet="o", language=language, published=None, title=title, text="", vector=vector)
        auditing.take(window, article, place)
    auditing.audit(window, list(window.stories()), (f"parted {number}" for number in range(1000)))
    return [f"{language} {number}" for language, _, number in headlines], [
        window.story_of(place) for place in range(len(headlines))
    ]


@pytest.mark.parametrize(("language", "floor"), [("ko", 0.95), ("ja", 0.97), ("es", 0.97), ("de", 0.97), ("fr", 0.97)])
def test_stories_form_in_each_language(language: str, floor: float) -> None:
    true, predicted = placed([language])
    found = metrics.bcubed(true, predicted)
    assert found.f1 >= floor
    assert max(Counter(predicted).values()) <= 6


def test_no_story_holds_two_languages() -> None:
    true, predicted = placed(list(STORIES))
    languages = {(story, label.split()[0]) for story, label in zip(predicted, true, strict=True)}
    assert len(languages) == len(set(predicted))


def two_headlines(language: str, alike: float) -> set[object]:
    """The stories of two headlines without a word in common, so alike in meaning."""
    window = Window()
    for place, (title, vector) in enumerate(
        [("Alba brenta", (1.0, 0.0)), ("Corso delmo", (alike, (1 - alike**2) ** 0.5))]
    ):
        known = features_of(
            place,
            outlet="o",
            language=language,
            published=None,
            title=title,
            text="",
            vector=np.array(vector, np.float32),
        )
        auditing.take(window, known, place)
    return {window.story_of(place) for place in range(2)}


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_what_any_two_texts_of_a_language_have_in_common_makes_them_no_event(language: str) -> None:
    # In these languages unlike texts are as alike as somewhat like ones are in English.
    assert len(two_headlines("en", 0.45)) == 1
    assert len(two_headlines(language, 0.45)) == 2
    assert len(two_headlines(language, 0.75)) == 1


def test_an_encoder_that_knows_all_languages_as_well_is_taken_at_its_word() -> None:
    window = Window(in_common=0.0)
    for place, vector in enumerate([(1.0, 0.0), (0.45, 0.893)]):
        known = features_of(
            place,
            outlet="o",
            language="fr",
            published=None,
            title=f"Alba{place} brenta{place}",
            text="",
            vector=np.array(vector, np.float32),
        )
        auditing.take(window, known, place)
    assert window.story_of(0) == window.story_of(1)
