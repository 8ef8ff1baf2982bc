"""What providers and the return mailbox tell of mails that were sent: each report counts once, in any order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from stories.digests.steps.shutting import shut_out
from stories.digests.steps.suppressed import BOUNCED, COMPLAINED, UNSUBSCRIBED
from stories.models import Delivery, DeliveryState, MailEvent, Notice

REASONS: Final = {"complained": COMPLAINED, "unsubscribed": UNSUBSCRIBED}
ARRIVED: Final = ("delivered", "bounced", "complained", "unsubscribed")  # only a mail that was taken can cause these


@dataclass(frozen=True, slots=True)
class Event:
    """One report. source: the provider's name or 'mailbox'; key: what identifies it there; message_id: of our mail.

    kind: bounced, deferred, complained, unsubscribed or delivered; for_good: whether a bounce says nobody is there.
    address: only from a source whose word is proved, for mails that can't be found.
    """

    source: str
    key: str
    kind: str
    message_id: str
    happened_at: datetime
    for_good: bool = False
    address: str = ""


@transaction.atomic
def note_event(event: Event, now: datetime) -> bool:
    """Whether the report was new; what it says of the address and the delivery is done with it."""
    delivery = Delivery.objects.filter(message_id=event.message_id).first() if event.message_id else None
    _row, new = MailEvent.objects.get_or_create(
        source=event.source,
        event_key=event.key[:200],
        defaults={"kind": event.kind, "delivery": delivery, "happened_at": event.happened_at, "created_at": now},
    )
    if not new:
        return False
    _shut_out(event, delivery, now)
    if delivery:
        _mark(delivery, event)
    return True


def _shut_out(event: Event, delivery: Delivery | None, now: datetime) -> None:
    """A complaint stops all mail at once; so does a bounce that says nobody is there."""
    address = delivery.subscription.address if delivery else event.address or _of_notice(event.message_id)
    if not address:
        return
    if event.kind in REASONS:
        shut_out(address, REASONS[event.kind], now)
    elif event.kind == "bounced" and event.for_good:
        shut_out(address, BOUNCED, now)


def _of_notice(message_id: str) -> str:
    """The address of a single mail, by its Message-ID `<notice.{pk}.{key}@…>`."""
    word, _, rest = message_id.strip("<>").partition(".")
    number, _, key = rest.partition("@")[0].partition(".")
    if word != "notice" or not number.isdecimal() or len(key) < 16:
        return ""
    return (
        Notice.objects.filter(pk=int(number[:18]), mailbox_key__startswith=key)
        .values_list("address", flat=True)
        .first()
        or ""
    )


def _mark(delivery: Delivery, event: Event) -> None:
    """A report never takes back that a mail was sent; one of an uncertain mail says that it was."""
    rows = Delivery.objects.filter(pk=delivery.pk)
    if event.kind == "bounced":
        rows.update(bounced_at=Coalesce(F("bounced_at"), event.happened_at))
    if event.kind == "complained":
        rows.update(complained_at=Coalesce(F("complained_at"), event.happened_at))
    if event.kind in ARRIVED:
        rows.filter(state=DeliveryState.UNCERTAIN).update(state=DeliveryState.SENT, sent_at=event.happened_at)
