"""What a decision on a proposal says of articles: which belong together, and which don't."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from django.db.models import QuerySet

from stories.models import Article, Move, Proposal, ProposalKind, ProposalState, Story

SET_APART: Final = 3  # articles of each part whose pairs are set apart: enough to keep two stories two
ORIGINS: Final = 6  # stories that a part was put together from and may come apart into: so many articles of each
TIED: Final = 200  # articles of each part that are tied together: none may be taken for another event again


@dataclass(frozen=True)
class Word:
    """Articles of which a person says that they belong with others ('must'), or that they don't ('cannot').

    Both sides are all that are meant, the earliest first; of large ones `pairs` speaks of some. whole: the others
    belong together as well.
    """

    kind: str
    part: list[int]
    rest: list[int]
    whole: bool = True

    def pairs(self) -> list[tuple[int, int]]:
        """Which articles to speak of: all tied to one, or a few of each part set apart from a few of the other."""
        if not self.part or not self.rest:
            return []
        if self.kind == "cannot":
            pairs = product(_of_each_origin(self.part), _of_each_origin(self.rest))
        else:
            others = self.rest[1:TIED] if self.whole else []
            pairs = product(self.rest[:1], [*others, *self.part[:TIED]])
        return [(min(pair), max(pair)) for pair in pairs]


def said(row: Proposal, *, accepted: bool) -> list[Word]:
    """What accepting a proposal says of its articles; or what refusing it or taking it back does."""
    moved = _moved(row)
    if not accepted and row.kind != ProposalKind.MERGE:
        moved = sorted(set(moved) - _going_further(row))
    part = _earliest(Article.objects.filter(pk__in=moved))
    if row.kind == ProposalKind.MOVE:
        left, there = _of(row.story_id, moved), _of(row.other_id, moved)
        home, away = (there, left) if accepted else (left, there)
        return [Word("must", part, home, whole=False), Word("cannot", part, away)]
    if accepted == (row.kind == ProposalKind.MERGE):
        since = _of(row.other_id, moved, alone=True) if row.kind == ProposalKind.SPLIT else []
        return [Word("must", part, [*_of(row.story_id, moved, alone=True), *since])]
    return [Word("cannot", part, _of(row.story_id, moved))]


def _moved(row: Proposal) -> list[int]:
    """The articles that move or have moved."""
    moved = list(row.moves.exclude(how="undo").values_list("article_id", flat=True)) or list(row.article_ids)
    if not moved and row.other_id:
        moved = list(Article.objects.filter(membership__story=row.other_id).values_list("pk", flat=True))
    return moved


def _going_further(row: Proposal) -> set[int]:
    """Articles that don't come back to the story that they left: what had brought them there is undone meanwhile."""
    left = dict(row.moves.exclude(how="undo").values_list("article_id", "from_story_id"))
    before = Move.objects.filter(article__in=left, proposal__state=ProposalState.UNDONE).exclude(how="undo")
    return {article for article, to in before.values_list("article_id", "to_story_id") if left[article] == to}


def _of(story_id: int | None, moved: Collection[int], *, alone: bool = False) -> list[int]:
    """The story's other articles, the earliest first; of one that leads elsewhere those of where it leads.

    alone: of those only what was in the story itself.
    """
    story = Story.objects.filter(pk=story_id or 0).only("merged_into_id").first()
    if story is None:
        return []
    rows = Article.objects.filter(membership__story=story.merged_into_id or story.pk).exclude(pk__in=moved)
    if alone and story.merged_into_id:
        rows = rows.filter(pk__in=Move.objects.filter(from_story=story).values("article"))
    return _earliest(rows)


def _earliest(articles: QuerySet[Article]) -> list[int]:
    return list(articles.order_by("published_at", "pk").values_list("pk", flat=True))


def _of_each_origin(article_ids: Sequence[int]) -> list[int]:
    """The earliest articles of each story that these once were in: what was put together may come apart again."""
    moves = Move.objects.filter(article__in=article_ids).order_by("-pk")
    origin = dict(moves.values_list("article_id", "from_story_id"))  # the earliest move of each comes last
    found: dict[int, list[int]] = {}
    for article_id in article_ids:
        found.setdefault(origin.get(article_id, 0), []).append(article_id)
    largest = sorted(found.values(), key=len, reverse=True)[:ORIGINS]
    return [article_id for group in largest for article_id in group[:SET_APART]]
