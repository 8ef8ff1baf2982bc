"""A language model's answer above the passages: asked for, checked, and never instead of them."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html

from stories.models import ModelUse, Story
from tests import make
from tests.briefing.scripted_model import Reply, answers, running, says, sentences
from tests.web.reading import one, page, words

pytestmark = pytest.mark.django_db
FERRY = "The ferry Grey Heron ran aground near Port Vail on May 3. It carried 214 passengers and a crew of nine."
QUESTION = "How many passengers did the ferry carry?"


@pytest.fixture(autouse=True)
def uncounted(settings) -> None:
    cache.clear()
    settings.ASK_BY_MEANING = False


@pytest.fixture
def story() -> Story:
    return make.story(
        make.article(make.outlet("Harbour Post"), "Ferry runs aground", text=FERRY, language="en"),
        title="Ferry aground",
    )


@pytest.fixture
def configured(settings) -> Callable[[str], None]:
    def at(address: str) -> None:
        settings.MODEL_URL, settings.MODEL_NAME = address, "tiny"

    return at


def asked(story: Story, **more: str) -> str:
    return f"/stories/{story.pk}/ask/?{urlencode({'q': QUESTION, **more})}"


def written(story: Story, **headers: str) -> html.HtmlElement:
    """The page that a reader gets by the link on a page of ours."""
    response = Client(headers=headers or {"sec-fetch-site": "same-origin"}).get(asked(story, written="1"))
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def test_nothing_is_sent_until_a_reader_asks_for_it(story, configured) -> None:
    with running(says(sentences())) as model:
        configured(model.address)
        link = one(page(asked(story)), "#ask-answer a.button")
        assert model.asked == []
    assert link.get("href") == asked(story, written="1")
    assert link.get("hx-get", "").startswith(f"/stories/{story.pk}/ask/answer/?")


def test_an_answer_that_the_passages_bear_out_stands_above_them(story, configured) -> None:
    with running(says(sentences(("The ship had 214 passengers aboard.", [1])))) as model:
        configured(model.address)
        tree = written(story)
    assert "The ship had 214 passengers aboard." in words(one(tree, ".written"))
    assert one(tree, ".written .cited a").get("href") == "#passage-1"
    assert "214 passengers" in words(one(tree, "#passage-1 blockquote"))
    assert ModelUse.objects.get().calls == 1


@pytest.mark.parametrize(
    "reply",
    [
        says(sentences(("The Grey Heron had 900 passengers aboard.", [1]))),
        says(sentences()),
        says("There were 214."),
        says('{"sentences": [{"text": "It sank.", "cites": [' + "1" * 5000 + "]}]}"),
        says(r'{"sentences": [{"text": "The ship had 214 passengers \ud83d aboard.", "cites": [1]}]}'),
        says("\0 \ud83d", (10**30, 10**30)),
        answers(500),
    ],
)
def test_what_they_do_not_bear_out_is_not_shown_and_the_passages_are(story, configured, reply: Reply) -> None:
    with running(reply) as model:
        configured(model.address)
        tree = written(story)
    assert not tree.cssselect(".written")
    assert "gave no answer" in words(one(tree, "#ask-answer"))
    assert tree.cssselect("#passage-1 blockquote")


def test_a_client_may_ask_the_model_four_times_a_minute(story, configured) -> None:
    with running(says(sentences(("The ship had 214 passengers aboard.", [1])))) as model:
        configured(model.address)
        for _ in range(4):
            written(story)
        tree = written(story)
        assert len(model.asked) == 4
    assert "too many questions" in words(one(tree, "#ask-answer"))
    assert tree.cssselect("#passage-1 blockquote")


def test_without_a_model_there_is_no_such_link(story) -> None:
    tree = written(story)
    assert not tree.cssselect("#ask-answer a.button, .written")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "referer": "http://testserver/"},
        {"sec-fetch-site": "none"},
        {"referer": "http://elsewhere.example/stories/"},
        {"accept": "*/*"},
    ],
)
def test_a_link_or_picture_elsewhere_spends_no_call(story, configured, headers: dict[str, str]) -> None:
    with running(says(sentences(("The ship had 214 passengers aboard.", [1])))) as model:
        configured(model.address)
        tree = written(story, **headers)
        assert model.asked == []
    assert not tree.cssselect(".written")
    assert one(tree, "#ask-answer a.button").get("href") == asked(story, written="1")


def test_without_that_header_the_page_that_asks_tells_where_it_is(story, configured) -> None:
    with running(says(sentences(("The ship had 214 passengers aboard.", [1])))) as model:
        configured(model.address)
        assert written(story, referer="http://testserver/stories/1/").cssselect(".written")


def test_all_readers_have_a_quarter_of_the_days_calls(story, configured, settings) -> None:
    settings.MODEL_DAILY_CALLS = 8
    with running(says(sentences(("The ship had 214 passengers aboard.", [1])))) as model:
        configured(model.address)
        for _ in range(2):
            assert written(story).cssselect(".written")
        assert "as many questions" in words(one(written(story), "#ask-answer"))
        assert len(model.asked) == 2


def test_the_form_says_where_the_question_goes_where_a_model_is_set(story, configured, settings) -> None:
    assert "leave this machine" not in words(one(page(asked(story)), "#ask-how"))
    configured("https://models.example/v1")
    tree = page(asked(story))
    assert "leave this machine for models.example" in words(one(tree, "#ask-how"))
    assert "Sends your question to models.example." in words(one(tree, "#ask-answer"))


def test_of_passages_in_a_language_that_cannot_be_checked_no_text_is_offered(story, configured) -> None:
    story.memberships.get().article.__class__.objects.update(language="th")
    configured("https://models.example/v1")
    assert not page(asked(story)).cssselect("#ask-answer a.button")
