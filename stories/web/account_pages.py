"""The account's own page: ways to its settings, to a copy of everything and to its end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.web.readers import own_page


@require_safe
@own_page
def account(request: HttpRequest) -> HttpResponse:
    """What can be set and taken away."""
    has_password = request.user.is_authenticated and request.user.has_usable_password()
    return render(request, "web/me_account.html", {"has_password": has_password})
