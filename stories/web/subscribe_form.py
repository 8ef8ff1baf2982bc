"""The form of a digest: read from what was sent, and shown with what was chosen and what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from babel.dates import get_day_names
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.digests.asking import Wishes, trimmed
from stories.models import Rhythm
from stories.web.subscribe_choices import Option, chosen_options, known, named, section_options, side_options
from stories.web.zones import Zones, is_zone, zones
from stories.wording import language, listed, locale

RHYTHMS: Final[Mapping[str, Promise]] = {
    Rhythm.DAILY: gettext_lazy("Every day"),
    Rhythm.WEEKLY: gettext_lazy("Every week"),
    Rhythm.BLINDSPOT: gettext_lazy("Only when a blindspot appears"),
}
NUMBERS: Final = (3, 5, 8, 12, 20)
PLACES: Final = ("ask", "foot")  # a page may have the form in its text and at its foot
LONGEST_ADDRESS: Final = 254


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form held; errors: by field, in words."""

    address: str
    wishes: Wishes
    names: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    at: str = PLACES[0]
    gift: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form's one argument. at: where on the page it stands, for its ids; gift: its code; opened: show everything.

    chosen: topics, outlets and stories that are chosen already.
    """

    at: str
    gift: str
    address: str
    names: str
    errors: Mapping[str, str]
    rhythms: tuple[Option, ...]
    weekdays: tuple[Option, ...]
    hours: tuple[Option, ...]
    zone: str
    zones: tuple[Zones, ...]
    numbers: tuple[Option, ...]
    languages: tuple[Option, ...]
    sections: tuple[Option, ...]
    sides: tuple[Option, ...]
    chosen: Mapping[str, tuple[Option, ...]]
    opened: bool


def default_wishes(choices: Mapping[str, list[Any]]) -> Wishes:
    """What a form begins with; an empty zone is for the browser, or the reader, to fill in."""
    return Wishes(language=language(), zone="", choices=choices)


def read(post: QueryDict, *, with_address: bool = True) -> Sent:
    """What was sent. What no form of ours would hold falls back to what it begins with."""
    names = post.get("names", "")[:500]
    found, unknown = named(names)
    ticked = known({kind: post.getlist(kind) for kind in ("sections", "entities", "outlets", "stories", "sides")})
    choices = trimmed({kind: [*ticked.get(kind, []), *found.get(kind, [])] for kind in {*ticked, *found}})
    begun = Wishes()
    zone = post.get("zone", "")
    wishes = Wishes(
        rhythm=_among(post.get("rhythm"), RHYTHMS, begun.rhythm),
        weekday=_number(post.get("weekday"), range(7), begun.weekday),
        hour=_number(post.get("hour"), range(24), begun.hour),
        zone=zone if is_zone(zone) else begun.zone,
        number=_number(post.get("number"), range(1, 21), begun.number),
        language=_among(post.get("language"), dict(settings.LANGUAGES), language()),
        choices=choices,
    )
    address = post.get("address", "").strip()
    errors = {"names": unknown_words(unknown)} if unknown else {}
    if with_address and not is_address(address):
        errors["address"] = _("This is no mail address that we could write to.")
    return Sent(address, wishes, listed_names(unknown), errors, place(post), post.get("gift", "")[:64])


def shown(sent: Sent, *, opened: bool = False) -> FormPage:
    """The form with what was sent or is to begin with; at most three queries."""
    wishes = sent.wishes
    return FormPage(
        at=sent.at,
        gift=sent.gift,
        address=sent.address,
        names=sent.names,
        errors=sent.errors,
        rhythms=_options({key: str(words) for key, words in RHYTHMS.items()}, wishes.rhythm),
        weekdays=_options(_weekdays(), str(wishes.weekday)),
        hours=_options({str(hour): f"{hour:02}:00" for hour in range(24)}, str(wishes.hour)),
        zone=wishes.zone,
        zones=zones(),
        numbers=_options({str(n): str(n) for n in sorted({*NUMBERS, wishes.number})}, str(wishes.number)),
        languages=_options(dict(settings.LANGUAGES), wishes.language),
        sections=section_options(wishes.choices),
        sides=side_options(wishes.choices),
        chosen=chosen_options(wishes.choices),
        opened=opened or "names" in sent.errors or bool(wishes.choices),
    )


def place(query: QueryDict) -> str:
    """Where on the page the form is to stand."""
    return _among(query.get("at"), dict.fromkeys(PLACES), PLACES[0])


def with_errors(sent: Sent, **errors: str) -> Sent:
    """The same with further errors."""
    return replace(sent, errors={**sent.errors, **errors})


def is_address(text: str) -> bool:
    """Whether mail could go there: of one line, with a domain, not longer than mail allows."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS


def unknown_words(names: tuple[str, ...]) -> str:
    """What is said of names that nothing here has."""
    return _("No topic or outlet here has this name: %(names)s.") % {"names": listed(names)}


def listed_names(names: tuple[str, ...]) -> str:
    """Names as the field holds them, to be typed on."""
    return ", ".join(names)


def _weekdays() -> dict[str, str]:
    return {str(day): str(name) for day, name in get_day_names(locale=locale(language())).items()}


def _options(values: Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(str(value), label, str(value) == chosen) for value, label in values.items())


def _among(value: str | None, allowed: Mapping[str, Any], otherwise: str) -> str:
    return value if value is not None and value in allowed else otherwise


def _number(value: str | None, allowed: range, otherwise: int) -> int:
    """The number where it is one of these, in ASCII digits."""
    text = value or ""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1
    return number if number in allowed else otherwise
