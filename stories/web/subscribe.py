"""Asking for digests: the page, the same form as a fragment of every page, and what is said afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from stories.digests.addresses import folded
from stories.digests.steps.gift import open_gift
from stories.digests.steps.subscribe import ask, subscribe_account
from stories.digests.steps.tokens import settings_token
from stories.posting import enqueue_mail
from stories.web.caching import HX_REQUEST
from stories.web.clients import DAY_S, HOUR_S, client_key, too_often
from stories.web.readers import account_of
from stories.web.subscribe_choices import choices_of_page
from stories.web.subscribe_form import Sent, default_wishes, place, read, shown, with_errors
from stories.web.verified import verified_addresses

ASKS_AN_HOUR: Final = 10  # of one client: a household signs up, a machine does not
ASKS_A_DAY: Final = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def subscribe(request: HttpRequest) -> HttpResponse:
    """The page; ?for= names the page of this site whose subject is ticked already."""
    if request.method == "POST":
        return _asked(request, "web/subscribe.html")
    return render(request, "web/subscribe.html", {"form": shown(_begun(request), opened=True)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def form(request: HttpRequest) -> HttpResponse:
    """The form alone, for every page; its answer takes its place."""
    if request.method == "POST":
        return _asked(request, "web/parts/subscribe_form.html")
    return render(request, "web/parts/subscribe_form.html", {"form": shown(_begun(request))})


def _begun(request: HttpRequest) -> Sent:
    choices = choices_of_page(request.GET.get("for", ""))
    return Sent("", default_wishes(choices), at=place(request.GET))


def _asked(request: HttpRequest, template: str) -> HttpResponse:
    """The same answer for every address, known, new or refused."""
    sent = read(request.POST)
    who = client_key(request)
    if not sent.errors and (too_often("ask", who, ASKS_AN_HOUR, HOUR_S) or too_often("ask", who, ASKS_A_DAY, DAY_S)):
        sent = with_errors(sent, form=_("There were too many asks from where you are. Try again in an hour."))
    now = datetime.now(UTC)
    gift = open_gift(sent.gift, now) if sent.gift else None
    if sent.gift and gift is None:
        sent = with_errors(replace(sent, gift=""), form=_("This gift has ended; without it you may ask just as well."))
    if sent.errors:
        # htmx shows no answer but a 200.
        status = 429 if "form" in sent.errors and HX_REQUEST not in request.META else 200
        return render(request, template, {"form": shown(sent)}, status=status)
    own = _own_address(request, sent.address)
    if own:
        found = subscribe_account(request.user, own, sent.wishes, now)
        return render(request, template, {"settings_href": f"/subscriptions/{settings_token(found)}/"})
    ask(sent.address, sent.wishes, now, gift=gift)
    transaction.on_commit(enqueue_mail)
    return render(request, template, {"sent_to": sent.address})


def _own_address(request: HttpRequest, address: str) -> str:
    """The address where whoever is signed in has shown it to be theirs: then no mail need ask. Else ''."""
    if account_of(request) is None:
        return ""
    return next((own for own in verified_addresses(request.user) if folded(own) == folded(address)), "")


__all__ = ["form", "subscribe"]
