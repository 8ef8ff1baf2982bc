"""Runs of tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.shingles import shingles

WORDS = st.lists(st.text("abc", min_size=1), max_size=12)


def test_every_run_of_three_words_is_a_shingle() -> None:
    assert shingles(["a", "b", "c", "d"], 3) == {"a b c", "b c d"}


def test_a_text_shorter_than_a_shingle_is_one_and_an_empty_one_has_none() -> None:
    assert shingles(["a", "b"], 3) == {"a b"}
    assert shingles([], 3) == set()


def test_a_shingle_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        shingles(["a"], 0)


@given(WORDS, st.integers(1, 5))
def test_there_are_never_more_shingles_than_places(words: list[str], size: int) -> None:
    assert len(shingles(words, size)) <= max(len(words) - size + 1, 1)
