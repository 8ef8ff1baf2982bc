"""A story's briefing by what a reader sees of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.models import Article, Briefing, Story
from stories.scales import Lean
from stories.web.stamps import stamp_of
from tests import make
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def told(story: Story, block: str = "summary", **of_sentence: Any) -> Briefing:
    """A block that quotes the first words of every article."""
    articles = Article.objects.filter(membership__story=story).order_by("pk")
    sentences = [
        {"text": row.text.split(". ")[0] + ".", "citations": [[row.pk, 0, 40]], **of_sentence} for row in articles
    ]
    return Briefing.objects.create(
        story=story,
        block=block,
        content={"sentences": sentences},
        method="extractive",
        version="extractive-1",
        article_ids=[row.pk for row in articles],
        language="en",
        made_at=make.NOW,
    )


def test_every_sentence_names_its_outlet_and_links_to_its_article() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story)
    tree = page(story.get_absolute_url())
    shown = tree.cssselect(".summary li")
    assert len(shown) == 2
    for item, article in zip(shown, Article.objects.filter(membership__story=story).order_by("pk"), strict=True):
        assert words(one(item, "blockquote")) == article.text.split(". ")[0] + "."
        assert words(item.cssselect("figcaption a")[0]) == article.outlet.name
        link = one(item, ".cited a")
        assert link.get("href") == article.canonical_address
        assert article.outlet.name in (link.get("title") or "")
    made = words(one(tree, ".summary .made"))
    assert "from 2 articles" in made
    assert "extractive-1" in made


def test_until_there_is_a_summary_an_opening_is_quoted() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    assert page(story.get_absolute_url()).cssselect(".lead")
    told(story)
    tree = page(story.get_absolute_url())
    assert tree.cssselect(".summary")
    assert not tree.cssselect(".lead")


def test_a_sentence_whose_article_was_taken_down_is_not_shown() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story)
    Article.objects.filter(pk=story.memberships.order_by("article_id")[0].article_id).update(removed_at=make.NOW)
    assert len(page(story.get_absolute_url()).cssselect(".summary li")) == 1
    Briefing.objects.update(content={"sentences": []})
    assert not page(story.get_absolute_url()).cssselect(".summary")


def test_the_words_of_an_article_taken_down_are_not_shown_as_anothers() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    row = told(story)
    first, second = row.article_ids
    both = {"text": "Only the first has these words.", "citations": [[first, 0, 9], [second, 0, 9]]}
    Briefing.objects.update(content={"sentences": [both]})
    assert "Only the first" in words(one(page(story.get_absolute_url()), ".summary"))
    Article.objects.filter(pk=first).update(removed_at=make.NOW)
    assert "Only the first" not in words(page(story.get_absolute_url()))


def test_a_models_sentence_goes_with_any_article_that_it_was_made_from() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    row = told(story)
    first, second = row.article_ids
    both = {"text": "Written of both.", "citations": [[first, 0, 9], [second, 0, 9]]}
    Briefing.objects.update(content={"sentences": [both]}, method="a-model")
    assert "Written of both." in words(page(story.get_absolute_url()))
    Article.objects.filter(pk=second).update(removed_at=make.NOW)
    assert "Written of both." not in words(page(story.get_absolute_url()))


def test_a_block_of_another_shape_is_left_out_and_the_page_stays() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story)
    Briefing.objects.create(**_row(story, "tone", {}))
    Briefing.objects.create(**_row(story, "papers", {"outlets": [{"name": "Orrin Post"}]}))
    tree = page(story.get_absolute_url())
    assert tree.cssselect(".summary")
    assert not tree.cssselect(".tone, .papers")


def test_a_story_in_another_language_says_that_it_has_no_daily_index() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story)
    said = "No Daily Index here: it is told of articles in English alone."
    assert said not in words(page(story.get_absolute_url()))
    other = story_of(Lean.LEFT, Lean.RIGHT)
    told(other)
    Story.objects.filter(pk=other.pk).update(language="ja")
    assert said in words(page(other.get_absolute_url()))


def _row(story: Story, block: str, content: dict[str, Any]) -> dict[str, Any]:
    known = {"method": "extractive", "version": "extractive-0", "article_ids": [], "language": "en"}
    return known | {"story": story, "block": block, "content": content, "made_at": make.NOW}


def test_what_has_happened_names_its_parts() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story, "happened", part="event")
    tree = page(story.get_absolute_url())
    assert words(one(tree, ".happened h2")) == "What has happened"
    assert {words(part) for part in tree.cssselect(".happened h3")} == {"The event"}
    Briefing.objects.all().delete()
    told(story, "happened", part="more")
    assert {words(part) for part in page(story.get_absolute_url()).cssselect(".happened h3")} == {"What else is told"}


def test_an_article_has_one_number_on_the_page() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story)
    told(story, "happened", part="event")
    numbers: dict[str | None, set[str]] = {}
    for link in page(story.get_absolute_url()).cssselect(".cited a"):
        numbers.setdefault(link.get("href"), set()).add(words(link))
    assert sorted(map(sorted, numbers.values())) == [["1"], ["2"]]


def test_a_briefing_asks_no_further_question() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    with CaptureQueriesContext(
        connection,
    ) as before:
        page(story.get_absolute_url())
    told(story)
    told(story, "happened", part="event")
    with CaptureQueriesContext(connection) as after:
        page(story.get_absolute_url())
    assert len(after) <= len(before)


def test_a_kept_page_is_made_anew_when_the_briefing_is() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    before = stamp_of(story.pk)
    row = told(story)
    made = stamp_of(story.pk)
    Briefing.objects.filter(pk=row.pk).update(made_at=make.NOW + timedelta(hours=1))
    assert len({before, made, stamp_of(story.pk)}) == 3


def test_a_long_summary_shows_three_sentences_and_opens_to_the_others() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, Lean.CENTER, Lean.LEFT, Lean.RIGHT)
    told(story)
    tree = page(story.get_absolute_url())
    rest = one(tree, ".summary .quotations__rest")
    assert len(tree.cssselect(".summary li")) == 5
    assert len(rest.cssselect("li")) == 2
    assert words(one(rest, "summary")) == "2 more sentences"
    assert rest.get("open") is None


def test_a_short_summary_has_nothing_to_open() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, Lean.CENTER)
    told(story)
    assert not page(story.get_absolute_url()).cssselect(".quotations__rest")
