"""The small pure pieces of the pages: times, links, marks, quotations, prose."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.web.lead import MOST_CHARACTERS, opening_sentences
from stories.web.links import host, outbound
from stories.web.moments import moment
from stories.web.prose import chapters
from stories.web.sources import mark
from tests.make import NOW


@pytest.mark.parametrize(
    ("ago", "relative"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=3, minutes=50), "3 h ago"),
        (timedelta(hours=30), "yesterday"),
        (timedelta(days=4), "4 days ago"),
        (timedelta(days=20), "18 Feb"),
        (timedelta(days=400), "3 Feb 2025"),
        (timedelta(seconds=-90), "just now"),
    ],
)
def test_a_time_is_told_as_a_reader_would(ago: timedelta, relative: str) -> None:
    assert moment(NOW - ago, NOW).relative == relative


def test_a_date_known_to_the_day_gets_no_hour() -> None:
    found = moment(NOW, NOW, "day")
    assert (found.iso, found.absolute, found.relative) == ("2026-03-10", "10 Mar 2026", "today")


def test_a_first_sight_is_not_called_a_publication() -> None:
    assert moment(NOW - timedelta(hours=2), NOW, "seen").relative == "seen 2 h ago"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "//host.example/x",
        "https://",
        "https:\\\\host.example",
        "http://[broken",
        "/relative",
        "",
    ],
)
def test_an_address_that_does_not_lead_to_the_web_is_no_link(address: str) -> None:
    assert outbound(address) == ""


def test_a_web_address_is_a_link_unchanged() -> None:
    assert outbound("https://news.example/a?b=1&c=2#d") == "https://news.example/a?b=1&c=2#d"


def test_a_host_with_look_alike_letters_shows_as_punycode() -> None:
    assert host("https://www.news.example/x") == "news.example"
    assert host("https://аpple.example/") == "xn--pple-43d.example"


@given(st.text())
def test_no_text_makes_a_link_or_a_host_fail(text: str) -> None:
    assert outbound(text) in ("", text)
    assert host(text).isascii()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("The Daily Herald", "DH"),
        ("Gull", "G"),
        ("한빛일보", "한"),
        ("Marsh & Meadow", "MM"),
        ("The The", "·"),
        ("***", "·"),
    ],
)
def test_an_outlet_has_a_mark_of_letters(name: str, letters: str) -> None:
    assert mark(name) == letters


def test_a_quotation_is_whole_sentences() -> None:
    text = "The pier closes in May. " + "Nobody was asked about the ferries. " * 20
    quoted = opening_sentences(text)
    assert text.startswith(quoted)
    assert quoted.endswith("ferries.")
    assert len(quoted) < 140


def test_a_quotation_begins_behind_the_dateline() -> None:
    assert opening_sentences("PORT ANSEL (Wire) - The pier closes in May.") == "The pier closes in May."


def test_a_quotation_without_an_end_is_cut_at_a_word() -> None:
    quoted = opening_sentences("ferry " * 400)
    assert quoted.endswith("ferry …")
    assert len(quoted) <= MOST_CHARACTERS + 2


def test_an_empty_text_gives_no_quotation() -> None:
    assert opening_sentences(" \n ") == ""


def test_prose_becomes_chapters_paragraphs_and_lists() -> None:
    found = chapters("Before.\n\n## Two words\n\nOne\nline.\n\n- a {x}\n- b\n", {"x": "7"})
    assert [(chapter.key, chapter.title) for chapter in found] == [("", ""), ("two-words", "Two words")]
    assert [block.text for block in found[1].blocks] == ["One line.", ""]
    assert found[1].blocks[1].items == ("a 7", "b")


def test_a_number_that_prose_names_and_nobody_gives_is_an_error() -> None:
    with pytest.raises(KeyError):
        chapters("At least {unheard_of}.", {})
