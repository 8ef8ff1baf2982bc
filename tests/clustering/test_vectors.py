"""Vectors by row: what was put is there, what was dropped is not, and the nearest are found without a look at all."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.clustering import vectors as store
from stories.clustering.vectors import Vectors

DIMENSIONS = 24


def directions(count: int, seed: int = 1) -> np.ndarray:
    """Unit vectors in neighbourhoods, as texts have them: forty to a center."""
    chance = np.random.default_rng(seed)
    centers = chance.normal(size=(max(1, count // 40), DIMENSIONS))
    found = centers[chance.integers(0, len(centers), count)] + 0.5 * chance.normal(size=(count, DIMENSIONS))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def filled(vectors: np.ndarray) -> Vectors:
    held = Vectors()
    for row, vector in enumerate(vectors):
        held.put(row, vector)
    return held


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=120))
@settings(deadline=None, max_examples=40)
def test_rows_hold_what_was_put_and_nothing_after_it_was_dropped(acts: list[tuple[bool, int]]) -> None:
    known, held, expected = directions(31), Vectors(), dict[int, np.ndarray]()
    for puts, row in acts:
        if puts and row not in expected:
            held.put(row, known[row])
            expected[row] = known[row]
        elif not puts:
            held.drop(row)
            expected.pop(row, None)
    rows = np.arange(40, dtype=np.int32)
    if expected:
        zeros = np.zeros(DIMENSIONS, np.float32)
        assert np.array_equal(held.of(rows), np.array([expected.get(row, zeros) for row in range(40)]))
    assert len(held) == len(expected)
    assert set(held.nearest(known[0], 99).tolist()) == set(expected)


def test_nearly_all_of_the_nearest_are_found_in_a_window_of_many_lists() -> None:
    known = directions(8000)
    held = filled(known)
    found = []
    for probe in directions(100, seed=2):
        true = np.argsort(-(known @ probe))[:10].tolist()
        found.append(len(set(true) & set(held.nearest(probe, 64).tolist())) / 10)
    assert np.mean(found) >= 0.97


def test_rows_are_found_after_others_have_taken_the_places_of_all() -> None:
    old, new = directions(3 * store.EXACT), directions(3 * store.EXACT, seed=5)
    held = filled(old)
    for row, vector in enumerate(new):
        held.drop(row)
        held.put(row, vector)
    assert np.array_equal(held.of(np.arange(len(new), dtype=np.int32)), new)
    hits = [row in held.nearest(new[row], 4).tolist() for row in range(0, len(new), 37)]
    assert np.mean(hits) >= 0.99


def test_the_same_rows_in_the_same_order_give_the_same_neighbours() -> None:
    known = directions(5000)
    one, other = filled(known), filled(known)
    assert all(np.array_equal(one.nearest(probe, 20), other.nearest(probe, 20)) for probe in directions(50, seed=3))


def test_the_window_of_vectors_takes_little_more_room_than_the_vectors_do() -> None:
    known = np.tile(directions(12_000), (1, 4))
    assert filled(known).memory <= 1.7 * known.nbytes
