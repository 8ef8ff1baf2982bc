"""A language model at the desk: what it was used for and what that cost, and which of its sentences were dropped."""

from __future__ import annotations

from django.contrib import admin

from stories.admin.base import ReadOnly
from stories.models import ModelUse, Writing


@admin.register(ModelUse)
class ModelUseAdmin(ReadOnly):
    list_display = (
        "day",
        "model",
        "calls",
        "failed",
        "rests_until",
        "sentences",
        "dropped",
        "tokens_in",
        "tokens_out",
        "cost",
        "seconds",
    )
    ordering = ("-day", "model")
    date_hierarchy = "day"


@admin.register(Writing)
class WritingAdmin(ReadOnly):
    list_display = ("story", "for_briefing", "tries", "leased_until", "left_out", "error")
    list_select_related = ("story",)
    ordering = ("-for_briefing",)
    fields = readonly_fields = ("story", "for_briefing", "tries", "leased_until", "error", "sentences_left_out")

    @admin.display(description="sentences dropped")
    def left_out(self, writing: Writing) -> int:
        return len(writing.dropped)

    @admin.display(description="dropped, and why")
    def sentences_left_out(self, writing: Writing) -> str:
        return "\n".join(f"{block}: {text} ({reason})" for block, text, reason in writing.dropped) or "none"
