"""Stories: who is in them and why. Merging, splitting and moving come with their own acts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stories.admin.articles import evidence, not_joined
from stories.admin.base import ReadOnly, ReadOnlyInline, link
from stories.models import Coverage, Membership, Story


class MemberInline(ReadOnlyInline):
    """The story's articles with score and evidence."""

    model = Membership
    fk_name = "story"
    fields = readonly_fields = ("headline", "outlet", "published", "points", "evidence_in_words", "placed_by")
    verbose_name_plural = "articles and why they are here"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("article__outlet", "story", "runner_up")
            .defer("runner_up__vector_sum")
            .order_by("article__published_at")
        )

    @admin.display(description="headline")
    def headline(self, membership: Membership) -> SafeString | str:
        return link(membership.article)

    @admin.display(description="outlet")
    def outlet(self, membership: Membership) -> SafeString | str:
        return link(membership.article.outlet)

    @admin.display(description="published")
    def published(self, membership: Membership) -> str:
        return f"{membership.article.published_at:%Y-%m-%d %H:%M}"

    @admin.display(description="score")
    def points(self, membership: Membership) -> str:
        if membership.score is None:
            return "began the story" if membership.method == "new" else "not compared"
        needed = "" if membership.threshold is None else f" ({membership.threshold:+.2f} needed)"
        return f"{membership.score:+.2f}{needed}"

    @admin.display(description="why")
    def evidence_in_words(self, membership: Membership) -> SafeString:
        return format_html("{}{}", evidence(membership), not_joined(membership))

    @admin.display(description="placed by")
    def placed_by(self, membership: Membership) -> str:
        by = "a person" if membership.method == "person" else membership.model_version
        before = membership.because.get("title") if isinstance(membership.because, dict) else ""
        came = f", from “{before}”" if before else ""
        return f"{membership.method.replace('_', ' ')}{came}, {by}" + (", locked" if membership.locked else "")


class CoverageInline(ReadOnlyInline):
    model = Coverage
    fields = (
        *("scheme", "outlets", "left", "center", "right", "unrated", "opinion_only", "republishers"),
        *("articles", "independent_texts", "blindspot_side", "computed_at"),
    )


@admin.register(Story)
class StoryAdmin(ReadOnly):
    list_display = ("headline", "article_count", "state", "section", "language", "first_at", "last_at", "changed_at")
    list_filter = ("state", "section", "language")
    list_per_page = 50
    search_fields = ("title",)
    date_hierarchy = "last_at"
    inlines = (CoverageInline, MemberInline)
    fields = readonly_fields = (
        *("title", "title_edited", "state", "merged_into", "storyline", "section", "language"),
        *("article_count", "first_at", "last_at", "changed_at", "created_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        return super().get_queryset(request).defer("vector_sum")

    @admin.display(description="headline", ordering="title")
    def headline(self, story: Story) -> str:
        return str(story)
