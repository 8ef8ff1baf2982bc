"""New coverage on an open page: what the page asks for every minute, and what it is told."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from stories.models import Story, StoryState
from stories.scales import Lean
from stories.web.arrivals import EPOCH, since, state
from stories.web.page_store import SURELY_FRESH_S, store
from tests import make
from tests.web.arriving import joins, settled
from tests.web.reading import body, one, page, words
from tests.web.rows import story_of, story_of_size

pytestmark = pytest.mark.django_db


def poll(story: Story) -> str:
    """The address that a page of the story, opened now, asks every minute."""
    return one(page(story.get_absolute_url()), "#updated").get("hx-get")


def notice(address: str) -> str:
    return words(one(page(address), "#arrivals"))


def test_a_page_that_shows_everything_has_an_empty_notice_in_its_place() -> None:
    story = settled(story_of(Lean.LEFT))
    assert notice(story.get_absolute_url()) == ""
    assert notice(poll(story)) == ""


def test_the_address_that_a_page_asks_answers_with_the_page_s_own_bytes() -> None:
    story = settled(story_of(Lean.LEFT))
    assert body(poll(story)) in body(story.get_absolute_url())


def test_an_open_page_is_told_how_many_articles_have_come() -> None:
    story = settled(story_of(Lean.LEFT))
    asked = poll(story)
    joins(story, minutes=1)
    assert notice(asked) == "1 new article: show it"
    joins(story, minutes=2)
    assert notice(asked) == "2 new articles: show them"
    assert one(page(asked), "#updated").get("hx-get") == asked  # goes on counting from what the reader has


def test_an_open_page_of_a_story_that_was_merged_is_told_where_it_went() -> None:
    story, into = settled(story_of(Lean.LEFT)), story_of(Lean.RIGHT)
    asked = poll(story)
    Story.objects.filter(pk=story.pk).update(state=StoryState.MERGED, merged_into=into)
    assert notice(asked) == "This story is now part of another one: go there"
    assert one(page(asked), "#arrivals a").get("href") == into.get_absolute_url()
    assert one(page(asked), "#updated").get("hx-get") is None


def test_a_page_opened_afterwards_is_told_nothing() -> None:
    story = settled(story_of(Lean.LEFT))
    joins(story, minutes=1)
    assert notice(poll(story)) == ""


def test_the_notice_is_a_link_to_the_page_that_shows_the_articles() -> None:
    story = settled(story_of(Lean.LEFT))
    asked = poll(story)
    new = joins(story, minutes=1)
    (link,) = page(asked).cssselect("#arrivals a")
    assert link.get("href") == link.get("hx-get") == story.get_absolute_url()
    shown = page(link.get("href"))
    assert new.title in words(one(shown, "#sources"))
    assert shown.cssselect(f"{link.get('hx-select')} #arrivals")


def test_an_article_that_was_taken_down_is_not_announced() -> None:
    story = settled(story_of(Lean.LEFT))
    asked = poll(story)
    new = joins(story, minutes=1)
    new.removed_at = make.NOW
    new.save()
    assert notice(asked) == ""


def test_an_article_of_another_story_is_not_announced() -> None:
    story, other = settled(story_of(Lean.LEFT)), settled(story_of(Lean.RIGHT))
    asked = poll(story)
    joins(other, minutes=1)
    assert notice(asked) == ""


def test_a_closed_story_is_not_asked_again() -> None:
    story = settled(story_of(Lean.LEFT))
    asked = poll(story)
    Story.objects.filter(pk=story.pk).update(state=StoryState.CLOSED)
    assert one(page(asked), "#updated").get("hx-get") is None


@pytest.mark.parametrize("text", ["", "x", "-1", "1e3", "9" * 17, "9" * 400, "٣", "%00", "1.5", "9999999999999999"])
def test_a_state_that_the_story_never_had_is_its_present_one(text: str) -> None:
    story = settled(story_of(Lean.LEFT))
    joins(story, minutes=1)
    address = f"/stories/{story.pk}/updated/"
    assert body(f"{address}?since={text}") == body(address)


def test_the_page_asks_with_at_most_two_questions_however_much_has_come() -> None:
    story = settled(story_of_size(60))
    asked = poll(story)
    for minutes in range(1, 6):
        joins(story, minutes=minutes)
    with CaptureQueriesContext(connection) as captured:
        assert notice(asked) == "5 new articles: show them"
    assert len(captured) <= 2
    fresh = poll(story)
    with CaptureQueriesContext(connection) as captured:
        assert notice(fresh) == ""
    assert len(captured) == 1


def test_kept_pages_tell_of_new_articles_within_seconds_of_their_placing(settings: Any) -> None:
    settings.PAGE_CACHE = True
    kept = store(settings.REDIS_URL)
    kept.forget()
    story = settled(story_of(Lean.LEFT))
    with time_machine.travel(make.NOW, tick=False) as clock:
        asked = poll(story)
        assert notice(asked) == ""
        joins(story, minutes=1)
        cache.set(settings.DATA_VERSION_KEY, time.perf_counter_ns())  # as every task does that changes pages
        clock.shift(SURELY_FRESH_S + 1)
        assert notice(asked) == "1 new article: show it"
        assert poll(story) != asked
    kept.forget()


@given(st.timedeltas(timedelta(0), timedelta(days=80_000)))
def test_a_state_comes_back_from_its_address_as_it_was(age: timedelta) -> None:
    at = EPOCH + age
    assert since(state(at), Story(changed_at=at)) == at
    assert since(state(at), Story(changed_at=at + timedelta(days=1))) == at


@given(st.text())
def test_whatever_an_address_says_no_state_is_later_than_the_story_s(text: str) -> None:
    assert since(text, Story(changed_at=make.NOW)) <= make.NOW
