"""What the privacy page promises to forget is forgotten, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stories.digests.steps.keeping import forget_due
from stories.digests.steps.noting import note
from stories.digests.steps.tokens import read_stop, stop_token
from stories.digests.steps.unsubscribe import stop_by_token
from stories.models import Delivery, Gift, Notice, NoticeKind, Subscription
from tests.digests.post import subscription
from tests.make import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_an_ask_that_nobody_confirmed_is_deleted_after_a_week() -> None:
    old = subscription(confirmed_at=None, created_at=NOW - 7 * DAY - timedelta(minutes=1))
    young = subscription(confirmed_at=None, created_at=NOW - 6 * DAY)
    live = subscription(created_at=NOW - 400 * DAY)
    note(old, NoticeKind.CONFIRM, NOW - 7 * DAY)
    forget_due(NOW)
    assert set(Subscription.objects.all()) == {young, live}
    assert not Notice.objects.exists()


def test_an_ended_subscription_loses_its_address_after_thirty_days_and_its_links_still_hold() -> None:
    row = subscription(ended_at=NOW - 31 * DAY, choices={"sections": ["world"]})
    lately = subscription(ended_at=NOW - 29 * DAY)
    note(row, NoticeKind.CONFIRM, NOW)
    forget_due(NOW)
    row.refresh_from_db()
    lately.refresh_from_db()
    assert (row.address, row.choices, row.account) == ("", {}, None)
    assert lately.address
    assert not Notice.objects.exists()
    assert read_stop(stop_token(row)) == row.pk
    assert stop_by_token(stop_token(row), NOW) == row
    lately.refresh_from_db()
    assert lately.ended_at == NOW - 29 * DAY


def test_old_digests_are_deleted_but_the_last_of_a_subscription_that_goes_on() -> None:
    live, ended = subscription(), subscription(ended_at=NOW - DAY)
    for row in (live, ended):
        for days in (120, 100, 95):
            at = NOW - days * DAY
            Delivery.objects.create(subscription=row, period=f"{at:%Y-%m-%d}", due_at=at, created_at=at, state="sent")
    forget_due(NOW)
    assert list(Delivery.objects.values_list("subscription", "period")) == [(live.pk, f"{NOW - 95 * DAY:%Y-%m-%d}")]


def test_a_gift_that_ended_is_deleted_and_the_digests_that_came_of_it_go_on() -> None:
    gift = Gift.objects.create(code="x", ends_at=NOW - 31 * DAY)
    row = subscription(gift=gift)
    forget_due(NOW)
    row.refresh_from_db()
    assert row.gift is None
    assert not Gift.objects.exists()


def test_forgetting_twice_finds_nothing_the_second_time() -> None:
    subscription(confirmed_at=None, created_at=NOW - 8 * DAY)
    subscription(ended_at=NOW - 31 * DAY)
    assert forget_due(NOW) == 2
    assert forget_due(NOW) == 0
