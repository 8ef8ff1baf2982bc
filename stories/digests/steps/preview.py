"""The next digest of a subscription, as it would be sent now; nothing is written."""

from __future__ import annotations

from datetime import datetime

from stories.digests.message import Message
from stories.digests.periods import next_period
from stories.digests.steps.compose import compose
from stories.models import Delivery, Subscription


def preview(subscription: Subscription, now: datetime) -> Message | None:
    """The mail that the subscription's next period would get with the stories there are; None where none would go."""
    period = next_period(subscription.rhythm, subscription.weekday, subscription.hour, subscription.zone, now)
    return compose(Delivery(subscription=subscription, period=period.key, due_at=period.due_at), now)
