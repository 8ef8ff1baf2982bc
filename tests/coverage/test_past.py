"""How a story grew, on values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.members import Member
from stories.coverage.past import arrivals, there_by, whole_hour
from stories.scales import DatePrecision, Genre, OutletKind, Side

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def member(number: int = 1, outlet: int = 1, minutes: int = 0, precision: str = "minute") -> Member:
    at = NOON + timedelta(minutes=minutes)
    return Member(
        article_id=number,
        outlet_id=outlet,
        outlet=f"Outlet {outlet}",
        kind=OutletKind.PUBLISHER,
        side=Side.UNRATED,
        bucket=None,
        genre=Genre.NEWS,
        published=at,
        precision=DatePrecision(precision),
        seen=at + timedelta(days=9),
    )


def test_an_hour_has_what_was_there_by_its_stroke() -> None:
    assert whole_hour(NOON) == NOON
    assert whole_hour(NOON + timedelta(microseconds=1)) == NOON + timedelta(hours=1)


def test_a_day_counts_from_its_end_and_no_date_from_our_sight() -> None:
    assert there_by(member(precision="day")) == NOON + timedelta(days=1)
    assert there_by(replace(member(precision="day"), seen=NOON)) == NOON
    assert there_by(member(precision="seen")) == NOON + timedelta(days=9)


def test_an_outlet_is_new_once() -> None:
    first, second = arrivals([member(1, 1), member(2, 1, 61), member(3, 2, 119)])
    assert (first.outlets, first.total_articles, first.total_outlets) == (("Outlet 1",), 1, 1)
    assert (second.articles, second.outlets, second.total_articles, second.total_outlets) == (2, ("Outlet 2",), 3, 2)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3000)), max_size=40))
def test_every_article_and_outlet_arrives_exactly_once(rows: list[tuple[int, int]]) -> None:
    members = [member(number, outlet, minutes) for number, (outlet, minutes) in enumerate(rows)]
    found = arrivals(reversed(members))
    assert [row.hour for row in found] == sorted({whole_hour(there_by(each)) for each in members})
    assert sum(row.articles for row in found) == len(members)
    assert sum(len(row.outlets) for row in found) == len({outlet for outlet, _ in rows})
    if found:
        assert (found[-1].total_articles, found[-1].total_outlets) == (len(rows), len({outlet for outlet, _ in rows}))
