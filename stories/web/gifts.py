"""Giving a digest by a link, and the page that the link leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from stories.digests.asking import Wishes
from stories.digests.gifts import MOST_DAYS, MOST_TAKERS
from stories.digests.steps.gift import LinkInMessageError, TooManyGiftsError, end, give, given_by, open_gift
from stories.models import Gift
from stories.web.subscribe_form import Sent, read, shown
from stories.web.subscription import private
from stories.wording import day, language
from stories.wording import number as number_words

NUMBERS: Final = (1, 5, 20, MOST_TAKERS)
DAYS: Final = (7, 30, MOST_DAYS)


@dataclass(frozen=True, slots=True)
class GiftRow:
    """A gift as its giver sees it."""

    id: int
    href: str
    message: str
    taken: str
    until: str
    open: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def gifts(request: HttpRequest) -> HttpResponse:
    """The gifts of an account, and the form for another."""
    now = datetime.now(UTC)
    said, sent = "", Sent("", Wishes(language=language()))
    message = request.POST.get("message", "")
    if request.method == "POST" and request.POST.get("what") == "end":
        gift_id = request.POST.get("gift", "")
        said = _("Ended.") if gift_id.isdecimal() and end(request.user, int(gift_id[:18]), now) else ""
    elif request.method == "POST":
        sent = read(request.POST, with_address=False)
        said = "" if sent.errors else _given(request, sent, message, now)
    rows = tuple(_row(gift, now) for gift in given_by(request.user)[:100])
    kept = message if sent.errors or said == _link_words() else ""
    form = shown(sent, opened=True)
    context = {"rows": rows, "said": said, "message": kept, "form": form, "numbers": NUMBERS, "days": DAYS}
    return private(render(request, "web/gifts.html", context))


def _given(request: HttpRequest, sent: Sent, message: str, now: datetime) -> str:
    """What is said after the form was sent."""
    try:
        give(
            request.user,
            now,
            message=message,
            rhythm=sent.wishes.rhythm,
            choices=dict(sent.wishes.choices),
            limit=_number(request.POST.get("limit", "")),
            days=_number(request.POST.get("days", "")),
        )
    except TooManyGiftsError:
        return _("That is enough for a day. Try again tomorrow.")
    except LinkInMessageError:
        return _link_words()
    return _("Here it is: pass the link on as you like.")


def _number(text: str) -> int:
    """The number, 1 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1


def _link_words() -> str:
    return _("The message may hold no address of a page or of mail.")


@require_safe
@never_cache
@csrf_protect
def gift(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a gift: its message, and the form of a digest that is confirmed like any other."""
    found = open_gift(code, datetime.now(UTC))
    if found is None:
        return private(render(request, "web/gift.html", {"gift": None}, status=410))
    wishes = Wishes(rhythm=found.rhythm, zone="", language=language(), choices=found.choices)
    form = shown(Sent("", wishes, gift=found.code))
    return private(render(request, "web/gift.html", {"gift": found, "form": form}))


def _row(found: Gift, now: datetime) -> GiftRow:
    lasting = found.taken < found.limit and (found.ends_at is None or found.ends_at > now)
    values = {"n": number_words(found.taken), "limit": number_words(found.limit)}
    return GiftRow(
        id=found.pk,
        href=f"{settings.NEWSDESK_BASE_URL}/gifts/{found.code}/",
        message=found.message,
        taken=_("taken: %(n)s of %(limit)s") % values,
        until=day(found.ends_at) if found.ends_at else "",
        open=lasting,
    )
