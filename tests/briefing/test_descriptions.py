"""What an encyclopedia says of a name is kept where it surely means that name; countries are told apart from names."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.briefing.countries import region_of
from stories.briefing.encyclopedia import described, source_and_licence, summary_address, whole_sentences
from stories.briefing.steps.describe import describe_due
from stories.models import Entity, EntityDescription, Mention
from stories.net.answers import Fetched, FetchError
from tests import make
from tests.make import NOW

HOST = "en.encyclopedia.example"
FERRY = "Ada Brandt (born 1971) is a pilot from Ostermoor. She has been its mayor since 2027."


def answer(title: str = "Ada Brandt", extract: str = FERRY, **more: Any) -> bytes:
    page = {"desktop": {"page": "https://en.encyclopedia.example/wiki/Ada_Brandt"}}
    return json.dumps(
        {
            "type": "standard",
            "title": title,
            "extract": extract,
            "timestamp": "2031-02-03T04:05:06Z",
            "content_urls": page,
        }
        | more
    ).encode()


def test_a_page_of_that_name_is_quoted_with_its_address_and_date() -> None:
    found = described("Ada Brandt", answer(), HOST)
    assert found
    assert (found.text, found.changed) == (FERRY, datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC))
    assert found.address == "https://en.encyclopedia.example/wiki/Ada_Brandt"


@pytest.mark.parametrize(
    "body",
    [
        answer(type="disambiguation"),
        answer("Adam Brandt"),
        answer("Ada Brandt (ship)"),
        answer(extract="x" * 400),
        answer(extract=""),
        b"<html>",
        b"[" * 100_000,
        b"[]",
        json.dumps({"type": "standard", "title": 3, "extract": None}).encode(),
    ],
)
def test_another_page_or_none_describes_nobody(body: bytes) -> None:
    assert described("Ada Brandt", body, HOST) is None


@pytest.mark.parametrize("page", ["javascript:alert(1)", "https://elsewhere.example/x", "https://[", 3])
def test_an_address_that_is_no_page_of_the_encyclopedia_is_left_out(page: object) -> None:
    found = described("Ada Brandt", answer(content_urls={"desktop": {"page": page}}), HOST)
    assert found
    assert found.address == ""


@given(st.text(max_size=400), st.integers(1, 400))
def test_a_description_is_cut_at_a_sentences_end(text: str, most: int) -> None:
    cut = whole_sentences(text, most)
    assert len(cut) <= most
    assert text.lstrip().startswith(cut) or not cut


def test_a_name_is_put_into_the_address_and_nothing_of_it_leads_elsewhere() -> None:
    template = "https://{language}.encyclopedia.example/{title}"
    assert summary_address(template, "en", "A/../b?c#d") == "https://en.encyclopedia.example/A%2F..%2Fb%3Fc%23d"


def test_countries_are_known_in_several_languages_and_what_is_disputed_is_not_told() -> None:
    assert region_of("south korea") == region_of("대한민국") == "030"
    assert region_of("georgia") == "145"
    assert region_of("kosovo") == region_of("ostermoor") == ""


@pytest.fixture
def named() -> Entity:
    entity = Entity.objects.create(key="ada brandt", name="Ada Brandt")
    for _ in range(2):
        article = make.article(text="It rained. Ada Brandt, the mayor of Ostermoor, left.")
        make.story(article)
        Mention.objects.create(article=article, entity=entity)
    return entity


class Answers:
    def __init__(self, *replies: Fetched | FetchError) -> None:
        self.replies, self.asked = list(replies), []

    def __call__(self, address: str, **_more: Any) -> Fetched:
        self.asked.append(address)
        reply = self.replies.pop(0)
        if isinstance(reply, FetchError):
            raise reply
        return reply


@pytest.mark.django_db
def test_a_name_of_two_stories_is_described_once_a_month(named: Entity, settings) -> None:
    settings.ENCYCLOPEDIA_URL = "https://{language}.encyclopedia.example/{title}"
    fetch = Answers(Fetched(200, "", body=answer()), Fetched(404, ""))
    now = named.mentions.first().article.membership.story.last_at + timedelta(days=1)
    assert describe_due(now, fetch=fetch) == 1
    assert describe_due(now, fetch=fetch) == 0
    row = EntityDescription.objects.get()
    assert (row.text, row.source, row.licence) == (FERRY, HOST, "")
    assert fetch.asked == ["https://en.encyclopedia.example/Ada_Brandt"]


@pytest.mark.django_db
def test_a_namesake_is_not_told_of(named: Entity, settings) -> None:
    settings.ENCYCLOPEDIA_URL = "https://{language}.encyclopedia.example/{title}"
    now = named.mentions.first().article.membership.story.last_at
    singer = "Ada Brandt is a singer who pleaded guilty to assault."
    describe_due(now, fetch=Answers(Fetched(200, "", body=answer(extract=singer))))
    assert EntityDescription.objects.get().text == ""


def test_a_known_encyclopedias_licence_is_named() -> None:
    assert source_and_licence("ko.wikipedia.org") == ("Wikipedia", "CC BY-SA 4.0")


@pytest.mark.django_db
def test_what_is_not_there_is_not_asked_for_again_and_trouble_is(named: Entity, settings) -> None:
    settings.ENCYCLOPEDIA_URL = "https://{language}.encyclopedia.example/{title}"
    now = named.mentions.first().article.membership.story.last_at
    describe_due(now, fetch=Answers(FetchError("timeout")))
    assert not EntityDescription.objects.exists()
    describe_due(now, fetch=Answers(Fetched(404, "")))
    assert EntityDescription.objects.get().text == ""


@pytest.mark.django_db
def test_without_the_setting_nobody_is_asked(named: Entity) -> None:
    fetch = Answers()
    assert describe_due(NOW, fetch=fetch) == 0
    assert fetch.asked == []
