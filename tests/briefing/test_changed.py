"""When a briefing is made anew."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stories.briefing.blocks import cited
from stories.briefing.changed import TAKEN_UP_AFTER, Current, Made, Reason, verdict

NOW = datetime(2031, 5, 4, 8, tzinfo=UTC)


def made(texts: int, *, cited: tuple[int, ...] = (1,), hours: float = 1) -> Made:
    articles = {number: f"text {number}" for number in range(1, texts + 1)}
    return Made(articles, texts, frozenset(cited), "v1", NOW - timedelta(hours=hours))


def current(texts: int, **other: str) -> Current:
    articles = {number: f"text {number}" for number in range(1, texts + 1)}
    return Current(articles | {int(key[1:]): text for key, text in other.items()}, texts)


def test_a_story_without_a_briefing_gets_one() -> None:
    assert verdict(None, current(2), "v1", NOW).reason is Reason.NEVER


def test_nothing_changed_nothing_to_do() -> None:
    found = verdict(made(10), current(10), "v1", NOW)
    assert (found.reason, found.look_at) == (None, None)


def test_in_a_small_story_one_text_more_or_less_is_enough() -> None:
    assert verdict(made(3), current(4), "v1", NOW).reason is Reason.TEXTS
    assert verdict(made(5), current(4), "v1", NOW).reason is Reason.TEXTS


def test_in_a_large_story_a_fifth_more_texts_is_enough() -> None:
    assert verdict(made(10), current(11), "v1", NOW).reason is None
    assert verdict(made(10), current(12), "v1", NOW).reason is Reason.TEXTS
    assert verdict(made(10), current(8), "v1", NOW).reason is Reason.TEXTS


def test_an_edited_or_removed_article_counts_when_it_is_cited() -> None:
    assert verdict(made(10), current(10, a1="edited"), "v1", NOW).reason is Reason.CITED
    assert verdict(made(10), current(10, a7="edited"), "v1", NOW).reason is None
    gone = Current({number: f"text {number}" for number in range(2, 11)}, 9)
    assert verdict(made(10), gone, "v1", NOW).reason is Reason.CITED


def test_a_small_change_is_taken_up_after_half_a_day() -> None:
    waiting = verdict(made(10, hours=2), current(11), "v1", NOW)
    assert waiting.look_at == NOW + timedelta(hours=10)
    assert verdict(made(10, hours=12), current(11), "v1", NOW).reason is Reason.AGED


def test_another_version_makes_it_anew() -> None:
    assert verdict(made(10), current(10), "v2", NOW).reason is Reason.VERSION


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0, 100))
def test_a_change_is_never_forgotten(before: int, after: int, hours: float) -> None:
    found = verdict(made(before, cited=(), hours=hours), current(after), "v1", NOW)
    if before != after:
        assert found.reason or (found.look_at and found.look_at <= NOW + TAKEN_UP_AFTER)


def test_what_is_said_to_be_missing_in_an_article_is_looked_at_anew_when_it_changes() -> None:
    """Its outlet may have added it since."""
    paper = {"articles": [3], "left_out": [{"text": "It rained.", "citations": [[1, 0, 9]]}]}
    silent = {"side": "left", "state": "silent", "stated": [], "articles": [4, 5]}
    told = {"outlets": [paper, {"articles": [6], "left_out": []}], "rows": [{"cells": [silent]}]}
    assert set(cited(told)) == {1, 3, 4, 5}
