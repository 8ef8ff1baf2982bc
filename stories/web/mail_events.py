"""What a mail provider reports, at /mail/events/<provider>/: signed as the provider signs, else refused."""

from __future__ import annotations

import warnings
from hashlib import sha256
from typing import Any

from anymail import urls as anymail_urls
from anymail.exceptions import AnymailConfigurationError, AnymailError, AnymailWebhookValidationFailure
from anymail.signals import EventType, RejectReason
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from stories.digests.steps.events import Event, note_event

KINDS = {
    EventType.BOUNCED: "bounced",
    EventType.REJECTED: "bounced",
    EventType.DEFERRED: "deferred",
    EventType.COMPLAINED: "complained",
    EventType.UNSUBSCRIBED: "unsubscribed",
    EventType.DELIVERED: "delivered",
}
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, AnymailError)  # what comes of a body of another form
FOR_GOOD = {RejectReason.INVALID, RejectReason.BOUNCED}


@csrf_exempt
@require_http_methods(["POST", "HEAD"])  # some providers look with HEAD first
def events(request: HttpRequest, provider: str) -> HttpResponse:
    """Note what the provider reports; 403 where its signature is wrong or nothing here could prove it."""
    reader = _reader(provider)
    if request.method == "HEAD":
        return HttpResponse()
    try:
        reader.run_validators(request)
    except AnymailWebhookValidationFailure:
        return HttpResponseForbidden("The signature is wrong.", content_type="text/plain")
    now = timezone.now()
    try:
        told = list(reader.parse_events(request))
    except UNREADABLE:
        return HttpResponseBadRequest("This is no report that can be read.", content_type="text/plain")
    for event in told:
        if event.event_type in KINDS:
            note_event(_event(provider, event), now)
    return HttpResponse()


def _reader(provider: str) -> Any:
    """anymail's own view of that provider, used to check and to read, without its signals; 404 where it can't check."""
    if not settings.EMAIL_BACKEND.startswith("anymail.backends.") or settings.EMAIL_BACKEND.split(".")[2] != provider:
        raise Http404
    name = f"{provider}_tracking_webhook"
    found = next((pattern for pattern in anymail_urls.urlpatterns if pattern.name == name), None)
    if found is None:
        raise Http404
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a missing secret: what can't be proved is refused here
            reader = found.callback.view_class(**found.callback.view_initkwargs)
    except (AnymailConfigurationError, ImportError) as error:
        raise Http404 from error
    if reader.warn_if_no_basic_auth and not reader.basic_auth:
        raise Http404
    return reader


def _event(provider: str, event: Any) -> Event:
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    message_id = str(metadata.get("message_id") or event.message_id or "")
    if message_id and not message_id.startswith("<"):
        message_id = f"<{message_id}>"
    # Not by the provider's own number alone: some give a report that they send again another one.
    said = f"{event.event_type}|{message_id}|{event.recipient}|{event.timestamp or event.event_id}"
    return Event(
        source=provider,
        key=sha256(said.encode()).hexdigest(),
        kind=KINDS[event.event_type],
        message_id=message_id[:200],
        happened_at=event.timestamp or timezone.now(),
        for_good=event.reject_reason in FOR_GOOD,
        address=str(event.recipient or ""),
    )
