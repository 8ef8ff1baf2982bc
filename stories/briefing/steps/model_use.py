"""The configured model, how much of it may be used today, and what was used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F

from stories.briefing.checking import Checked
from stories.briefing.prompts import Prompt
from stories.briefing.providers import Completion, Provider, ProviderError, complete
from stories.models import ModelUse

Complete = Callable[[Provider, Prompt, datetime], Completion]


class SpentError(Exception):
    """The day's calls or money are used up, or the service rests after trouble; its argument says which."""


def provider() -> Provider | None:
    """The service that the settings name, None without one: then nothing is ever sent."""
    if not (settings.MODEL_URL and settings.MODEL_NAME):
        return None
    return Provider(
        address=settings.MODEL_URL,
        model=settings.MODEL_NAME,
        key=settings.MODEL_KEY,
        timeout_s=settings.MODEL_TIMEOUT_S,
        most_tokens=settings.MODEL_MAX_TOKENS,
        most_characters=settings.MODEL_MAX_CHARACTERS,
        price_in=settings.MODEL_PRICE_IN,
        price_out=settings.MODEL_PRICE_OUT,
        allowed_hosts=frozenset({urlsplit(settings.MODEL_URL).netloc.rpartition("@")[2]}),  # the operator's own choice
        user_agent=settings.USER_AGENT,
    )


def ask(service: Provider, prompt: Prompt, now: datetime, *, complete: Complete = complete) -> Completion:
    """The model's answer, counted. Raises SpentError before anything is sent, ProviderError where there is none.

    A call is counted before it is made: one that never comes back has been made all the same.
    """
    row, _ = ModelUse.objects.get_or_create(day=now.date(), model=service.model)
    free = ModelUse.objects.filter(pk=row.pk, calls__lt=settings.MODEL_DAILY_CALLS)
    if settings.MODEL_DAILY_COST:
        free = free.filter(cost__lt=settings.MODEL_DAILY_COST)
    if rests(service, now):
        raise SpentError("the service rests after trouble")
    if not free.update(calls=F("calls") + 1):
        raise SpentError("the day's calls or money are used up")
    today = ModelUse.objects.filter(pk=row.pk)
    try:
        answer = complete(service, prompt, now)
    except ProviderError as error:
        today.update(failed=F("failed") + 1, seconds=F("seconds") + error.seconds)
        if not error.of_this_text:
            _rest(row.pk, error, now)
        raise
    today.update(
        tokens_in=F("tokens_in") + answer.tokens_in,
        tokens_out=F("tokens_out") + answer.tokens_out,
        cost=F("cost") + answer.cost(service),
        seconds=F("seconds") + answer.seconds,
        failed_in_a_row=0,
        rests_until=None,
    )
    return answer


def rests(service: Provider, now: datetime) -> bool:
    """Whether the service is left in peace: else one that is down would use up a day's calls, a story at a time."""
    return ModelUse.objects.filter(day=now.date(), model=service.model, rests_until__gt=now).exists()


def _rest(pk: int, error: ProviderError, now: datetime) -> None:
    ModelUse.objects.filter(pk=pk).update(failed_in_a_row=F("failed_in_a_row") + 1)
    failed = ModelUse.objects.values_list("failed_in_a_row", flat=True).get(pk=pk)
    ModelUse.objects.filter(pk=pk).update(rests_until=now + timedelta(seconds=error.rest_s(failed)))


def note(service: Provider, found: Checked, now: datetime) -> None:
    """Count what it wrote and what of that was not taken over."""
    ModelUse.objects.filter(day=now.date(), model=service.model).update(
        sentences=F("sentences") + len(found.said) + len(found.dropped), dropped=F("dropped") + len(found.dropped)
    )
