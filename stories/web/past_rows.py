"""What the time machine reads of a story: a fixed number of queries, however much there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from stories.coverage.members import Member
from stories.coverage.past import there_by
from stories.coverage.steps.load import load
from stories.models import (
    Article,
    ArticleVersion,
    Coverage,
    CoverageSnapshot,
    Move,
    Story,
    StoryState,
)

LEAN = "lean"


class Face(NamedTuple):
    """What names an article on a page; story_id: where it is today."""

    id: int
    title: str
    address: str
    language: str
    slug: str
    story_id: int | None


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
    """A story's whole past: its articles, their wordings, and what was kept of its page on the house scheme.

    members: those of today, of a merged story those that it last had. once: those that have left it. moves: when each
    article that ever changed its story left one, and which, the first first.
    """

    story: Story
    members: tuple[Member, ...]
    once: tuple[Member, ...]
    moves: Mapping[int, Sequence[tuple[datetime, int]]]
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
            everyone = (*self.members, *self.once)
            return [member for member in everyone if member.seen <= hour and self._was_here(member.article_id, hour)]
        return [member for member in self.members if there_by(member) <= hour]

    def _was_here(self, article_id: int, hour: datetime) -> bool:
        """Whether the article was in this story then, as far as it was placed at all: what it left next says where."""
        left = next((story_id for at, story_id in self.moves.get(article_id, ()) if at > hour), None)
        if left is not None:
            return left == self.story.pk
        return all(member.article_id != article_id for member in self.once)

    def title_at(self, article_id: int, hour: datetime) -> str:
        """The article's headline as it read at the hour, as far as we know."""
        wordings = self.wordings.get(article_id, ())
        known = [wording.title for wording in wordings if wording.since <= hour]
        return known[-1] if known else wordings[0].title if wordings else self.faces[article_id].title


def past_of(story: Story, scheme: str = LEAN) -> Past:
    """The story's past, its outlets where they stand on the scheme; seven queries.

    Articles that were taken down since are not in it.
    """
    moves = _moves(story.pk)
    merged = story.state == StoryState.MERGED
    batch = load([story.pk], [scheme], dict.fromkeys(moves, story.pk))
    faces = {row.id: row for row in map(Face._make, _faces(story.pk, moves))}
    everyone = [member for member in batch.members(story.pk, scheme) if member.article_id in faces]
    snapshots = CoverageSnapshot.objects.filter(story=story, scheme__slug=LEAN).order_by("at")
    return Past(
        story=story,
        members=tuple(member for member in everyone if merged or faces[member.article_id].story_id == story.pk),
        once=tuple(member for member in everyone if not merged and faces[member.article_id].story_id != story.pk),
        moves=moves,
        faces=faces,
        wordings=_wordings(story.pk, moves),
        snapshots=tuple(Snapshot(*row) for row in snapshots.values_list("at", "title", "counts")),
        coverage=Coverage.objects.filter(story=story, scheme__slug=LEAN).defer("inputs").first(),
    )


def _moves(story_id: int) -> dict[int, list[tuple[datetime, int]]]:
    """Of every article that came to the story or left it: when it left which story."""
    ours = Move.objects.filter(Q(from_story=story_id) | Q(to_story=story_id)).values("article")
    found: dict[int, list[tuple[datetime, int]]] = {}
    rows = Move.objects.filter(article__in=ours).order_by("moved_at", "pk")
    for article_id, at, left in rows.values_list("article_id", "moved_at", "from_story_id"):
        found.setdefault(article_id, []).append((at, left))
    return found


def _faces(story_id: int, further: Iterable[int]) -> Sequence[tuple[Any, ...]]:
    ours = Q(membership__story=story_id) | Q(pk__in=list(further))
    shown = Article.objects.shown().filter(ours).order_by()
    return list(shown.values_list("pk", "title", "canonical_address", "language", "outlet__slug", "membership__story"))


def _wordings(story_id: int, further: Iterable[int]) -> dict[int, list[Wording]]:
    """Every headline that each article has had, the oldest first."""
    found: dict[int, list[Wording]] = {}
    ours = Q(article__membership__story=story_id) | Q(article__in=list(further))
    rows = ArticleVersion.objects.filter(ours).order_by("article_id", "seen_at", "id")
    for article_id, title, since in rows.values_list("article_id", "title", "seen_at"):
        found.setdefault(article_id, []).append(Wording(title, since))
    return found
