# ruff: noqa: ARG002  Django calls these by position
"""What the desk's pages share: read-only rows, what follows a decision, exports, a page that asks for a reason."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stories.admin.sign_in import SignInForm
from stories.catalogue.table import guarded
from stories.editing.decision import RefusedError
from stories.ingest.markup import web_address
from stories.models import Edit

admin.site.site_header = "newsdesk · editors' desk"
admin.site.site_title = "newsdesk"
admin.site.index_title = "Desk"
admin.site.login_form = SignInForm

POSTED = ("action", "_selected_action", "select_across", "index")  # what a list's action must be sent again with


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that the machine writes, or that are never changed: shown, not edited."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows under another row, shown and not edited."""

    template = "admin/stories/read_only_inline.html"
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def editor_of(request: HttpRequest) -> User:
    """The person at the desk; the admin lets nobody else in."""
    return cast(User, request.user)


def must_have(request: HttpRequest, permission: str) -> None:
    """Raise PermissionDenied for an editor who may not do this; permission such as 'add_rating'."""
    if not editor_of(request).has_perm(f"stories.{permission}"):
        raise PermissionDenied


def decide(request: HttpRequest, act: Callable[[], Edit | None]) -> Edit | None:
    """Do what an editor asks and have it followed on commit; a refusal is shown as a message, with nothing written."""
    try:
        with transaction.atomic():
            edit = act()
            follow(edit)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return None
    if edit is not None:
        changes_pages = edit.outlet_ids or edit.story_ids  # a pause doesn't
        seen = " It shows on the pages within seconds." if changes_pages else ""
        messages.success(request, f"{edit.subject}.{seen}")
    return edit


def follow(edit: Edit | None) -> None:
    """Enqueue the decision's consequences on commit."""
    if edit is None:
        return
    from stories import tasks  # here, so that no page loads every stage when the site starts

    edit_id = edit.pk
    transaction.on_commit(lambda: tasks.enqueue_follow(edit_id))


def the_last(edits: Sequence[Edit]) -> Edit | None:
    """The last of several, which `decide` follows and shows; the others are followed here. None for none."""
    for edit in edits[:-1]:
        follow(edit)
    return edits[-1] if edits else None


class ReasonForm(forms.Form):
    """Why, in the editor's words; kept with the decision."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="It is kept with the decision.",
        error_messages={"required": "Say why: it is kept with the decision, for whoever reads it later."},
    )


def asked_why(
    request: HttpRequest, title: str, rows: Iterable[Any], act: Callable[[str], Edit | None], *, back: str = ""
) -> HttpResponse:
    """A page that names the rows and asks for a reason; when it is given, the decision and back ('' for the list)."""
    return asked(request, title, rows, lambda said: act(said["reason"]), back=back)


def asked(
    request: HttpRequest,
    title: str,
    rows: Iterable[Any],
    act: Callable[[dict[str, Any]], Edit | None],
    *,
    form: type[ReasonForm] = ReasonForm,
    back: str = "",
) -> HttpResponse:
    """The same with more to be said than a reason: what the form holds is handed to the act."""
    said = form(request.POST if "decided" in request.POST else None)
    if said.is_valid():
        decide(request, lambda: act(said.cleaned_data))
        return redirect(back or request.path)
    context = admin.site.each_context(request) | {
        "title": title,
        "rows": list(rows),
        "form": said,
        "posted": [(key, value) for key in POSTED for value in request.POST.getlist(key)],
        "back": back or request.path,
    }
    return render(request, "admin/stories/reason.html", context)


def csv_answer(name: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A CSV download, every cell guarded against being taken for a formula."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.write("\ufeff")  # without it Excel reads UTF-8 as something else
    writer = csv.writer(answer)
    writer.writerow(columns)
    writer.writerows([guarded("" if cell is None else str(cell)) for cell in row] for row in rows)
    return answer


def link(row: models.Model | None, words: str = "") -> SafeString | str:
    """A link to a row's page at the desk; an en dash for none."""
    if row is None:
        return "–"
    address = reverse(f"admin:stories_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, words or str(row))


def outward(address: str, words: str = "") -> SafeString | str:
    """A link to another site, named by its address or in words; what is no address of the web is shown as text."""
    if web_address(address, "") != address:
        return address
    return format_html('<a href="{}" rel="noopener noreferrer nofollow">{}</a>', address, words or address)


def when(moment: datetime) -> str:
    """A time as the desk shows every time, with its zone: '2026-03-10 12:00 UTC'."""
    return str(formats.localize(timezone.localtime(moment)))
