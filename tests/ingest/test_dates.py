"""Dates as feeds and pages write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.dates import believable, effective, parse_date
from stories.scales import DateSource
from tests.ingest.date_table import DATES, SEEN

BASE = datetime.fromisoformat(SEEN)


@pytest.mark.parametrize(("zone", "text", "moment", "precision"), DATES)
def test_a_text_is_read_as_the_table_says(zone, text, moment, precision):
    found = parse_date(text, zone, BASE)
    assert (found.moment.isoformat() if found else None) == moment
    assert (found.precision if found else "") == precision


def test_the_table_is_long_enough_to_mean_something():
    assert len(DATES) >= 150


def test_a_date_without_a_zone_says_that_it_was_guessed():
    assert parse_date("2025-06-02 07:26", "Asia/Seoul", BASE).zone_guessed
    assert not parse_date("2025-06-02 07:26 KST", "", BASE).zone_guessed
    assert parse_date("Mon, 02 Jun 2025 07:26:00 QQQT", "", BASE).zone_guessed


def test_a_relative_date_says_so_and_keeps_its_words():
    found = parse_date("12 hours ago", "Asia/Seoul", BASE, DateSource.PAGE_TEXT)
    assert (found.source, found.raw) == (DateSource.RELATIVE, "12 hours ago")


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (timedelta(days=-3), timedelta(days=-3)),
        (timedelta(), timedelta()),
        (timedelta(minutes=5), timedelta()),
        (timedelta(hours=2), timedelta()),
        (timedelta(hours=25), timedelta()),
        (timedelta(days=14_000), timedelta()),
    ],
)
def test_an_article_is_never_from_the_future(ahead, expected):
    assert effective(BASE + ahead, BASE) == BASE + expected


@pytest.mark.parametrize("year", [1, 1970, 1989])
def test_an_empty_date_says_nothing(year):
    assert effective(datetime(year, 1, 1, tzinfo=UTC), BASE) == BASE
    assert not believable(datetime(year, 1, 1, tzinfo=UTC), BASE)


def test_a_date_more_than_a_day_ahead_is_not_believed():
    assert believable(BASE + timedelta(hours=23), BASE)
    assert not believable(BASE + timedelta(hours=25), BASE)
    assert not believable(None, BASE)
    assert effective(None, BASE) == BASE


@given(st.text(max_size=150), st.sampled_from(["", "Asia/Seoul", "America/New_York", "no/zone", "../etc"]))
def test_any_text_is_a_date_or_none(text, zone):
    found = parse_date(text, zone, BASE, known_forms_only=True)
    assert found is None or found.moment.tzinfo == UTC


@given(st.integers(631_152_000, 4_102_444_800))
def test_what_python_writes_is_read_back(seconds):
    text = datetime.fromtimestamp(seconds, UTC)
    assert parse_date(text.isoformat(), "", BASE).moment == text
    assert parse_date(text.strftime("%a, %d %b %Y %H:%M:%S +0000"), "", BASE).moment == text
