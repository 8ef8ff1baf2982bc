"""The front page's formula."""

from datetime import UTC, datetime, timedelta
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.finding.rank import RankInput, rank

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)


def story(outlets=5, texts=4, left=1, center=1, right=1, hours_ago=0.0):
    return RankInput(outlets, texts, left, center, right, NOW - timedelta(hours=hours_ago))


def test_the_score_is_the_formula_on_the_page():
    found = rank(story(outlets=16, texts=8, left=4, center=0, right=3, hours_ago=24), NOW)
    assert found.score == pytest.approx((0.25 + 0.67 * 4 + 0.33 * 3) * 1.15 * 0.5)


def test_the_parts_multiply_to_the_score_and_say_what_they_are():
    found = rank(story(outlets=1, texts=1, left=1, center=0, right=0, hours_ago=6), NOW)
    product = found.parts[0].value * found.parts[1].value * found.parts[2].value
    assert found.score == pytest.approx(product)
    assert found.words == "1 outlet, 1 independent text; covered by left; latest article 6 h ago"


def test_more_outlets_with_one_wire_text_rank_below_as_many_with_their_own():
    assert rank(story(outlets=40, texts=1), NOW).score < rank(story(outlets=40, texts=30), NOW).score


def test_a_story_that_all_sides_cover_ranks_above_one_of_a_single_side():
    assert rank(story(left=3, center=0, right=0), NOW).score < rank(story(left=1, center=1, right=1), NOW).score


def test_a_fresh_story_of_one_outlet_ranks_below_a_shared_one_of_two_days_ago():
    alone, shared = story(outlets=1, texts=1, center=0, right=0), story(outlets=3, texts=3, hours_ago=44)
    assert rank(alone, NOW).score < rank(shared, NOW).score


def test_a_story_without_a_counted_outlet_ranks_as_one_of_a_single_outlet():
    assert rank(story(outlets=0, texts=0, left=0), NOW).parts[0].value == 0.25


def test_a_new_small_story_passes_a_large_old_one():
    large, small = story(outlets=60, texts=50, hours_ago=96), story(outlets=3, texts=3)
    assert rank(large, NOW).score < rank(small, NOW).score


def test_an_article_dated_ahead_of_the_clock_is_just_now():
    assert rank(story(hours_ago=-3), NOW) == rank(story(hours_ago=0), NOW)


def test_stories_of_an_old_archive_still_have_an_order():
    older, newer = rank(story(hours_ago=90_000), NOW), rank(story(hours_ago=89_990), NOW)
    assert newer.order > older.order


counts = st.integers(0, 200)


@given(st.integers(1, 200), st.integers(1, 200), counts, counts, counts, st.floats(0, 500))
def test_another_outlet_or_text_never_lowers_the_score(outlets, texts, left, center, right, hours):
    base = rank(story(outlets, texts, left, center, right, hours), NOW).score
    assert rank(story(outlets + 1, texts, left + 1, center, right, hours), NOW).score >= base
    assert rank(story(outlets, texts + 1, left, center, right, hours), NOW).score >= base


@given(counts, st.integers(1, 200), counts, counts, counts, st.floats(0, 500))
def test_left_and_right_rank_alike_and_order_is_the_scores_logarithm(outlets, texts, left, center, right, hours):
    found = rank(story(outlets, texts, left, center, right, hours), NOW)
    assert found.score == rank(story(outlets, texts, right, center, left, hours), NOW).score
    assert log2(found.score) == pytest.approx(found.order)
