"""Names that stand for another, and names that are nobody's."""

import pytest

from stories.finding.names import names
from stories.finding.short_forms import full_forms, is_generic


@pytest.mark.parametrize("name", ["house", "senate", "police", "first minister", "attorney general", "court"])
def test_a_common_noun_that_many_institutions_bear_is_no_topic(name: str) -> None:
    assert is_generic(name)
    assert names({1: [(name.title(), 2)], 2: [(name.title(), 1)]}) == ()


@pytest.mark.parametrize("name", ["united states", "european union", "house of harrow", "brell police", "white house"])
def test_a_name_with_a_word_of_its_own_or_of_several_is_one(name: str) -> None:
    assert not is_generic(name)


def test_a_surname_stands_for_the_one_full_name_of_its_articles_at_either_end() -> None:
    found = full_forms({"lee jun-ho": {1, 2}, "lee": {1, 2, 3}, "ilka vail": {1, 2}, "vail": {2}})
    assert found == {"lee": "lee jun-ho", "vail": "ilka vail"}


def test_a_surname_of_two_people_stands_for_neither() -> None:
    assert full_forms({"ilka vail": {1, 2}, "odo vail": {1, 2}, "vail": {1, 2}}) == {}


def test_a_surname_stands_for_its_only_bearer_also_where_other_articles_name_that_one_in_full() -> None:
    assert full_forms({"ada brandt": {1, 2, 3}, "brandt": {4, 5}}) == {"brandt": "ada brandt"}
    both = {"ada brandt": {1, 2}, "council head ada brandt": {2, 3}, "brandt": {4}}
    assert full_forms(both)["brandt"] == "ada brandt"
    assert full_forms({"ron vail": {1}, "ronald vail": {2, 3}, "vail": {4}}) == {"vail": "ronald vail"}


@pytest.mark.parametrize(
    "other",
    [
        {"otto brandt": {6, 7}},
        {"otto brandt": {6}},
        {"otto brandt jr": {6}},
        {"lord mayor brandt": {6, 7}},
    ],
)
def test_a_surname_stands_for_nobody_where_a_second_bearer_is_in_the_story(other: dict[str, set[int]]) -> None:
    assert "brandt" not in full_forms({"ada brandt": {1, 2, 3}, "brandt": {4, 5}, **other})


def test_what_a_place_or_a_party_ends_in_has_no_bearer() -> None:
    assert full_forms({"free brell": {1, 2, 3}, "brell": {4, 5}}) == {}
    assert full_forms({"ada brandt": {1}, "brandt": {4, 5}}) == {}
    assert full_forms({"jane brell": {1, 2}, "brell": set(range(3, 30))}) == {}


def test_a_place_does_not_stand_for_its_institutions_nor_for_what_is_seldom_named_with_it() -> None:
    assert full_forms({"brell": {1, 2}, "brell council": {1, 2}, "brell transit authority": {1}}) == {}
    assert full_forms({"ansel": {1, 2, 3, 4, 5}, "port ansel": {1}}) == {}


def test_an_office_before_a_name_is_no_part_of_it() -> None:
    assert full_forms({"auditor ann low": {1}, "ann low": {2}}) == {"auditor ann low": "ann low"}
    assert full_forms({"county commissioner ann low": {1}, "ann low": {2}}) == {
        "county commissioner ann low": "ann low"
    }


def test_a_storys_names_count_their_short_forms_and_say_which_they_are() -> None:
    (found,) = names({1: [("Lee Jun-ho", 2), ("Lee", 3)], 2: [("Lee Jun-ho", 1)], 3: [("Lee", 1)]})
    assert (found.name, found.times, found.aliases) == ("Lee Jun-ho", {1: 5, 2: 1, 3: 1}, ("lee",))


def test_a_dateline_in_capitals_is_not_how_a_place_is_written() -> None:
    (found,) = names({1: [("CALLOWBY", 1)], 2: [("CALLOWBY", 1)], 3: [("Callowby", 1)]})
    assert found.name == "Callowby"
