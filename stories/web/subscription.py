"""What the links in mails lead to. Looking changes nothing: mail scanners look at every link; buttons change things."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from stories.digests.steps import confirm as confirming
from stories.digests.steps.subscribe import ask
from stories.digests.steps.tokens import BadTokenError, read_stop, settings_token
from stories.digests.steps.unsubscribe import stop as stop_one
from stories.digests.steps.unsubscribe import stop_everything
from stories.models import Subscription
from stories.posting import enqueue_mail
from stories.web.subscription_rows import row, wishes_of

ONE_CLICK = "One-Click"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page with the button, and what is said after it; an old link offers a new mail."""
    now = datetime.now(UTC)
    try:
        asked = confirming.asked(token)
        if request.method == "POST" and asked.standing is confirming.Standing.WAITING:
            ticked = [int(pk) for pk in request.POST.getlist("ask") if pk.isascii() and pk.isdecimal()][:10]
            asked = confirming.confirm(token, now, ticked or None)
    except BadTokenError:
        return bad_link(request)
    again = request.method == "POST" and asked.standing is confirming.Standing.OLD
    if again and asked.subscription:
        ask(asked.subscription.address, wishes_of(asked.subscription), now)
        transaction.on_commit(enqueue_mail)
    context = {
        "standing": "again" if again else asked.standing.value,
        "rows": tuple(row(each) for each in asked.waiting),
        "settings": _settings_path(asked.subscription) if asked.standing is confirming.Standing.CONFIRMED else "",
        "row": row(asked.subscription) if asked.subscription else None,
    }
    return private(render(request, "web/confirm.html", context, status=_status(asked.standing)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt  # RFC 8058: a mail program posts without a cookie; the signed link is what lets it in
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page with the button, and the one-click POST of RFC 8058: at once, without cookie, token or redirect."""
    try:
        found = Subscription.objects.filter(pk=read_stop(token)).first()
    except BadTokenError:
        return bad_link(request)
    if found is None:  # forgotten since: then nothing is sent either
        return private(render(request, "web/stop.html", {"row": None, "stopped": True}))
    if request.method == "POST":
        now = datetime.now(UTC)
        if request.POST.get("List-Unsubscribe") != ONE_CLICK and request.POST.get("what") in ("all", "refuse"):
            stop_everything(found.address, now, refuse=request.POST.get("what") == "refuse")
        found = stop_one(found.pk, now) or found
    context = {"row": row(found), "stopped": found.ended_at is not None, "settings": _settings_path(found)}
    return private(render(request, "web/stop.html", context))


def _settings_path(found: Subscription | None) -> str:
    return f"/subscriptions/{settings_token(found)}/" if found and found.address else ""


def _status(standing: confirming.Standing) -> int:
    return 410 if standing in (confirming.Standing.OTHER_ADDRESS, confirming.Standing.UNKNOWN) else 200


def bad_link(request: HttpRequest) -> HttpResponse:
    """For a link that nobody here signed."""
    return private(render(request, "web/bad_link.html", status=404))


def private(response: HttpResponse) -> HttpResponse:
    """The address of such a page is a key: it goes to nobody else, and into no search engine."""
    response["Referrer-Policy"] = "same-origin"  # without any, the check against forged posts has nothing to go by
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
