"""Texts about a story, each sentence with its sources."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from stories.models.stories import Story


class Briefing(models.Model):
    """One block of a story's briefing.

    sentences: list of {"text", "citations": [{"article", "start", "end"}]}, start and end in characters of the text.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="briefings")
    block = models.CharField(max_length=30, help_text="summary, happened, papers, background, ...")
    sentences = models.JSONField(default=list)
    method = models.CharField(max_length=60, help_text="extractive, or the model that wrote it")
    version = models.CharField(max_length=40)
    article_ids = models.JSONField(default=list, help_text="the articles it was made from")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "block"], name="one_briefing_per_block")]

    def __str__(self) -> str:
        return f"{self.block} of {self.story_id}"
