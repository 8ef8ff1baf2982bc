"""The rendered mail: a body that like readers share, and what makes it one reader's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from email.utils import parseaddr
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils.crypto import salted_hmac

from stories.digests import rendering
from stories.digests.choosing import Choice
from stories.digests.message import Message
from stories.digests.rendering import Digest
from stories.digests.steps import shown
from stories.digests.steps.tokens import settings_link, stop_address, stop_token
from stories.digests.wishes import Wish
from stories.models import Subscription

SALT: Final = "stories.digests.bodies"


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered digest with marks where a reader's own links go; picks: what a delivery keeps."""

    subject: str
    html: str
    text: str
    picks: tuple[dict[str, Any], ...]


def rendered(chosen: Choice, wish: Wish, day: date) -> Body:
    """The mail of a choice; where it is too long for a mail program, its last stories are left out."""
    while True:
        found = shown.digest(chosen, wish, day, shown.ending(_mark("settings"), _mark("stop")))
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


def personal(body: Body, subscription: Subscription, period: str) -> Message:
    """The mail of one reader: the shared body with the reader's own links, and its headers."""
    own, stop = settings_link(subscription), stop_token(subscription)
    domain, stop_href = _domain(str(settings.NEWSDESK_BASE_URL)), stop_address(stop)
    mail = _address(settings.MAIL_RETURN_PATH or settings.DEFAULT_FROM_EMAIL)
    return Message(
        subject=body.subject,
        html_form=body.html,
        text_form=body.text,
        headers=rendering.headers(
            message_id=message_id(subscription.pk, period, domain),
            list_domain=domain,
            stop_href=stop_href,
            stop_mail=f"mailto:{mail}?subject={quote(stop, safe='')}",
        ),
        own=((_mark("settings"), own), (_mark("stop"), stop_href)),
    )


def message_id(subscription_id: int, period: str, domain: str) -> str:
    """The same for every try of one digest, and for nobody to guess."""
    mac = salted_hmac(SALT, f"{subscription_id}.{period}").hexdigest()[:24]
    return f"<digest.{subscription_id}.{period}.{mac}@{domain}>"


@lru_cache(maxsize=4)
def _domain(base: str) -> str:
    """The host of this site's address; an address alone has no name that mail could be of."""
    return urlsplit(base).hostname or "localhost"


@lru_cache(maxsize=4)
def _address(named: str) -> str:
    """The address alone of 'Name <address>'."""
    return parseaddr(named)[1]
