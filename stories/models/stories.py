"""Stories, who is in them and why, and what can be counted from that."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from pgvector.django import VectorField

from stories.models.articles import Article
from stories.models.outlets import RatingScheme
from stories.scales import Section


class Storyline(models.Model):
    """Stories that follow one another: an event and its sequels."""

    title = models.CharField(max_length=300)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.title


class StoryState(models.TextChoices):
    OPEN = "open", "open: new articles may join"
    CLOSED = "closed", "closed: seven days without a new article"
    MERGED = "merged", "merged into another story"


class StoryQuerySet(models.QuerySet["Story"]):
    def live(self) -> StoryQuerySet:
        """Stories that have a page of their own: not merged away, not empty."""
        return self.exclude(state=StoryState.MERGED).filter(article_count__gt=0)

    def active(self, since: datetime) -> StoryQuerySet:
        return self.filter(state=StoryState.OPEN, last_at__gte=since)

    def uncounted(self) -> StoryQuerySet:
        """Stories whose coverage was counted before their last change, or never."""
        counted = Coverage.objects.filter(story=models.OuterRef("pk"), revision=models.OuterRef("revision"))
        sided = RatingScheme.objects.filter(has_sides=True)  # without one there is nothing to count on
        return self.exclude(state=StoryState.MERGED).filter(~models.Exists(counted), models.Exists(sided))

    def unnamed(self) -> StoryQuerySet:
        """Stories whose names were noted before their last change, or never."""
        return self.filter(~Q(names_revision=models.F("revision")))

    def unbriefed(self) -> StoryQuerySet:
        """Stories that have changed since it was last asked whether their briefing is to be made anew."""
        return self.filter(~Q(briefed_revision=models.F("revision")))


class Story(models.Model):
    """Articles on one event. Its id lasts: a merged story redirects to the one it went into."""

    title = models.CharField(max_length=1000, blank=True)
    title_article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="whose headline it is"
    )
    title_edited = models.BooleanField(default=False, help_text="an editor's wording: the machine leaves it alone")
    state = models.CharField(max_length=8, choices=StoryState.choices, default=StoryState.OPEN)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    storyline = models.ForeignKey(Storyline, null=True, blank=True, on_delete=models.SET_NULL, related_name="stories")
    language = models.CharField(max_length=8, blank=True)
    section = models.CharField(max_length=20, choices=[(s.value, s.label) for s in Section], default=Section.OTHER)
    vector_sum = VectorField(dimensions=384, null=True, help_text="sum of its articles' sentence vectors")
    vector_count = models.PositiveIntegerField(default=0)
    article_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True, help_text="when its first article was published")
    last_at = models.DateTimeField(null=True, help_text="when its latest article was published")
    changed_at = models.DateTimeField(db_default=Now(), help_text="when an article last came or went")
    revision = models.PositiveIntegerField(default=1, help_text="counts the changes that its coverage depends on")
    names_revision = models.PositiveIntegerField(default=0, help_text="the revision whose names were noted")
    briefed_revision = models.PositiveIntegerField(default=0, help_text="the revision its briefing was held against")
    created_at = models.DateTimeField(db_default=Now())

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-id"]
        verbose_name_plural = "stories"
        indexes = [
            models.Index(fields=["state", "-last_at"], name="story_active"),
            models.Index(fields=["section", "-last_at"], name="story_section"),
            models.Index(fields=["id"], condition=~Q(names_revision=models.F("revision")), name="story_unnamed"),
            models.Index(
                fields=["-last_at"], condition=~Q(briefed_revision=models.F("revision")), name="story_unbriefed"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="only_merged_stories_redirect",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="story_is_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.title or f"story {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/stories/{self.pk}/"


class Membership(models.Model):
    """One article's place in one story, with the score and the evidence behind it."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="membership")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="memberships")
    score = models.FloatField(null=True, help_text="logit of belonging; null where the article began the story")
    threshold = models.FloatField(null=True)
    method = models.CharField(max_length=16, help_text="score, near_duplicate, new, merge, split, move or person")
    evidence = models.JSONField(default=list, help_text="[{name, value, contribution, words}, ...]")
    runner_up = models.ForeignKey(Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    runner_up_score = models.FloatField(null=True)
    model_version = models.CharField(max_length=40)
    locked = models.BooleanField(default=False, help_text="placed by a person: the machine leaves it")
    placed_at = models.DateTimeField(db_default=Now())
    because = models.JSONField(default=dict, blank=True, help_text="of a merge, split or move: from where, how sure")
    original = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="copies",
        help_text="what it is a copy of",
    )

    class Meta:
        indexes = [models.Index(fields=["story", "placed_at"], name="membership_story")]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.story_id}"


class Constraint(models.Model):
    """A person's word that two articles do or don't belong together; the clusterer obeys it."""

    kind = models.CharField(max_length=6, choices=[("must", "belong together"), ("cannot", "don't belong together")])
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    edit = models.ForeignKey("stories.Edit", null=True, on_delete=models.SET_NULL, related_name="constraints")
    lifted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(article=models.F("other")), name="constraint_has_two_articles"),
            models.UniqueConstraint(
                fields=["article", "other"], condition=Q(lifted_at__isnull=True), name="one_constraint_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.kind} {self.other_id}"


class Coverage(models.Model):
    """What can be counted of a story on one scheme; can be rebuilt, and says from which configuration it was."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="coverages")
    scheme = models.ForeignKey(RatingScheme, on_delete=models.CASCADE, related_name="coverages")
    outlets = models.PositiveIntegerField(default=0, help_text="left + center + right + unrated")
    left = models.PositiveIntegerField(default=0)
    center = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    unrated = models.PositiveIntegerField(default=0)
    opinion_only = models.PositiveIntegerField(default=0, help_text="outlets present only with opinion; in no share")
    republishers = models.PositiveIntegerField(default=0, help_text="in no share")
    articles = models.PositiveIntegerField(default=0)
    independent_texts = models.PositiveIntegerField(default=0)
    buckets = models.JSONField(default=dict, help_text="outlets per bucket of the scheme")
    shares = models.JSONField(default=dict, help_text="percent of rated outlets, display rule and leader")
    blindspot_side = models.CharField(max_length=10, blank=True, help_text="the side that hardly covers it")
    blindspot = models.JSONField(default=dict, help_text="the verdict, each condition and its inputs")
    distributions = models.JSONField(default=dict, help_text="factuality, owner kind, country of its outlets")
    inputs = models.JSONField(
        default=dict, help_text="outlets with side and ratings, groups of like texts, what was left out"
    )
    configuration_hash = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0, help_text="the story's revision that was counted")
    computed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "scheme"], name="one_coverage_per_scheme"),
            models.CheckConstraint(
                condition=Q(outlets=models.F("left") + models.F("center") + models.F("right") + models.F("unrated")),
                name="coverage_adds_up",
            ),
        ]
        indexes = [models.Index(fields=["blindspot_side", "scheme"], name="coverage_blindspot")]

    def __str__(self) -> str:
        return f"{self.outlets} outlets on {self.story_id}"


class CoverageSnapshot(models.Model):
    """A story's counts as they were at one time; written when they change."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="snapshots")
    scheme = models.ForeignKey(RatingScheme, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=1000, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["story_id", "at"]
        constraints = [models.UniqueConstraint(fields=["story", "scheme", "at"], name="one_snapshot_per_moment")]

    def __str__(self) -> str:
        return f"{self.story_id} at {self.at:%Y-%m-%d %H:%M}"
