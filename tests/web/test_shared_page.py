"""A story's page is made once for everybody; a reader who is signed in gets it as fresh as others, and alone."""

import gzip
import re
from collections.abc import Sequence

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from stories.models import Story, StoryState
from stories.scales import Lean
from stories.web.page_store import FRESH_S, SURELY_FRESH_S
from stories.web.shared_page import OWN, shared_page
from tests import make
from tests.web.reading import signed_in
from tests.web.rows import story_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]
ADA = "ada-lovelace"
OWN_ROWS = re.compile("stories_(follow|savedstory|reader|reading)")
TOOLS = re.compile(r'<div class="own-tools">.*?</div>', re.DOTALL)


def story_queries(client: Client, address: str) -> int:
    """Questions about stories: the reader's session and what they follow and keep are asked for besides."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    sql = [query["sql"] for query in captured if not OWN_ROWS.search(query["sql"])]
    return sum("stories_story" in query or "stories_article" in query for query in sql)


def test_a_signed_in_reader_does_not_wait_for_what_another_has_read() -> None:
    address = f"/stories/{story_of(Lean.LEFT, Lean.RIGHT).pk}/"
    reader = signed_in(ADA)
    assert story_queries(Client(), address) > 0
    assert story_queries(reader, address) == 0
    assert story_queries(reader, f"{address}?side=left") > 0
    assert story_queries(reader, f"{address}?side=left") == 0


def test_a_signed_in_reader_gets_the_same_story() -> None:
    address = f"/stories/{story_of(Lean.LEFT, Lean.RIGHT, title='Ferry & <b>harbour</b>').pk}/"
    first = Client().get(address).content.decode()
    again = signed_in(ADA).get(address).content.decode()
    start, end = first.index('<div class="story__bar">'), first.index("</article>")
    before, after = TOOLS.split(first[start:end])
    assert before in again
    assert after in again
    assert first.partition("</title>")[0] == again.partition("</title>")[0]
    assert "Ferry &amp; &lt;b&gt;harbour&lt;/b&gt;" in again


def test_a_signed_in_reader_sees_a_change_as_soon_as_everybody(settings: object) -> None:
    story = story_of(Lean.LEFT, title="Before")
    address, reader = f"/stories/{story.pk}/", signed_in(ADA)
    with time_machine.travel(make.NOW, tick=False) as clock:
        assert "Before" in reader.get(address).content.decode()
        Story.objects.filter(pk=story.pk).update(title="After")
        assert "Before" in reader.get(address).content.decode()
        cache.set(settings.DATA_VERSION_KEY, 2)  # type: ignore[attr-defined]
        clock.shift(SURELY_FRESH_S)
        assert "After" in reader.get(address).content.decode()
        Story.objects.filter(pk=story.pk).update(title="Much later")
        clock.shift(FRESH_S)
        assert "Much later" in reader.get(address).content.decode()


def test_a_shared_page_keeps_nothing_of_the_reader_who_was_first() -> None:
    address = f"/stories/{story_of(Lean.LEFT).pk}/"
    signed_in(ADA).get(f"{address}?q=private-words", headers={"referer": "https://elsewhere.example/ada-lovelace"})
    for client in (Client(), signed_in("grace")):
        page = client.get(address).content.decode()
        assert "private-words" not in page
        assert "ada-lovelace" not in page


def test_stories_that_went_or_never_were_are_not_kept() -> None:
    reader, story, other = signed_in(ADA), story_of(Lean.LEFT), story_of(Lean.RIGHT)
    Story.objects.filter(pk=story.pk).update(state=StoryState.MERGED, merged_into=other)
    for _ in range(2):
        answer = reader.get(f"/stories/{story.pk}/")
        assert (answer.status_code, answer["Location"]) == (301, f"/stories/{other.pk}/")
        assert reader.get("/stories/999999/").status_code == 404


def test_without_a_store_the_page_is_there_all_the_same(settings: object) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]
    address = f"/stories/{story_of(Lean.LEFT).pk}/"
    for name in ("ada", "grace"):
        assert signed_in(name).get(address).status_code == 200


def test_a_readers_own_part_is_theirs_alone() -> None:
    made = []

    def make_page(request: HttpRequest) -> str:
        made.append(request)
        return f"<p>Shared</p>{OWN}<p>by all</p>"

    def of(name: str, **headers: str) -> bytes:
        request = RequestFactory().get("/stories/1/", headers={"cookie": "sessionid=1", **headers})
        return shared_page(request, make_page, lambda _request, _places: (name,)).content

    for name in ("Ada", "Grace", "하영"):
        expected = f"<p>Shared</p>{name}<p>by all</p>"
        assert of(name).decode() == expected
        assert gzip.decompress(of(name, **{"accept-encoding": "gzip"})).decode() == expected
    assert len(made) == 1


def test_a_signed_in_reader_gets_the_page_compressed_and_whole() -> None:
    address = f"/stories/{story_of(Lean.LEFT, Lean.RIGHT).pk}/"
    plain = TOOLS.sub("", Client().get(address).content.decode())
    for name in ("ada", "grace"):
        answer = signed_in(name).get(address, headers={"accept-encoding": "gzip, br"})
        assert answer["Content-Encoding"] == "gzip"
        assert answer["Content-Length"] == str(len(answer.content))
        assert "accept-encoding" in answer["Vary"].lower()
        assert "private" in answer["Cache-Control"]
        assert TOOLS.sub("", gzip.decompress(answer.content).decode()) == plain


def test_what_follows_a_place_is_left_out_for_a_reader_who_wants_it_so() -> None:
    page = "<ul><!--own 12--><li>Ferry</li><!--own 13--><li>Bridge</li><!--own-->"

    def of(**headers: str) -> str:
        request = RequestFactory().get("/stories/2/", headers={"cookie": "sessionid=1", **headers})
        seen: list[str] = []

        def own(_request: HttpRequest, places: Sequence[str]) -> list[str | None]:
            seen.extend(places)
            return [None if place == "12" else "" for place in places]

        answer = shared_page(request, lambda _request: page + "</ul>", own).content.decode()
        assert seen == ["12", "13", ""]
        return answer

    assert of() == "<ul><li>Bridge</li></ul>"  # made now
    assert of() == "<ul><li>Bridge</li></ul>"  # and as it was kept


def test_the_story_page_asks_little_for_what_is_a_readers_own() -> None:
    client, story = signed_in(ADA), story_of(Lean.LEFT, section="politics")
    outlet = story.memberships.order_by("pk")[0].article.outlet
    story_of(Lean.RIGHT, section="politics", title="Another")
    for kind, key in (("section", "politics"), ("outlet", outlet.slug), ("story", str(story.pk))):
        client.post("/me/follow/", {"kind": kind, "key": key, "on": "1"})
    client.post("/me/diet/switch/", {"on": "1"})
    address = f"/stories/{story.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        found = client.get(address).content.decode()
    assert "From what you follow" in found
    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= 4, asked  # the session, all of the reader's own, and two that note the reading
