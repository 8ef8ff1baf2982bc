"""The words people write for a lean, and the bands of the scales."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.scales import (
    Factuality,
    Lean,
    Section,
    Side,
    ToneBand,
    factuality_of,
    lean_at,
    lean_of,
    tone_band,
)


@pytest.mark.parametrize(
    ("word", "lean"),
    [
        ("Far Left", Lean.FAR_LEFT),
        ("extreme-left", Lean.FAR_LEFT),
        ("L", Lean.LEFT),
        ("left", Lean.LEFT),
        ("Lean-Left", Lean.LEAN_LEFT),
        ("Left-Center", Lean.LEAN_LEFT),
        ("left centre", Lean.LEAN_LEFT),
        ("C", Lean.CENTER),
        ("Least Biased", Lean.CENTER),
        (" CENTRE ", Lean.CENTER),
        ("Right-Center", Lean.LEAN_RIGHT),
        ("lean_right", Lean.LEAN_RIGHT),
        ("R", Lean.RIGHT),
        ("far–right", Lean.FAR_RIGHT),
        ("mixed", None),
        ("satire", None),
        ("", None),
        (None, None),
    ],
)
def test_a_lean_is_known_however_it_is_written(word: str | None, lean: Lean | None) -> None:
    assert lean_of(word) is lean


@given(st.sampled_from(Lean))
def test_every_lean_knows_its_own_label_and_the_place_of_its_score(lean: Lean) -> None:
    assert lean_of(lean.label) is lean_of(lean.value) is lean
    assert lean_at(lean.score) is lean


def test_three_leans_are_left_three_are_right_and_one_is_center() -> None:
    assert [lean.side for lean in Lean] == [Side.LEFT] * 3 + [Side.CENTER] + [Side.RIGHT] * 3
    assert [lean.score for lean in Lean] == [-3, -2, -1, 0, 1, 2, 3]


@given(st.floats(-9, 9))
def test_a_mean_score_and_its_mirror_image_have_mirrored_leans(score: float) -> None:
    assert lean_at(score).score == -lean_at(-score).score


def test_a_mean_on_a_cut_goes_towards_the_center() -> None:
    assert lean_at(0.5) is Lean.CENTER
    assert lean_at(-1.5) is Lean.LEAN_LEFT
    assert lean_at(2.51) is Lean.FAR_RIGHT


def test_no_two_sides_share_a_letter() -> None:
    assert len({side.letter for side in Side}) == len(Side)


@pytest.mark.parametrize(
    ("word", "factuality"),
    [
        ("Very High", Factuality.VERY_HIGH),
        ("HIGH", Factuality.HIGH),
        ("Mostly Factual", Factuality.HIGH),
        ("mixed", Factuality.MIXED),
        ("very-low", Factuality.VERY_LOW),
        ("unknown", None),
    ],
)
def test_six_steps_of_a_rater_fit_into_five(word: str, factuality: Factuality | None) -> None:
    assert factuality_of(word) is factuality


@given(st.floats(0, 100))
def test_a_tone_score_lies_in_the_bounds_of_its_band(score: float) -> None:
    low, high = tone_band(score).bounds
    assert low <= score < high or score == high == 100


@pytest.mark.parametrize("score", [-0.1, 100.1, math.nan])
def test_a_tone_score_outside_the_scale_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        tone_band(score)


def test_the_bands_are_five_of_twenty() -> None:
    assert [tone_band(score) for score in (0, 26, 40, 79.9, 100)] == list(ToneBand)


def test_a_word_of_a_form_finds_its_member() -> None:
    assert Section.of(" World ") is Section.WORLD
    assert Section.of("gardening") is None
    assert ("lean_left", "Lean left") in Lean.choices()
