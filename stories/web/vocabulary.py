"""The words of values as pages show them, in the language of the page: those of every room, and of feeds."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stories.models import FeedState
from stories.scales import OwnerKind
from stories.vocabulary import (
    blindspot_label,
    bucket_label,
    factuality_label,
    outlet_kind_label,
    owner_label,
    section_label,
    side_label,
    side_letter,
)

_FEEDS: Final[Mapping[str, Promise]] = {
    FeedState.ACTIVE: _("active"),
    FeedState.FAILING: _("failing, tried again later"),
    FeedState.GONE: _("gone: the outlet took it down"),
    FeedState.PAUSED: _("paused by an editor"),
    FeedState.QUARANTINED: _("held: it sends more than a feed should"),
}


def feed_state_label(value: str) -> str:
    """'failing, tried again later'."""
    return str(_FEEDS[value])


def owner_told(value: str, *, within: bool = False) -> str:
    """As owner_label, but '' for an owner whose kind nobody has named, which tells a reader nothing."""
    return "" if value == OwnerKind.UNCATEGORIZED else owner_label(value, within=within)


__all__ = [
    "blindspot_label",
    "bucket_label",
    "factuality_label",
    "feed_state_label",
    "outlet_kind_label",
    "owner_label",
    "owner_told",
    "section_label",
    "side_label",
    "side_letter",
]
