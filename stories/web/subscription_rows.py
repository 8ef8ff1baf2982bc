"""A subscription in words, as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from stories.digests.addresses import masked
from stories.digests.asking import Wishes
from stories.digests.periods import LONGEST_PERIOD, known_zone, next_unserved
from stories.digests.steps.tokens import settings_token
from stories.models import Rhythm, Subscription
from stories.vocabulary import section_label
from stories.web.subscribe_choices import chosen_options
from stories.web.subscribe_form import RHYTHMS
from stories.wording import day as day_words
from stories.wording import language, listed, locale, long_day


@dataclass(frozen=True, slots=True)
class Row:
    """One subscription. address: masked; when: rhythm, hour and zone in words; about: what it holds, in words.

    next: the day and hour of the next digest, '' where none is due or nobody knows.
    """

    id: int
    address: str
    rhythm: str
    when: str
    about: str
    state: str  # waiting, paused, live or ended
    since: str
    next: str


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One of several subscriptions, with the way to its settings."""

    row: Row
    href: str


def linked(found: Subscription) -> LinkedRow:
    """The subscription in words, with its settings' address."""
    return LinkedRow(row(found), f"/subscriptions/{settings_token(found)}/")


def row(found: Subscription) -> Row:
    """The subscription in words."""
    at = found.ended_at or found.paused_at or found.confirmed_at or found.created_at
    return Row(
        id=found.pk,
        address=masked(found.address),
        rhythm=str(RHYTHMS[found.rhythm]),
        when=_when(found),
        about=_about(found),
        state=found.state,
        since=day_words(at) if isinstance(at, datetime) else "",
        next=_next(found, datetime.now(UTC)),
    )


def wishes_of(found: Subscription) -> Wishes:
    """What the subscription asks for."""
    return Wishes(
        rhythm=found.rhythm,
        weekday=found.weekday,
        hour=found.hour,
        zone=found.zone,
        number=found.number,
        language=found.language,
        choices=found.choices,
    )


def _when(found: Subscription) -> str:
    values = {"hour": f"{found.hour:02}:00", "zone": found.zone.replace("_", " ")}
    if found.rhythm == Rhythm.WEEKLY:
        weekday = locale(language()).days["format"]["wide"][found.weekday]
        return _("Every week on %(weekday)s at %(hour)s (%(zone)s)") % {**values, "weekday": weekday}
    if found.rhythm == Rhythm.DAILY:
        return _("Every day at %(hour)s (%(zone)s)") % values
    return _("When a blindspot has appeared, at %(hour)s (%(zone)s)") % values


def _next(found: Subscription, now: datetime) -> str:
    if found.state != "live" or found.rhythm == Rhythm.BLINDSPOT:
        return ""
    served = set(found.deliveries.filter(due_at__gt=now - LONGEST_PERIOD).values_list("period", flat=True))
    period = next_unserved(found.rhythm, found.weekday, found.hour, found.zone, now, served=served)
    local = period.due_at.astimezone(known_zone(found.zone))
    return _("%(day)s at %(time)s") % {"day": long_day(local.date(), weekday=True), "time": f"{local:%H:%M}"}


def _about(found: Subscription) -> str:
    names = [section_label(key) for key in found.choices.get("sections", ())]
    for options in chosen_options(found.choices).values():
        names += [option.label for option in options]
    return listed(names) if names else _("the most covered stories of all")
