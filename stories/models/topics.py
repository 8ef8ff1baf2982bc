"""What articles are about: named entities and the topics that editors or feeds name."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from stories.models.articles import Article


class Entity(models.Model):
    """A person, place or organisation that articles name; aliases are other spellings of it."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, help_text="the folded name that identifies it")
    aliases = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "entities"
        indexes = [GinIndex(fields=["aliases"], name="entity_aliases")]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """An entity named in an article, and how often."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="mentions")
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "entity"], name="one_mention_per_article")]

    def __str__(self) -> str:
        return f"{self.entity_id} in {self.article_id}"


class Topic(models.Model):
    """A subject that readers can follow."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class EntityDescription(models.Model):
    """What somebody else says a name is, with where it is from; what offices people hold changes, so it has a date."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="descriptions")
    language = models.CharField(max_length=8)
    text = models.TextField(blank=True, help_text="empty: nothing was found, and it isn't asked for again soon")
    source = models.CharField(max_length=100, help_text="as readers see it")
    address = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    described_at = models.DateTimeField(help_text="when the source last changed it, else when it was fetched")
    fetched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "language"], name="one_description_per_language")]

    def __str__(self) -> str:
        return f"{self.source} on {self.entity_id}"
