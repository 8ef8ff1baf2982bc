"""Feeds, and which article was seen in which."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from stories.models.outlets import Outlet


class FeedState(models.TextChoices):
    ACTIVE = "active", "active"
    FAILING = "failing", "failing, tried again later"
    GONE = "gone", "gone: the outlet took it down"
    PAUSED = "paused", "paused by an editor"
    QUARANTINED = "quarantined", "held: it sends more than a feed should"


class FeedQuerySet(models.QuerySet["Feed"]):
    def visited(self) -> FeedQuerySet:
        """Feeds the machine visits: not gone, paused or held."""
        return self.filter(state__in=[FeedState.ACTIVE, FeedState.FAILING])

    def due(self, now: datetime) -> FeedQuerySet:
        return (
            self.visited().filter(next_visit_at__lte=now).filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))
        )


class Feed(models.Model):
    """One feed of one outlet, when it is next due, and how it has fared."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="feeds")
    address = models.CharField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=100, blank=True, help_text="the section that the feed is about, if any")
    state = models.CharField(max_length=12, choices=FeedState.choices, default=FeedState.ACTIVE)
    etag = models.CharField(max_length=1024, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    interval_s = models.PositiveIntegerField(
        default=300, help_text="seconds between visits, set by how often it changes"
    )
    next_visit_at = models.DateTimeField(db_default=Now())
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_visit_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_success_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_new_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    first_failure_at = models.DateTimeField(null=True, blank=True, editable=False)
    error_kind = models.CharField(max_length=40, blank=True)
    error_words = models.CharField(max_length=500, blank=True, help_text="what went wrong, in an editor's words")
    redirect_target = models.CharField(max_length=2000, blank=True, editable=False)
    redirect_count = models.PositiveIntegerField(default=0, editable=False)
    redirect_since = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["outlet__name", "address"]
        indexes = [models.Index(fields=["state", "next_visit_at"], name="feed_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FeedState.values), name="feed_state_is_known"),
            models.CheckConstraint(condition=Q(interval_s__gte=1), name="feed_interval_is_positive"),
        ]

    def __str__(self) -> str:
        return self.title or self.address


class Sighting(models.Model):
    """An article seen in a feed: the same article may be seen in several."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="sightings")
    article = models.ForeignKey("stories.Article", on_delete=models.CASCADE, related_name="sightings")
    guid = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    seen_at = models.DateTimeField(db_default=Now(), help_text="first")
    last_seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "article"], name="one_sighting_per_feed")]
        indexes = [models.Index(fields=["feed", "guid"], name="sighting_guid")]

    def __str__(self) -> str:
        return f"{self.feed_id} saw {self.article_id}"
