"""Shares: whole percents over the rated outlets, and when a reader may see them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.shares import Display, percents, shares
from stories.scales import Side

counts = st.integers(0, 400)


@given(st.lists(counts, min_size=1, max_size=9))
def test_percents_sum_to_a_hundred_or_are_all_nothing(numbers):
    assert sum(percents(numbers)) == (100 if any(numbers) else 0)


@given(st.lists(counts, min_size=1, max_size=9))
def test_every_percent_is_less_than_a_point_from_the_exact_share(numbers):
    whole = sum(numbers) or 1
    assert all(abs(percent - 100 * n / whole) < 1 for n, percent in zip(numbers, percents(numbers), strict=True))


@given(st.lists(counts, min_size=2, max_size=9))
def test_more_outlets_never_show_a_smaller_percent(numbers):
    pairs = sorted(zip(numbers, percents(numbers), strict=True))
    shown = [percent for _, percent in pairs]
    assert all(b >= a for (m, a), (n, b) in pairwise(pairs) if n > m), shown


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        percents([3, -1])


def test_the_spare_point_of_three_equal_sides_goes_to_the_center():
    assert (shares(1, 1, 1).left, shares(1, 1, 1).center, shares(1, 1, 1).right) == (33, 34, 33)


@pytest.mark.parametrize(
    ("left", "center", "right", "shown"),
    [
        (0, 0, 0, (0, 0, 0)),
        (4, 1, 2, (57, 14, 29)),
        (38, 26, 5, (55, 38, 7)),
        (1, 0, 1, (50, 0, 50)),
        (2, 0, 0, (100, 0, 0)),
    ],
)
def test_the_shares_of_some_stories(left, center, right, shown):
    result = shares(left, center, right)
    assert (result.left, result.center, result.right) == shown


@pytest.mark.parametrize(
    ("rated", "display"),
    [(0, "counts"), (1, "counts"), (2, "counts"), (3, "few"), (4, "few"), (5, "percent"), (60, "percent")],
)
def test_percent_waits_for_enough_rated_outlets(rated, display):
    assert shares(rated, 0, 0).display is Display(display)


@pytest.mark.parametrize(
    ("left", "center", "right", "leader"),
    [
        (2, 0, 0, None),
        (1, 0, 1, None),
        (2, 1, 0, Side.LEFT),
        (2, 2, 1, None),
        (1, 3, 1, Side.CENTER),
        (20, 20, 21, Side.RIGHT),
        (0, 0, 0, None),
    ],
)
def test_a_leader_is_named_only_with_a_lead_of_an_outlet_and_enough_rated(left, center, right, leader):
    assert shares(left, center, right).leader is leader


@given(counts, counts, counts)
def test_the_leader_has_the_most_outlets_and_nobody_has_as_many(left, center, right):
    result = shares(left, center, right)
    numbers = {Side.LEFT: left, Side.CENTER: center, Side.RIGHT: right}
    if result.leader:
        assert sorted(numbers.values())[-2] < numbers[result.leader]


def test_unrated_has_no_share():
    assert shares(3, 3, 3).of(Side.UNRATED) == 0
