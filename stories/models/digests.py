"""Who gets digests by mail, and each mail that was or was not sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Upper


class Subscription(models.Model):
    """A mail address that asked for digests; nothing is sent before it is confirmed."""

    address = models.EmailField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    rhythm = models.CharField(
        max_length=10, choices=[("daily", "daily"), ("weekly", "weekly"), ("blindspot", "when a blindspot appears")]
    )
    hour = models.PositiveSmallIntegerField(default=7)
    zone = models.CharField(max_length=64, default="UTC")
    choices = models.JSONField(default=dict, blank=True, help_text="topics, sections, outlets, sides, number, language")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Upper("address"), "rhythm", condition=Q(ended_at__isnull=True), name="one_subscription_per_address"
            ),
            models.CheckConstraint(condition=Q(hour__lte=23), name="subscription_hour_is_an_hour"),
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class DeliveryState(models.TextChoices):
    CREATED = "created"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


class Delivery(models.Model):
    """One digest to one subscription for one local period: the row that makes a second mail impossible."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    period = models.CharField(max_length=20, help_text="local day or ISO week, such as 2026-03-29 or 2026-W13")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.CREATED)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    picks = models.JSONField(default=list, help_text="[{story, why}, ...]")

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["subscription", "period"], name="one_delivery_per_period"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.period} to {self.subscription_id}"


class Suppression(models.Model):
    """An address that must not get mail, and why."""

    address_key = models.CharField(max_length=320, unique=True, help_text="folded address")
    reason = models.CharField(max_length=20, help_text="unsubscribed, bounced or complained")
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"


class Gift(models.Model):
    """A digest given to somebody by link or code; the receiver confirms like anybody else."""

    code = models.CharField(max_length=64, unique=True)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="gifts")
    message = models.TextField(blank=True)
    limit = models.PositiveIntegerField(default=1)
    taken = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=models.F("limit")), name="gift_is_not_taken_too_often")
        ]

    def __str__(self) -> str:
        return f"gift {self.pk}"
