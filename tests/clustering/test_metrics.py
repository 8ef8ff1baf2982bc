"""Scores of a grouping against the true one, by hand and against scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, v_measure_score

from stories.clustering.metrics import adjusted_rand, bcubed, v_measure

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=60)


def test_bcubed_of_a_hand_reckoned_case() -> None:
    # a a b in one predicted group, b alone: precision (2/3 + 2/3 + 1/3 + 1) / 4, recall (1 + 1 + 1/2 + 1/2) / 4
    found = bcubed(["a", "a", "b", "b"], [1, 1, 1, 2])
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(3 / 4)
    assert found.f1 == pytest.approx(2 * (2 / 3) * (3 / 4) / (2 / 3 + 3 / 4))


def test_one_group_for_all_has_full_recall_and_poor_precision() -> None:
    found = bcubed(list("aabb"), [1, 1, 1, 1])
    assert (found.precision, found.recall) == (0.5, 1.0)


@given(PAIRS)
def test_scores_stay_in_their_bounds_and_the_true_grouping_is_perfect(pairs: list[tuple[int, int]]) -> None:
    true, predicted = [list(side) for side in zip(*pairs, strict=True)]
    found = bcubed(true, predicted)
    assert 0 < found.precision <= 1 + 1e-9
    assert 0 < found.recall <= 1 + 1e-9
    assert min(found.precision, found.recall) - 1e-9 <= found.f1 <= max(found.precision, found.recall) + 1e-9
    assert bcubed(true, true).f1 == pytest.approx(1)


@given(PAIRS)
def test_swapping_truth_and_prediction_swaps_precision_and_recall(pairs: list[tuple[int, int]]) -> None:
    true, predicted = [list(side) for side in zip(*pairs, strict=True)]
    one, other = bcubed(true, predicted), bcubed(predicted, true)
    assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))


@given(PAIRS)
@settings(max_examples=30, deadline=None)
def test_rand_and_v_measure_agree_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    true, predicted = [list(side) for side in zip(*pairs, strict=True)]
    assert adjusted_rand(true, predicted) == pytest.approx(adjusted_rand_score(true, predicted), abs=1e-9)
    assert v_measure(true, predicted) == pytest.approx(v_measure_score(true, predicted), abs=1e-6)


def test_nothing_to_score_is_perfect() -> None:
    assert bcubed([], []).f1 == 1.0
    assert adjusted_rand([], []) == 1.0
