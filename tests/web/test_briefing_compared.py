"""What the papers say in a model's words, by what a reader sees of it."""

from typing import Any

import pytest

from stories.models import Article, Briefing, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def block(story: Story, name: str, content: dict[str, Any], method: str) -> None:
    articles = Article.objects.filter(membership__story=story)
    Briefing.objects.create(
        story=story,
        block=name,
        content=content,
        method=method,
        version="test",
        article_ids=[row.pk for row in articles],
        language="en",
        made_at=make.NOW,
    )


def compared(story: Story) -> list[Article]:
    articles = list(Article.objects.filter(membership__story=story).order_by("pk"))
    one, two, three = ([row.pk, 0, 20] for row in articles)
    told = [
        {"text": "Three wants boats.", "citations": [three], "outlet": articles[2].outlet_id},
        {"text": "On the left both fear for shops.", "citations": [one, two], "side": "left"},
        {"text": "One and Three agree on the vote.", "citations": [one, three]},
    ]
    block(story, "compared", {"sentences": told}, "tiny")
    block(story, "papers", {"agreed": [{"text": "A vote.", "citations": [one, three]}]}, "extractive")
    return articles


def test_each_sentence_stands_under_whose_it_is_and_the_outlets_own_words_follow() -> None:
    story = story_of(Lean.LEFT, Lean.LEFT, Lean.RIGHT)
    articles = compared(story)
    tree = page(story.get_absolute_url())
    voices = tree.cssselect(".compared__voice")
    assert [words(one(voice, "h3")) for voice in voices] == ["Several papers", "L Left", articles[2].outlet.name]
    assert [len(voice.cssselect(".cited a")) for voice in voices] == [2, 2, 1]
    assert "side-left" in (voices[1].get("class") or "")
    assert "the language model tiny" in words(one(tree, ".compared .made"))
    headings = [words(heading) for heading in tree.cssselect(".fold__heading")]
    assert headings[:2] == ["What the papers say", "What the papers say, in their own words"]


def test_a_sentence_about_a_paper_that_was_taken_down_is_gone() -> None:
    story = story_of(Lean.LEFT, Lean.LEFT, Lean.RIGHT)
    articles = compared(story)
    Article.objects.filter(pk=articles[0].pk).update(removed_at=make.NOW)
    shown = page(story.get_absolute_url()).cssselect(".compared .written span")
    assert ["Three wants boats." in words(sentence) for sentence in shown] == [True]


def test_without_a_model_there_is_one_block_of_the_name() -> None:
    story = story_of(Lean.LEFT, Lean.LEFT, Lean.RIGHT)
    compared(story)
    Briefing.objects.filter(block="compared").delete()
    headings = [words(heading) for heading in page(story.get_absolute_url()).cssselect(".fold__heading")]
    assert headings.count("What the papers say") == 1
