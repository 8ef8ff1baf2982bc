"""What a subscription asks for, with what its account follows and hides."""

from __future__ import annotations

from stories.digests.wishes import Wish, wish_of
from stories.models import Follow, Reader, Subscription

_KINDS = {"sections": "section", "entities": "entity__key", "outlets": "outlet__slug", "stories": "story_id"}


def wish_for(subscription: Subscription) -> Wish:
    """Its own choices; one of an account also follows and hides what the account does. No query, or three."""
    choices = dict(subscription.choices) if isinstance(subscription.choices, dict) else {}
    words: list[str] = []
    outlets: list[str] = []
    if subscription.account_id:
        for kind, values in _followed(subscription.account_id).items():
            own = choices.get(kind)
            choices[kind] = [*(own if isinstance(own, list) else []), *values]
        reader = Reader.objects.filter(account=subscription.account_id).first()
        if reader:
            words = list(reader.hidden_words)
            outlets = list(reader.hidden_outlets.values_list("slug", flat=True))
    return wish_of(
        subscription.rhythm,
        subscription.number,
        subscription.language,
        choices,
        hidden_words=words,
        hidden_outlets=outlets,
    )


def _followed(account_id: int) -> dict[str, list[str | int]]:
    found: dict[str, list[str | int]] = {kind: [] for kind in _KINDS}
    for row in Follow.objects.filter(account=account_id).order_by("pk").values_list(*_KINDS.values()):
        for kind, value in zip(_KINDS, row, strict=True):
            if value:
                found[kind].append(value)
    return found
