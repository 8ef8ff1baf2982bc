"""Addresses that must not get mail: kept as keyed hashes, so that the list names nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.crypto import salted_hmac

from stories.digests.addresses import folded, mailbox
from stories.models import Suppression

UNSUBSCRIBED: Final = "unsubscribed"  # stopped everything; a new ask may be confirmed by mail
REFUSED: Final = "refused"  # no mail, whoever asks
BOUNCED: Final = "bounced"
COMPLAINED: Final = "complained"
# Of these not even a question whether somebody meant it is mailed.
NOT_EVEN_ASKED: Final = (REFUSED, BOUNCED, COMPLAINED)
WEIGHT: Final = (UNSUBSCRIBED, BOUNCED, COMPLAINED, REFUSED)


def key_of(address: str) -> str:
    """The keyed hash under which an address is suppressed: 64 hex digits."""
    return salted_hmac("newsdesk.digests.suppression", folded(address), algorithm="sha256").hexdigest()


def mailbox_key(address: str) -> str:
    """The keyed hash of the mailbox behind the address, for the ledger of single mails."""
    return salted_hmac("newsdesk.digests.mailbox", mailbox(address), algorithm="sha256").hexdigest()


def suppressed(address: str) -> bool:
    """Whether no digest may go there."""
    return Suppression.objects.filter(address_key=key_of(address)).exists()


def unaskable(address: str) -> bool:
    """Whether not even a confirmation may go there."""
    return Suppression.objects.filter(address_key=key_of(address), reason__in=NOT_EVEN_ASKED).exists()


def suppress(address: str, reason: str, now: datetime) -> None:
    """No mail to the address from here on; a weightier reason stays. Safe to repeat."""
    row, new = Suppression.objects.get_or_create(
        address_key=key_of(address), defaults={"reason": reason, "created_at": now}
    )
    if not new and WEIGHT.index(reason) > WEIGHT.index(row.reason):
        Suppression.objects.filter(pk=row.pk).update(reason=reason)


def lift(address: str) -> None:
    """Mail may go there again: whoever reads its mail has asked for it."""
    Suppression.objects.filter(address_key=key_of(address)).delete()
