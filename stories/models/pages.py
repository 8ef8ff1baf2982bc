"""Articles' pages after their first reading, and what sites ask of robots."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from stories.models.articles import Article


class PageCheckQuerySet(models.QuerySet["PageCheck"]):
    def due(self, now: datetime) -> PageCheckQuerySet:
        return self.filter(due_at__lte=now).filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))


class PageCheck(models.Model):
    """When an article's page is looked at again, and what is known of it to hold that against."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="page_check")
    due_at = models.DateTimeField(null=True, blank=True, help_text="empty: it is not looked at any more")
    step = models.PositiveSmallIntegerField(default=0, help_text="how many of the planned looks are over")
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0, help_text="at this look")
    read_at = models.DateTimeField(help_text="when the first reading ended: the looks are counted from here")
    looked_at = models.DateTimeField(null=True, blank=True, help_text="when the site last answered")
    title = models.CharField(max_length=1000, blank=True, help_text="the page's own headline: a feed's may differ")
    etag = models.CharField(max_length=1024, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True, help_text="the first answer without the article")
    words = models.CharField(max_length=500, blank=True, help_text="how the last look went")

    objects = PageCheckQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="page_check_due")]

    def __str__(self) -> str:
        return f"page of {self.article_id}"


class RobotsFile(models.Model):
    """A site's robots.txt as it was last had, and since when it can't be had."""

    site = models.CharField(max_length=300, unique=True, help_text="scheme and host, as they stand in addresses")
    text = models.TextField(blank=True, help_text="empty: everything is allowed")
    had_at = models.DateTimeField(null=True, blank=True, help_text="when the site last said what it asks, or nothing")
    asked_at = models.DateTimeField(null=True, blank=True)
    unreachable_since = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="why it can't be had")

    class Meta:
        ordering = ["site"]
        verbose_name = "robots.txt"
        verbose_name_plural = "robots.txt of sites"

    def __str__(self) -> str:
        return self.site
