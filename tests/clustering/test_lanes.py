"""Lanes: every language is placed by one writer, whatever the setting says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.lanes import WHOLE, lanes

CODES = ("en", "ko", "de", "fr", "fil")


@pytest.mark.parametrize("parts", [[], ["*"], [""], [" * "]])
def test_one_lane_that_takes_all_is_the_usual_case(parts: list[str]) -> None:
    assert lanes(parts) == (WHOLE,)
    assert WHOLE.takes("en")
    assert WHOLE.takes("")


@given(st.sets(st.sampled_from(CODES), min_size=1), st.data())
def test_every_language_is_taken_by_exactly_one_lane(named: set[str], data: st.DataObject) -> None:
    parts = data.draw(st.permutations([*sorted(named), "*"]))
    found = lanes(parts)
    assert [lane.number for lane in found] == list(range(len(parts)))
    for language in (*CODES, "en-GB", "EN-us", "", "ja", "e", "enm"):
        assert sum(lane.takes(language) for lane in found) == 1


def test_a_part_may_name_several_languages() -> None:
    first, rest = lanes(["en de", "*"])
    assert [first.takes(code) for code in ("en", "de-AT", "fr")] == [True, True, False]
    assert rest.takes("fr")


@pytest.mark.parametrize("parts", [["en"], ["en", "en", "*"], ["en de", "de", "*"], ["*", "*"], ["en *"], ["en(", "*"]])
def test_a_language_placed_twice_or_nowhere_is_an_error(parts: list[str]) -> None:
    with pytest.raises(ValueError, match="each language in one part"):
        lanes(parts)
