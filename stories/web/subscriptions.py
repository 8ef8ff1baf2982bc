"""The digests of an account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from stories.digests.steps import settings as step
from stories.web.subscription import private
from stories.web.subscription_rows import LinkedRow, linked
from stories.web.verified import verified_addresses


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def mine(request: HttpRequest) -> HttpResponse:
    """The digests of an account: its own, and those to an address that it has verified, which it may take over."""
    addresses = verified_addresses(request.user)
    if request.method == "POST":
        for address in addresses:
            step.adopt(request.user, address)
        return redirect("subscriptions")
    found = list(step.of_account(request.user, addresses))
    rows: tuple[LinkedRow, ...] = tuple(map(linked, found))
    foreign = any(each.account_id != request.user.pk for each in found)
    return private(render(request, "web/subscriptions.html", {"rows": rows, "foreign": foreign}))
