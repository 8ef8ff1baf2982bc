# ruff: noqa: ARG002  Django calls these by position
"""Outlets and their owners: tag a lean on the page or for several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from stories.admin.base import ReadOnlyInline, csv_answer, decide, editor_of, follow, link, must_have, outward
from stories.admin.forms import RateForm
from stories.catalogue.domains import host, is_shared
from stories.editing.steps.changes import domains_changed, save_outlet, save_owner
from stories.editing.steps.ratings import rate
from stories.models import Article, Domain, Edit, Feed, Outlet, Owner, Rating, RatingScheme, Standing
from stories.scales import Side

MAX_RATED_AT_ONCE = 500
RATED_SIDES = ("left", "center", "right")


class DomainForm(ModelForm):  # type: ignore[type-arg]
    """A domain in the one form in which it is stored, however it was typed or pasted."""

    def clean_name(self) -> str:
        name = host(self.cleaned_data["name"])
        if name is None or is_shared(name):
            raise ValidationError("This can't tell an outlet: a domain of its own is needed, such as paper.example.")
        return name


class DomainInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Domain
    form = DomainForm
    extra = 1


class FeedInline(ReadOnlyInline):
    """The outlet's feeds, to be read and opened; they are added and changed on their own pages."""

    model = Feed
    fields = readonly_fields = ("opened", "title", "state", "error_words", "last_success_at", "last_new_at")

    @admin.display(description="address")
    def opened(self, feed: Feed) -> str:
        return link(feed, feed.address)


class LeanFilter(admin.SimpleListFilter):
    """By effective lean, as the pages show it."""

    title = "lean"
    parameter_name = "lean"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        scheme = RatingScheme.objects.filter(slug="lean").first()
        return [*((b["key"], b["label"]) for b in (scheme.buckets if scheme else [])), ("unrated", "Unrated")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Outlet]) -> QuerySet[Outlet]:
        if self.value() == "unrated":
            return queryset.exclude(standings__scheme__slug="lean", standings__side__in=RATED_SIDES)
        if self.value():
            return queryset.filter(standings__scheme__slug="lean", standings__bucket=self.value())
        return queryset


class FeedStateFilter(admin.SimpleListFilter):
    """Outlets with a feed that doesn't work, or without any."""

    title = "feeds"
    parameter_name = "feeds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("failing", "one is failing"), ("held", "one is paused, held or gone"), ("none", "none")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Outlet]) -> QuerySet[Outlet]:
        states = {"failing": ["failing"], "held": ["paused", "quarantined", "gone"]}.get(self.value() or "")
        if states:
            return queryset.filter(pk__in=Feed.objects.filter(state__in=states).values("outlet"))
        return queryset.filter(feeds=None) if self.value() == "none" else queryset


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "name",
        "domain_names",
        "lean",
        "raters",
        "kind",
        "country",
        "language",
        "n_articles",
        "feed_states",
    )
    list_filter = (LeanFilter, "kind", FeedStateFilter, "language", "country")
    search_fields = ("name", "domains__name")
    search_help_text = "name or domain"
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ("owner",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (DomainInline, FeedInline)
    actions = ("tag_a_lean", "export")
    change_form_template = "admin/stories/outlet_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        standing = Standing.objects.filter(outlet=OuterRef("pk"), scheme__slug="lean")
        articles = Article.objects.filter(outlet=OuterRef("pk")).order_by().values("outlet").annotate(n=Count("pk"))
        rows: QuerySet[Outlet] = (
            super().get_queryset(request).prefetch_related("domains", Prefetch("feeds", Feed.objects.order_by("pk")))
        )
        return rows.annotate(
            lean_bucket=Subquery(standing.values("bucket")[:1]),
            lean_side=Subquery(standing.values("side")[:1]),
            lean_raters=Subquery(standing.values("raters")[:1]),
            article_count=Coalesce(Subquery(articles.values("n")[:1]), 0),
        )

    def has_delete_permission(self, request: HttpRequest, obj: Outlet | None = None) -> bool:
        """An outlet takes its articles and readers' history with it: its feeds are paused instead."""
        return False

    @admin.display(description="domains")
    def domain_names(self, outlet: Outlet) -> str:
        return ", ".join(domain.name for domain in outlet.domains.all()) or "–"

    @admin.display(description="lean", ordering="lean_bucket")
    def lean(self, outlet: Any) -> str:
        side = Side(outlet.lean_side or Side.UNRATED)
        return "– Unrated" if side is Side.UNRATED else f"{side.letter} {outlet.lean_bucket.replace('_', ' ')}"

    @admin.display(description="raters", ordering="lean_raters")
    def raters(self, outlet: Any) -> int:
        return outlet.lean_raters or 0

    @admin.display(description="articles", ordering="article_count")
    def n_articles(self, outlet: Any) -> int:
        return int(outlet.article_count)

    @admin.display(description="feeds")
    def feed_states(self, outlet: Outlet) -> str:
        states = [feed.state for feed in outlet.feeds.all()]
        return ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states)) or "none"

    @admin.action(description="Tag a lean …", permissions=["rate"])
    def tag_a_lean(self, request: HttpRequest, queryset: QuerySet[Outlet]) -> HttpResponse | None:
        ids = list(queryset.values_list("pk", flat=True)[: MAX_RATED_AT_ONCE + 1])
        if len(ids) > MAX_RATED_AT_ONCE:
            messages.error(request, f"At most {MAX_RATED_AT_ONCE} outlets at once.")
            return None
        return redirect(f"{reverse('admin:stories_outlet_rate')}?ids={','.join(map(str, ids))}")

    @admin.action(description="Export as CSV")
    def export(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        columns = ("domain", "name", "country", "language", "zone", "kind", "owner", "owner_kind", "lean", "note")
        rows = queryset.select_related("owner").prefetch_related("domains")
        return csv_answer("outlets", columns, (_exported(row) for row in rows))

    def has_rate_permission(self, request: HttpRequest) -> bool:
        return editor_of(request).has_perm("stories.add_rating")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(rate_view)
        return [path("rate/", view, name="stories_outlet_rate"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not object_id.isdecimal():
            return super().change_view(request, object_id, form_url, extra_context)
        standings = Standing.objects.filter(outlet_id=object_id).select_related("scheme")
        panel = {
            "rate_form": RateForm() if self.has_rate_permission(request) else None,
            "standings": [(row, _label(row.scheme, row.bucket)) for row in standings.order_by("-scheme__has_sides")],
            "ratings": _ratings(object_id),
            "is_unrated": not standings.filter(scheme__slug="lean", side__in=RATED_SIDES).exists(),
            "is_being_counted": Edit.objects.not_followed().filter(outlet_ids__contains=int(object_id)).exists(),
        }
        return super().change_view(request, object_id, form_url, panel | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Outlet, form: Any, change: bool) -> None:
        before = [] if obj.pk is None else list(obj.domains.values_list("name", flat=True))
        form.instance.domains_before = before
        follow(save_outlet(obj, editor_of(request), timezone.now()))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        outlet = form.instance
        follow(domains_changed(outlet, outlet.domains_before, editor_of(request), timezone.now()))


def rate_view(request: HttpRequest) -> HttpResponse:
    """One rating for the outlets whose ids the address names; POST decides, GET asks."""
    must_have(request, "add_rating")
    ids = [int(word) for word in request.GET.get("ids", "").split(",") if word.isdecimal() and len(word) < 18]
    outlets = list(Outlet.objects.filter(pk__in=ids[:MAX_RATED_AT_ONCE]))
    form = RateForm(request.POST or None)
    if form.is_valid():
        scheme, step = form.chosen()
        given = {name: form.cleaned_data[name] for name in ("rater", "evidence", "note")}
        decide(request, lambda: rate(outlets, scheme, step, editor_of(request), timezone.now(), **given))
        return redirect(_after(outlets))
    context = admin.site.each_context(request) | {"title": "Tag a lean", "rows": outlets, "rate_form": form}
    return render(request, "admin/stories/rate.html", context)


def _after(outlets: list[Outlet]) -> str:
    if len(outlets) == 1:
        return reverse("admin:stories_outlet_change", args=[outlets[0].pk])
    return reverse("admin:stories_outlet_changelist")


def _ratings(outlet_id: str) -> list[tuple[Rating, str, str]]:
    """The outlet's ratings, the latest first, each with its step in words and a link to its evidence."""
    rows = Rating.objects.filter(outlet_id=outlet_id).select_related("scheme", "editor")
    return [
        (row, _label(row.scheme, row.bucket), outward(row.evidence_address, "evidence"))
        for row in rows.order_by("scheme", "-valid_from", "-pk")
    ]


def _label(scheme: RatingScheme, key: str) -> str:
    return next((bucket["label"] for bucket in scheme.buckets if bucket["key"] == key), key)


def _exported(outlet: Any) -> tuple[object, ...]:
    domain = next((domain.name for domain in outlet.domains.all()), "")
    owner = outlet.owner
    names = (outlet.country, outlet.language, outlet.zone, outlet.kind)
    return (domain, outlet.name, *names, owner and owner.name, owner and owner.kind, outlet.lean_bucket, outlet.note)


@admin.register(Owner)
class OwnerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Owner | None = None) -> bool:
        return obj is not None and super().has_delete_permission(request, obj) and not obj.outlets.exists()

    def save_model(self, request: HttpRequest, obj: Owner, form: Any, change: bool) -> None:
        follow(save_owner(obj, editor_of(request), timezone.now()))
