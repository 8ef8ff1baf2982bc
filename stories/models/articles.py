"""Articles, their versions, and what the machine notes about each."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from pgvector.django import VectorField

from stories.models.outlets import Outlet
from stories.scales import DatePrecision, DateSource, Genre, Section


class Stage(models.TextChoices):
    """What an article waits for next; `placed` waits for nothing."""

    PAGE = "page", "its page to be fetched"
    ANNOTATE = "annotate", "its text to be read"
    CLUSTER = "cluster", "a story to be found"
    PLACED = "placed", "nothing: it is in a story"


STAGE_LIMIT_S = {Stage.PAGE: 60, Stage.ANNOTATE: 120, Stage.CLUSTER: 300}


class ArticleQuerySet(models.QuerySet["Article"]):
    def due(self, stage: str, now: datetime) -> ArticleQuerySet:
        return self.filter(stage=stage, due_at__lte=now).filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))

    def shown(self) -> ArticleQuerySet:
        return self.filter(removed_at__isnull=True)


class Article(models.Model):
    """One article of one outlet at one canonical address."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="articles")
    canonical_address = models.CharField(max_length=2000, unique=True)
    address = models.CharField(max_length=2000, help_text="as the feed gave it")
    title = models.CharField(max_length=1000)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    text_source = models.CharField(max_length=10, blank=True, help_text="page, feed or archive; empty: none found")
    language = models.CharField(max_length=8, blank=True)
    published_at = models.DateTimeField(help_text="effective: never later than when it was first seen")
    published_precision = models.CharField(
        max_length=10, choices=[(p.value, p.value) for p in DatePrecision], default="seen"
    )
    published_source = models.CharField(max_length=12, choices=[(s.value, s.value) for s in DateSource], default="seen")
    published_raw = models.CharField(max_length=200, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True)
    first_seen_at = models.DateTimeField(db_default=Now())
    authors = models.JSONField(default=list, blank=True)
    image_address = models.CharField(max_length=2000, blank=True)
    image_caption = models.TextField(blank=True)
    image_credit = models.CharField(max_length=500, blank=True)
    tags = models.JSONField(default=list, blank=True)
    section = models.CharField(max_length=20, choices=[(s.value, s.label) for s in Section], default=Section.OTHER)
    genre = models.CharField(max_length=10, choices=[(g.value, g.label) for g in Genre], default=Genre.NEWS)
    rights = models.CharField(max_length=500, blank=True)
    byline_source = models.CharField(max_length=300, blank=True, help_text="whom the feed or page names as its source")
    feed_categories = models.JSONField(default=list, blank=True)
    json_ld_type = models.CharField(max_length=60, blank=True)
    section_hint = models.CharField(max_length=200, blank=True)
    archive_id = models.CharField(max_length=200, blank=True, help_text="its id in the archive it was imported from")

    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PAGE)
    due_at = models.DateTimeField(db_default=Now())
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0, help_text="at this stage")
    stage_error = models.CharField(max_length=500, blank=True)
    page_error = models.CharField(max_length=500, blank=True, help_text="why its page gave no text")
    removed_at = models.DateTimeField(null=True, blank=True, help_text="when it was taken down")
    gone_since = models.DateTimeField(
        null=True, blank=True, help_text="since when its outlet no longer has it at its address"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["stage", "due_at"], name="article_due"),
            models.Index(fields=["-published_at"], name="article_latest"),
            models.Index(fields=["outlet", "-published_at"], name="article_of_outlet"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="article_stage_is_known"),
            models.CheckConstraint(
                condition=Q(published_at__lte=models.F("first_seen_at") + timedelta(minutes=10)),
                name="article_is_not_from_the_future",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OtherAddress(models.Model):
    """An address that leads to an article we hold under another one: a feed that names it brings nothing new."""

    canonical_address = models.CharField(max_length=2000, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="other_addresses")

    class Meta:
        verbose_name_plural = "other addresses"

    def __str__(self) -> str:
        return self.canonical_address


class ArticleVersion(models.Model):
    """An article as it once read: a changed headline or text is a new version, the old one stays."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=1000)
    text_hash = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    seen_at = models.DateTimeField(db_default=Now(), help_text="when this wording was first seen")
    words_changed = models.PositiveIntegerField(default=0, help_text="words of the text that the one before hadn't")
    notice = models.CharField(max_length=400, blank=True, help_text="the correction that the outlet put under it")

    class Meta:
        ordering = ["article_id", "seen_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "title", "text_hash"], name="one_version_per_wording")
        ]

    def __str__(self) -> str:
        return self.title


class Annotation(models.Model):
    """What the machine notes about an article; can be rebuilt from its text."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="annotation")
    language = models.CharField(max_length=8, blank=True)
    section_evidence = models.JSONField(default=list)
    genre_evidence = models.JSONField(default=list)
    vector = VectorField(dimensions=384, null=True)
    vector_model = models.CharField(max_length=80, blank=True)
    entities = models.JSONField(default=list, help_text="[[name, times named], ...]")
    fingerprint = models.BinaryField(null=True, help_text="MinHash of word shingles; null: too short to tell")
    origin_kind = models.CharField(max_length=12, default="own", help_text="own, wire or republished")
    origin_name = models.CharField(max_length=200, blank=True, help_text="the agency or outlet the text comes from")
    origin_evidence = models.JSONField(default=list)
    left_out = models.JSONField(default=list, help_text="lines its outlet repeats everywhere, not compared with others")
    version = models.CharField(max_length=40)
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"annotation of {self.article_id}"
