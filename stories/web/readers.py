"""Who reads: an account where somebody is signed in, asked for without touching a page that everybody shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from stories.web.caching import GetResponse, is_personal

View = TypeVar("View", bound=Callable[..., HttpResponse])
LONGEST_ADDRESS: Final = 500
ACCOUNT_PAGES: Final = "/account/"


class AccountPagesMiddleware:
    """Nobody on the way keeps the pages below /account/, which are allauth's, and no search engine lists them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(ACCOUNT_PAGES):
            add_never_cache_headers(response)
            response["X-Robots-Tag"] = "noindex"
        return response


def account_of(request: HttpRequest) -> int | None:
    """The id of whoever is signed in. A request without a session isn't asked, so that its page can be kept."""
    if not is_personal(request) or not request.user.is_authenticated:
        return None
    return int(request.user.pk)


def own_page(view: View) -> View:
    """A page of one reader: others are led to sign in; nobody on the way keeps it, and no search engine lists it."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: object) -> HttpResponse:
        response = view(request, **named)
        response["X-Robots-Tag"] = "noindex"
        return response

    return cast(View, never_cache(login_required(guarded)))


def local_path(address: str, otherwise: str) -> str:
    """The address if it is a path of this site, else `otherwise`."""
    fits = len(address) <= LONGEST_ADDRESS and address.startswith("/")
    return address if fits and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else otherwise
