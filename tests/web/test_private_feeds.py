"""Private feeds: at an address that is shown once, of which only a hash is kept, until it is ended."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree, html

from stories.models import PrivateFeed
from stories.scales import Lean
from stories.web.private_feeds import PER_HOUR
from tests.web.reading import signed_in, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any) -> None:
    """Counts of this test alone, which no real minute ends while the test's clock stands."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def made(client: Client, kind: str = "mine") -> list[str]:
    """The paths of a new feed, as Atom and as JSON."""
    answer = client.post("/me/feeds/make/", {"kind": kind, "on": "1"})
    fields = html.fromstring(answer.content.decode()).cssselect("input[readonly]")
    return [field.get("value").removeprefix("http://127.0.0.1:8000") for field in fields]


def test_my_feed_is_read_elsewhere_without_signing_in() -> None:
    story, reader = story_of(Lean.LEFT, title="Ferry council votes", section="politics"), signed_in()
    reader.post("/me/follow/", {"kind": "section", "key": "politics", "on": "1"})
    atom, json_feed = made(reader)
    titles = etree.fromstring(Client().get(atom).content).findall(".//{*}entry/{*}title")
    assert [title.text for title in titles] == [story.title]
    assert [item["title"] for item in json.loads(Client().get(json_feed).content)["items"]] == [story.title]
    reader.post("/me/hidden/", {"words": "ferry"})
    assert json.loads(Client().get(json_feed).content)["items"] == []


def test_the_address_is_shown_once_and_kept_nowhere() -> None:
    reader = signed_in()
    token = made(reader)[0].split("/")[3]
    row = PrivateFeed.objects.get()
    assert token not in {str(value) for value in vars(row).values()}
    assert token not in reader.get("/me/feeds/").content.decode()
    assert token not in Client().get(f"/feeds/private/{token}/").content.decode()


def test_a_feed_is_kept_and_listed_by_nobody_and_sends_no_referrer() -> None:
    for path in made(signed_in()):
        answer = Client().get(path)
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_an_ended_or_renewed_address_leads_nowhere() -> None:
    reader = signed_in()
    old = made(reader)
    new = made(reader)
    assert [Client().get(path).status_code for path in (*old, *new)] == [404, 404, 200, 200]
    reader.post("/me/feeds/make/", {"kind": "mine", "on": ""})
    assert [Client().get(path).status_code for path in new] == [404, 404]
    assert "Has no address" in words(html.fromstring(reader.get("/me/feeds/").content.decode()))


def test_nobody_ends_the_feed_of_another() -> None:
    paths = made(signed_in(), "blindspots")
    signed_in().post("/me/feeds/make/", {"kind": "blindspots", "on": ""})
    assert Client().get(paths[0]).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 500, "%00", "é" * 43])
def test_a_guess_finds_nothing(token: str) -> None:
    made(signed_in())
    assert Client().get(f"/feeds/private/{token}/").status_code == 404


def test_whoever_asks_without_end_is_told_to_wait() -> None:
    path = made(signed_in())[0]
    for _ in range(PER_HOUR):
        assert Client().get(path).status_code == 200
    answer = Client().get(path)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
