"""What becomes of a story: proposals to merge or split, articles that moved, links between stories, and the runs."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from stories.models.articles import Article
from stories.models.outlets import Outlet
from stories.models.stories import Story


class ProposalKind(models.TextChoices):
    MERGE = "merge", "merge"
    SPLIT = "split", "split"
    MOVE = "move", "move"


class ProposalState(models.TextChoices):
    WAITING = "waiting", "waits for an editor"
    ACCEPTED = "accepted", "accepted, being carried out"
    APPLIED = "applied", "carried out"
    REFUSED = "refused", "refused"
    UNDOING = "undoing", "being undone"
    UNDONE = "undone", "undone"
    OUTDATED = "outdated", "no longer holds"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.WAITING)

    def decided(self) -> ProposalQuerySet:
        """Those that a person decided and that are still to be carried out."""
        return self.filter(state__in=[ProposalState.ACCEPTED, ProposalState.UNDOING])


class Proposal(models.Model):
    """Two stories that look like one, one that looks like two, or articles that fit another story better.

    Carried out by the machine if sure, else by a person. story: the one that stays; of a move the one that articles
    left. other: the one that goes; of a split the one that it made, none before; of a move where they went. The
    articles that move are `article_ids`, and once they have moved the rows of Move that name this proposal.
    """

    kind = models.CharField(max_length=8, choices=ProposalKind.choices)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.WAITING)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="proposals")
    other = models.ForeignKey(Story, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    article_ids = models.JSONField(default=list)
    similarity = models.FloatField(help_text="average over all pairs of articles across the two, 0..1")
    confidence = models.FloatField(help_text="how sure the machine is, 0..1")
    shared = models.JSONField(default=list, help_text="rare names and numbers that both have")
    evidence = models.JSONField(default=dict, help_text="further figures, by name")
    model_version = models.CharField(max_length=40)
    by_machine = models.BooleanField(default=False, help_text="carried out without asking")
    redirects = models.JSONField(default=list, help_text="stories that led to the one that went, before")
    edit = models.ForeignKey("stories.Edit", null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    made_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["state", "-made_at"], name="proposal_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "story", "other"], condition=Q(state="waiting"), name="one_waiting_proposal_per_pair"
            ),
            models.UniqueConstraint(
                fields=["story"], condition=Q(state="waiting", kind="split"), name="one_waiting_split_per_story"
            ),
        ]

    def __str__(self) -> str:
        if self.kind == ProposalKind.MERGE:
            return f"merge {self.other_id} into {self.story_id}"
        many = f"{len(self.article_ids)} article{'s' if len(self.article_ids) != 1 else ''}"
        if self.kind == ProposalKind.MOVE:
            return f"move {many} from {self.story_id} to {self.other_id}"
        return f"split {many} off {self.story_id}"


class Move(models.Model):
    """An article left one story for another: what its place was before, so that the past can be told and put back."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="moves")
    from_story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="moves_out")
    to_story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="moves_in")
    how = models.CharField(max_length=16, help_text="merge, split, move, person or undo")
    before = models.JSONField(default=dict, help_text="the membership as it was")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="moves")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["moved_at", "id"]
        indexes = [
            models.Index(fields=["from_story", "moved_at"], name="move_from"),
            models.Index(fields=["to_story", "moved_at"], name="move_to"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} from {self.from_story_id} to {self.to_story_id}"


class StoryLinkKind(models.TextChoices):
    SEQUEL = "sequel", "continues a closed story"
    SPLIT = "split", "was once part of it"
    LANGUAGE = "language", "tells of the same in another language"


class StoryLink(models.Model):
    """A story and an earlier one that belongs to it, with the reason."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=8, choices=StoryLinkKind.choices)
    because = models.JSONField(default=dict, help_text="similarity, shared names, days between")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "other", "kind"], name="one_link_per_pair"),
            models.CheckConstraint(condition=~Q(story=models.F("other")), name="story_is_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.kind} {self.other_id}"


class Audit(models.Model):
    """One run over the open stories that looks for merges, splits and sequels: how far it is and what it did."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    stories = models.PositiveIntegerField(default=0, help_text="to look at")
    looked_at = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    split = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0, help_text="proposals left for an editor")
    sequels = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"audit of {self.started_at:%Y-%m-%d %H:%M}"


class CountingTroubleQuerySet(models.QuerySet["CountingTrouble"]):
    def resting(self, now: datetime) -> CountingTroubleQuerySet:
        return self.filter(retry_at__gt=now)


class CountingTrouble(models.Model):
    """A story whose counting fails: why, and when it is tried again. The others go on without it."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="counting_trouble")
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500)
    first_at = models.DateTimeField()
    retry_at = models.DateTimeField()

    objects = CountingTroubleQuerySet.as_manager()

    class Meta:
        ordering = ["-retry_at"]
        verbose_name = "story that can't be counted"
        verbose_name_plural = "stories that can't be counted"

    def __str__(self) -> str:
        return f"counting of {self.story_id}: {self.error}"


class ArticleLines(models.Model):
    """Which lines an article's text has, by hash and apart from the text: what an outlet repeats is counted here.

    Lines left out of a comparison are counted all the same, so leaving them out doesn't make them rare again.
    marks: of what its headline may have for a label, and of its first and last lines (`annotate/columns`); day: when.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="lines")
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="+")
    hashes = ArrayField(models.BigIntegerField(), default=list)
    marks = ArrayField(models.BigIntegerField(), default=list)
    day = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["outlet", "-article"], name="lines_of_outlet"),
            models.Index(fields=["outlet", "day"], name="marks_of_outlet"),
        ]

    def __str__(self) -> str:
        return f"{len(self.hashes)} lines of {self.article_id}"
