"""What a reader keeps: follows, saved stories, what is hidden, what was read (only when switched on), private feeds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from stories.models.articles import Article
from stories.models.outlets import Outlet
from stories.models.stories import Story
from stories.models.topics import Entity


class Reader(models.Model):
    """An account's own settings; the diet is off while `diet_since` is null."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reader")
    hidden_words = models.JSONField(default=list, blank=True, help_text="folded words; a story naming one is hidden")
    hidden_outlets = models.ManyToManyField(Outlet, blank=True, related_name="+")
    diet_since = models.DateTimeField(null=True, blank=True, help_text="reading is noted from here on")
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"reader {self.pk}"


class Follow(models.Model):
    """One thing an account follows: a section, an entity, an outlet or a story."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    section = models.CharField(max_length=40, blank=True)
    entity = models.ForeignKey(Entity, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "section", "entity", "outlet", "story"],
                nulls_distinct=False,
                name="followed_once",
            ),
            models.CheckConstraint(
                condition=(
                    (~Q(section="") & Q(entity=None, outlet=None, story=None))
                    | (Q(section="", outlet=None, story=None) & Q(entity__isnull=False))
                    | (Q(section="", entity=None, story=None) & Q(outlet__isnull=False))
                    | (Q(section="", entity=None, outlet=None) & Q(story__isnull=False))
                ),
                name="a_follow_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"follow {self.pk}"


class SavedStory(models.Model):
    """A story that an account keeps to read."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_stories")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "story"], name="saved_once")]

    def __str__(self) -> str:
        return f"saved story {self.pk}"


class Reading(models.Model):
    """A story page, or an article opened from it, that an account with its diet switched on read on a day."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(help_text="in UTC")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "story", "article", "day"], nulls_distinct=False, name="read_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class PrivateFeed(models.Model):
    """A private address under which an account reads its feed elsewhere; only the hash of its token is kept."""

    class Kind(models.TextChoices):
        MINE = "mine", "my feed"
        BLINDSPOTS = "blindspots", "my blindspots"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="private_feeds")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hex")
    created_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(revoked_at__isnull=True), name="one_private_feed_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=["mine", "blindspots"]), name="private_feed_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"private feed {self.pk}"
