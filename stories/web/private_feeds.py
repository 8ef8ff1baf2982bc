"""My feed and my blindspots at secret addresses, for feed readers; and the page of my blindspots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from stories.models import Coverage, PrivateFeed
from stories.readers.hiding import hidden
from stories.readers.private import token_hash
from stories.readers.steps.blindspots import Basis, basis, blindspots
from stories.readers.steps.feed import my_feed
from stories.readers.steps.following import following
from stories.readers.steps.hiding import hiding
from stories.readers.steps.private import feed_of_token, feeds_of, make, revoke
from stories.scales import Side
from stories.web.cards import cards
from stories.web.clients import HOUR_S, too_often
from stories.web.readers import account_of, own_page
from stories.web.syndication import Atom, Entry, Listed, entries_of, plain
from stories.web.vocabulary import side_label
from stories.web.wording import day, listed, number

ENTRIES: Final = 40
SHOWN: Final = 24
PER_HOUR: Final = 120  # one address; feed readers ask a few times an hour, several devices a few times more
_NAMES: Final[dict[str, Promise]] = {
    "mine": gettext_lazy("My feed"),
    "blindspots": gettext_lazy("My blindspots"),
}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One of the feeds: since when it has an address, '' for none; made: the new addresses, shown this once."""

    kind: str
    name: str
    since: str
    made: tuple[tuple[str, str], ...] = ()


@require_safe
@own_page
def my_blindspots(request: HttpRequest) -> HttpResponse:
    """Stories that the side a reader reads most hardly covers, and how that is known."""
    now, account = datetime.now(UTC), account_of(request) or 0
    found = basis(account, following(account), now.date())
    rows = blindspots(found.sides, limit=SHOWN)
    context = {"cards": cards(rows, now), "basis": basis_words(found), "by": found.by}
    return render(request, "web/me_blindspots.html", context)


@require_safe
@own_page
def private_feeds(request: HttpRequest) -> HttpResponse:
    """Which feeds have an address, never which: that is told once."""
    return _page(request)


@require_POST
@own_page
def made(request: HttpRequest) -> HttpResponse:
    """Make a new address, or end one; a former address of the kind ends in both cases."""
    account, kind, now = account_of(request) or 0, request.POST.get("kind", ""), datetime.now(UTC)
    if kind not in _NAMES:
        raise Http404
    if request.POST.get("on") != "1":
        revoke(account, kind, now)
        return redirect("me-feeds")
    return _page(request, {kind: make(account, kind, now)})


@require_safe
@never_cache
def private_feed(request: HttpRequest, token: str, form: str = "atom") -> HttpResponse:
    """The feed that a token opens. The address is the secret: it is in no page, log or answer of ours."""
    found = feed_of_token(token)
    if found is None:
        raise Http404
    if too_often("private-feed", token_hash(token), PER_HOUR, HOUR_S):
        answer = HttpResponse(status=429, headers={"Retry-After": str(HOUR_S)})
    else:
        answer = _feed(request, found, form)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def basis_words(found: Basis) -> str:
    """How the sides are known: 'From the 12 stories you read in 90 days: you read more from the Left.'"""
    if not found.sides:
        return ""
    n = {"n": number(found.n), "sides": listed([side_label(Side(side)) for side in found.sides])}
    if found.by == "diet":
        words = ngettext(
            "By the %(n)s story of your news diet you read most from: %(sides)s.",
            "By the %(n)s stories of your news diet you read most from: %(sides)s.",
            found.n,
        )
    else:
        words = ngettext(
            "Your news diet is off or too short, so this goes by the %(n)s outlet you follow: mostly %(sides)s.",
            "Your news diet is off or too short, so this goes by the %(n)s outlets you follow: mostly %(sides)s.",
            found.n,
        )
    return words % n


def _page(request: HttpRequest, tokens: dict[str, str] | None = None) -> HttpResponse:
    known, tokens = feeds_of(account_of(request) or 0), tokens or {}
    rows = [
        FeedRow(
            kind,
            str(name),
            day(known[kind]) if kind in known else "",
            _addresses(tokens[kind]) if kind in tokens else (),
        )
        for kind, name in _NAMES.items()
    ]
    return render(request, "web/me_feeds.html", {"rows": rows})


def _addresses(token: str) -> tuple[tuple[str, str], ...]:
    """(form, address) for each form of the feed."""
    base = settings.NEWSDESK_BASE_URL
    return (
        ("Atom", base + reverse("private-feed", args=[token])),
        ("JSON Feed", base + reverse("private-feed-json", args=[token])),
    )


def _feed(request: HttpRequest, found: PrivateFeed, form: str) -> HttpResponse:
    now = datetime.now(UTC)
    with translation.override(settings.LANGUAGE_CODE):
        entries = entries_of(_rows(found, now), now)
        name = str(_NAMES[found.kind])
        page = reverse("me" if found.kind == "mine" else "me-blindspots")
        if form == "json":
            return _json(name, page, entries)
        return Atom(Listed(name, page, page, tuple(entries)))(request)


def _rows(found: PrivateFeed, now: datetime) -> Iterable[Coverage]:
    wanted, what = following(found.account_id), hiding(found.account_id)
    if found.kind == PrivateFeed.Kind.MINE:
        rows: Iterable[Coverage] = [each.coverage for each in my_feed(wanted, now, limit=ENTRIES)]
    else:
        rows = blindspots(basis(found.account_id, wanted, now.date()).sides, limit=ENTRIES)
    shown = zip(rows, cards(rows, now), strict=True)
    return [row for row, card in shown if not hidden(card.title, _slug(row), what)]


def _slug(row: Coverage) -> str:
    article = None if row.story.title_edited else row.story.title_article
    return article.outlet.slug if article else ""


def _json(name: str, page: str, entries: Iterable[Entry]) -> HttpResponse:
    """JSON Feed 1.1."""
    base = settings.NEWSDESK_BASE_URL
    items: list[dict[str, Any]] = [
        {
            "id": base + each.href,
            "url": base + each.href,
            "title": plain(each.title),
            "content_text": plain(each.summary),
            "date_modified": each.at.isoformat(),
            "authors": [{"name": plain(each.author)}] if each.author else [],
        }
        for each in entries
    ]
    record = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{name} · {settings.SITE_NAME}",
        "home_page_url": base + page,
        "description": _("Only for who has its address."),
        "items": items,
    }
    return JsonResponse(record, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
