"""Descriptions of the names that stories are about, out of an encyclopedia where the settings name one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, OuterRef

from stories.briefing.encyclopedia import described, fits, source_and_licence, summary_address
from stories.models import Article, Entity, EntityDescription
from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.fetch import fetch as fetch_it
from stories.text.sentences import sentences

AT_ONCE: Final = 10
RECENT: Final = timedelta(days=7)
ASK_AGAIN: Final = timedelta(days=30)  # offices change hands
ARTICLES_READ: Final = 30
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
    address = summary_address(template, settings.LANGUAGE_CODE, entity.name)
    host = urlsplit(address).hostname or ""
    try:
        answer = fetch(address, policy=policy, now=now)
    except FetchError:
        return False
    if answer.status not in (200, 404):
        return False
    found = described(entity.name, answer.body, host) if answer.status == 200 else None
    if found and not fits(found.text, entity.name, _sentences(entity)):
        found = None  # a namesake, for all we can tell
    source, licence = source_and_licence(host)
    EntityDescription.objects.update_or_create(
        entity=entity,
        language=settings.LANGUAGE_CODE,
        defaults={
            "text": found.text if found else "",
            "source": source,
            "licence": licence,
            "address": found.address if found else "",
            "described_at": (found and found.changed) or now,
            "fetched_at": now,
        },
    )
    return True


def _sentences(entity: Entity) -> Iterator[str]:
    """Of the latest articles that have the name, with their headlines."""
    told = Article.objects.filter(mentions__entity=entity, removed_at__isnull=True).order_by("-published_at", "-pk")
    for title, text in told.values_list("title", "text")[:ARTICLES_READ]:
        yield title
        yield from sentences(text)
