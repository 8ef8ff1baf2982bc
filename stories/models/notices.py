"""Single mails about a subscription: to confirm it, that it is there already, that its address changes."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from stories.models.digests import Subscription


class NoticeKind(models.TextChoices):
    """Confirm and move hold a link that changes something; known and moved only tell."""

    CONFIRM = "confirm"
    KNOWN = "known"
    MOVE = "move"
    MOVED = "moved"


class NoticeState(models.TextChoices):
    CREATED = "created"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, now: datetime) -> NoticeQuerySet:
        """Those to be sent now."""
        return self.filter(state=NoticeState.CREATED, due_at__lte=now)


class Notice(models.Model):
    """One mail that somebody's act asked for; the rows of the last day are the ledger that bounds them per mailbox."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    address = models.EmailField(help_text="where it goes; of a move, the new address")
    mailbox_key = models.CharField(max_length=64, help_text="keyed hash of the mailbox, without a +tag")
    language = models.CharField(max_length=10, default="en")
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.CREATED)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, help_text="when the link of a move was confirmed")
    error = models.CharField(max_length=500, blank=True, help_text="the server's reply, without addresses")
    created_at = models.DateTimeField(db_default=Now())

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=NoticeState.values), name="notice_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="created"), name="notice_due"),
            models.Index(fields=["mailbox_key", "created_at"], name="notice_of_a_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
