"""The error pages: plain words, the same security headers, nothing of the request echoed."""

import sys
from dataclasses import dataclass
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong and what a reader can do about it."""

    status: int
    title: str | Promise
    words: str | Promise


PROBLEMS: Final = {
    400: Problem(400, _("That request made no sense"), _("The address or something sent with it could not be read.")),
    403: Problem(403, _("Not for you"), _("This page is for people who are signed in and allowed to see it.")),
    404: Problem(404, _("Nothing at this address"), _("The story may be gone, or the address may have a slip in it.")),
    503: Problem(
        503,
        _("Not possible just now"),
        _("A part of this site is down. Nothing of yours is lost. Try again in a few minutes."),
    ),
    500: Problem(500, _("Something broke here"), _("It is our fault, not yours. Try again in a minute.")),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it
    return _page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """For settings.CSRF_FAILURE_VIEW: Django's own page has an inline style, which the policy forbids."""
    return _page(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the exception is handled: where the database is away, that ends by itself, and says so."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return unavailable(request) if away else _page(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """For what ends by itself; Retry-After: seconds."""
    response = _page(request, 503)
    response["Retry-After"] = "120"
    return response


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "web/error.html", {"problem": PROBLEMS[status]}, status=status)
