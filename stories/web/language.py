"""Which language a reader gets the interface in: by the address, else as chosen before, else what the browser asks for.

Stands outside the page cache, which keeps each page once per language. docs/decisions/0013-languages.md
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from stories.web.caching import GetResponse

PARAMETER: Final = "lang"  # in any address of the site; a switch is a link to the same page with it


class LanguageMiddleware:
    """Answers in the reader's language, and remembers one that the address asks for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = asked_for(request)
        language = asked or translation.get_language_from_request(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if "public" in response.get("Cache-Control", ""):
            return response  # a picture, the same for everybody
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if asked and asked != request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
            patch_cache_control(response, private=True)
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite="Lax",
            )
        return response


def asked_for(request: HttpRequest) -> str:
    """The language in the address, '' where there is none that this installation has."""
    asked = request.GET.get(PARAMETER, "") if PARAMETER in request.META.get("QUERY_STRING", "") else ""
    return asked if asked in dict(settings.LANGUAGES) else ""
