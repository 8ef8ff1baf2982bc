"""Digests at the desk: what was sent, what is uncertain or lost, who gets no mail, which lanes wait, and the pause."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from stories.admin.base import ReadOnly, asked_why, editor_of, link, must_have
from stories.digests.steps.pause import in_force, pause, resume
from stories.models import Delivery, DeliveryState, MailDomain, MailPause, Suppression

WORDS = {
    DeliveryState.SENT: "sent",
    DeliveryState.CREATED: "waiting",
    DeliveryState.SENDING: "in hand",
    DeliveryState.UNCERTAIN: "uncertain: handed over, and no reply came; never sent again",
    DeliveryState.FAILED: "lost: refused for good, or given up after a day",
    DeliveryState.SKIPPED: "with nothing to tell, or ended before",
}


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    list_display = ("id", "subscription_number", "period", "state", "due_at", "sent_at", "attempts", "domain", "error")
    list_filter = ("state",)
    date_hierarchy = "created_at"
    list_per_page = 50
    search_fields = ("=subscription__id", "domain")
    search_help_text = "a subscription's number, or a domain"
    fields = readonly_fields = (
        *("subscription_number", "period", "state", "due_at", "claimed_at", "handed_at", "sent_at"),
        *("bounced_at", "complained_at", "attempts", "domain", "error", "message_id", "created_at"),
    )
    change_list_template = "admin/stories/delivery_change_list.html"

    @admin.display(description="subscription")
    def subscription_number(self, delivery: Delivery) -> SafeString | str:
        return link(delivery.subscription, str(delivery.subscription_id))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return super().get_queryset(request).select_related("subscription").defer("picks")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With how many are in each state, and the pause in force."""
        return super().changelist_view(request, (extra_context or {}) | {"counts": counts(), "pause": in_force()})


def counts() -> list[tuple[int, str]]:
    """How many deliveries are in each state, in an editor's words."""
    found = dict(Delivery.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(found.get(state, 0), words) for state, words in WORDS.items()]


@admin.register(Suppression)
class SuppressionAdmin(ReadOnly):
    list_display = ("id", "reason", "created_at")
    list_filter = ("reason",)
    fields = readonly_fields = ("reason", "created_at", "address_key")


@admin.register(MailDomain)
class MailDomainAdmin(ReadOnly):
    list_display = ("domain", "slowed_until", "failures", "reason")
    fields = readonly_fields = list_display


@admin.register(MailPause)
class MailPauseAdmin(ReadOnly):
    list_display = ("created_at", "actor_label", "reason", "ended_at")
    fields = readonly_fields = list_display
    change_list_template = "admin/stories/linked_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        mine = [
            path("pause/", self.admin_site.admin_view(self.pause_view), name="pause_digests"),
            path("resume/", self.admin_site.admin_view(self.resume_view), name="resume_digests"),
        ]
        return [*mine, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the one act that makes sense now."""
        now = ("admin:resume_digests", "Resume digests …") if in_force() else ("admin:pause_digests", "Pause digests …")
        return super().changelist_view(request, (extra_context or {}) | {"desk_links": [now]})

    def pause_view(self, request: HttpRequest) -> HttpResponse:
        """Stop all digests, with a reason."""
        must_have(request, "add_mailpause")

        def act(reason: str) -> None:
            if pause(editor_of(request).get_username(), reason, timezone.now()):
                messages.success(request, "Digests are paused: a mail that is being handed over still goes out.")
            else:
                messages.warning(request, "Digests were paused already.")

        return asked_why(request, "Pause all digests", [], act, back=_list())

    def resume_view(self, request: HttpRequest) -> HttpResponse:
        """Let them go out again, with a reason."""
        must_have(request, "add_mailpause")

        def act(reason: str) -> None:
            resume(timezone.now(), f"resumed by {editor_of(request).get_username()}: {reason}")
            messages.success(request, "Digests go out again: what was due meanwhile within a minute.")

        return asked_why(request, "Resume digests", [], act, back=_list())


def _list() -> str:
    return reverse("admin:stories_mailpause_changelist")
