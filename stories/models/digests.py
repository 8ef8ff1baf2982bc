"""Who gets digests by mail, and each mail that was or was not sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Upper


class Rhythm(models.TextChoices):
    DAILY = "daily", "every day"
    WEEKLY = "weekly", "every week"
    BLINDSPOT = "blindspot", "when a blindspot appears"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def live(self) -> SubscriptionQuerySet:
        """Those that get mail: confirmed, not paused and not ended."""
        return self.filter(confirmed_at__isnull=False, paused_at__isnull=True, ended_at__isnull=True)


class Subscription(models.Model):
    """A mail address that asked for digests; nothing is sent before it is confirmed."""

    address = models.EmailField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(default=0, help_text="of a weekly digest: 0 is Monday, 6 Sunday")
    hour = models.PositiveSmallIntegerField(default=7, help_text="local hour from which it is sent, 0 to 23")
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA name")
    number = models.PositiveSmallIntegerField(default=8, help_text="most stories in a digest, 1 to 20")
    language = models.CharField(max_length=10, default="en")
    choices = models.JSONField(
        default=dict, blank=True, help_text="sections and entities by key, outlets by slug, stories by id, sides"
    )
    gift = models.ForeignKey("Gift", null=True, blank=True, on_delete=models.SET_NULL, related_name="subscriptions")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True, help_text="by the reader, until they go on")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True, help_text="unsubscribed, bounced, complained or editor")
    created_at = models.DateTimeField(db_default=Now())

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Upper("address"), "rhythm", condition=Q(ended_at__isnull=True), name="one_subscription_per_address"
            ),
            models.CheckConstraint(condition=Q(hour__lte=23), name="subscription_hour_is_an_hour"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="subscription_weekday_is_a_day"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=20), name="subscription_number_is_bounded"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="subscription_rhythm_is_known"),
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"

    @property
    def state(self) -> str:
        """waiting (to be confirmed), live, paused or ended."""
        if self.ended_at is not None:
            return "ended"
        if self.confirmed_at is None:
            return "waiting"
        return "paused" if self.paused_at is not None else "live"


class DeliveryState(models.TextChoices):
    """Skipped is a digest with nothing to tell, or of a subscription that ended before it was sent."""

    CREATED = "created"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"


class Delivery(models.Model):
    """One digest to one subscription for one local period: the row that makes a second mail impossible."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    period = models.CharField(max_length=20, help_text="local day or ISO week, such as 2026-03-29 or 2026-W13")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.CREATED)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="also the fence: only this claim may finish it")
    handed_at = models.DateTimeField(
        null=True, blank=True, help_text="durable before the first byte of the mail: from here on it may arrive"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    complained_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True, help_text="the server's reply, without addresses")
    message_id = models.CharField(max_length=200, blank=True, help_text="the same for every try of one delivery")
    domain = models.CharField(max_length=255, blank=True, help_text="of the address: the lane it is sent in")
    picks = models.JSONField(default=list, help_text="[{story, why, ...}, ...] as they were shown")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["subscription", "period"], name="one_delivery_per_period"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="created"), name="delivery_due"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="delivery_sending"),
            models.Index(fields=["message_id"], name="delivery_message_id"),
        ]

    def __str__(self) -> str:
        return f"{self.period} to {self.subscription_id}"


class Suppression(models.Model):
    """An address that must not get mail, and why."""

    address_key = models.CharField(max_length=320, unique=True, help_text="keyed hash of the folded address")
    reason = models.CharField(max_length=20, help_text="refused, unsubscribed, bounced or complained")
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"


class MailDomain(models.Model):
    """A receiving domain that is being slowed down: its lane waits, the others go on."""

    domain = models.CharField(max_length=255, unique=True)
    failures = models.PositiveIntegerField(
        default=0, help_text="times in a row that it was slowed down: each doubles the wait, up to an hour"
    )
    slowed_until = models.DateTimeField(null=True, blank=True, help_text="nothing is sent there until then")
    reason = models.CharField(max_length=500, blank=True, help_text="the server's last reply, without addresses")

    def __str__(self) -> str:
        return self.domain


class MailEvent(models.Model):
    """A bounce or complaint as a provider or the return mailbox reported it; each counts once."""

    source = models.CharField(max_length=40, help_text="the provider's name, or mailbox")
    event_key = models.CharField(max_length=200, help_text="what identifies the report at its source")
    kind = models.CharField(max_length=20, help_text="bounced, deferred, complained, unsubscribed or delivered")
    delivery = models.ForeignKey(Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    happened_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "event_key"], name="one_mail_event_per_report")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.source}"


class MailPause(models.Model):
    """A time in which an editor has stopped all digests; one without an end is in force."""

    actor_label = models.CharField(max_length=200)
    reason = models.TextField()
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(ended_at__isnull=True), name="one_mail_pause_in_force")
        ]

    def __str__(self) -> str:
        return f"pause {self.pk}"


class Gift(models.Model):
    """A digest given to somebody, or to a group, by link or code; each receiver confirms like anybody else."""

    code = models.CharField(max_length=64, unique=True)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="gifts")
    message = models.TextField(blank=True, help_text="plain words of the giver, without addresses of the web")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    choices = models.JSONField(default=dict, blank=True, help_text="as of a subscription; the receiver may change them")
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
