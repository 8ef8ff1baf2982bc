"""What a language model was asked, by story, and what that cost, by day."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from stories.models.stories import Story


class WritingQuerySet(models.QuerySet["Writing"]):
    def taken(self, now: datetime) -> WritingQuerySet:
        """Those that somebody has in hand, or that failed and rest."""
        return self.filter(leased_until__gt=now)


class Writing(models.Model):
    """How far a model is with a story's briefing.

    The lease is longer after every try that came to no end, so that a service in trouble is left in peace.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="writing")
    for_briefing = models.DateTimeField(null=True, help_text="when the briefing was made that the model has worked on")
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="since it last came to an end")
    error = models.CharField(max_length=500, blank=True)
    dropped = models.JSONField(default=list, help_text="[[block, sentence, reason], ...] of the last time")

    objects = WritingQuerySet.as_manager()

    class Meta:
        verbose_name = "model's work on a story"
        verbose_name_plural = "model's work on stories"

    def __str__(self) -> str:
        return f"writing of {self.story_id}"


class ModelUse(models.Model):
    """What a model was used for on one day, in UTC."""

    day = models.DateField()
    model = models.CharField(max_length=100)
    calls = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    cost = models.FloatField(default=0, help_text="in the currency of the prices in the settings")
    seconds = models.FloatField(default=0, help_text="of waiting for it")
    failed_in_a_row = models.PositiveIntegerField(default=0, help_text="up to now")
    rests_until = models.DateTimeField(null=True, blank=True, help_text="nobody asks it before, after trouble")
    sentences = models.PositiveIntegerField(default=0, help_text="that it wrote")
    dropped = models.PositiveIntegerField(default=0, help_text="of these, not taken over")

    class Meta:
        verbose_name = "use of a model"
        verbose_name_plural = "use of models"
        constraints = [models.UniqueConstraint(fields=["day", "model"], name="one_model_use_per_day")]

    def __str__(self) -> str:
        return f"{self.model} on {self.day}"
