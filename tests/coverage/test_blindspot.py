"""The blindspot rule: its conditions, its near misses, and the cases that other trackers flagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.blindspot import BaseRate, Verdict, blindspot, upper_bound
from stories.scales import Section, Side

EVEN = BaseRate(stories=60, left=200, center=200, right=200)
Z = 1.2816


def verdict(left, center, right, *, section=Section.POLITICS, base=EVEN):
    return blindspot(left, center, right, section=section, base=base)


def failed(result):
    return [condition.name for condition in result.conditions if not condition.holds]


@pytest.mark.parametrize(
    ("k", "n", "upper"),
    # By hand from Wilson's formula: z² = 1.64250.
    [(0, 8, 0.1703), (0, 20, 0.0759), (1, 9, 0.3084), (5, 10, 0.6879), (10, 10, 1.0), (0, 0, 1.0)],
)
def test_the_upper_bound_of_wilsons_interval(k, n, upper):
    assert upper_bound(k, n, Z) == pytest.approx(upper, abs=5e-4)


@given(st.integers(1, 500), st.data())
def test_the_upper_bound_lies_above_the_share_and_within_one(n, data):
    k = data.draw(st.integers(0, n))
    assert k / n <= upper_bound(k, n, Z) + 1e-12
    assert upper_bound(k, n, Z) <= 1


@given(st.integers(0, 50), st.integers(1, 50))
def test_more_evidence_of_the_same_share_lowers_the_upper_bound(k, extra):
    n = k + extra
    assert upper_bound(2 * k, 2 * n, Z) < upper_bound(k, n, Z) or k == n


# Low and high percent as printed elsewhere; n is 100 where only percents are known.
FLAGGED_ELSEWHERE = [
    *[(low, high, 100) for low, high in [(0, 57), (17, 50), (10, 77), (8, 67), (14, 81), (0, 60), (0, 78), (0, 75)]],
    *[(low, high, 100) for low, high in [(18, 64), (5, 50)]],
    (0, 8, 8),
    (1, 5, 9),
    (1, 6, 11),
]


@pytest.mark.parametrize(("low", "high", "rated"), FLAGGED_ELSEWHERE)
def test_cases_that_others_flagged_are_blindspots_here(low, high, rated):
    center = rated - low - high
    assert verdict(low, center, high).verdict is Verdict.BLINDSPOT
    assert verdict(low, center, high).side is Side.LEFT
    assert verdict(high, center, low).side is Side.RIGHT


@pytest.mark.parametrize(("low", "high"), [(16, 38), (18, 39)])
def test_two_of_their_cases_miss_by_the_share_of_the_other_side(low, high):
    result = verdict(low, 100 - low - high, high)
    assert (result.verdict, failed(result)) == (Verdict.NEAR_MISS, ["high_share"])


@pytest.mark.parametrize(("left", "center", "right"), [(38, 62, 0), (0, 71, 29), (0, 80, 20)])
def test_a_mostly_center_story_is_no_blindspot(left, center, right):
    result = verdict(left, center, right)
    assert result.verdict is not Verdict.BLINDSPOT
    assert "high_share" in failed(result)


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        ((0, 0, 7), "rated"),
        ((21, 10, 69), "low_share"),
        ((0, 7, 4), "high_share"),
    ],
)
def test_a_story_that_misses_one_condition_is_a_near_miss_that_says_which(counts, missing):
    result = verdict(*counts)
    assert (result.verdict, failed(result)) == (Verdict.NEAR_MISS, [missing])
    assert result.words.startswith("Nearly a blindspot of the left: ")


def test_a_side_that_is_rare_here_anyway_is_not_called_blind():
    mostly_left = BaseRate(stories=60, left=600, center=300, right=100)
    result = verdict(6, 2, 1, base=mostly_left)
    assert (result.verdict, failed(result)) == (Verdict.NEAR_MISS, ["below_base_rate"])
    assert verdict(6, 2, 1).verdict is Verdict.BLINDSPOT


def test_a_story_outside_politics_has_no_blindspot():
    result = verdict(0, 2, 9, section=Section.SPORT)
    assert (result.verdict, failed(result)) == (Verdict.NONE, ["political"])


def test_without_thirty_political_stories_there_is_no_verdict():
    few = BaseRate(stories=29, left=200, center=200, right=200)
    result = verdict(0, 2, 9, base=few)
    assert (result.verdict, result.words) == (
        Verdict.UNKNOWN,
        "No verdict: 29 political stories in the last 30 days; at least 30 are needed.",
    )


def test_a_story_that_both_sides_cover_is_none_even_without_a_base_rate():
    assert verdict(5, 1, 6, base=BaseRate(0, 0, 0, 0)).verdict is Verdict.NONE


def test_equal_sides_have_no_blind_side():
    result = verdict(4, 1, 4)
    assert (result.verdict, result.side) == (Verdict.NONE, None)


def test_a_story_without_rated_outlets_has_no_verdict_on_a_side():
    assert verdict(0, 0, 0).side is None


sizes = st.integers(0, 60)


@given(sizes, sizes, sizes, sizes, sizes)
def test_left_and_right_are_treated_alike(left, center, right, base_left, base_right):
    base = BaseRate(40, base_left, 50, base_right)
    mirrored = BaseRate(40, base_right, 50, base_left)
    assert verdict(left, center, right, base=base).verdict == verdict(right, center, left, base=mirrored).verdict


@given(sizes, sizes, sizes)
def test_a_blindspot_means_that_every_condition_holds(left, center, right):
    result = verdict(left, center, right)
    assert (result.verdict is Verdict.BLINDSPOT) == (bool(result.conditions) and not failed(result))


@given(st.integers(0, 4), sizes, st.integers(10, 60))
def test_one_more_outlet_of_the_covering_side_never_ends_a_blindspot(left, center, right):
    if verdict(left, center, right).verdict is Verdict.BLINDSPOT:
        assert verdict(left, center, right + 1).verdict is Verdict.BLINDSPOT
