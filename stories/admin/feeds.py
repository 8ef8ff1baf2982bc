# ruff: noqa: ARG002  Django calls these by position
"""Feeds: how each fares in an editor's words, and visit now, pause, resume."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from stories.admin.base import asked_why, csv_answer, decide, editor_of, follow
from stories.admin.imports import import_feeds_view
from stories.catalogue.domains import feed_address
from stories.editing.steps.changes import pause, resume, save_feed, visit_now
from stories.models import Feed


class FeedForm(ModelForm):  # type: ignore[type-arg]
    def clean_address(self) -> str:
        try:
            return feed_address(self.cleaned_data["address"])
        except ValueError as error:
            raise ValidationError(f"This can't be a feed's address: {error}.") from error


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = FeedForm
    list_display = (
        "outlet",
        "title",
        "short_address",
        "state",
        "error_words",
        "next_visit_at",
        "last_new_at",
        "failures",
    )
    list_display_links = ("short_address",)
    list_filter = ("state", "error_kind", "category")
    list_select_related = ("outlet",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("address", "title", "outlet__name", "outlet__domains__name")
    search_help_text = "address, title or outlet"
    autocomplete_fields = ("outlet",)
    fields = (
        *("outlet", "address", "title", "category", "state", "error_words", "failures", "first_failure_at"),
        *("next_visit_at", "interval_s", "last_visit_at", "last_success_at", "last_new_at", "redirect_target"),
    )
    readonly_fields = fields[4:]
    actions = ("visit_now", "pause", "resume", "export")
    change_list_template = "admin/stories/linked_change_list.html"

    def has_delete_permission(self, request: HttpRequest, obj: Feed | None = None) -> bool:
        """What was seen in a feed stays: it is paused instead."""
        return False

    @admin.display(description="address", ordering="address")
    def short_address(self, feed: Feed) -> str:
        return feed.address.partition("://")[2][:70]

    @admin.action(description="Visit now", permissions=["change"])
    def visit_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        feeds = list(queryset)
        decide(request, lambda: visit_now(feeds, editor_of(request), timezone.now()))

    @admin.action(description="Pause …", permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> HttpResponse:
        feeds = list(queryset)
        act = lambda reason: pause(feeds, editor_of(request), timezone.now(), reason)  # noqa: E731
        return asked_why(request, "Pause feeds", feeds, act)

    @admin.action(description="Resume", permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        feeds = list(queryset)
        decide(request, lambda: resume(feeds, editor_of(request), timezone.now()))

    @admin.action(description="Export as CSV")
    def export(self, request: HttpRequest, queryset: QuerySet[Feed]) -> HttpResponse:
        columns = ("domain", "name", "feed_url", "feed_title", "category", "country", "language", "state", "error")
        rows = queryset.select_related("outlet").prefetch_related("outlet__domains")
        return csv_answer("feeds", columns, (_exported(row) for row in rows))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(import_feeds_view)
        return [path("import/", view, name="stories_feed_import"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        links = [("admin:stories_feed_import", "Import OPML or CSV")] if self.has_add_permission(request) else []
        return super().changelist_view(request, {"desk_links": links} | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        follow(save_feed(obj, editor_of(request), timezone.now()))


def _exported(feed: Feed) -> tuple[object, ...]:
    outlet = feed.outlet
    domain = next((domain.name for domain in outlet.domains.all()), "")
    words = (feed.title, feed.category, outlet.country, outlet.language, feed.state, feed.error_words)
    return (domain, outlet.name, feed.address, *words)
