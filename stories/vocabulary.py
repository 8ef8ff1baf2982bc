"""The words of `stories.scales` as pages and mails show them, in the active language. Values stay as they are."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stories.scales import Factuality, Lean, OutletKind, OwnerKind, Section, Side

_SIDES: Final[Mapping[Side, Promise]] = {
    Side.LEFT: pgettext_lazy("side", "Left"),
    Side.CENTER: pgettext_lazy("side", "Center"),
    Side.RIGHT: pgettext_lazy("side", "Right"),
    Side.UNRATED: pgettext_lazy("side", "Unrated"),
}
_SIDES_WITHIN: Final[Mapping[Side, Promise]] = {
    Side.LEFT: pgettext_lazy("side within a sentence", "left"),
    Side.CENTER: pgettext_lazy("side within a sentence", "center"),
    Side.RIGHT: pgettext_lazy("side within a sentence", "right"),
    Side.UNRATED: pgettext_lazy("side within a sentence", "unrated"),
}
_LETTERS: Final[Mapping[Side, Promise]] = {
    # Translators: one letter beside the colour of a side, in the narrowest of places.
    Side.LEFT: pgettext_lazy("letter of the left", "L"),
    Side.CENTER: pgettext_lazy("letter of the center", "C"),
    Side.RIGHT: pgettext_lazy("letter of the right", "R"),
}
_LEANS: Final[Mapping[str, Promise]] = {
    Lean.FAR_LEFT: pgettext_lazy("lean", "Far left"),
    Lean.LEFT: pgettext_lazy("lean", "Left"),
    Lean.LEAN_LEFT: pgettext_lazy("lean", "Lean left"),
    Lean.CENTER: pgettext_lazy("lean", "Center"),
    Lean.LEAN_RIGHT: pgettext_lazy("lean", "Lean right"),
    Lean.RIGHT: pgettext_lazy("lean", "Right"),
    Lean.FAR_RIGHT: pgettext_lazy("lean", "Far right"),
}
_FACTUALITY: Final[Mapping[str, Promise]] = {
    Factuality.VERY_HIGH: pgettext_lazy("factuality", "Very high"),
    Factuality.HIGH: pgettext_lazy("factuality", "High"),
    Factuality.MIXED: pgettext_lazy("factuality", "Mixed"),
    Factuality.LOW: pgettext_lazy("factuality", "Low"),
    Factuality.VERY_LOW: pgettext_lazy("factuality", "Very low"),
}
_OWNERS: Final[Mapping[str, Promise]] = {
    OwnerKind.INDEPENDENT: pgettext_lazy("owner", "Independent"),
    OwnerKind.CORPORATION: pgettext_lazy("owner", "Corporation"),
    OwnerKind.MEDIA_CONGLOMERATE: pgettext_lazy("owner", "Media conglomerate"),
    OwnerKind.TELECOM: pgettext_lazy("owner", "Telecom"),
    OwnerKind.PRIVATE_EQUITY: pgettext_lazy("owner", "Private equity"),
    OwnerKind.BILLIONAIRE: pgettext_lazy("owner", "Billionaire"),
    OwnerKind.GOVERNMENT: pgettext_lazy("owner", "Government"),
    OwnerKind.OTHER: pgettext_lazy("owner", "Other"),
    OwnerKind.UNCATEGORIZED: pgettext_lazy("owner", "Uncategorized"),
}
_FACTUALITY_WITHIN: Final[Mapping[str, Promise]] = {
    Factuality.VERY_HIGH: pgettext_lazy("factuality within a sentence", "very high"),
    Factuality.HIGH: pgettext_lazy("factuality within a sentence", "high"),
    Factuality.MIXED: pgettext_lazy("factuality within a sentence", "mixed"),
    Factuality.LOW: pgettext_lazy("factuality within a sentence", "low"),
    Factuality.VERY_LOW: pgettext_lazy("factuality within a sentence", "very low"),
}
_OWNERS_WITHIN: Final[Mapping[str, Promise]] = {
    OwnerKind.INDEPENDENT: pgettext_lazy("owner within a sentence", "independent"),
    OwnerKind.CORPORATION: pgettext_lazy("owner within a sentence", "corporation"),
    OwnerKind.MEDIA_CONGLOMERATE: pgettext_lazy("owner within a sentence", "media conglomerate"),
    OwnerKind.TELECOM: pgettext_lazy("owner within a sentence", "telecom"),
    OwnerKind.PRIVATE_EQUITY: pgettext_lazy("owner within a sentence", "private equity"),
    OwnerKind.BILLIONAIRE: pgettext_lazy("owner within a sentence", "billionaire"),
    OwnerKind.GOVERNMENT: pgettext_lazy("owner within a sentence", "government"),
    OwnerKind.OTHER: pgettext_lazy("owner within a sentence", "other"),
    OwnerKind.UNCATEGORIZED: pgettext_lazy("owner within a sentence", "uncategorized"),
}
_OUTLETS: Final[Mapping[str, Promise]] = {
    OutletKind.PUBLISHER: pgettext_lazy("kind of outlet", "Publisher"),
    OutletKind.WIRE: pgettext_lazy("kind of outlet", "Wire"),
    OutletKind.REPUBLISHER: pgettext_lazy("kind of outlet", "Republisher"),
}
_SECTIONS: Final[Mapping[str, Promise]] = {
    Section.POLITICS: pgettext_lazy("section", "Politics"),
    Section.WORLD: pgettext_lazy("section", "World"),
    Section.BUSINESS: pgettext_lazy("section", "Business"),
    Section.TECHNOLOGY: pgettext_lazy("section", "Technology"),
    Section.SCIENCE: pgettext_lazy("section", "Science"),
    Section.HEALTH: pgettext_lazy("section", "Health"),
    Section.SPORT: pgettext_lazy("section", "Sport"),
    Section.CULTURE: pgettext_lazy("section", "Culture"),
}
_BLINDSPOTS: Final[Mapping[str, Promise]] = {
    Side.LEFT: _("Blindspot of the left"),
    Side.RIGHT: _("Blindspot of the right"),
}
_BUCKETS: Final[Mapping[str, Promise]] = {**_LEANS, **_FACTUALITY}


def side_label(side: Side, *, within: bool = False) -> str:
    """'Left'; within: as it stands within a sentence, 'left'."""
    return str((_SIDES_WITHIN if within else _SIDES)[side])


def side_letter(side: Side) -> str:
    """L, C, R or –, in the language's own letters."""
    return str(_LETTERS.get(side, side.letter))


def bucket_label(key: str) -> str:
    """The words of a step of a scheme: 'Lean left', 'Very high'; 'Unrated' for ''. Of others, their key."""
    return str(_BUCKETS.get(key) or key.replace("_", " ").capitalize()) if key else side_label(Side.UNRATED)


def factuality_label(value: str, *, within: bool = False) -> str:
    """'Very high', '' for what is no step; within: as it stands within a sentence."""
    return str((_FACTUALITY_WITHIN if within else _FACTUALITY).get(value, ""))


def owner_label(value: str, *, within: bool = False) -> str:
    """'Private equity', '' for what is no kind of owner; within: as it stands within a sentence."""
    return str((_OWNERS_WITHIN if within else _OWNERS).get(value, ""))


def outlet_kind_label(value: str) -> str:
    """'Publisher'."""
    return str(_OUTLETS[value])


def section_label(value: str) -> str:
    """'Politics', '' for a story in none."""
    return str(_SECTIONS.get(value, ""))


def blindspot_label(side: str) -> str:
    """'Blindspot of the left', '' for no side."""
    return str(_BLINDSPOTS.get(side, ""))
