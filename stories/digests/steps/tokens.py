"""Signed links of mails: one purpose each, of a row's number; none holds an address, since links end up in logs."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from stories.digests.addresses import folded
from stories.models import Notice, Subscription

CONFIRM_WITHIN: Final = timedelta(days=7)
PRINT_LENGTH: Final = 16  # hex digits of the address's keyed hash: whether it is still the one that was asked


class BadTokenError(Exception):
    """Nobody here signed this."""


class OldTokenError(Exception):
    """Signed here, too long ago; row_id: what it was for, address_print: of the address then."""

    def __init__(self, row_id: int, address_print: str) -> None:
        super().__init__()
        self.row_id, self.address_print = row_id, address_print


def fingerprint(address: str) -> str:
    """What in a token tells whether a row still has the address; nobody without the secret can make or read it."""
    return salted_hmac("newsdesk.digests.address", folded(address), algorithm="sha256").hexdigest()[:PRINT_LENGTH]


def confirm_token(subscription: Subscription) -> str:
    """For a link that confirms an ask; ages."""
    return _timed("confirm").sign(_value(subscription.pk, subscription.address))


def move_token(notice: Notice) -> str:
    """For a link that confirms a new address; ages."""
    return _timed("move").sign(_value(notice.pk, notice.address))


def settings_token(subscription: Subscription) -> str:
    """For the settings page; holds as long as the address does."""
    return _lasting("settings").sign(_value(subscription.pk, subscription.address))


def stop_token(subscription: Subscription) -> str:
    """For stopping; holds for good, whatever the address has become."""
    return _lasting("stop").sign(str(subscription.pk))


def confirm_link(subscription: Subscription) -> str:
    """The whole address of the page with the button to confirm."""
    return _absolute(f"/subscriptions/confirm/{confirm_token(subscription)}/")


def move_link(notice: Notice) -> str:
    """The whole address of the page on which a change of address is confirmed."""
    return _absolute(f"/subscriptions/move/{move_token(notice)}/")


def settings_link(subscription: Subscription) -> str:
    """The whole address of its settings."""
    return _absolute(f"/subscriptions/{settings_token(subscription)}/")


def stop_link(subscription: Subscription) -> str:
    """The whole address of the page that stops it, for mail programs too."""
    return stop_address(stop_token(subscription))


def stop_address(token: str) -> str:
    """That address, for a token that is made already."""
    return _absolute(f"/subscriptions/{token}/stop/")


def read_confirm(token: str) -> tuple[int, str]:
    """The subscription's number and the address's print; BadTokenError, OldTokenError."""
    return _read_timed("confirm", token)


def read_move(token: str) -> tuple[int, str]:
    """The notice's number and the new address's print; BadTokenError, OldTokenError."""
    return _read_timed("move", token)


def read_settings(token: str) -> tuple[int, str]:
    """The subscription's number and the address's print; BadTokenError."""
    try:
        return _parts(_lasting("settings").unsign(token))
    except signing.BadSignature as error:
        raise BadTokenError from error


def read_stop(token: str) -> int:
    """The subscription's number; BadTokenError."""
    try:
        return int(_lasting("stop").unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise BadTokenError from error


def _read_timed(purpose: str, token: str) -> tuple[int, str]:
    try:
        return _parts(_timed(purpose).unsign(token, max_age=CONFIRM_WITHIN))
    except signing.SignatureExpired as error:
        raise OldTokenError(*_parts(_timed(purpose).unsign(token))) from error
    except signing.BadSignature as error:
        raise BadTokenError from error


def _value(row_id: int, address: str) -> str:
    return f"{row_id}-{fingerprint(address)}"


def _parts(value: str) -> tuple[int, str]:
    row_id, _, address_print = value.partition("-")
    try:
        return int(row_id), address_print
    except ValueError as error:
        raise BadTokenError from error


def _timed(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"newsdesk.digests.{purpose}", sep=".")


def _lasting(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"newsdesk.digests.{purpose}", sep=".")


def _absolute(path: str) -> str:
    """From the configured base, never from a request."""
    return f"{settings.NEWSDESK_BASE_URL}{path}"
