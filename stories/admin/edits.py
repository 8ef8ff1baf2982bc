"""The history of decisions, with one button that undoes."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stories.admin.base import ReadOnly, asked_why, editor_of, link, must_have, when
from stories.digests.steps.ending import undo_ending
from stories.editing.steps.undo import undo, undoable
from stories.models import Edit, EditKind

SHOWN_CHARS = 4000


@admin.register(Edit)
class EditAdmin(ReadOnly):
    list_display = ("created_at", "actor_label", "kind", "subject", "reason", "is_followed", "is_undone")
    list_display_links = ("subject",)
    list_filter = ("kind", "actor_label")
    search_fields = ("subject", "reason", "actor_label")
    date_hierarchy = "created_at"
    fields = readonly_fields = (
        *("created_at", "actor_label", "actor", "kind", "subject", "reason", "outlets", "was", "became"),
        *("undoes_which", "is_undone", "followed_at"),
    )
    change_form_template = "admin/stories/edit_change_form.html"

    @admin.display(description="followed", boolean=True)
    def is_followed(self, edit: Edit) -> bool:
        return edit.followed_at is not None

    @admin.display(description="undone by")
    def is_undone(self, edit: Edit) -> SafeString | str:
        later = getattr(edit, "undone_by", None)
        return link(later, f"{later.actor_label}, {when(later.created_at)}") if later else "–"

    @admin.display(description="undoes")
    def undoes_which(self, edit: Edit) -> SafeString | str:
        return link(edit.undoes)

    @admin.display(description="outlets")
    def outlets(self, edit: Edit) -> int:
        return len(edit.outlet_ids)

    @admin.display(description="before")
    def was(self, edit: Edit) -> SafeString:
        return _shown(edit.before)

    @admin.display(description="after")
    def became(self, edit: Edit) -> SafeString:
        return _shown(edit.after)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(undo_view)
        return [path("<int:edit_id>/undo/", view, name="stories_edit_undo"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edit]:
        return super().get_queryset(request).select_related("undoes", "undone_by", "actor")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        edit = Edit.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        free = edit is not None and undoable(edit) and not Edit.objects.filter(undoes=edit).exists()
        may = {"may_undo": free and editor_of(request).has_perm("stories.change_edit")}
        return super().change_view(request, object_id, form_url, may | (extra_context or {}))


def undo_view(request: HttpRequest, edit_id: int) -> HttpResponse:
    """Asks for a reason, then undoes."""
    must_have(request, "change_edit")
    edit = get_object_or_404(Edit, pk=edit_id)
    undoing = undo_ending if edit.kind == EditKind.SUBSCRIPTION else undo
    act = lambda reason: undoing(edit, editor_of(request), timezone.now(), reason)  # noqa: E731
    return asked_why(request, "Undo a decision", [str(edit)], act, back=reverse("admin:stories_edit_changelist"))


def _shown(values: dict[str, Any]) -> SafeString:
    text = json.dumps(values, ensure_ascii=False, indent=1)
    return format_html("<pre>{}</pre>", text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]} …")
