"""Texts about a story, each sentence with its sources, and what is noted and kept to make them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from stories.models.articles import Article
from stories.models.stories import Story


class SentenceNotes(models.Model):
    """The sentences of an article's text, noted once it shares a story with others; can be rebuilt from the text."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="sentences")
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the text that was read")
    spans = models.JSONField(default=list, help_text="[[start, end], ...] in characters of the text")
    vectors = models.BinaryField(null=True, help_text="float16, 384 for each span; null: the encoder can't read it")
    tone = models.FloatField(null=True, help_text="0..100; null: can't be told")
    version = models.CharField(max_length=40)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "sentence notes"

    def __str__(self) -> str:
        return f"{len(self.spans)} sentences of {self.article_id}"


class Briefing(models.Model):
    """One block of a story's briefing: content is what a page shows, texts with citations [[article, start, end], ...].

    start and end are in characters of the article's text; both 0 where its headline is cited.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="briefings")
    block = models.CharField(max_length=30, help_text="summary, happened, papers, background, ...")
    content = models.JSONField(default=dict)
    method = models.CharField(max_length=60, help_text="extractive, or the model that wrote it")
    version = models.CharField(max_length=40)
    article_ids = ArrayField(models.BigIntegerField(), default=list, help_text="the articles it was made from")
    language = models.CharField(max_length=8, blank=True)
    seconds = models.FloatField(default=0, help_text="of computing")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "block"], name="one_briefing_per_block")]

    def __str__(self) -> str:
        return f"{self.block} of {self.story_id}"


class BriefingStateQuerySet(models.QuerySet["BriefingState"]):
    def taken(self, now: datetime) -> BriefingStateQuerySet:
        """Those that somebody has in hand, or that failed and rest."""
        return self.filter(leased_until__gt=now)

    def due(self, now: datetime) -> BriefingStateQuerySet:
        """Those that are to be looked at again although nothing has changed since."""
        return self.filter(due_at__lte=now)


class BriefingState(models.Model):
    """What a story's briefing was made from, and who has it in hand.

    The lease is longer after every try that came to no end, so a story that always fails waits longer each time.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="briefing_state")
    made_from = models.JSONField(default=dict, help_text="articles with their hashes, texts, what is cited; version")
    made_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="when a small change will be taken up")
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="since it last came to an end")
    error = models.CharField(max_length=500, blank=True)

    objects = BriefingStateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="briefing_due")]

    def __str__(self) -> str:
        return f"state of the briefing of {self.story_id}"
