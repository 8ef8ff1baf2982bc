"""The digest of a delivery: what its reader asked for, chosen and rendered; equal wishes share both."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.db.models import F, TextField, Window
from django.db.models.functions import Cast, RowNumber
from django.utils import translation

from stories.digests.candidate import Candidate
from stories.digests.changes import Shown, shown
from stories.digests.choosing import Choice, choice
from stories.digests.message import Message
from stories.digests.periods import is_week, known_zone
from stories.digests.steps.asked import wish_for
from stories.digests.steps.bodies import Body, personal, rendered
from stories.digests.steps.candidates import Pool, followed, pool
from stories.digests.wishes import DAILY, WEEKLY, Wish
from stories.models import Delivery, DeliveryState, Subscription

REMEMBERED: Final = 8  # digests before this one: a daily's week
BODIES: Final = 64  # held at once: enough for the wishes of an hour, little enough not to grow with the audience


class Composer:
    """Makes the digests of one run at `now`; keep it for some minutes at most, so that it doesn't outlive its stories.

    Stories that may be chosen are read once per rhythm. Readers with equal wishes, who were shown the same before,
    share the choice and the rendered mail; only their links differ.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._pool = lru_cache(maxsize=2)(lambda rhythm: pool(rhythm, now))
        self._before: dict[int, list[tuple[str, str]]] = {}
        self._read = lru_cache(maxsize=BODIES)(_last_shown)  # readers with one wish were mostly shown the same
        self._body = lru_cache(maxsize=BODIES)(self._made)

    @property
    def rendered(self) -> int:
        """How many mails were made that others may share."""
        return self._body.cache_info().misses

    def read(self, deliveries: Iterable[Delivery]) -> None:
        """What the readers of these were shown before, which `compose` then knows of each. One query."""
        self._before.update(_shown_before([delivery.subscription_id for delivery in deliveries]))

    def compose(self, delivery: Delivery) -> Message | None:
        """The mail of a delivery, whose `picks` are set with it; None where there is nothing to tell."""
        subscription, period = delivery.subscription, delivery.period
        body = self._body(wish_for(subscription), self._already(subscription, period), _day(delivery))
        delivery.picks = list(body.picks) if body else []
        return personal(body, subscription, period) if body else None

    def _already(self, subscription: Subscription, period: str) -> frozenset[Shown]:
        """The stories of the last digests as they were last shown. One query, none where `read` has asked."""
        if subscription._state.adding:
            return frozenset()
        if subscription.pk not in self._before:
            self._before.update(_shown_before([subscription.pk]))
        kept = [picks for of, picks in self._before.pop(subscription.pk) if of != period]
        return self._read(tuple(kept[:REMEMBERED]))

    def _made(self, wish: Wish, already: frozenset[Shown], day: date) -> Body | None:
        with translation.override(wish.language):
            chosen = self._choice(wish, already)
            return rendered(chosen, wish, day) if chosen.picks else None

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


def _shown_before(subscription_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Of each subscription its last digests, the latest first: (period, picks as JSON). What may have come counts."""
    newest = Window(RowNumber(), partition_by=F("subscription"), order_by=F("due_at").desc())
    rows = (
        Delivery.objects.filter(
            subscription__in=subscription_ids, state__in=(DeliveryState.SENT, DeliveryState.UNCERTAIN)
        )
        .annotate(place=newest)
        .filter(place__lte=REMEMBERED + 1)  # one may be of the very period that is made
        .order_by("subscription", "place")
        .values_list("subscription", "period", Cast("picks", TextField()))
    )
    found: dict[int, list[tuple[str, str]]] = {pk: [] for pk in subscription_ids}
    for pk, period, picks in rows:
        found[pk].append((period, picks))
    return found


def _last_shown(kept: tuple[str, ...]) -> frozenset[Shown]:
    """Each story as the latest of these digests showed it, from their picks in JSON, the latest first."""
    found: dict[int, Shown] = {}
    for picks in kept:
        for seen in filter(None, map(shown, json.loads(picks))):
            found.setdefault(seen.story, seen)
    return frozenset(found.values())


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
