"""Which addresses an account has shown to be its own."""

from typing import Any

from allauth.account.models import EmailAddress


def verified_addresses(account: Any) -> tuple[str, ...]:
    """The verified mail addresses of an account, none of somebody who isn't signed in."""
    if not account.is_authenticated:
        return ()
    found = EmailAddress.objects.filter(user=account, verified=True).order_by("pk")
    return tuple(found.values_list("email", flat=True))
