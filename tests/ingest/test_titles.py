"""Headlines that end in their outlet's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.titles import without_outlet

NAMES = ("The Harbour Post (Brell)", "harbourpost.example", "quaytimes.example")


@pytest.mark.parametrize(
    "title",
    [
        "Council votes to rebuild the pier - The Harbour Post",
        "Council votes to rebuild the pier | ⚓ HarbourPost",
        "Council votes to rebuild the pier – harbourpost.example",
        "Council votes to rebuild the pier - Quay Times",
        "Council votes to rebuild the pier|Harbour Post".replace("|", " | "),
    ],
)
def test_a_headline_is_kept_without_its_outlets_name_behind(title: str) -> None:
    assert without_outlet(title, NAMES) == "Council votes to rebuild the pier"


@pytest.mark.parametrize(
    "title",
    [
        "Council votes to rebuild the pier - but not this year",
        "Council votes to rebuild the pier — mayor",
        "A year of the Harbour Post",
        "The pier - Harbour Post",
        "Harbour Post",
        "Harbour Post - council votes to rebuild the pier",
        "Well-known pier of Port Ansel is a post-Harbour Post",
    ],
)
def test_what_is_no_name_of_the_outlet_stays(title: str) -> None:
    assert without_outlet(title, NAMES) == title


@given(st.text(), st.lists(st.text()))
def test_nothing_is_added_and_the_beginning_stays(title: str, names: list[str]) -> None:
    assert title.startswith(without_outlet(title, names))


@given(st.text(alphabet="ab |-.", max_size=40))
def test_a_name_is_taken_off_in_time(title: str) -> None:
    assert without_outlet(title, ("a", "ab.example")) in title
