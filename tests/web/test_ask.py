"""Asking by what a reader sees: passages with their sources, that the articles do not say, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from stories.annotate.steps.sentences import note_sentences
from stories.models import Article, Briefing, Story
from stories.web.caching import KEPT_PAGES
from tests import make
from tests.web.reading import all_words, body, one, page, words

pytestmark = pytest.mark.django_db
FERRY = "The ferry Grey Heron ran aground near Port Vail on May 3. It carried 214 passengers and a crew of nine."
TAX = "The council of Port Vail will vote on a pier tax in June. Mayor Tom Lark wants it."


@pytest.fixture(autouse=True)
def uncounted(settings: object) -> None:
    cache.clear()
    settings.ASK_BY_MEANING = False  # type: ignore[attr-defined] # by words alone: no model, the same answers


@pytest.fixture
def story() -> Story:
    post = make.article(make.outlet("Harbour Post"), "Ferry runs aground", text=FERRY)
    return make.story(post, make.article(make.outlet("Pier News"), "Council to vote", text=TAX), title="Ferry aground")


def at(path: str, question: str, **more: str) -> str:
    return f"{path}?{urlencode({'q': question, **more})}"


def asked(story: Story, question: str) -> str:
    return at(f"/stories/{story.pk}/ask/", question)


def test_a_passage_comes_with_its_outlet_its_date_and_a_link_to_the_article(story: Story) -> None:
    tree = page(asked(story, "How many passengers did the ferry carry?"))
    assert "214 passengers" in all_words(tree, "blockquote")[0]
    source = tree.cssselect(".ask__source")[0]
    assert "Harbour Post" in words(source)
    assert one(source, "time").get("datetime", "").startswith("2026-03-10")
    address = Article.objects.get(title="Ferry runs aground").address
    assert address in [link.get("href") for link in source.cssselect("a")]


def test_what_the_articles_do_not_say_is_said_with_what_was_read(story: Story) -> None:
    tree = page(asked(story, "Who owns the Grey Heron?"))
    assert not tree.cssselect("blockquote")
    text = words(one(tree, "#ask-answer"))
    assert "The articles do not say." in text
    assert "They may say it in other words" in text
    assert "2 articles of this story were read." in text


@pytest.mark.skipif(not (settings.DATA_DIR / "models").exists(), reason="no sentence model: run `make test`")
def test_what_comes_nearest_can_be_opened_and_is_no_answer(story: Story, settings: object) -> None:
    settings.ASK_BY_MEANING = True  # type: ignore[attr-defined]
    note_sentences(story.pk, make.NOW)
    tree = page(asked(story, "Why did the ferry Grey Heron hit the bottom?"))
    assert "The articles do not say." in words(one(tree, "#ask-answer"))
    near = one(tree, "details.ask__near")
    assert near.get("open") is None
    assert "They may not answer it." in words(near)
    assert "ran aground near Port Vail" in all_words(near, "blockquote")[0]
    assert words(near.cssselect(".ask__source a")[0]) == "Harbour Post"
    told = page(asked(story, "How many passengers did the ferry carry?"))
    assert not told.cssselect("details.ask__near")


def test_the_page_holds_the_answer_as_the_fragment_gives_it(story: Story) -> None:
    question = "How many passengers did the ferry carry?"
    part = body(at(f"/stories/{story.pk}/ask/answer/", question))
    assert part.strip()
    assert part in body(asked(story, question))


def test_the_storys_page_has_the_field_and_works_without_javascript(story: Story) -> None:
    form = one(page(f"/stories/{story.pk}/"), "form.ask__form")
    assert (form.get("action"), form.get("method", "get")) == (f"/stories/{story.pk}/ask/", "get")
    assert form.get("hx-get") == f"/stories/{story.pk}/ask/answer/"
    assert one(form, "label").get("for") == one(form, "input").get("id")


def test_days_are_asked_as_far_back_as_chosen(story: Story) -> None:
    Article.objects.filter(title="Council to vote").update(published_at=make.NOW - timedelta(days=5))
    question = "When will the council vote?"
    recent = page(at("/ask/", question, last="day"))
    assert "The articles do not say." in words(one(recent, "#ask-answer"))
    week = page(at("/ask/", question, last="week"))
    assert "June" in all_words(week, "blockquote")[0]
    assert f"/stories/{story.pk}/" in [link.get("href") for link in week.cssselect(".ask__source a")]
    assert one(week, "input[name=last][checked]").get("value") == "week"


def test_an_article_that_was_taken_down_answers_nothing(story: Story) -> None:
    Article.objects.filter(title="Council to vote").update(removed_at=make.NOW)
    for path in (f"/stories/{story.pk}/ask/", "/ask/"):
        assert not page(at(path, "When will the council vote?")).cssselect("blockquote")


def test_questions_that_the_articles_answer_are_offered(story: Story) -> None:
    content = {"questions": [{"question": "How many passengers did it carry?", "answer": "", "citations": []}]}
    Briefing.objects.create(story=story, block="questions", content=content, method="extractive", version="1")
    for path in (f"/stories/{story.pk}/ask/", "/ask/"):
        link = one(page(path), ".ask__presets a")
        assert words(link) == "How many passengers did it carry?"
        assert str(link.get("href")).startswith(
            f"/stories/{story.pk}/ask/?"
        )  # of days too: the question is of its story
        assert "214" in words(one(page(str(link.get("href"))), "#ask-answer"))
    assert words(one(page("/ask/"), ".ask__presets .quiet")) == "Ferry aground"


def test_a_question_without_a_word_to_look_for_is_told_so(story: Story) -> None:
    assert "no word in this" in words(one(page(asked(story, "Who? What?")), "[role=alert]"))


def test_a_question_over_its_length_is_refused_in_words(story: Story) -> None:
    tree = page(asked(story, "Who owns the ferry " * 20), 400)
    assert "up to 200 characters" in words(one(tree, "[role=alert]"))


def test_too_many_questions_of_one_client_are_put_off_in_words(story: Story) -> None:
    client = Client()
    answers = [client.get(asked(story, f"Who owns ferry {n}?")).status_code for n in range(16)]
    assert answers[-2:] == [200, 429]
    by_htmx = client.get(at(f"/stories/{story.pk}/ask/answer/", "Who?"), headers={"HX-Request": "true"})
    assert by_htmx.status_code == 200  # htmx shows no other
    assert "too many questions" in by_htmx.content.decode()
    assert client.get(f"/stories/{story.pk}/ask/").status_code == 200  # the form is always there


def test_answers_are_not_kept_nor_offered_to_search_engines(story: Story) -> None:
    response = Client().get(asked(story, "Who owns the ferry?"))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not {"ask", "ask-answer", "story-ask", "story-ask-answer"} & KEPT_PAGES


def test_a_question_is_in_no_log(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        for n in range(17):
            Client().get(asked(story, f"Who is Marjorie Quillfeather {n}?"))
        Client().get(asked(story, "Marjorie Quillfeather " * 30))
    assert "Too Many Requests" in caplog.text
    assert "Quillfeather" not in caplog.text


def test_a_story_that_is_not_there_is_not_asked() -> None:
    assert Client().get("/stories/999999/ask/?q=Who").status_code == 404


def test_markup_in_a_question_is_text(story: Story) -> None:
    text = body(asked(story, "<script>alert(1)</script> ferry?"))
    assert "<script>alert" not in text


def korean(story: Story) -> None:
    for row in Article.objects.all():
        row.title, row.language = "은빛호, 해림항 방파제와 충돌", "ko"
        row.text = f"은빛호가 3일 해림항에서 충돌했다. 배에는 승객 {200 + row.pk}명이 타고 있었다."
        row.save()


def test_a_question_in_the_articles_language_is_answered_in_it(story: Story) -> None:
    korean(story)
    for path in (f"/stories/{story.pk}/ask/", "/ask/"):
        tree = page(at(path, "배에는 승객이 몇 명 타고 있었나요?"))
        assert "명이 타고" in all_words(tree, "blockquote")[0]


def test_a_question_in_another_language_than_the_articles_is_told_which_to_ask_in(story: Story) -> None:
    told = words(one(page(asked(story, "승객은 몇 명이었나요?")), "[role=alert]"))
    assert "The articles of this story are in English" in told
    assert "Ask in English" in told
    korean(story)
    assert "Ask in Korean" in words(one(page(asked(story, "How many passengers did it carry?")), "[role=alert]"))


def test_a_language_that_cannot_be_asked_is_said_with_those_that_can(story: Story) -> None:
    for question in ("Кто владеет паромом?", "Chi è il proprietario della nave?", "船主是谁"):
        told = words(one(page(asked(story, question)), "[role=alert]"))
        assert "can't be answered here" in told
        assert "French, German, Japanese, Korean" in told


def test_articles_in_a_language_that_cannot_be_asked_are_named(story: Story) -> None:
    Article.objects.update(language="it")
    told = words(one(page(asked(story, "Who owns the ferry?")), "[role=alert]"))
    assert "are in Italian" in told
    assert "in these languages alone: English" in told


def test_articles_left_unread_since_they_are_in_another_language_are_said(story: Story) -> None:
    Article.objects.filter(title="Council to vote").update(language="de")
    text = words(one(page(asked(story, "How many passengers did the ferry carry?")), "#ask-answer"))
    assert "1 article of this story was read. Articles in other languages were not: German." in text


@pytest.mark.parametrize(
    "question", ["What happened?", "summary", "무슨 일이 있었나요?", "¿Qué pasó?", "Was ist passiert?"]
)
def test_who_asks_for_everything_is_told_where_that_stands(story: Story, question: str) -> None:
    told = words(one(page(asked(story, question)), "[role=alert]"))
    assert "What happened is told by the briefing" in told
    assert "What is new is told on the front page" in words(one(page(at("/ask/", question)), "[role=alert]"))


def test_questions_of_stories_in_the_pages_language_are_offered_first(story: Story) -> None:
    other = make.story(make.article(make.outlet("Gull"), "부두 요금"), title="부두 요금")
    for told, code, question in ((story, "en", "Who is Tom Lark?"), (other, "ko", "요금은 얼마인가요?")):
        Story.objects.filter(pk=told.pk).update(language=code)
        content = {"questions": [{"question": question, "answer": "", "citations": []}]}
        Briefing.objects.create(story=told, block="questions", content=content, method="extractive", version="1")
    for code, first in (("en", "Who is Tom Lark?"), ("ko", "요금은 얼마인가요?")):
        links = page(at("/ask/", "", lang=code)).cssselect(".ask__presets a")
        assert words(links[0]) == first
        assert links[0].get("lang") == code
