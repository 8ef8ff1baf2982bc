"""The settings of a digest, by the signed link in each mail: no account, no password; buttons change things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from csp.decorators import csp_replace
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from stories.digests.steps import settings as step
from stories.digests.steps.preview import preview as next_digest
from stories.digests.steps.subscribe import subscribe_account
from stories.digests.steps.tokens import BadTokenError, settings_token
from stories.digests.steps.unsubscribe import stop, stop_everything
from stories.models import Rhythm, Subscription
from stories.posting import enqueue_mail
from stories.web.clients import DAY_S, client_key, too_often
from stories.web.subscribe_form import RHYTHMS, Sent, is_address, read, shown
from stories.web.subscription import bad_link, private
from stories.web.subscription_rows import linked, row, wishes_of

MOVES_A_DAY: Final = 5
# The mail as it is: its styles stand in its elements, since mail programs drop others; it may do nothing else.
MAIL_POLICY: Final = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "script-src": ["'none'"],
    "img-src": ["'none'"],
    "connect-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def settings(request: HttpRequest, token: str) -> HttpResponse:
    """What this address gets, with buttons to change, pause, move and stop it."""
    try:
        found = step.of_token(token)
    except BadTokenError:
        return bad_link(request)
    if found is None:
        return private(render(request, "web/confirm.html", {"standing": "other_address"}, status=410))
    sent = Sent(found.address, wishes_of(found))
    said = ""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("what", ""))
        said, sent = act(request, found) if act else ("", sent)
        found.refresh_from_db()
    return private(render(request, "web/subscription.html", _context(found, sent, said)))


def _context(found: Subscription, sent: Sent, said: str) -> dict[str, object]:
    others = [each for each in step.of_address(found.address) if each.pk != found.pk]
    running = {each.rhythm for each in (found, *others) if each.ended_at is None}
    missing = [(key, str(words)) for key, words in RHYTHMS.items() if key not in running]
    return {
        "row": row(found),
        "form": shown(sent, opened=True),
        "said": said,
        "others": tuple(map(linked, others)),
        "missing": tuple(missing) if found.confirmed_at and not found.ended_at else (),
        "preview": f"/subscriptions/{settings_token(found)}/preview/",
    }


def _save(request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    sent = read(request.POST, with_address=False)
    if sent.errors:
        return "", sent
    if not step.change(found.pk, sent.wishes):
        return _("This address already has another digest with this rhythm; nothing was changed."), sent
    return _("Saved."), replace(sent, names="")


def _pause(_request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    step.pause(found.pk, datetime.now(UTC))
    return _("Paused: nothing is sent until you go on."), Sent("", wishes_of(found))


def _go_on(_request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    done = step.go_on(found.pk, datetime.now(UTC))
    words = _("The digest is on.") if done else _("Another digest with this rhythm has taken its place.")
    return words, Sent("", wishes_of(found))


def _stop(_request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    stop(found.pk, datetime.now(UTC))
    return _("Stopped: nothing further is sent by this subscription."), Sent("", wishes_of(found))


def _stop_all(request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    stop_everything(found.address, datetime.now(UTC), refuse=request.POST.get("what") == "refuse")
    return _("Everything that went to this address is stopped."), Sent("", wishes_of(found))


def _add(request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    """Another rhythm with the same wishes; whoever holds the link reads the address's mail already."""
    sent = Sent("", wishes_of(found))
    rhythm = request.POST.get("rhythm", "")
    if rhythm not in Rhythm.values or found.confirmed_at is None or found.ended_at is not None:
        return "", sent
    subscribe_account(found.account, found.address, replace(sent.wishes, rhythm=rhythm), datetime.now(UTC))
    return _("Added: it stands below with a link to its own settings."), sent


def _move(request: HttpRequest, found: Subscription) -> tuple[str, Sent]:
    address = request.POST.get("new_address", "").strip()
    sent = Sent("", wishes_of(found))
    if not is_address(address):
        return _("This is no mail address that we could write to."), sent
    if too_often("move", client_key(request), MOVES_A_DAY, DAY_S):
        return _("There were too many asks from where you are. Try again tomorrow."), sent
    step.ask_move(found.pk, address, datetime.now(UTC))
    transaction.on_commit(enqueue_mail)
    return _("If mail can go to the new address, a link to confirm is on its way. Until then nothing changes."), sent


Act = Callable[[HttpRequest, Subscription], tuple[str, Sent]]
ACTS: Final[dict[str, Act]] = {
    "save": _save,
    "pause": _pause,
    "go_on": _go_on,
    "stop": _stop,
    "all": _stop_all,
    "refuse": _stop_all,
    "add": _add,
    "move": _move,
}


@require_safe
@never_cache
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The next digest byte for byte as it would be sent now: the mail itself, or its plain text with ?as=text."""
    try:
        found = step.of_token(token)
    except BadTokenError:
        return bad_link(request)
    message = next_digest(found, datetime.now(UTC)) if found else None
    if message is None:
        words = _("No digest would go out now: nothing new fits what you chose.")
        return private(HttpResponse(words, content_type="text/plain; charset=utf-8"))
    if request.GET.get("as") == "text":
        return private(HttpResponse(message.text, content_type="text/plain; charset=utf-8"))
    return private(HttpResponse(message.html))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def move(request: HttpRequest, token: str) -> HttpResponse:
    """The page with the button that lets a digest go to the address that the link was mailed to."""
    try:
        state = step.move(token, datetime.now(UTC)) if request.method == "POST" else step.moving(token)
    except BadTokenError:
        return bad_link(request)
    except step.OldTokenError:
        state = step.Moving.OLD
    return private(render(request, "web/move.html", {"state": state.value}))
