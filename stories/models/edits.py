"""Decisions that people make, each with a reason, a history and an undo."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class EditKind(models.TextChoices):
    RATE = "rate", "rated an outlet"
    WITHDRAW = "withdraw", "withdrew a rating"
    IMPORT_FEEDS = "import_feeds", "imported feeds"
    IMPORT_RATINGS = "import_ratings", "imported ratings"
    OUTLET = "outlet", "changed an outlet"
    FEED = "feed", "changed a feed"
    MOVE = "move", "moved an article"
    MERGE = "merge", "merged stories"
    SPLIT = "split", "split a story"
    REFUSE = "refuse", "refused a proposal"
    TAKE_BACK = "take_back", "took back what was done to a story"
    TAKE_DOWN = "take_down", "took an article down"
    PUT_UP = "put_up", "showed an article again"
    RENAME = "rename", "renamed a story"
    PIN = "pin", "pinned a story"
    SCHEME = "scheme", "changed a rating scheme"
    SUBSCRIPTION = "subscription", "changed a subscription"


class EditQuerySet(models.QuerySet["Edit"]):
    def not_followed(self) -> EditQuerySet:
        return self.filter(followed_at__isnull=True)


class Edit(models.Model):
    """Who decided what about which rows and why; `followed_at` is null until its consequences are worked out."""

    kind = models.CharField(max_length=16, choices=EditKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="edits"
    )
    actor_label = models.CharField(max_length=200, help_text="name as it was, or the command that did it")
    reason = models.TextField(blank=True)
    outlet_ids = models.JSONField(default=list, help_text="outlets whose standing may have changed")
    story_ids = models.JSONField(default=list)
    subject = models.CharField(max_length=300, help_text="what it is about, in words")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")
    created_at = models.DateTimeField(db_default=Now())
    followed_at = models.DateTimeField(null=True, blank=True)

    objects = EditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["id"], condition=Q(followed_at__isnull=True), name="edit_not_followed")]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.get_kind_display()}: {self.subject}"
