"""The window that the writer keeps between batches, and how it follows the rows."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from django.db.models import Q

from stories.annotate import fingerprint
from stories.annotate.furniture import without
from stories.clustering.features import ArticleFeatures, features_of
from stories.clustering.lanes import WHOLE, Lane
from stories.clustering.window import Window
from stories.models import Article, Membership, Story, StoryState

PAGE = 1000  # members read at once when the window is filled
NOT_COMPARED = "it could not be compared with others: a story of its own"


def features(article: Article) -> ArticleFeatures:
    """What the clusterer knows of an article with its annotation and outlet loaded."""
    note = article.annotation
    return features_of(
        article.pk,
        outlet=article.outlet.slug,
        language=article.language,
        published=article.published_at,
        title=article.title,
        text=without(article.text, note.left_out) or article.summary,
        address=article.canonical_address,
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


class HeldWindow:
    """A window with the revisions of the stories in it: a story whose row has another revision is read again.

    A lane's window holds the stories whose language, most of their articles', is the lane's.
    """

    def __init__(self, lane: Lane = WHOLE) -> None:
        self._lane = lane
        self.forget()

    def forget(self) -> None:
        """Start from nothing: the next `follow_rows` reads all."""
        self.window = Window()
        self._revisions: dict[int, int] = {}

    def wrote(self, revisions: dict[int, int]) -> None:
        """Our own change is in the window already."""
        self._revisions.update(revisions)

    def follow_rows(self, earliest: datetime, latest: datetime) -> None:
        """Hold exactly the open stories that articles published from `earliest` to `latest` could join."""
        reach = timedelta(days=self.window.model.window_days)
        near = Q(last_at__gte=earliest - reach, first_at__lte=latest + reach)
        rows = Story.objects.filter(near, of_lane(self._lane), state=StoryState.OPEN).values_list("pk", "revision")
        current = dict(rows)
        stale = {story for story, revision in self._revisions.items() if current.get(story) != revision}
        self._drop(stale)
        self._read([story for story in current if story not in self._revisions])
        self._revisions = current

    def _drop(self, stories: set[int]) -> None:
        if not stories:
            return
        held = self.window.stories()
        for story in stories:
            for article_id in held.get(story, ()):
                self.window.remove(article_id)
            self._revisions.pop(story, None)

    def _read(self, stories: list[int]) -> None:
        members = Membership.objects.filter(story__in=stories).select_related("article__annotation", "article__outlet")
        # One article that can't be compared must not keep all others from their stories.
        members = members.filter(article__annotation__isnull=False).exclude(article__stage_error=NOT_COMPARED)
        for member in members.order_by("placed_at", "article_id").iterator(chunk_size=PAGE):
            if article := comparable(member.article):
                self.window.add(article, member.story_id)
