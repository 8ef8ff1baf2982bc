"""Go deeper on a story's page: questions that open to their answers, without JavaScript."""

import pytest

from stories.models import Article, Briefing, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def asked(story: Story, article: int) -> None:
    answer = "Work is to begin in May."
    each = {"question": "When will the work begin?", "text": answer, "citations": [[article, 0, 24]]}
    Briefing.objects.create(
        story=story,
        block="questions",
        content={"questions": [each]},
        method="extractive",
        version="extractive-1",
        article_ids=[article],
        language="en",
        made_at=make.NOW,
    )


def test_a_question_opens_to_its_answer_with_outlet_and_link() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    article = Article.objects.filter(membership__story=story).order_by("pk")[0]
    asked(story, article.pk)
    shown = one(page(story.get_absolute_url()), ".deeper__question")
    assert shown.tag == "details"
    assert words(one(shown, "summary")) == "When will the work begin?"
    assert words(one(shown, "blockquote")) == "Work is to begin in May."
    assert article.outlet.name in words(one(shown, "figcaption"))
    assert article.canonical_address in [link.get("href") for link in shown.cssselect("a")]


def test_without_questions_or_their_articles_there_is_no_empty_heading() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    assert not page(story.get_absolute_url()).cssselect(".deeper")
    asked(story, 999_999)
    assert not page(story.get_absolute_url()).cssselect(".deeper")
