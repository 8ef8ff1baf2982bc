"""One digest per local day or week, whatever the clocks and zones do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from stories.digests.periods import Period, next_period, period_of

ZONES = sorted(zone for zone in available_timezones() if "/" in zone)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def keys(rhythm: str, zone: str, hour: int, start: datetime, days: int, weekday: int = 0) -> list[Period]:
    """Every period seen by a beat that comes each quarter of an hour."""
    seen: dict[str, Period] = {}
    for quarter in range(days * 96):
        if found := period_of(rhythm, weekday, hour, zone, start + timedelta(minutes=15 * quarter)):
            seen.setdefault(found.key, found)
    return list(seen.values())


def test_a_morning_that_the_clock_skips_has_its_digest_right_after_the_gap() -> None:
    found = keys("daily", "Europe/Berlin", 2, at(2026, 3, 28, 12), 3)
    assert [p.key for p in found] == ["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"]
    assert found[1].due_at == at(2026, 3, 29, 1)  # 03:00 there: no clock showed 02:00


def test_an_hour_that_the_clock_shows_twice_has_one_digest_at_the_first() -> None:
    found = keys("daily", "America/New_York", 1, at(2026, 11, 1, 3), 1)
    assert [(p.key, p.due_at) for p in found if p.key == "2026-11-01"] == [("2026-11-01", at(2026, 11, 1, 5))]


def test_a_zone_of_thirteen_hours_and_three_quarters_has_its_own_days() -> None:
    before = period_of("daily", 0, 7, "Pacific/Chatham", at(2026, 1, 10, 11))
    assert before == Period("2026-01-10", at(2026, 1, 9, 17, 15))
    found = period_of("daily", 0, 7, "Pacific/Chatham", at(2026, 1, 10, 17, 15))
    assert found == Period("2026-01-11", at(2026, 1, 10, 17, 15))


def test_a_week_is_the_iso_week_even_at_the_turn_of_the_year() -> None:
    assert period_of("weekly", 4, 7, "UTC", at(2027, 1, 1, 7)) == Period("2026-W53", at(2027, 1, 1, 7))


def test_a_late_evening_is_made_up_for_after_midnight_and_not_after_a_day() -> None:
    assert period_of("daily", 0, 23, "UTC", at(2026, 5, 2, 0, 30)) == Period("2026-05-01", at(2026, 5, 1, 23))
    assert period_of("daily", 0, 7, "UTC", at(2026, 5, 2, 6)) is None


def test_a_day_that_a_country_left_out_has_no_second_digest_of_its_own() -> None:
    found = keys("daily", "Pacific/Apia", 7, at(2011, 12, 28, 12), 5)
    assert len({p.due_at for p in found}) == len(found)


def test_a_zone_that_nobody_knows_is_utc() -> None:
    for name in ("", "Europe", "../etc/passwd", "Nowhere/Else"):
        assert period_of("daily", 0, 7, name, at(2026, 5, 2, 7)) == Period("2026-05-02", at(2026, 5, 2, 7))


@given(
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.integers(0, 6),
    st.sampled_from(["daily", "weekly", "blindspot"]),
    st.integers(0, 8 * 365 * 24 * 60).map(lambda minutes: at(2024, 1, 1) + timedelta(minutes=minutes)),
)
def test_a_period_is_over_when_the_next_one_begins(
    zone: str, hour: int, weekday: int, rhythm: str, now: datetime
) -> None:
    following = next_period(rhythm, weekday, hour, zone, now)
    assert following.due_at > now
    assert period_of(rhythm, weekday, hour, zone, following.due_at) == following
    before = period_of(rhythm, weekday, hour, zone, now)
    assert before is None or (before.due_at <= now and before.key < following.key)


@given(st.sampled_from(ZONES), st.integers(0, 23), st.dates(date(2024, 1, 1), date(2032, 1, 1)))
def test_the_key_is_the_local_day_of_the_moment(zone: str, hour: int, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = next_period("daily", 0, hour, zone, noon)
    # Where the clocks skip midnight, or a whole day, the moment is in the following hour.
    local = (
        (found.due_at.astimezone(ZoneInfo(zone)) - timedelta(hours=1)).date(),
        found.due_at.astimezone(ZoneInfo(zone)).date(),
    )
    assert date.fromisoformat(found.key) in local
