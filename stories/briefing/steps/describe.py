"""Descriptions of the names that stories are about, out of an encyclopedia where the settings name one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, Exists, OuterRef

from stories.briefing.encyclopedia import LICENCE, SOURCE, described, summary_address
from stories.models import Entity, EntityDescription
from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.fetch import fetch as fetch_it

AT_ONCE: Final = 10
RECENT: Final = timedelta(days=7)
ASK_AGAIN: Final = timedelta(days=30)  # offices change hands
STORIES_FROM: Final = 2  # a name of one story is not worth a question to others
ANSWER_BYTES: Final = 100_000
DEADLINE_S: Final = 10.0

Fetch = Callable[..., Fetched]


def describe_due(now: datetime, *, fetch: Fetch = fetch_it) -> int:
    """Ask about the names in most of the week's stories that weren't asked about for a month; how many were asked.

    None where the settings name no encyclopedia: nothing leaves the machine.
    """
    template = settings.ENCYCLOPEDIA_URL
    asked = 0
    for entity in _due(now) if template else ():
        asked += 1
        if not _describe(entity, template, now, fetch):
            break  # it is down: the others another time
    return asked


def _due(now: datetime) -> list[Entity]:
    fresh = EntityDescription.objects.filter(
        entity=OuterRef("pk"), language=settings.LANGUAGE_CODE, fetched_at__gt=now - ASK_AGAIN
    )
    named = Entity.objects.filter(~Exists(fresh), mentions__article__membership__story__last_at__gte=now - RECENT)
    counted = named.annotate(stories=Count("mentions__article__membership__story", distinct=True))
    return list(counted.filter(stories__gte=STORIES_FROM).order_by("-stories", "pk")[:AT_ONCE])


def _describe(entity: Entity, template: str, now: datetime, fetch: Fetch) -> bool:
    """Ask about one name and keep what was answered, or that there was nothing; False where nobody answered."""
    policy = FetchPolicy(
        user_agent=settings.USER_AGENT,
        total_deadline_s=DEADLINE_S,
        max_bytes=ANSWER_BYTES,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
        accept="application/json",
    )
    try:
        answer = fetch(summary_address(template, settings.LANGUAGE_CODE, entity.name), policy=policy, now=now)
    except FetchError:
        return False
    if answer.status not in (200, 404):
        return False
    found = described(entity.name, answer.body) if answer.status == 200 else None
    EntityDescription.objects.update_or_create(
        entity=entity,
        language=settings.LANGUAGE_CODE,
        defaults={
            "text": found.text if found else "",
            "source": SOURCE,
            "licence": LICENCE,
            "address": found.address if found else "",
            "described_at": (found and found.changed) or now,
            "fetched_at": now,
        },
    )
    return True
