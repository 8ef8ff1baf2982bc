"""Pages and static files come compressed to whoever reads that, and are the same page for everybody."""

import gzip
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.static_files import copy
from stories.scales import Lean
from stories.web.caching import PageCacheMiddleware
from stories.web.compression import accepts_gzip, packed, unpacked
from tests import make
from tests.web.rows import story_of

BROWSER = {"accept-encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("x-gzip", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=much", False),
        ("notgzip", False),
        ("*", False),
    ],
)
def test_gzip_is_sent_to_whoever_names_it(header: str, expected: bool) -> None:
    assert accepts_gzip(header) is expected


@given(st.binary(max_size=500))
def test_what_was_packed_comes_back_whole_and_packing_is_the_same_each_time(body: bytes) -> None:
    assert unpacked(packed(body)) == body
    assert packed(body) == packed(body)


@pytest.mark.django_db
def test_a_kept_story_is_the_same_page_compressed_and_not(kept: None) -> None:
    address = f"/stories/{story_of(Lean.LEFT, Lean.RIGHT).pk}/"
    plain = Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        compressed = Client().get(address, headers=BROWSER)
    assert not captured.captured_queries
    assert compressed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(compressed.content) == plain.content
    assert len(compressed.content) < len(plain.content) / 2
    for answer in (plain, compressed):
        assert answer["Content-Length"] == str(len(answer.content))
        assert "accept-encoding" in answer["Vary"].lower()


@pytest.mark.django_db
def test_a_reader_who_has_the_page_in_either_form_is_told_so(kept: None) -> None:
    address = f"/stories/{story_of(Lean.LEFT).pk}/"
    etags = {Client().get(address, headers=headers)["ETag"] for headers in ({}, BROWSER)}
    for etag in etags:
        for headers in ({}, BROWSER):
            again = Client().get(address, headers={**headers, "if-none-match": etag})
            assert (again.status_code, again.content) == (304, b"")
            assert "Content-Encoding" not in again
            assert "accept-encoding" in again["Vary"].lower()


@pytest.mark.django_db
def test_a_head_request_tells_the_length_of_what_a_reader_would_get(kept: None) -> None:
    address = f"/stories/{story_of(Lean.LEFT).pk}/"
    for headers in ({}, BROWSER):
        got = Client().get(address, headers=headers)
        assert Client().head(address, headers=headers)["Content-Length"] == got["Content-Length"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/?q=ferry", "/nowhere/", "/admin/login/"])
def test_a_page_that_is_not_kept_comes_compressed_too(kept: None, address: str) -> None:
    answer = Client().get(address, headers=BROWSER)
    assert answer["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(answer.content)
    assert "Content-Encoding" not in Client().get(address, headers={"accept-encoding": "gzip;q=0"})


@pytest.mark.django_db
def test_a_kept_page_holds_no_token_that_its_length_could_give_away(kept: None) -> None:
    story = story_of(Lean.LEFT)
    for address in ("/", f"/stories/{story.pk}/", "/outlets/", "/blindspots/", "/method/"):
        answer = Client().get(address)
        assert b"csrf" not in answer.content.lower(), address
        assert not answer.cookies


@pytest.mark.django_db
def test_lengths_of_a_signed_in_readers_page_vary_by_chance(kept: None) -> None:
    signed_in = Client()
    signed_in.force_login(make.user("ada"))
    address = f"/stories/{story_of(Lean.LEFT).pk}/"
    lengths = {len(signed_in.get(address, headers=BROWSER).content) for _ in range(20)}
    assert len(lengths) > 3


def test_the_same_page_again_is_answered_with_the_same_bytes(kept: None) -> None:
    site = PageCacheMiddleware(lambda _request: HttpResponse("page " * 200))
    ask = RequestFactory().get
    assert len({site(ask("/stories/7/", headers=BROWSER)).content for _ in range(3)}) == 1  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_styles_and_scripts_come_compressed_where_nothing_was_collected() -> None:
    for address in ("/static/css/parts.css", "/static/js/newsdesk.js", "/static/django_htmx/htmx-2.min.js"):
        plain = Client().get(address)
        compressed = Client().get(address, headers=BROWSER)
        assert compressed["Content-Encoding"] == "gzip"
        assert gzip.decompress(compressed.getvalue()) == plain.getvalue()
        assert compressed["Content-Type"] == plain["Content-Type"]
        assert Client().get(address, headers={**BROWSER, "if-none-match": compressed["ETag"]}).status_code == 304


def test_a_changed_file_gets_a_new_copy(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    file = tmp_path / "page.css"
    file.write_text("a { color: red }")
    before = copy(file)
    file.write_text("a { color: dark-green }")
    assert gzip.decompress(copy(file).read_bytes()) == file.read_bytes()
    assert copy(file) != before
