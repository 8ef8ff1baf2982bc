"""The mix of what was read, on values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.readers.diet import FEWEST, WEEKS, Aspect, Dish, lines, mix, unseen_sides, weeks

COUNTS = st.fixed_dictionaries({key: st.integers(0, 9) for key in ("left", "center", "right", "unrated")})
DISHES = st.lists(st.builds(lambda n, counts: Dish(n, {Aspect.SIDES: counts}), st.integers(1, 50), COUNTS))


@given(DISHES)
def test_the_shares_of_a_mix_sum_to_one(dishes: list[Dish]) -> None:
    found = mix(dishes, Aspect.SIDES)
    assert not found or sum(found.values()) == pytest.approx(1)


@given(DISHES)
def test_whoever_reads_everything_has_the_mix_of_the_site(dishes: list[Dish]) -> None:
    found = mix(dishes, Aspect.SIDES)
    assert all(line.own == line.site for line in lines(found, found))


def test_a_story_counts_once_however_many_outlets_it_has() -> None:
    small, large = Dish(1, {Aspect.SIDES: {"left": 1}}), Dish(2, {Aspect.SIDES: {"right": 40}})
    assert mix([small, large], Aspect.SIDES) == {"left": 0.5, "right": 0.5}


def test_a_week_of_little_reading_has_no_mix() -> None:
    dishes = {n: Dish(n, {Aspect.SIDES: {"left": 1}}) for n in range(FEWEST)}
    full = [(date(2026, 3, 10), n) for n in range(FEWEST)]
    found = weeks([*full, (date(2026, 3, 3), 1)], dishes, date(2026, 3, 15))
    assert len(found) == WEEKS
    assert found[0].monday == date(2026, 3, 9)
    assert found[0].shares == {"left": 1.0}
    assert (found[1].readings, found[1].shares) == (1, {})


@pytest.mark.parametrize(
    ("shares", "sides"),
    [
        ({}, ()),
        ({"center": 1.0}, ()),
        ({"unrated": 0.9, "left": 0.1}, ("left",)),
        ({"left": 0.2, "right": 0.3, "center": 0.5}, ("right",)),
        ({"left": 0.5, "right": 0.5}, ("left", "right")),
    ],
)
def test_blindspots_are_those_of_the_side_that_is_read_more(shares: dict[str, float], sides: tuple[str, ...]) -> None:
    assert unseen_sides(shares) == sides
