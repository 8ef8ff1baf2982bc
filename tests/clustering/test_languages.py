"""Stories in five languages, ten each, told in three headlines: they form in their own language, and none is a blob.

The headlines are ours. Spanish, German and French need the built sentence model.
"""

import json
import os
from collections import Counter
from pathlib import Path

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
