"""Names that are one person's in two spellings, and names that look alike and are two people's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.finding.names import names
from stories.finding.spellings import one_name
from tests.finding.name_pairs import LOOKING_ALIKE, ONE, ONE_BY_CUSTOM, SPELT_IN_TWO_WAYS, TWO, TWO_BY_CUSTOM


@pytest.mark.parametrize(("a", "b"), ONE)
def test_two_spellings_of_one_person_are_one_name(a: str, b: str) -> None:
    assert one_name(a, b)
    assert one_name(b, a)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_people_stay_two(a: str, b: str) -> None:
    assert not one_name(a, b)
    assert not one_name(b, a)


@pytest.mark.parametrize(("one", "two"), [(SPELT_IN_TWO_WAYS, LOOKING_ALIKE), (ONE_BY_CUSTOM, TWO_BY_CUSTOM)])
def test_there_are_about_as_many_pairs_of_two_people_as_of_one(one: list[object], two: list[object]) -> None:
    assert len(two) >= 0.9 * len(one) >= 18


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_matters_not_which_comes_first(a: str, b: str) -> None:
    assert one_name(a, b) == one_name(b, a)


def test_a_person_spelt_in_two_ways_by_two_outlets_is_one_name_of_the_story() -> None:
    found = names({1: [("Wi Sung-lac", 2)], 2: [("Wi Seong-rak", 1)], 3: [("Wi Sung-lac", 1), ("Wi", 1)]})
    assert [(named.name, named.times, named.aliases) for named in found] == [
        ("Wi Sung-lac", {1: 2, 2: 1, 3: 2}, ("wi", "wi seong-rak"))
    ]


def test_brothers_in_one_story_stay_two_names() -> None:
    found = names({n: [("Robert Kennedy", 1), ("Edward Kennedy", 1)] for n in (1, 2)})
    assert {named.key for named in found} == {"robert kennedy", "edward kennedy"}
