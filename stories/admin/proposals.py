# ruff: noqa: ARG002  Django calls these by position
"""Proposals to merge or split: what waits for an editor, what the machine did by itself, and how its last run went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stories.admin.base import ReadOnly, asked_why, editor_of, link, must_have, the_last
from stories.admin.proposal_words import what, why
from stories.clustering.policy import POLICY
from stories.editing.steps.proposals import accept, refuse, take_back
from stories.models import (
    Article,
    Audit,
    CountingTrouble,
    Edit,
    Move,
    Proposal,
    ProposalKind,
    ProposalState,
    StoryState,
)

WEEK = timedelta(days=7)
HEADLINES_SHOWN = 12
ACTS = {"accept": (accept, "Accept"), "refuse": (refuse, "Refuse"), "take-back": (take_back, "Take back")}
MAY = {
    ProposalState.WAITING: ("accept", "refuse"),
    ProposalState.APPLIED: ("take-back",),
}
Act = Callable[..., Edit]


class WhoFilter(admin.SimpleListFilter):
    """By whoever had it carried out, or not."""

    title = "whom"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("machine", "the machine"), ("person", "a person"), ("nobody", "nobody yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> QuerySet[Proposal]:
        decided = Q(edit__isnull=False)
        which = {
            "machine": Q(by_machine=True) & ~decided,
            "person": decided,
            "nobody": Q(by_machine=False) & ~decided,
        }
        return queryset.filter(which.get(self.value() or "", Q()))


@admin.register(Proposal)
class ProposalAdmin(ReadOnly):
    list_display = ("what_briefly", "why", "sure", "state", "who", "made_at")
    list_display_links = ("what_briefly",)
    list_filter = ("kind", "state", WhoFilter)
    list_per_page = 50
    search_fields = ("story__title", "other__title")
    search_help_text = "headline of either story"
    actions = ("accept_these", "refuse_these", "take_back_these")
    change_list_template = "admin/stories/proposal_change_list.html"
    change_form_template = "admin/stories/proposal_change_form.html"
    fields = readonly_fields = (
        *("what_briefly", "why", "state", "who", "made_at", "decided_at", "sure", "likeness", "in_both", "figures"),
        *("stays", "goes", "edit", "model_version"),
    )

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whoever may change stories may decide."""
        return editor_of(request).has_perm("stories.change_story")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        rows = super().get_queryset(request).select_related("story", "other", "edit")
        return rows.defer("story__vector_sum", "other__vector_sum")

    def get_ordering(self, request: HttpRequest) -> Any:
        """What waits stands first; then the latest."""
        waits = Case(When(state=ProposalState.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
        return [waits.asc(), "-made_at", "-confidence", "-pk"]

    @admin.display(description="what")
    def what_briefly(self, row: Proposal) -> SafeString:
        return what(row)

    @admin.display(description="why")
    def why(self, row: Proposal) -> str:
        return why(row) or "–"

    @admin.display(description="how sure", ordering="confidence")
    def sure(self, row: Proposal) -> str:
        return f"{row.confidence:.0%}"

    @admin.display(description="alike on average", ordering="similarity")
    def likeness(self, row: Proposal) -> str:
        return f"{max(row.similarity, 0.0):.0%}"

    @admin.display(description="rare names in both")
    def in_both(self, row: Proposal) -> str:
        return ", ".join(map(str, row.shared)) or "–"

    @admin.display(description="by")
    def who(self, row: Proposal) -> SafeString | str:
        if row.edit:
            return link(row.edit, row.edit.actor_label)
        return "the machine" if row.by_machine else "–"

    @admin.display(description="figures")
    def figures(self, row: Proposal) -> str:
        return " · ".join(f"{name.replace('_', ' ')} {value}" for name, value in row.evidence.items()) or "–"

    @admin.display(description="stays")
    def stays(self, row: Proposal) -> SafeString:
        gone = set() if row.kind == ProposalKind.MERGE else set(row.article_ids)
        return _articles(link(row.story), Q(membership__story=row.story_id) & ~Q(pk__in=gone))

    @admin.display(description="goes")
    def goes(self, row: Proposal) -> SafeString:
        apart = row.kind == ProposalKind.MERGE and row.other and row.other.state != StoryState.MERGED
        which = Q(membership__story=row.other_id) if apart else Q(pk__in=row.article_ids)
        return _articles(link(row.other) if row.other else "a story of its own", which)

    @admin.action(description="Accept …", permissions=["decide"])
    def accept_these(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> HttpResponse:
        return _asked(request, "accept", list(queryset))

    @admin.action(description="Refuse …", permissions=["decide"])
    def refuse_these(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> HttpResponse:
        return _asked(request, "refuse", list(queryset))

    @admin.action(description="Take back …", permissions=["decide"])
    def take_back_these(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> HttpResponse:
        return _asked(request, "take-back", list(queryset))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(decide_view)
        own = path("<int:proposal_id>/<str:act>/decide/", view, name="stories_proposal_decide")
        return [own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"life": _life()} | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Proposal.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        may = MAY.get(ProposalState(row.state), ()) if row and self.has_decide_permission(request) else ()
        acts = [(name, ACTS[name][1]) for name in may]
        return super().change_view(request, object_id, form_url, {"acts": acts} | (extra_context or {}))


def decide_view(request: HttpRequest, proposal_id: int, act: str) -> HttpResponse:
    """Asks for a reason, then decides."""
    must_have(request, "change_story")
    row = get_object_or_404(Proposal.objects.select_related("story", "other"), pk=proposal_id)
    return _asked(request, act if act in ACTS else "refuse", [row], reverse("admin:stories_proposal_changelist"))


def _asked(request: HttpRequest, act: str, rows: Sequence[Proposal], back: str = "") -> HttpResponse:
    done, words = ACTS[act]

    def decided(reason: str) -> Edit | None:
        return the_last([done(row, editor_of(request), timezone.now(), reason) for row in rows])

    many = f"{words} {len(rows)} proposals" if len(rows) != 1 else f"{words} the proposal"
    return asked_why(request, many, [what(row) for row in rows], decided, back=back)


def _articles(head: SafeString | str, which: Q) -> SafeString:
    rows = list(
        Article.objects.filter(which).select_related("outlet").order_by("published_at", "pk")[: HEADLINES_SHOWN + 1]
    )
    listed = format_html_join(
        "",
        "<li>{} <span class='mini quiet'>{}, {}</span></li>",
        ((link(row), row.outlet.name, f"{row.published_at:%Y-%m-%d %H:%M}") for row in rows[:HEADLINES_SHOWN]),
    )
    more = format_html("<li>…</li>") if len(rows) > HEADLINES_SHOWN else ""
    return format_html("{}<ul>{}{}</ul>", head, listed, more)


def _life() -> dict[str, Any]:
    """What the list's head says: the last run, what the machine did in a week, and stories that can't be counted."""
    now = timezone.now()
    week = Proposal.objects.filter(decided_at__gte=now - WEEK)
    mine = Q(by_machine=True)
    done = week.aggregate(
        merged=Count("pk", filter=mine & Q(kind=ProposalKind.MERGE, state=ProposalState.APPLIED)),
        split=Count("pk", filter=mine & Q(kind=ProposalKind.SPLIT, state=ProposalState.APPLIED)),
        undone=Count("pk", filter=mine & Q(state=ProposalState.UNDONE)),
    )
    return done | {
        "run": Audit.objects.first(),
        "waiting": Proposal.objects.waiting().count(),
        "moved": Move.objects.filter(how="move", moved_at__gte=now - WEEK).count(),
        "troubles": list(CountingTrouble.objects.select_related("story").defer("story__vector_sum")[:HEADLINES_SHOWN]),
        "policy": POLICY,
    }
