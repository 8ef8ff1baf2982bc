"""Which language a reader gets the interface in, and the switch.

By the address (`?lang=ko`, for a link in one language), else as chosen before, else what the browser asks for. The
middleware stands outside the page cache, which keeps each page once per language. docs/decisions/0013-languages.md
"""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stories.web.caching import GetResponse

PARAMETER: Final = "lang"
DESK: Final = "/admin/"  # its own words are in no catalogue: in one language it is better than half in another


class LanguageMiddleware:
    """Answers in the reader's language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = _language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):  # a picture is the same for everybody
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


@require_safe
@never_cache
def choose(request: HttpRequest, language: str) -> HttpResponse:
    """Remembers a language and leads back to where the reader was, filters and all; else to the front page.

    A link and no form: a form would need a token, and a page with one can't be kept for everybody. What a stranger's
    link could do is to change the language, which the next page's footer changes back.
    """
    if language not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _back(request: HttpRequest) -> str:
    """The page of this site that the reader comes from, without a language of its own."""
    before = str(request.META.get("HTTP_REFERER", ""))
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(before)
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != PARAMETER])
    return urlunsplit(("", "", "/" + parts.path.lstrip("/"), query, ""))


def _language(request: HttpRequest) -> str:
    if request.path_info.startswith(DESK):
        return "en"
    if PARAMETER in request.META.get("QUERY_STRING", ""):
        asked = str(request.GET.get(PARAMETER, ""))
        if asked in dict(settings.LANGUAGES):
            return asked
    return str(translation.get_language_from_request(request))
