# ruff: noqa: ARG002  Django calls these by position
"""What sites ask of robots, and whose pages are therefore not read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from stories.admin.base import ReadOnly
from stories.ingest.robots_kept import GIVEN_UP_AFTER, permits
from stories.ingest.steps.robots import kept_of
from stories.models import RobotsFile


class TroubleFilter(admin.SimpleListFilter):
    """Sites whose robots.txt can't be had."""

    title = "robots.txt"
    parameter_name = "had"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "had"), ("no", "can't be had")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[RobotsFile]) -> QuerySet[RobotsFile]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(unreachable_since__isnull=self.value() == "yes")


@admin.register(RobotsFile)
class RobotsFileAdmin(ReadOnly):
    list_display = ("site", "what", "had_at", "asked_at")
    list_filter = (TroubleFilter,)
    list_per_page = 50
    search_fields = ("site",)
    ordering = ("unreachable_since", "site")  # those in trouble first: nulls come last
    fields = readonly_fields = ("site", "what", "had_at", "asked_at", "unreachable_since", "words", "text")

    @admin.display(description="what it means")
    def what(self, row: RobotsFile) -> str:
        """In words, for the site as a whole; what it asks for single pages stands in its text."""
        now = timezone.now()
        permission = permits(kept_of(row), f"{row.site}/", settings.USER_AGENT, now)
        if permission.passing:
            return permission.words
        if row.unreachable_since:
            by_copy = now - row.unreachable_since < GIVEN_UP_AFTER
            how = "gone by its last copy" if by_copy else "read as if it asked nothing"
            return f"It can't be had ({row.words.rstrip('.')}): its pages are {how}."
        return "It has its rules, which are gone by." if row.text.strip() else "It asks nothing."
