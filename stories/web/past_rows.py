"""What the time machine reads of a story: a fixed number of queries, however much there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from stories.coverage.members import Member
from stories.coverage.past import there_by
from stories.coverage.steps.load import load
from stories.models import Article, ArticleVersion, Coverage, CoverageSnapshot, Story

LEAN = "lean"


class Face(NamedTuple):
    """What names an article on a page."""

    id: int
    title: str
    address: str
    language: str
    slug: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A headline of an article from the moment on that we saw it."""

    title: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the story's page showed from a moment on."""

    at: datetime
    title: str
    counts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """A story's whole past on the lean scheme: its articles, their wordings, and what was kept of its page."""

    story: Story
    members: tuple[Member, ...]
    faces: Mapping[int, Face]
    wordings: Mapping[int, Sequence[Wording]]
    snapshots: tuple[Snapshot, ...]
    coverage: Coverage | None

    @property
    def watched_since(self) -> datetime | None:
        """When this site first counted the story; None where it never has."""
        return self.snapshots[0].at if self.snapshots else None

    def snapshot(self, hour: datetime) -> Snapshot | None:
        """What the page showed at the hour; None before the story was first counted."""
        return next((row for row in reversed(self.snapshots) if row.at <= hour), None)

    def members_at(self, hour: datetime) -> list[Member]:
        """The articles there at the hour: seen by then where the story was counted by then, else published by then."""
        if self.snapshot(hour):
            return [member for member in self.members if member.seen <= hour]
        return [member for member in self.members if there_by(member) <= hour]

    def title_at(self, article_id: int, hour: datetime) -> str:
        """The article's headline as it read at the hour, as far as we know."""
        wordings = self.wordings.get(article_id, ())
        known = [wording.title for wording in wordings if wording.since <= hour]
        return known[-1] if known else wordings[0].title if wordings else self.faces[article_id].title


def past_of(story: Story) -> Past:
    """The story's past; six queries. Articles that were taken down since are not in it."""
    batch = load([story.pk], [LEAN])
    faces = {row.id: row for row in map(Face._make, _faces(story.pk))}
    snapshots = CoverageSnapshot.objects.filter(story=story, scheme__slug=LEAN).order_by("at")
    return Past(
        story=story,
        members=tuple(member for member in batch.members(story.pk, LEAN) if member.article_id in faces),
        faces=faces,
        wordings=_wordings(story.pk),
        snapshots=tuple(Snapshot(*row) for row in snapshots.values_list("at", "title", "counts")),
        coverage=Coverage.objects.filter(story=story, scheme__slug=LEAN).defer("inputs").first(),
    )


def _faces(story_id: int) -> Sequence[tuple[Any, ...]]:
    shown = Article.objects.shown().filter(membership__story=story_id).order_by()
    return list(shown.values_list("pk", "title", "canonical_address", "language", "outlet__slug"))


def _wordings(story_id: int) -> dict[int, list[Wording]]:
    """Every headline that each article has had, the oldest first."""
    found: dict[int, list[Wording]] = {}
    rows = ArticleVersion.objects.filter(article__membership__story=story_id).order_by("article_id", "seen_at", "id")
    for article_id, title, since in rows.values_list("article_id", "title", "seen_at"):
        found.setdefault(article_id, []).append(Wording(title, since))
    return found
