"""Rows by the terms they share: found by weight, forgotten when dropped, and never more read than the bound."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.clustering import postings
from stories.clustering.postings import Postings


def numbers(*terms: int) -> np.ndarray:
    return np.array(terms, np.int32)


def shared(held: Postings, terms: list[int], most: int = 100) -> dict[int, float]:
    rows, weights = held.sharing(numbers(*terms), np.linspace(1.0, 0.5, len(terms), dtype=np.float32), most)
    return dict(zip(rows.tolist(), weights.round(4).tolist(), strict=True))


def test_a_row_shares_the_weight_of_every_common_term() -> None:
    held = Postings()
    held.put(4, numbers(1, 2))
    held.put(7, numbers(2, 3))
    held.put(9, numbers(5))
    assert shared(held, [1, 2, 3]) == {4: 1.75, 7: 1.25}


@given(st.dictionaries(st.integers(0, 40), st.sets(st.integers(1, 12), min_size=1), min_size=1), st.data())
@settings(deadline=None, max_examples=40)
def test_dropping_is_the_inverse_of_putting(rows: dict[int, set[int]], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(rows))))
    plain, disturbed = Postings(), Postings()
    for row, terms in rows.items():
        disturbed.put(row, numbers(*terms))
        if row not in gone:
            plain.put(row, numbers(*terms))
    for row in gone:
        disturbed.drop(row, numbers(*rows[row]))
    asked = list(range(1, 13))
    assert shared(disturbed, asked) == shared(plain, asked)
    assert shared(disturbed, asked) == shared(plain, asked)  # asking leaves nothing behind


def test_only_the_rows_that_share_most_are_told() -> None:
    held = Postings()
    for row in range(50):
        held.put(row, numbers(*range(1, 2 + row % 5)))
    found = shared(held, [1, 2, 3, 4, 5], most=10)
    assert sorted(found) == [row for row in range(50) if row % 5 == 4]


def test_a_term_of_very_many_rows_is_passed_over() -> None:
    held = Postings()
    for row in range(postings.LONG_LIST + 1):
        held.put(row, numbers(1, 2) if row < 3 else numbers(1))
    assert shared(held, [1, 2]) == dict.fromkeys(range(3), 0.5)
