"""While articles of other stories come in, readers of a story wait for no question: it is asked behind an answer."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import OperationalError, close_old_connections, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from stories.models import Story
from stories.scales import Lean
from stories.web.page_store import FRESH_S, SURELY_FRESH_S, Entry, Found, PageStore, store
from stories.web.stamps import asked
from stories.web.watch import ALONG_S, DUE_S, MOST_STORIES, READ_S, Watch
from tests import make
from tests.web.reading import signed_in
from tests.web.rows import story_of

MOST_OF_OWN = 4  # the session, all of the reader's own, and two that note the reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


class Site:
    """A web process, whose answers are closed when the reader has them, as a server does."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def read(self, story: Story, page: str = "", **headers: str) -> tuple[str, int, int]:
        """What a reader gets, and how many questions were asked before they had it, and behind the answer."""
        with CaptureQueriesContext(connection) as captured:
            answer = self._handler.get_response(RequestFactory().get(f"/stories/{story.pk}/{page}", headers=headers))
            before = len(captured)
            assert isinstance(answer, HttpResponse)
            answer.close()
            return answer.content.decode(), before, len(captured) - before

    def text(self, story: Story, page: str = "", **headers: str) -> str:
        return self.read(story, page, **headers)[0]


@pytest.fixture
def site() -> Iterator[Site]:
    request_finished.disconnect(close_old_connections)  # a test's own connection stays open
    yield Site()
    request_finished.connect(close_old_connections)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(make.NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def news(settings: Any) -> Callable[[], None]:
    """Something changes somewhere, as it does each second while articles come in."""
    return lambda: cache.set(settings.DATA_VERSION_KEY, time.perf_counter_ns())


def rename(story: Story, title: str) -> None:
    """A change without a word, as by a writer that is killed right after its commit."""
    Story.objects.filter(pk=story.pk).update(title=title)


def test_readers_of_busy_stories_wait_for_no_question_and_one_behind_them_asks_for_all(
    site: Site, clock: Any, news: Callable[[], None]
) -> None:
    stories = [story_of(Lean.LEFT, Lean.RIGHT) for _ in range(5)]
    for story in stories:
        site.text(story)
    clock.shift(SURELY_FRESH_S)
    for story in stories:
        assert site.read(story)[1:] == (0, 0)
    seconds, waited, behind = 24, 0, 0
    for second in range(seconds):
        clock.shift(1)
        news()
        _, before, after = site.read(stories[second % 5])
        waited, behind = waited + before, behind + after
    assert waited == 1  # the first after a quiet time
    assert 0 < behind <= seconds / DUE_S + 1


def test_a_change_is_shown_within_seconds_however_it_was_made(site: Site, clock: Any, news: Callable[[], None]) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    for second in range(20):
        clock.shift(1)
        news()
        if second == 10:
            rename(story, "After")
        shown = site.text(story)
        assert ("After" in shown) or second < 10 + SURELY_FRESH_S
        assert ("Before" in shown) or second >= 10


def test_a_change_that_nobody_told_of_is_shown_after_a_minute_at_the_latest(site: Site, clock: Any) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    rename(story, "After")
    clock.shift(FRESH_S)
    assert "After" in site.text(story)


def test_what_a_reader_saw_of_a_story_on_one_page_is_on_its_other_pages(
    site: Site, clock: Any, news: Callable[[], None]
) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    clock.shift(SURELY_FRESH_S)
    news()
    site.text(story)  # a mark says: as it was
    rename(story, "After")
    news()
    assert "After" in site.text(story, accept_language="ko")
    assert "After" in site.text(story)


def test_a_killed_writer_s_change_is_shown_as_soon_as_anybody_saw_it(site: Site, clock: Any) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    clock.shift(SURELY_FRESH_S)
    rename(story, "After")
    assert "Before" in site.text(story)
    assert "After" in site.text(story, accept_language="ko")
    assert "After" in site.text(story)


def test_what_another_process_asked_serves_this_one(
    site: Site, clock: Any, news: Callable[[], None], settings: Any
) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    clock.shift(SURELY_FRESH_S)
    news()
    other = Watch(PageStore(settings.REDIS_URL))
    other.saw(story.pk, _busy(store(settings.REDIS_URL).read("any page", story.pk)), time.time())
    other.look(time.time())
    assert site.read(story)[1] == 0
    clock.shift(ALONG_S)
    rename(story, "After")
    other.look(time.time())
    assert "After" in site.text(story)


@pytest.mark.parametrize("skew_s", [-3600, -SURELY_FRESH_S, 3600])
def test_a_process_whose_clock_is_wrong_makes_nobody_s_page_old(
    site: Site, clock: Any, news: Callable[[], None], skew_s: int
) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    clock.shift(SURELY_FRESH_S)
    news()
    with time_machine.travel(time.time() + skew_s, tick=False):
        asked([story.pk])
    rename(story, "After")
    assert "After" in site.text(story)


def test_while_one_request_asks_the_others_get_the_page_there_is(
    site: Site, clock: Any, news: Callable[[], None], settings: Any
) -> None:
    story = story_of(Lean.LEFT)
    first = site.text(story)
    clock.shift(SURELY_FRESH_S)
    news()
    assert store(settings.REDIS_URL).begin_asking(alone_for=story.pk)
    assert site.read(story)[:2] == (first, 0)


def test_an_emptied_store_is_filled_again(site: Site, clock: Any, news: Callable[[], None], settings: Any) -> None:
    story = story_of(Lean.LEFT, title="Before")
    site.text(story)
    clock.shift(SURELY_FRESH_S)
    news()
    site.text(story)
    rename(story, "After")
    store(settings.REDIS_URL).forget()
    assert "After" in site.text(story)
    assert site.read(story)[1:] == (0, 0)


def test_a_database_that_is_away_is_no_reader_s_concern_behind_an_answer(
    clock: Any, settings: Any, caplog: pytest.LogCaptureFixture, news: Callable[[], None]
) -> None:
    story = story_of(Lean.LEFT)
    kept = store(settings.REDIS_URL)
    Client().get(f"/stories/{story.pk}/")
    clock.shift(SURELY_FRESH_S)
    news()
    watch = Watch(kept)
    found = kept.read("any page", story.pk)
    watch.saw(story.pk, _busy(found), time.time())

    def away(*_: object) -> None:
        raise OperationalError("the server is restarting")

    with connection.execute_wrapper(away):
        watch.look(time.time())
    assert "were not asked for" in caplog.text
    with CaptureQueriesContext(connection) as captured:
        watch.look(time.time())
    assert len(captured) == 1


def test_a_story_that_nobody_reads_any_more_is_not_asked_for(clock: Any, settings: Any) -> None:
    watch = Watch(store(settings.REDIS_URL))
    story = story_of(Lean.LEFT)
    watch.saw(story.pk, _busy(store(settings.REDIS_URL).read("any page")), time.time())
    clock.shift(READ_S)
    with CaptureQueriesContext(connection) as captured:
        watch.look(time.time())
    assert len(captured) == 0


def test_what_many_readers_read_is_forgotten_but_for_the_latest(clock: Any, settings: Any) -> None:
    kept = store(settings.REDIS_URL)
    watch, found = Watch(kept), kept.read("any page")
    stories = [story_of(Lean.LEFT) for _ in range(3)]
    for story_id in [*range(10_000, 10_000 + 3 * MOST_STORIES), *(story.pk for story in stories)]:
        clock.shift(0.001)
        watch.saw(story_id, found, time.time())
    watch.look(time.time())
    assert set(kept.marks([story.pk for story in stories])) == {story.pk for story in stories}


def test_a_reader_who_is_signed_in_waits_for_other_stories_as_little(clock: Any, news: Callable[[], None]) -> None:
    story = story_of(Lean.LEFT, title="Before")
    address, reader = f"/stories/{story.pk}/", signed_in("ada-lovelace")
    reader.get(address)
    clock.shift(SURELY_FRESH_S)
    news()
    with CaptureQueriesContext(connection) as captured:
        reader.get(address)
    assert ["md5(" in each["sql"] for each in captured].count(True) == 1
    assert len(captured) <= MOST_OF_OWN + 1
    clock.shift(ALONG_S)
    news()
    with CaptureQueriesContext(connection) as captured:
        assert "Before" in reader.get(address).content.decode()
    assert not any("md5(" in each["sql"] for each in captured)


def _busy(found: Found) -> Found:
    """What was found, as if a page of the story had been answered while data change."""
    return replace(found, entry=Entry("older", time.time() - 10, 0, "", (), b"", "stamp"), version="newer")
