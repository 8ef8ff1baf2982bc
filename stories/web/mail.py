"""The mails of an installation without mail, at /mail/: for staff, so that the whole way can be walked in a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from stories.digests.mail_folder import files, folder
from stories.wording import day_and_time

SHOWN: Final = 100
HEADERS: Final = ("Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted")
HEAD: Final = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the page lists it; name: of its file."""

    name: str
    subject: str
    to: str
    date: str


@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails."""
    if refused := _refused(request):
        return refused
    found = files()
    listed = [_listed(file) for file in found[:SHOWN]]
    return render(request, "web/mails.html", {"mails": listed, "more": len(found) - len(listed)})


@never_cache
@require_safe
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its headers, its HTML in a frame of its own, its plain text."""
    if refused := _refused(request):
        return refused
    found = _read(name)
    context = {
        "mail": _listed(_file(name)),
        "headers": [(header, str(found[header])) for header in HEADERS if found[header]],
        "text": _body(found, "plain"),
        "has_html": bool(_body(found, "html")),
    }
    return render(request, "web/mail.html", context)


@never_cache
@require_safe
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]
    {
        "default-src": ["'none'"],
        "script-src": ["'none'"],
        "img-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
def html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML as a mail program would show it: no script, nothing fetched; links open outside of the frame."""
    if refused := _refused(request):
        return refused
    body = HEAD.sub(lambda head: f'{head[0]}<base target="_blank">', _body(_read(name), "html"), count=1)
    return HttpResponse(body)


def _refused(request: HttpRequest) -> HttpResponse | None:
    """To the sign-in for whoever is no staff; 404 where mail leaves for real."""
    if settings.PRODUCTION and not settings.DEBUG:
        raise Http404
    user: User | AnonymousUser = request.user
    if user.is_staff and user.is_active:
        return None
    return redirect(f"{reverse('admin:login')}?{urlencode({'next': request.path})}")


def _file(name: str) -> Path:
    file = folder() / f"{name}.eml"
    if not re.fullmatch(r"\d{20}-[0-9a-f]{8}", name) or not file.is_file():
        raise Http404
    return file


def _read(name: str) -> EmailMessage:
    return _parsed(_file(name))


def _parsed(file: Path) -> EmailMessage:
    found = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def _listed(file: Path) -> Mail:
    found = _parsed(file)
    written_at = datetime.fromtimestamp(int(file.stem[:20]) / 1e9, UTC)
    return Mail(file.stem, str(found["Subject"] or ""), str(found["To"] or ""), day_and_time(written_at))


def _body(found: EmailMessage, kind: str) -> str:
    part = found.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
