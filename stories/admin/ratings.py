# ruff: noqa: ARG002  Django calls these by position
"""Ratings: append-only. They come by tagging or by import, and are withdrawn with a reason, never changed."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString

from stories.admin.base import ReadOnly, asked_why, csv_answer, editor_of, follow, outward
from stories.admin.imports import import_ratings_view
from stories.editing.decision import RefusedError
from stories.editing.steps.ratings import withdraw
from stories.editing.steps.schemes import SEEDED, Step, read_steps, save_scheme, write_steps
from stories.models import Rating, RatingScheme


class InForceFilter(admin.SimpleListFilter):
    title = "in force"
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "yes"), ("withdrawn", "withdrawn")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Rating]) -> QuerySet[Rating]:
        if self.value() == "yes":
            return queryset.filter(pk__in=Rating.objects.in_force(timezone.now()).values("pk"))
        return queryset.filter(withdrawn_at__isnull=False) if self.value() == "withdrawn" else queryset


@admin.register(Rating)
class RatingAdmin(ReadOnly):
    list_display = ("outlet", "scheme", "bucket", "rater", "raw_value", "by_desk", "valid_from", "withdrawn_at")
    list_filter = (InForceFilter, "scheme", "by_desk", "bucket", "rater")
    list_select_related = ("outlet", "scheme")
    search_fields = ("outlet__name", "outlet__domains__name", "rater")
    search_help_text = "outlet or rater"
    exclude = ("evidence_address",)  # Django would link it, whatever it is
    readonly_fields = ("evidence",)
    date_hierarchy = "valid_from"
    actions = ("withdraw", "export")
    change_list_template = "admin/stories/linked_change_list.html"

    @admin.display(description="evidence address")
    def evidence(self, rating: Rating) -> SafeString | str:
        return outward(rating.evidence_address) or "–"

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return editor_of(request).has_perm("stories.change_rating")

    @admin.action(description="Withdraw …", permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Rating]) -> HttpResponse:
        rows = list(queryset.select_related("outlet"))
        return asked_why(
            request,
            "Withdraw ratings",
            [f"{row.outlet}: {row}" for row in rows],
            lambda reason: withdraw(rows, editor_of(request), reason, timezone.now()),
        )

    @admin.action(description="Export as CSV")
    def export(self, request: HttpRequest, queryset: QuerySet[Rating]) -> HttpResponse:
        columns = ("domain", "scheme", "value", "bucket", "rater", "evidence", "licence", "note", "from", "withdrawn")
        rows = queryset.select_related("scheme").prefetch_related("outlet__domains")
        return csv_answer("ratings", columns, (_exported(row) for row in rows))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(import_ratings_view)
        return [path("import/", view, name="stories_rating_import"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        may = editor_of(request).has_perm("stories.add_rating")
        links = [("admin:stories_rating_import", "Import a CSV file")] if may else []
        return super().changelist_view(request, {"desk_links": links} | (extra_context or {}))


def _exported(row: Rating) -> tuple[object, ...]:
    domain = next((domain.name for domain in row.outlet.domains.all()), "")
    sources = (row.evidence_address, row.licence, row.note)
    return (domain, row.scheme.slug, row.raw_value, row.bucket, row.rater, *sources, row.valid_from, row.withdrawn_at)


class SchemeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A scheme with its steps as lines of text; what it can't be is said beside the field."""

    steps = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line, from one end of the scale to the other. For a scheme of sides, each with its side "
        "after a comma: 'Leans left, left'. Without sides readers see the steps themselves, in colours of their own.",
    )

    class Meta:
        model = RatingScheme
        fields = ("name", "country")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steps"].initial = write_steps(self.instance)

    def clean_steps(self) -> list[Step]:
        return read_steps(self.cleaned_data["steps"])

    def clean(self) -> dict[str, Any]:
        """Tried out and taken back: a refusal belongs beside the form, not behind it."""
        cleaned = super().clean() or {}
        if "steps" in cleaned and cleaned.get("name"):
            try:
                tried = copy(self.instance)
                tried.name, tried.country = cleaned["name"], cleaned.get("country", "")
                with transaction.atomic():
                    save_scheme(tried, cleaned["steps"], "tried out", timezone.now())
                    transaction.set_rollback(True)
            except RefusedError as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return cleaned


@admin.register(RatingScheme)
class SchemeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Schemes of this newsroom's own are made and worded here; their ratings come by tagging and by import."""

    form = SchemeForm
    list_display = ("name", "slug", "scale", "has_sides", "country", "n_ratings")
    readonly_fields = ("slug", "scale", "has_sides", "n_ratings")
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        own = obj is None or obj.slug not in SEEDED
        return own and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ("name", "country", "steps")
        if not self.has_change_permission(request, obj):
            return ("name", "slug", "scale", "has_sides", "country", "n_ratings")
        return ("name", "slug", "country", "steps", "has_sides", "n_ratings")

    def save_model(self, request: HttpRequest, obj: RatingScheme, form: Any, change: bool) -> None:
        follow(save_scheme(obj, form.cleaned_data["steps"], editor_of(request), timezone.now()))

    @admin.display(description="steps")
    def scale(self, scheme: RatingScheme) -> str:
        return " · ".join(bucket["label"] for bucket in scheme.buckets)

    @admin.display(description="ratings")
    def n_ratings(self, scheme: RatingScheme) -> int:
        return scheme.ratings.count()
