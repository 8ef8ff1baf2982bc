"""The page cache: what it may answer, what it must never keep, and how it behaves in a rush and without its store."""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from stories.models import Story
from stories.scales import Lean
from stories.web.caching import PARAMETERS, PageCacheMiddleware
from stories.web.page_store import FRESH_S
from tests import make
from tests.web.rows import story_of

pytestmark = pytest.mark.usefixtures("kept")
PAGE = "/stories/7/"


class Room:
    """A page that counts how often it is made and remembers what it was asked."""

    def __init__(self, body: str = "page", seconds: float = 0.0, headers: dict[str, str] | None = None) -> None:
        self.body, self.seconds, self.headers = body, seconds, headers or {}
        self.asked: list[HttpRequest] = []
        self.until: Callable[[], object] = lambda: time.sleep(self.seconds)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked.append(request)
        self.until()
        return HttpResponse(f"{self.body} {len(self.asked)}", headers=self.headers)


def ask(room: Room, address: str = PAGE, **headers: str) -> HttpResponse:
    return PageCacheMiddleware(room)(RequestFactory().get(address, headers=headers))  # type: ignore[return-value]


def test_a_page_is_made_once() -> None:
    room = Room()
    assert [ask(room).content for _ in range(3)] == [b"page 1"] * 3


def test_a_page_is_made_anew_after_a_minute() -> None:
    room = Room()
    with time_machine.travel(make.NOW, tick=False) as clock:
        ask(room)
        clock.shift(FRESH_S - 1)
        assert ask(room).content == b"page 1"
        clock.shift(2)
        assert ask(room).content == b"page 2"


def test_two_hundred_clients_on_an_expired_page_cause_one_render_and_get_the_old_page_meanwhile() -> None:
    with time_machine.travel(make.NOW, tick=False) as clock:
        room = Room()
        ask(room)
        clock.shift(FRESH_S + 1)
        barrier, most_answered = threading.Barrier(200), threading.Semaphore(0)
        room.until = lambda: all(most_answered.acquire(timeout=10) for _ in range(101))  # however busy the machine is

        def client(_: int) -> bytes:
            barrier.wait()
            answer = ask(room).content
            most_answered.release()
            return answer

        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(client, range(200)))
    assert len(room.asked) == 2  # the first one, and one in the rush
    assert set(answers) == {b"page 1", b"page 2"}
    assert answers.count(b"page 1") > 100


def test_clients_on_a_page_that_nobody_has_yet_wait_for_the_one_who_makes_it() -> None:
    room = Room(seconds=0.3)
    barrier = threading.Barrier(40)

    def client(_: int) -> bytes:
        barrier.wait()
        return ask(room).content

    with ThreadPoolExecutor(40) as pool:
        assert set(pool.map(client, range(40))) == {b"page 1"}
    assert len(room.asked) == 1


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "unix:///nowhere/redis.sock"])
def test_without_its_store_every_page_is_made_anew(settings: object, address: str) -> None:
    settings.REDIS_URL = address  # type: ignore[attr-defined]
    room = Room()
    assert [ask(room).content for _ in range(2)] == [b"page 1", b"page 2"]


def test_a_reader_who_has_the_page_is_told_so() -> None:
    room = Room()
    first = ask(room)
    again = ask(room, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert ask(room, if_none_match=f'"other", {first["ETag"]}').status_code == 304
    assert ask(room, if_modified_since=first["Last-Modified"]).status_code == 200  # of which language?
    assert ask(room, if_none_match='"other"', if_modified_since=first["Last-Modified"]).status_code == 200
    assert len(room.asked) == 1


def test_a_page_that_reads_as_before_keeps_its_date() -> None:
    class Same(Room):
        def __call__(self, request: HttpRequest) -> HttpResponse:
            self.asked.append(request)
            return HttpResponse("the same")

    room = Same()
    with time_machine.travel(make.NOW, tick=False) as clock:
        first = ask(room)
        clock.shift(FRESH_S + 1)
        assert ask(room)["Last-Modified"] == first["Last-Modified"]
    assert len(room.asked) == 2


@pytest.mark.parametrize(
    "query",
    ["utm_source=mail", "side=&fbclid=1", "page=", "x=%0Aside=left", "PAGE=2", "side[]=left", "utm_a=1&utm_b=2"],
)
def test_unknown_parameters_make_no_page_of_their_own_and_reach_none(query: str) -> None:
    room = Room()
    ask(room, f"{PAGE}?{query}")
    assert ask(room).content == b"page 1"
    assert room.asked[0].META["QUERY_STRING"] == ""
    assert not room.asked[0].GET


def test_known_parameters_are_told_apart_in_any_order() -> None:
    room = Room()
    addresses = ["?side=left", "?side=right", "?side=left&page=2", "?page=2&utm_x=1&side=left", "?side=right&side=left"]
    assert [ask(room, PAGE + query).content[-1:] for query in addresses] == [b"1", b"2", b"3", b"3", b"1"]


def test_no_header_or_cookie_outside_the_key_reaches_a_kept_page() -> None:
    room = Room()
    ask(
        room,
        x_forwarded_scheme="http",
        x_forwarded_host="evil.example",
        x_forwarded_for="10.0.0.1",
        x_original_url="/evil",
        user_agent="<script>",
        referer="https://evil.example/",
        cookie="theme=<script>; csrftoken=abc",
        hx_current_url="https://evil.example/",
    )
    (seen,) = room.asked
    assert {name for name in seen.META if name.startswith("HTTP_")} <= {"HTTP_HOST"}
    assert not seen.COOKIES
    assert "evil" not in repr({k: v for k, v in seen.META.items() if isinstance(v, str)})
    assert ask(room).content == b"page 1"


def test_an_address_with_a_line_break_is_not_taken_for_another() -> None:
    room = Room()
    ask(room, "/outlets/harbour-post/")
    assert ask(room, "/outlets/harbour-post/%0A").content == b"page 2"
    assert ask(room, "/outlets/harbour-post/?side=left%0A").content == b"page 3"


def test_hosts_schemes_and_fragments_are_told_apart() -> None:
    room = Room()
    ask(room)
    assert ask(room, host="other.example").content == b"page 2"
    assert ask(room, hx_request="true").content == b"page 3"
    secure = PageCacheMiddleware(room)(RequestFactory().get(PAGE, secure=True))
    assert secure.content == b"page 4"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "headers", [{"cookie": "sessionid=abc"}, {"authorization": "Bearer x"}, {"cookie": "a=b; messages=hello"}]
)
def test_a_reader_with_a_name_neither_gets_a_kept_page_nor_leaves_one(headers: dict[str, str]) -> None:
    room = Room()
    ask(room)
    own = ask(room, **headers)
    assert own.content == b"page 2"
    assert own["Cache-Control"] == "private, no-cache"
    assert ask(room).content == b"page 1"


@pytest.mark.parametrize(
    "headers",
    [
        {"Vary": "Cookie"},
        {"Vary": "User-Agent"},
        {"Vary": "*"},
        {"Cache-Control": "private"},
        {"Cache-Control": "no-store"},
    ],
)
def test_an_answer_that_says_it_is_for_one_reader_is_not_kept(headers: dict[str, str]) -> None:
    room = Room(headers=headers)
    assert [ask(room).content for _ in range(2)] == [b"page 1", b"page 2"]


def test_an_answer_with_a_cookie_or_an_error_is_not_kept() -> None:
    class Cookie(Room):
        def __call__(self, request: HttpRequest) -> HttpResponse:
            answer = super().__call__(request)
            answer.set_cookie("csrftoken", "secret")
            return answer

    class Missing(Room):
        def __call__(self, request: HttpRequest) -> HttpResponse:
            super().__call__(request)
            return HttpResponse("nothing here", status=404)

    for room in (Cookie(), Missing()):
        ask(room)
        ask(room)
        assert len(room.asked) == 2


@pytest.mark.parametrize("address", ["/search/?q=ferry", "/admin/login/", "/stories/7/x.css", "/nowhere/"])
def test_other_addresses_are_not_kept(address: str) -> None:
    room = Room()
    assert [ask(room, address).content for _ in range(2)] == [b"page 1", b"page 2"]


def test_endless_new_addresses_stop_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stories.web.page_store.MOST_NEW_PAGES", 5)
    room = Room()
    for number in range(8):
        ask(room, f"{PAGE}?page={number}")
    before = len(room.asked)
    ask(room, f"{PAGE}?page=0")
    ask(room, f"{PAGE}?page=7")
    assert len(room.asked) == before + 1


def test_every_parameter_that_a_kept_page_reads_is_known() -> None:
    pages = Path(__file__).resolve().parents[2] / "stories" / "web"
    never_kept = {"ask.py", "ask_written.py", "search.py", "diet.py", "picture_proxy.py", "syndication.py"}
    never_kept |= {"subscribe.py", "subscription_settings.py"}
    texts = [path.read_text() for path in pages.glob("*.py") if path.name not in never_kept]
    read = {name for text in texts for name in re.findall(r"""GET(?:\.get|\.getlist)?[(\[]["'](\w+)""", text)}
    assert read <= PARAMETERS


@pytest.mark.django_db
def test_a_kept_story_asks_the_database_nothing_and_has_all_security_headers() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    first = Client().get(f"/stories/{story.pk}/")
    with CaptureQueriesContext(connection) as captured:
        again = Client().get(f"/stories/{story.pk}/?utm_source=mail")
    assert not captured.captured_queries
    assert again.content == first.content
    assert not first.cookies
    assert not again.cookies
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "ETag"):
        assert again[name] == first[name]


@pytest.mark.django_db
def test_a_signed_in_reader_leaves_nothing_for_the_next() -> None:
    story = story_of(Lean.LEFT)
    editor = make.user("ada-lovelace", staff=True)
    signed_in = Client()
    signed_in.force_login(editor)
    address = f"/stories/{story.pk}/"
    own = signed_in.get(address)
    kept = Client().get(address)
    assert "private" in own["Cache-Control"]
    assert "ETag" not in signed_in.get(address)
    for secret in (b"ada-lovelace", b"csrfmiddlewaretoken", b"sessionid"):
        assert secret not in kept.content
    assert not kept.cookies
    assert "cookie" in kept["Vary"].lower()  # for the chosen language; nothing else of a cookie gets in


@pytest.mark.django_db
def test_a_head_request_is_answered_from_what_is_kept() -> None:
    story: Story = story_of(Lean.LEFT)
    address = f"/stories/{story.pk}/"
    length = Client().get(address)["Content-Length"]
    with CaptureQueriesContext(connection) as captured:
        answer = Client().head(address)
    assert (answer.content, answer["Content-Length"], len(captured)) == (b"", length, 0)
