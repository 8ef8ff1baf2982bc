"""Outlets, who owns them, and how raters place them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from stories.scales import OutletKind, OwnerKind


class Owner(models.Model):
    """A person, company or state that owns outlets."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.label) for kind in OwnerKind], default="other")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OutletQuerySet(models.QuerySet["Outlet"]):
    def rated(self, scheme: str = "lean") -> OutletQuerySet:
        return self.filter(Q(standings__scheme__slug=scheme) & ~Q(standings__side="unrated"))

    def at(self, domain: str) -> OutletQuerySet:
        return self.filter(domains__name=domain.lower())


class Outlet(models.Model):
    """Who publishes articles. Identity is its domains; an address on another host never becomes an outlet by itself."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166 two letters")
    language = models.CharField(max_length=8, blank=True, help_text="of most of its articles, such as en or ko")
    zone = models.CharField(
        max_length=64, blank=True, help_text="read times without a zone in this one, such as Asia/Seoul"
    )
    kind = models.CharField(
        max_length=12,
        choices=[(kind.value, kind.label) for kind in OutletKind],
        default=OutletKind.PUBLISHER,
        help_text="a wire sells copy, a republisher carries other outlets' articles and never counts as one more",
    )
    owner = models.ForeignKey(Owner, null=True, blank=True, on_delete=models.SET_NULL, related_name="outlets")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OutletKind]), name="outlet_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/outlets/{self.slug}/"


class Domain(models.Model):
    """A host name under which an outlet publishes, in ASCII and lower case, without www."""

    name = models.CharField(max_length=253, unique=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="domains")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RatingScheme(models.Model):
    """An axis on which outlets are placed; `lean` and `factuality` are seeded.

    buckets: list of {"key", "label", "side", "score", "low", "high", "colour"} from one end to the other;
    score is None for a scheme without an order, low and high are the band on the composite score.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    buckets = models.JSONField(default=list)
    country = models.CharField(max_length=2, blank=True, help_text="empty: for all countries")
    has_sides = models.BooleanField(default=False, help_text="its buckets belong to left, center and right")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class RatingQuerySet(models.QuerySet["Rating"]):
    def in_force(self, now: datetime) -> RatingQuerySet:
        return self.filter(
            Q(valid_from__lte=now)
            & (Q(valid_until__isnull=True) | Q(valid_until__gt=now))
            & Q(withdrawn_at__isnull=True)
        )


class Rating(models.Model):
    """One rater's word on one outlet. Append-only: a new word is a new row, an undone one is withdrawn, not deleted."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="ratings")
    scheme = models.ForeignKey(RatingScheme, on_delete=models.PROTECT, related_name="ratings")
    rater = models.CharField(max_length=100, help_text="who says so: an organisation, or this newsroom's own desk")
    raw_value = models.CharField(max_length=100, help_text="the rater's own word or number, unchanged")
    bucket = models.CharField(max_length=40)
    evidence_address = models.URLField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    valid_from = models.DateTimeField(db_default=Now())
    valid_until = models.DateTimeField(null=True, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="ratings"
    )
    by_desk = models.BooleanField(default=False, help_text="decided by an editor here: overrules imported raters")
    note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        indexes = [models.Index(fields=["outlet", "scheme", "rater", "-valid_from"], name="rating_latest")]
        constraints = [
            models.CheckConstraint(condition=~Q(rater="") & ~Q(bucket=""), name="rating_says_who_and_what"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="rating_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rater}: {self.bucket}"


class Standing(models.Model):
    """An outlet's one effective value on a scheme; can be rebuilt from its ratings (`coverage.effective`)."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="standings")
    scheme = models.ForeignKey(RatingScheme, on_delete=models.CASCADE, related_name="standings")
    bucket = models.CharField(max_length=40)
    side = models.CharField(max_length=10, default="unrated")
    score = models.FloatField(null=True)
    spread = models.FloatField(null=True, help_text="highest minus lowest score of the raters used")
    raters = models.PositiveIntegerField(default=0)
    inputs = models.JSONField(default=dict, help_text="ids of the ratings used and left out, and the rule in words")
    computed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "scheme"], name="one_standing_per_scheme")]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.bucket}"
