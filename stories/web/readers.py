"""Who reads: an account where somebody is signed in, asked for without touching a page that everybody shares."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException
from typing import Final, TypeVar, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from redis.exceptions import RedisError

from stories.web.caching import GetResponse, is_personal
from stories.web.errors import unavailable

View = TypeVar("View", bound=Callable[..., HttpResponse])
LONGEST_ADDRESS: Final = 500
ACCOUNT_PAGES: Final = "/account/"
# Who types an address into these must not learn from the time of the answer whether it has an account: a new one takes
# some rows more than a known one. So none answers sooner than this, which is well over the work of either.
WAYS_IN: Final = tuple(f"{ACCOUNT_PAGES}{way}/" for way in ("login", "login/code", "signup", "password/reset"))
LEAST_S: Final = 0.4
# The store that counts tries is down, or the mail server: without either nobody is let in, and told so in words.
PASSING: Final = (RedisError, SMTPException, ConnectionError, TimeoutError)
Wait = Callable[[float], object]
log = logging.getLogger(__name__)


class AccountPagesMiddleware:
    """Nobody on the way keeps the pages below /account/, which are allauth's, and no search engine lists them."""

    def __init__(self, get_response: GetResponse, wait: Wait = time.sleep) -> None:
        self.get_response, self.wait = get_response, wait

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin = time.monotonic()
        response = self.get_response(request)
        if not request.path_info.startswith(ACCOUNT_PAGES):
            return response
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        if request.method == "POST" and request.path_info in WAYS_IN and response.status_code < 400:
            self.wait(max(getattr(settings, "SIGN_IN_LEAST_S", LEAST_S) - (time.monotonic() - begin), 0))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503 in words where what these pages need is down: guesses that can't be counted aren't allowed."""
        if not request.path_info.startswith(ACCOUNT_PAGES) or not isinstance(exception, PASSING):
            return None
        log.warning("an account page can't be answered: %s", type(exception).__name__)
        return unavailable(request)


def account_of(request: HttpRequest) -> int | None:
    """The id of whoever is signed in. A request without a session isn't asked, so that its page can be kept."""
    if not is_personal(request) or not request.user.is_authenticated:
        return None
    return int(request.user.pk)


def claimed_account(request: HttpRequest) -> int:
    """The id that the session names, 0 for none: nobody's until `confirmed` with the account's row. One query."""
    if not is_personal(request):
        return 0
    known = request.session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    claimed = str(request.session.get(SESSION_KEY, "")) if known else ""
    return int(claimed) if claimed.isascii() and claimed.isdigit() else 0


def confirmed(request: HttpRequest, password: str) -> bool:
    """Whether the session is of the account whose password has this hash, as Django's own `get_user` asks it.

    What doesn't fit at once (a key that was changed since) is left to Django, which renews or ends the session.
    """
    expected = get_user_model()(password=password).get_session_auth_hash()
    if constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), expected):
        return True
    return account_of(request) is not None


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
