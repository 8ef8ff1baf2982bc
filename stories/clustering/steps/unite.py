"""Stories that an article has shown to be one, as rows: articles move, the old address leads on; it can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from stories.clustering.assignment import Assignment
from stories.clustering.auditing import Union
from stories.clustering.model import probability
from stories.clustering.steps.relocate import Relocation, relocate, retire
from stories.clustering.window import Window
from stories.models import Membership, Proposal, ProposalKind, ProposalState, Story


def homes(unions: Sequence[Union]) -> dict[int, int]:
    """Where the articles of each story that has gone are now."""
    found: dict[int, int] = {}
    for union in unions:
        gone, kept = int(union.gone), int(union.kept)
        found = {story: kept if home == gone else home for story, home in found.items()} | {gone: kept}
    return found


def told(union: Union, window: Window, article_id: int, story: int) -> Assignment:
    """Why an article is in a story that its own was merged into: its own sum there, and the next best story.

    The score of the two stories as wholes is on the proposal; beside another story's it would compare unlike things.
    It stands in for an article that can't be compared. The window is as before afterwards.
    """
    model = window.model
    whole = Assignment(article_id, story, "merge", union.score, model.threshold, model.version, union.evidence)
    if article_id not in window:
        return whole
    article = window.article(article_id)
    home = window.remove(article_id)
    own = window.fit(article, story)
    next_best = window.nearest(article, {story, union.gone})
    window.add(article, home)
    if own.score is None:
        return replace(whole, runner_up=next_best)
    return replace(own, method="merge", runner_up=next_best)


def came_by(assignment: Assignment, union: Union, window: Window, story: int) -> Assignment:
    """The assignment of an article whose story was merged before it was written."""
    return told(union, window, int(assignment.article), story)


def unite(unions: Sequence[Union], known: Collection[int], window: Window, now: datetime) -> None:
    """Carry the merges out on the rows of those stories that had rows. Call it in a transaction, stories locked.

    Each is noted as a proposal that the machine carried out, so that an editor can see it and take it back.
    """
    into = homes(unions)
    for union in unions:
        gone = int(union.gone)
        if gone in known:
            _unite(union, Story.objects.get(pk=gone), Story.objects.get(pk=into[gone]), window, now)


def _unite(union: Union, gone: Story, kept: Story, window: Window, now: datetime) -> None:
    articles = list(Membership.objects.filter(story=gone).order_by("article_id").values_list("article_id", flat=True))
    row = Proposal.objects.create(
        kind=ProposalKind.MERGE,
        story=kept,
        other=gone,
        article_ids=articles,
        similarity=round(union.similarity, 4),
        confidence=round(probability(union.score), 4),
        shared=list(union.shared),
        model_version=window.model.version,
        state=ProposalState.APPLIED,
        by_machine=True,
        made_at=now,
        decided_at=now,
    )
    because = _because(row, gone)
    moves = [
        Relocation(article, kept.pk, "merge", told(union, window, article, kept.pk), because) for article in articles
    ]
    relocate(moves, "merge", now, row)
    row.redirects = retire(gone, kept, now)
    row.save(update_fields=["redirects"])


def _because(row: Proposal, gone: Story) -> Mapping[str, object]:
    return {
        "kind": "merge",
        "proposal": row.pk,
        "from": gone.pk,
        "title": gone.title[:300],
        "similarity": round(row.similarity, 3),
        "confidence": round(row.confidence, 3),
        "shared": row.shared,
        "by": "",
    }
