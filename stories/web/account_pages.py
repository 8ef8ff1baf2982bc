"""The account's own page: ways to its settings, to a copy of everything and to its end."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO

from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stories.digests.steps.settings import adopt
from stories.readers.steps.leaving import delete_account, everything
from stories.web.readers import account_of, own_page
from stories.web.verified import verified_addresses


@require_safe
@own_page
def account(request: HttpRequest) -> HttpResponse:
    """What can be set and taken away."""
    has_password = request.user.is_authenticated and request.user.has_usable_password()
    return render(request, "web/me_account.html", {"has_password": has_password})


@require_POST
@own_page
def export(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of the account, as JSON in a zip: a file for each kind of row."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in everything(account_of(request) or 0).items():
            text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(f"{name}.json", text)
    answer = HttpResponse(held.getvalue(), content_type="application/zip")
    name = f"account-{datetime.now(UTC):%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def delete(request: HttpRequest) -> HttpResponse:
    """What deleting means, with a box to tick; then it is done at once."""
    if request.method != "POST":
        return render(request, "web/me_delete.html", {"unticked": False})
    if request.POST.get("sure") != "1":
        return render(request, "web/me_delete.html", {"unticked": True}, status=400)
    account_id = account_of(request) or 0
    for address in verified_addresses(request.user):
        adopt(request.user, address)  # digests to its own addresses go with it, those asked for without it too
    logout(request)
    delete_account(account_id)
    return render(request, "web/me_deleted.html")
