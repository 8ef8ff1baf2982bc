"""While articles come in, kept pages are made anew behind the answers: no reader waits for one."""

import time
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, override

from stories.web.caching import PageCacheMiddleware
from stories.web.page_store import FRESH_S, SURELY_FRESH_S, store
from tests import make


class Site:
    """The page cache around a page that says how often it was made, and in which language."""

    def __init__(self) -> None:
        self.made = 0
        self._cache = PageCacheMiddleware(self._page)

    def _page(self, _request: HttpRequest) -> HttpResponse:
        self.made += 1
        return HttpResponse(f"{self.made} {get_language()}")

    def ask(self, **headers: str) -> HttpResponse:
        return self._cache(RequestFactory().get("/sections/politics/", headers=headers))  # type: ignore[return-value]


def sent(answer: HttpResponse) -> None:
    """What a server does when the reader has the answer; a test's own connection stays open."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


@pytest.fixture
def site(settings: object) -> Iterator[Site]:
    settings.PAGE_CACHE = True  # type: ignore[attr-defined]
    own = store(settings.REDIS_URL)  # type: ignore[attr-defined]
    own.forget()
    yield Site()
    own.forget()


def change_data(settings: object) -> None:
    cache.set(settings.DATA_VERSION_KEY, time.perf_counter_ns())  # type: ignore[attr-defined]


def test_a_page_whose_data_changed_is_made_anew_when_its_reader_has_the_kept_one(site: Site, settings: object) -> None:
    with time_machine.travel(make.NOW, tick=False) as clock:
        site.ask()
        change_data(settings)
        sent(site.ask())
        assert site.made == 1  # not more often than every few seconds
        clock.shift(SURELY_FRESH_S)
        first, second = site.ask(), site.ask()
        assert [first.content, second.content, site.made] == [b"1 en", b"1 en", 1]
        sent(second)
        assert site.made == 1  # one reader's request makes it
        sent(first)
        sent(first)
        assert [site.ask().content, site.made] == [b"2 en", 2]


def test_a_reader_who_has_the_page_is_told_so_and_it_is_made_anew_behind_that(site: Site, settings: object) -> None:
    with time_machine.travel(make.NOW, tick=False) as clock:
        etag = site.ask()["ETag"]
        change_data(settings)
        clock.shift(SURELY_FRESH_S)
        answer = site.ask(if_none_match=etag)
        assert answer.status_code == 304
        sent(answer)
        assert site.ask(if_none_match=etag).content == b"2 en"


def test_a_page_older_than_a_minute_is_made_for_its_reader(site: Site, settings: object) -> None:
    with time_machine.travel(make.NOW, tick=False) as clock:
        site.ask()
        change_data(settings)
        clock.shift(FRESH_S)
        assert site.ask().content == b"2 en"


def test_a_page_made_behind_an_answer_is_in_the_language_of_its_reader(site: Site, settings: object) -> None:
    with time_machine.travel(make.NOW, tick=False) as clock:
        with override("ko"):
            site.ask()
            change_data(settings)
            clock.shift(SURELY_FRESH_S)
            answer = site.ask()
        sent(answer)
        with override("ko"):
            assert site.ask().content == b"2 ko"
