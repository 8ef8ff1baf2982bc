"""Stories: who is in them and why; merging them by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stories.admin.acts import on_stories
from stories.admin.articles import OF_STORY, evidence, not_joined
from stories.admin.base import ReadOnly, ReadOnlyInline, editor_of, link
from stories.editing.steps.by_hand import AT_ONCE
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
    actions = ("merge",)
    change_form_template = "admin/stories/story_change_form.html"
    fields = readonly_fields = (
        *("title", "title_edited", "state", "merged_into", "storyline", "section", "language"),
        *("article_count", "first_at", "last_at", "changed_at", "created_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        return super().get_queryset(request).defer("vector_sum")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Whoever may change stories may merge them."""
        return editor_of(request).has_perm("stories.change_story")

    @admin.action(description="Merge …", permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Story]) -> HttpResponse:
        return on_stories(request, list(queryset[: AT_ONCE + 1]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {"of_story": OF_STORY} | (extra_context or {}))

    @admin.display(description="headline", ordering="title")
    def headline(self, story: Story) -> str:
        return str(story)
