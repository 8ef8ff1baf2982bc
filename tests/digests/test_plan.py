"""One delivery per subscription and local period, whoever plans how often, whatever zones do."""

from datetime import timedelta
from itertools import pairwise

import pytest

from stories.digests.steps.plan import plan_due
from stories.models import Delivery, Subscription
from tests.digests.post import subscription
from tests.make import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def periods(of: Subscription) -> list[str]:
    return list(of.deliveries.order_by("pk").values_list("period", flat=True))


def plan_for(days: float, start=NOW, step=HOUR) -> None:
    """A beat each hour for some days, twice each time."""
    for hour in range(int(days * 24)):
        plan_due(start + hour * step)
        plan_due(start + hour * step)


def test_a_daily_digest_is_planned_once_a_day_at_its_hour() -> None:
    row = subscription(hour=7, zone="Asia/Seoul")
    plan_for(3)
    assert periods(row) == ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"]
    assert {each.due_at.hour for each in row.deliveries.all()} == {22}


def test_a_weekly_digest_is_planned_once_a_week() -> None:
    row = subscription(rhythm="weekly", weekday=4, hour=18)
    plan_for(15)
    assert periods(row) == ["2026-W11", "2026-W12"]


def test_only_confirmed_and_living_subscriptions_are_planned() -> None:
    subscription(confirmed_at=None)
    subscription(ended_at=NOW)
    subscription(confirmed_at=NOW + timedelta(days=9))
    plan_for(2)
    assert not Delivery.objects.exists()


def test_a_digest_whose_hour_has_passed_when_its_reader_confirms_begins_tomorrow() -> None:
    row = subscription(hour=7, confirmed_at=NOW)
    plan_for(1)
    assert periods(row) == ["2026-03-11"]


@pytest.mark.parametrize("zone", ["Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_whoever_moves_after_a_digest_gets_no_second_one_of_that_day(zone: str) -> None:
    row = subscription(hour=12, zone="UTC")
    plan_due(NOW)
    Subscription.objects.update(zone=zone)
    plan_for(4)
    found = periods(row)
    assert found == sorted(set(found))
    gaps = list(row.deliveries.order_by("pk").values_list("created_at", flat=True))
    assert all(later - earlier >= 6 * HOUR for earlier, later in pairwise(gaps))


def test_moving_there_and_back_doubles_no_day() -> None:
    row = subscription(hour=7, zone="Pacific/Kiritimati")
    for hour in range(24 * 6):
        zone = ("Pacific/Kiritimati", "Pacific/Pago_Pago")[hour // 5 % 2]
        Subscription.objects.update(zone=zone)
        plan_due(NOW + hour * HOUR)
    found = periods(row)
    assert found == sorted(set(found))
    assert len(found) <= 7


def test_a_clock_that_jumps_back_plans_no_day_twice_and_one_that_was_years_ahead_stops_nobody() -> None:
    row = subscription(hour=7)
    plan_for(2)
    plan_for(3)
    plan_due(NOW + timedelta(days=900))
    plan_due(NOW + timedelta(days=4))
    assert periods(row) == ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2028-08-26", "2026-03-14"]


def test_another_rhythm_brings_no_second_mail_within_the_morning() -> None:
    row = subscription(hour=7)
    plan_due(NOW)
    Subscription.objects.update(rhythm="weekly", weekday=1, hour=12)
    plan_due(NOW)
    assert periods(row) == ["2026-03-10"]
    plan_due(NOW + 7 * HOUR)
    assert periods(row) == ["2026-03-10", "2026-W11"]


def test_a_beat_that_was_dead_is_made_up_for_once() -> None:
    row = subscription(hour=7)
    plan_due(NOW - timedelta(days=1))
    plan_due(NOW + timedelta(days=5))
    assert periods(row) == ["2026-03-09", "2026-03-15"]
