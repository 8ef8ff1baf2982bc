"""A digest made: chosen, put into words, rendered; what equal wishes share is made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parseaddr
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac

from stories.digests import rendering
from stories.digests.candidate import Candidate
from stories.digests.changes import Shown, shown
from stories.digests.choosing import Choice, choice
from stories.digests.message import Message
from stories.digests.periods import is_week, known_zone
from stories.digests.rendering import Digest
from stories.digests.steps import shown as views
from stories.digests.steps.asked import wish_for
from stories.digests.steps.candidates import Pool, followed, pool
from stories.digests.steps.tokens import settings_link, stop_link, stop_token
from stories.digests.wishes import DAILY, WEEKLY, Wish
from stories.models import Delivery, DeliveryState, Subscription

REMEMBERED: Final = 8  # digests before this one: a daily's week
BODIES: Final = 64  # held at once: enough for the wishes of an hour, little enough not to grow with the audience
SALT: Final = "stories.digests.compose"


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered digest with marks where a reader's own links go; picks: what a delivery keeps."""

    subject: str
    html: str
    text: str
    picks: tuple[dict[str, Any], ...]


class Composer:
    """Makes the digests of one run at `now`; keep it for some minutes at most, so that it doesn't outlive its stories.

    Stories that may be chosen are read once per rhythm. Readers with equal wishes, who were shown the same before,
    share the choice and the rendered mail; only their links differ.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._pool = lru_cache(maxsize=2)(lambda rhythm: pool(rhythm, now))
        self._body = lru_cache(maxsize=BODIES)(self._made)

    @property
    def rendered(self) -> int:
        """How many mails were made that others may share."""
        return self._body.cache_info().misses

    def compose(self, delivery: Delivery) -> Message | None:
        """The mail of a delivery, whose `picks` are set with it; None where there is nothing to tell."""
        subscription, period = delivery.subscription, delivery.period
        body = self._body(wish_for(subscription), self._already(subscription, period), _day(delivery))
        delivery.picks = list(body.picks) if body else []
        return _personal(body, subscription, period) if body else None

    def _already(self, subscription: Subscription, period: str) -> frozenset[Shown]:
        """The stories of the last digests as they were last shown. One query; a mail that may have come counts."""
        if subscription._state.adding:
            return frozenset()
        before = Delivery.objects.filter(
            subscription=subscription, state__in=(DeliveryState.SENT, DeliveryState.UNCERTAIN)
        ).exclude(period=period)
        kept = before.order_by("-due_at").values_list("picks", flat=True)[:REMEMBERED]
        found: dict[int, Shown] = {}
        for picks in kept:
            for seen in filter(None, map(shown, picks)):
                found.setdefault(seen.story, seen)
        return frozenset(found.values())

    def _made(self, wish: Wish, already: frozenset[Shown], day: date) -> Body | None:
        with translation.override(wish.language):
            chosen = self._choice(wish, already)
            return _rendered(chosen, wish, day) if chosen.picks else None

    def _choice(self, wish: Wish, already: frozenset[Shown]) -> Choice:
        found = self._pool(DAILY if wish.rhythm == DAILY else WEEKLY)
        return choice([*found.stories, *self._beyond(wish, found)], wish, _moved(already, found.merged))

    def _beyond(self, wish: Wish, found: Pool) -> tuple[Candidate, ...]:
        """What the wish follows and the pool had no room for."""
        if not found.full or not wish.follows:
            return ()
        return followed(wish, wish.rhythm, self.now, [story.story for story in found.stories])


def compose(delivery: Delivery, now: datetime) -> Message | None:
    """The mail of one delivery; for many, a Composer shares what they have in common."""
    return Composer(now).compose(delivery)


def _day(delivery: Delivery) -> date:
    """The local day that the digest is of; a week's is of the day it is due."""
    if is_week(delivery.period):
        return delivery.due_at.astimezone(known_zone(delivery.subscription.zone)).date()
    return date.fromisoformat(delivery.period)


def _moved(already: Iterable[Shown], merged: dict[int, int]) -> tuple[Shown, ...]:
    """What was shown, under the story that it was merged into; what was shown of that story itself comes last."""
    return tuple(
        sorted(
            (replace(seen, story=_target(seen.story, merged)) for seen in already),
            key=lambda seen: (seen.story, seen.counted, seen.title),
        )
    )


def _target(story: int, merged: dict[int, int]) -> int:
    for _step in range(len(merged)):
        if story not in merged:
            break
        story = merged[story]
    return story


def _rendered(chosen: Choice, wish: Wish, day: date) -> Body:
    """The mail of a choice; where it is too long for a mail program, its last stories are left out."""
    while True:
        found = views.digest(chosen, wish, day, views.ending(_mark("settings"), _mark("stop")))
        html = rendering.inlined(_html(found), _css())
        if rendering.fits(html) or len(chosen.picks) == 1:
            return Body(found.subject, html, rendering.plain(found), tuple(pick.record() for pick in chosen.picks))
        chosen = _shorter(chosen)


def _shorter(chosen: Choice) -> Choice:
    if len(chosen.stories) > 1 or not chosen.blindspots:
        return replace(chosen, stories=chosen.stories[:-1])
    return replace(chosen, blindspots=chosen.blindspots[:-1])


def _html(found: Digest) -> str:
    return get_template("digests/digest.html").render({"digest": found})


@lru_cache(maxsize=1)
def _css() -> str:
    return render_to_string("digests/digest.css")


@lru_cache(maxsize=4)
def _mark(name: str) -> str:
    """What stands in a shared mail for a reader's own link: nothing that a headline could hold."""
    return f"https://{salted_hmac(SALT, name).hexdigest()}.invalid/"


def _personal(body: Body, subscription: Subscription, period: str) -> Message:
    own, stop = settings_link(subscription), stop_link(subscription)
    links = {_mark("settings"): own, _mark("stop"): stop}
    domain = _domain()
    mail = parseaddr(settings.MAIL_RETURN_PATH or settings.DEFAULT_FROM_EMAIL)[1]
    return Message(
        subject=body.subject,
        html=_replaced(body.html, links),
        text=_replaced(body.text, links),
        headers=rendering.headers(
            message_id=message_id(subscription.pk, period, domain),
            list_domain=domain,
            stop_href=stop,
            stop_mail=f"mailto:{mail}?subject={quote(stop_token(subscription), safe='')}",
        ),
    )


def _replaced(text: str, links: dict[str, str]) -> str:
    for mark, link in links.items():
        text = text.replace(mark, link)
    return text


def message_id(subscription_id: int, period: str, domain: str) -> str:
    """The same for every try of one digest, and for nobody to guess."""
    mac = salted_hmac(SALT, f"{subscription_id}.{period}").hexdigest()[:24]
    return f"<digest.{subscription_id}.{period}.{mac}@{domain}>"


def _domain() -> str:
    """The host of this site's address; an address alone has no name that mail could be of."""
    return urlsplit(str(settings.NEWSDESK_BASE_URL)).hostname or "localhost"
