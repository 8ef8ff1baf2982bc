# ruff: noqa: ARG002  Django calls these by position
"""Who gets digests, at the desk: how each subscription fares, and its end. Addresses are shown masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from stories.admin.base import ReadOnly, asked_why, editor_of, link, must_have, the_last, when
from stories.digests.addresses import masked
from stories.digests.periods import LONGEST_PERIOD, next_unserved
from stories.digests.steps.ending import end
from stories.models import Delivery, Edit, Rhythm, Subscription

STATES = {
    "waiting": Q(ended_at__isnull=True, confirmed_at__isnull=True),
    "live": Q(ended_at__isnull=True, confirmed_at__isnull=False, paused_at__isnull=True),
    "paused": Q(ended_at__isnull=True, confirmed_at__isnull=False, paused_at__isnull=False),
    "ended": Q(ended_at__isnull=False),
}


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state, state) for state in STATES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> QuerySet[Subscription]:
        return queryset.filter(STATES.get(self.value() or "", Q()))


class AddressForm(forms.Form):
    """A whole address. It is posted, since what stands in a page's address may stand in a log."""

    address = forms.EmailField()


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly):
    list_display = ("id", "whose", "rhythm", "standing", "next_digest", "last_digest", "last_error")
    list_filter = (StateFilter, "rhythm", "language", "end_reason")
    list_per_page = 50
    ordering = ("-id",)
    search_fields = ("=id",)
    search_help_text = "a subscription's number, as in the list of deliveries"
    date_hierarchy = "created_at"
    actions = ("end_these",)
    fields = readonly_fields = (
        *("whose", "standing", "rhythm", "weekday", "hour", "zone", "number", "language", "next_digest"),
        *("last_digest", "last_error", "created_at", "confirmed_at", "paused_at", "ended_at"),
    )
    change_list_template = "admin/stories/linked_change_list.html"
    change_form_template = "admin/stories/subscription_change_form.html"

    def has_end_permission(self, request: HttpRequest) -> bool:
        return editor_of(request).has_perm("stories.change_subscription")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        """With the deliveries of about three weeks, the latest last."""
        lately = Delivery.objects.filter(due_at__gt=timezone.now() - 3 * LONGEST_PERIOD).defer("picks")
        return super().get_queryset(request).prefetch_related(Prefetch("deliveries", lately.order_by("due_at", "pk")))

    @admin.display(description="address", ordering="address")
    def whose(self, row: Subscription) -> str:
        return masked(row.address) or "erased"

    @admin.display(description="state")
    def standing(self, row: Subscription) -> str:
        if row.ended_at:
            return f"ended {when(row.ended_at)}: {row.end_reason}"
        return "waiting to be confirmed" if row.state == "waiting" else row.state

    @admin.display(description="next digest")
    def next_digest(self, row: Subscription) -> str:
        if row.state != "live":
            return "–"
        if row.rhythm == Rhythm.BLINDSPOT:
            return "when a blindspot has appeared"
        return when(_due(row, timezone.now()))

    @admin.display(description="last digest")
    def last_digest(self, row: Subscription) -> SafeString | str:
        last = _last(row)
        return link(last, f"{last.period}: {last.state}") if last else "–"

    @admin.display(description="last error")
    def last_error(self, row: Subscription) -> str:
        return (last.error if (last := _last(row)) else "") or "–"

    @admin.action(description="End …", permissions=["end"])
    def end_these(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> HttpResponse:
        return _asked_to_end(request, list(queryset))

    def get_urls(self) -> list[URLPattern]:
        mine = [
            path("find/", self.admin_site.admin_view(self.find_view), name="stories_subscription_find"),
            path("<int:row_id>/end/", self.admin_site.admin_view(end_view), name="stories_subscription_end"),
        ]
        return [*mine, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        links = [("admin:stories_subscription_find", "Find an address")]
        return super().changelist_view(request, {"desk_links": links} | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Subscription.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        may_end = row is not None and row.ended_at is None and self.has_end_permission(request)
        return super().change_view(request, object_id, form_url, {"may_end": may_end} | (extra_context or {}))

    def find_view(self, request: HttpRequest) -> HttpResponse:
        """The subscriptions of a whole address that somebody wrote from: there is no looking through addresses."""
        must_have(request, "view_subscription")
        form = AddressForm(request.POST or None)
        if form.is_valid():
            found = Subscription.objects.filter(address__iexact=form.cleaned_data["address"])
            if ids := ",".join(map(str, found.values_list("pk", flat=True))):
                return redirect(f"{_list()}?id__in={ids}")
            messages.warning(request, "No subscription has that address, or no longer.")
        context = self.admin_site.each_context(request) | {"title": "Find an address", "form": form, "back": _list()}
        return render(request, "admin/stories/find_address.html", context)


def end_view(request: HttpRequest, row_id: int) -> HttpResponse:
    """Asks for a reason, then ends."""
    must_have(request, "change_subscription")
    return _asked_to_end(request, [get_object_or_404(Subscription, pk=row_id)], _list())


def _asked_to_end(request: HttpRequest, rows: Sequence[Subscription], back: str = "") -> HttpResponse:
    def act(reason: str) -> Edit | None:
        return the_last([end(row.pk, editor_of(request), timezone.now(), reason) for row in rows])

    return asked_why(request, "End digests", rows, act, back=back)


def _due(row: Subscription, now: datetime) -> datetime:
    served = {delivery.period for delivery in row.deliveries.all()}
    return next_unserved(row.rhythm, row.weekday, row.hour, row.zone, now, served=served).due_at


def _last(row: Subscription) -> Delivery | None:
    return next(reversed(row.deliveries.all()), None)


def _list() -> str:
    return reverse("admin:stories_subscription_changelist")
