"""One digest a day and address, whoever stops, asks again or moves in between."""

from datetime import datetime, timedelta

import pytest

from stories.digests.asking import Wishes
from stories.digests.steps.confirm import confirm
from stories.digests.steps.plan import plan_due
from stories.digests.steps.settings import ask_move, go_on, move
from stories.digests.steps.subscribe import ask
from stories.digests.steps.tokens import confirm_token, move_token
from stories.digests.steps.unsubscribe import stop
from stories.models import Delivery, DeliveryState, Notice, Subscription
from tests.digests.post import subscription
from tests.make import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "ines@quay.example"
NOON = NOW.replace(hour=12, minute=0)


def served(of: Subscription, **fields: object) -> None:
    """Its digest of the tenth of March has gone out in the morning."""
    at = NOON - timedelta(hours=5)
    values = {"state": DeliveryState.SENT, "due_at": at, "created_at": at, "handed_at": at} | fields
    Delivery.objects.create(subscription=of, period="2026-03-10", **values)


def asked_again(rhythm: str = "daily", hour: int = 18) -> Subscription:
    """Asked for and confirmed at noon, for the evening."""
    ask(ADDRESS.upper().replace("QUAY.EXAMPLE", "quay.example"), Wishes(rhythm=rhythm, hour=hour), NOON)
    row = Subscription.objects.get(ended_at__isnull=True)
    confirm(confirm_token(row), NOON)
    return row


def planned(row: Subscription, at: datetime = NOON + timedelta(hours=7)) -> list[str]:
    """The periods of mails that are to be sent to it."""
    plan_due(at)
    rows = Delivery.objects.filter(subscription=row, state=DeliveryState.CREATED)
    return list(rows.order_by("period").values_list("period", flat=True))


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING])
def test_a_stop_and_a_new_ask_for_the_evening_bring_no_second_digest_that_day(state: str) -> None:
    first = subscription(ADDRESS, hour=7)
    served(first, state=state)
    stop(first.pk, NOON)
    second = asked_again()
    assert planned(second) == []
    assert planned(second, NOON + timedelta(days=1, hours=7)) == ["2026-03-11"]


def test_what_never_left_counts_for_nothing() -> None:
    first = subscription(ADDRESS, hour=7)
    served(first, state=DeliveryState.SKIPPED, handed_at=None)
    stop(first.pk, NOON)
    assert planned(asked_again()) == ["2026-03-10"]


def test_another_rhythm_or_another_address_is_another_digest() -> None:
    first = subscription(ADDRESS, hour=7)
    served(first)
    stop(first.pk, NOON)
    assert planned(asked_again("blindspot")) == ["2026-03-10"]
    other = subscription("oswin@quay.example", hour=18)
    assert planned(other) == ["2026-03-10"]


def test_going_on_and_moving_to_an_address_that_was_served_bring_no_second_digest_either() -> None:
    again, gone = subscription(ADDRESS, hour=18), subscription("oswin@quay.example", hour=7)
    served(gone)
    stop(gone.pk, NOON)
    ask_move(again.pk, "oswin@quay.example", NOON)
    move(move_token(Notice.objects.get(kind="move")), NOON)
    assert planned(again) == []
    stop(again.pk, NOON)
    go_on(gone.pk, NOON)
    Subscription.objects.filter(pk=gone.pk).update(hour=18)
    assert planned(gone) == []
