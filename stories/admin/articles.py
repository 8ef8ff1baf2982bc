# ruff: noqa: ARG002  Django calls these by position
"""Articles: what was read, what they wait for, and why each is in its story."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stories.admin.acts import ARTICLE_ACTS, ONCE_AT_MOST, article_view, on_articles
from stories.admin.base import ReadOnly, ReadOnlyInline, editor_of, link, outward
from stories.models import Article, ArticleVersion, Membership, PageCheck, Sighting

OF_STORY = "membership__story__id__exact"
TEXT_SHOWN_CHARS = 3000
LINES_SHOWN = 4


class VersionInline(ReadOnlyInline):
    model = ArticleVersion
    fields = ("title", "seen_at", "words_changed", "notice")


class SightingInline(ReadOnlyInline):
    model = Sighting
    fields = ("feed", "title", "seen_at")


def evidence(membership: Membership) -> SafeString:
    """The evidence behind a membership: the weightiest lines, the others folded away."""
    lines = sorted(membership.evidence, key=_weight, reverse=True)
    first, rest = lines[:LINES_SHOWN], lines[LINES_SHOWN:]
    shown = format_html("<ul>{}</ul>", _list(first))
    if not rest:
        return shown
    return format_html("{}<details><summary>{} more</summary><ul>{}</ul></details>", shown, len(rest), _list(rest))


def not_joined(membership: Membership) -> SafeString:
    """The nearest story that it did not join, and by how much; nothing where none was near or it is this one now."""
    other, score = membership.runner_up, membership.runner_up_score
    if other is None or score is None or membership.story_id in (other.pk, other.merged_into_id):
        return format_html("")
    own = membership.threshold if membership.score is None else membership.score
    behind = f", {own - score:.2f} behind" if own is not None and own >= score else ""
    return format_html("<p>nearest other story: {} ({}{})</p>", link(other), f"{score:+.2f}", behind)


def _list(lines: list[Any]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((_evidence(line),) for line in lines))


def _weight(item: Any) -> float:
    contribution = item.get("contribution") if isinstance(item, dict) else None
    return abs(contribution) if isinstance(contribution, int | float) else 0.0


def _evidence(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    words = str(item.get("words") or item.get("name") or "").replace(" %", "%")  # as on the pages
    contribution = item.get("contribution")
    return f"{words} ({contribution:+.2f})" if isinstance(contribution, int | float) else words


class DownFilter(admin.SimpleListFilter):
    """Articles that were taken down."""

    title = "shown"
    parameter_name = "down"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "shown"), ("yes", "taken down")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(removed_at__isnull=self.value() == "no") if self.value() in ("no", "yes") else queryset


class AwayFilter(admin.SimpleListFilter):
    """Articles that their outlets took away."""

    title = "at its address"
    parameter_name = "away"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "there, as far as known"), ("yes", "no longer")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(gone_since__isnull=self.value() == "no") if self.value() in ("no", "yes") else queryset


@admin.register(Article)
class ArticleAdmin(ReadOnly):
    list_display = ("title", "outlet", "published_at", "stage", "genre", "section", "story", "error")
    list_filter = (
        DownFilter,
        AwayFilter,
        "stage",
        "genre",
        "section",
        "language",
        "text_source",
        "published_precision",
    )
    actions = ("take_down", "show_again", "split_off", "move")
    change_form_template = "admin/stories/article_change_form.html"
    list_select_related = ("outlet", "membership__story")
    list_per_page = 50
    search_fields = ("title", "canonical_address", "outlet__name")
    search_help_text = "headline, address or outlet"
    date_hierarchy = "published_at"
    inlines = (VersionInline, SightingInline)
    fields = readonly_fields = (
        *("title", "outlet", "at", "removed_at", "gone_since", "looked_at", "why", "stage", "error", "attempts"),
        "due_at",
        *("published_at", "published_precision", "published_source", "published_raw", "modified_at", "first_seen_at"),
        *("genre", "section", "why_genre", "language", "origin", "authors", "tags", "feed_categories", "rights"),
        *("summary", "beginning", "left_out", "text_source", "image_caption", "image_credit"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        heavy = ("membership__story__vector_sum",)
        return super().get_queryset(request).defer(*heavy)

    def has_remove_permission(self, request: HttpRequest) -> bool:
        """Whoever may change articles may take them down."""
        return editor_of(request).has_perm("stories.change_article")

    def has_place_permission(self, request: HttpRequest) -> bool:
        """Whoever may change stories may say which articles are in them."""
        return editor_of(request).has_perm("stories.change_story")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """The articles of a story, which its page leads to."""
        return lookup == OF_STORY or super().lookup_allowed(lookup, value, request)

    @admin.action(description="Take down …", permissions=["remove"])
    def take_down(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        return on_articles(request, "take-down", _chosen(queryset), request.get_full_path())

    @admin.action(description="Show again …", permissions=["remove"])
    def show_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        return on_articles(request, "show-again", _chosen(queryset), request.get_full_path())

    @admin.action(description="Split off into a story of their own …", permissions=["place"])
    def split_off(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        return on_articles(request, "split-off", _chosen(queryset), request.get_full_path())

    @admin.action(description="Move to another story …", permissions=["place"])
    def move(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        return on_articles(request, "move", _chosen(queryset), request.get_full_path())

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(article_view)
        return [path("<int:article_id>/<slug:act>/do/", view, name="stories_article_act"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Article.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        acts = [
            (name, words)
            for name, (words, permission) in ARTICLE_ACTS.items()
            if row and _fits(row, name) and editor_of(request).has_perm(f"stories.{permission}")
        ]
        return super().change_view(request, object_id, form_url, {"acts": acts} | (extra_context or {}))

    @admin.display(description="address")
    def at(self, article: Article) -> SafeString | str:
        return outward(article.address)

    @admin.display(description="looked at again")
    def looked_at(self, article: Article) -> str:
        """How the last look at its page went, and when the next is."""
        check = PageCheck.objects.filter(article=article).first()
        if check is None:
            return "no: its page was never read"
        last = f"last {formats.localize(check.looked_at)}" if check.looked_at else ""
        following = f"next {formats.localize(check.due_at)}" if check.due_at else "not any more"
        return " · ".join(words for words in (last, check.words.rstrip("."), following) if words)

    @admin.display(description="story")
    def story(self, article: Article) -> str:
        membership = getattr(article, "membership", None)
        down = "taken down · " if article.removed_at else ""
        return down + (str(membership.story) if membership else "–")

    @admin.display(description="why in its story")
    def why(self, article: Article) -> SafeString | str:
        membership = getattr(article, "membership", None)
        if membership is None:
            return "not in a story yet"
        method = membership.method.replace("_", " ")
        told = evidence(membership), not_joined(membership)
        return format_html("{} · {} {}{}", link(membership.story), method, *told)

    @admin.display(description="what went wrong")
    def error(self, article: Article) -> str:
        return " · ".join(words for words in (article.stage_error, article.page_error) if words) or "–"

    @admin.display(description="why this genre and section")
    def why_genre(self, article: Article) -> str:
        note = getattr(article, "annotation", None)
        evidence = [*note.genre_evidence, *note.section_evidence] if note else []
        return " · ".join(map(str, evidence)) or "–"

    @admin.display(description="where the text comes from")
    def origin(self, article: Article) -> str:
        note = getattr(article, "annotation", None)
        return f"{note.origin_kind} {note.origin_name}".strip() if note else "–"

    @admin.display(description="lines not compared")
    def left_out(self, article: Article) -> str:
        """What its outlet has on every page."""
        note = getattr(article, "annotation", None)
        return " · ".join(map(str, note.left_out)) if note and note.left_out else "–"

    @admin.display(description="text")
    def beginning(self, article: Article) -> str:
        more = len(article.text) - TEXT_SHOWN_CHARS
        return article.text[:TEXT_SHOWN_CHARS] + (f" … ({more:,} more characters)" if more > 0 else "")


def _chosen(queryset: QuerySet[Article]) -> list[Article]:
    return list(queryset.select_related("outlet")[: ONCE_AT_MOST + 1])


def _fits(article: Article, act: str) -> bool:
    """Whether the act would do anything to the article."""
    if act in ("take-down", "show-again"):
        return (article.removed_at is None) == (act == "take-down")
    return hasattr(article, "membership")
