"""A merge carried out on rows, and undone: articles move, the address of the story that goes leads to the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from stories.clustering.assignment import Assignment
from stories.clustering.steps.relocate import Relocation, living, lock_stories, relocate, retire
from stories.clustering.steps.undoing import bring_back
from stories.clustering.steps.window import comparable
from stories.clustering.window import Window
from stories.models import Article, Proposal, ProposalState, Story, StoryState


def merge(proposal: Proposal, window: Window, now: datetime, by: str = "") -> bool:
    """Carry the merge out; False where it no longer holds, which the proposal then says. Call it in a transaction.

    window: holds both stories if they are open, so that each article is told how well it fits. by: the person who
    decided, '' for the machine; what a person put together is locked.
    """
    if by:  # a person speaks of articles: what has become of their two stories since is merged
        proposal.story, proposal.other = living(proposal.story_id), living(proposal.other_id or 0)
    found = lock_stories([proposal.story_id, proposal.other_id or 0])
    kept, gone = found.get(proposal.story_id), found.get(proposal.other_id or 0)
    if kept is None or gone is None or kept == gone or StoryState.MERGED in (kept.state, gone.state):
        return outdated(proposal, now)
    articles = articles_of(gone.pk)
    proposal.article_ids = [article.pk for article in articles]
    because = _because(proposal, gone, by)
    relocate(
        [
            Relocation(
                article.pk,
                kept.pk,
                "person" if by else "merge",
                fit(window, article, kept.pk, besides=[gone.pk]),
                because,
                locked=True if by else None,
            )
            for article in articles
        ],
        "person" if by else "merge",
        now,
        proposal,
    )
    proposal.redirects = retire(gone, kept, now)
    proposal.state, proposal.decided_at, proposal.by_machine = ProposalState.APPLIED, now, not by
    proposal.save()
    return True


def unmerge(proposal: Proposal, now: datetime) -> bool:
    """Undo the merge: the articles are in the story again that they came from, which has its address back.

    False where no article could be put back, since people have placed them all elsewhere. Call it in a transaction.
    """
    back = bring_back(proposal, proposal.other_id or 0, now)
    undone(proposal, now)
    return bool(back)


def articles_of(story_id: int) -> list[Article]:
    """The story's articles as they can be compared, the earliest first."""
    rows = Article.objects.filter(membership__story=story_id).select_related("annotation", "outlet", "membership")
    return list(rows.order_by("published_at", "pk"))


def fit(window: Window, article: Article, story_id: int, besides: Collection[int] = ()) -> Assignment | None:
    """How well the article fits the story, and which other it fits next best, besides stories that are no others.

    None for one that can't be compared or where the window lacks the story. The article itself counts nowhere, though
    the window still has it in the story that it leaves; the window is as before afterwards.
    """
    known = comparable(article)
    if known is None:
        return None
    here = window.article(known.id) if known.id in window else None
    home = window.remove(known.id) if here else None
    told = window.fit(known, story_id)
    found = None if told.score is None else replace(told, runner_up=window.nearest(known, {story_id, *besides}))
    if here and home is not None:
        window.add(here, home)
    return found


def outdated(proposal: Proposal, now: datetime) -> bool:
    """Note that the proposal no longer holds; False, so that a caller can return it."""
    proposal.state, proposal.decided_at = ProposalState.OUTDATED, now
    proposal.save(update_fields=["state", "decided_at"])
    return False


def undone(proposal: Proposal, now: datetime) -> None:
    """Note that what the proposal did is undone."""
    proposal.state, proposal.decided_at = ProposalState.UNDONE, now
    proposal.save(update_fields=["state", "decided_at"])


def _because(proposal: Proposal, gone: Story, by: str) -> Mapping[str, Any]:
    return {
        "kind": "merge",
        "proposal": proposal.pk,
        "from": gone.pk,
        "title": gone.title[:300],
        "similarity": round(proposal.similarity, 3),
        "confidence": round(proposal.confidence, 3),
        "shared": proposal.shared,
        "by": by,
    }
