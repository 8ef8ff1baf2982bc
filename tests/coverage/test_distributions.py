"""How a story's counted outlets split by factuality, owner and country; and the hash of the thresholds."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.config import CoverageConfig
from stories.coverage.distributions import countries, factuality, ownership
from stories.coverage.members import seats
from stories.scales import Factuality, Genre, OutletKind, OwnerKind
from tests.coverage.members import left, right


def shown(parts):
    return [(part.key, part.outlets, part.percent) for part in parts if part.outlets]


def test_factuality_goes_from_very_high_to_low_and_keeps_empty_steps():
    parts = factuality(seats([left(1, factuality="low"), right(2, factuality="high"), right(3, factuality="high")]))
    assert [part.key for part in parts] == ["very_high", "high", "mixed", "low", "very_low"]
    assert shown(parts) == [("high", 2, 67), ("low", 1, 33)]


def test_what_is_not_known_is_said_and_not_hidden():
    assert shown(ownership(seats([left(1, owner_kind="billionaire"), right(2)]))) == [
        ("billionaire", 1, 50),
        ("unknown", 1, 50),
    ]


def test_countries_come_by_number_of_outlets_with_the_unknown_last():
    found = [left(1), left(2), left(3), right(4, country="KR"), right(5, country="US"), right(6, country="US")]
    assert shown(countries(seats(found))) == [("US", 2, 33), ("KR", 1, 17), ("unknown", 3, 50)]


def test_republishers_and_opinion_are_in_no_distribution():
    found = [left(1, country="US", genre=Genre.OPINION), right(2, country="GB", kind=OutletKind.REPUBLISHER)]
    assert shown(countries(seats(found))) == []


values = st.tuples(
    st.integers(0, 30),
    st.sampled_from(["", *Factuality]),
    st.sampled_from(["", *OwnerKind]),
    st.sampled_from(["", "KR", "US", "GB"]),
)


@given(st.lists(values, min_size=1, max_size=30, unique_by=lambda value: value[0]))
def test_every_distribution_has_each_outlet_once_and_a_hundred_percent(found):
    taken = seats([left(i, factuality=f, owner_kind=o, country=c) for i, f, o, c in found])
    for parts in (factuality(taken), ownership(taken), countries(taken)):
        assert sum(part.percent for part in parts) == 100
        assert sum(part.outlets for part in parts) == len(found)


def test_the_hash_of_the_thresholds_is_the_same_every_time():
    assert CoverageConfig().hash == CoverageConfig().hash
    assert len(CoverageConfig().hash) == 16


@pytest.mark.parametrize("name", [field.name for field in fields(CoverageConfig)])
def test_the_hash_changes_with_every_threshold(name):
    config = CoverageConfig()
    assert replace(config, **{name: getattr(config, name) + 1}).hash != config.hash
