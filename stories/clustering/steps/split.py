"""A split carried out on rows, and undone: a part leaves for a story of its own, each page names the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from stories.clustering.assignment import Assignment
from stories.clustering.steps.merge import articles_of, fit, outdated, undone
from stories.clustering.steps.relocate import Relocation, living, lock_stories, relocate, retire_empty
from stories.clustering.steps.undoing import bring_back
from stories.clustering.steps.window import comparable
from stories.clustering.steps.writer import new_ids
from stories.clustering.window import Window
from stories.models import Article, Proposal, ProposalState, Story, StoryLink, StoryLinkKind, StoryState


def split(proposal: Proposal, window: Window, now: datetime, by: str = "") -> bool:
    """Carry the split out; False where it no longer holds, which the proposal then says. Call it in a transaction.

    The story keeps its address and the larger part. window: holds the story if it is open. by: the person who decided,
    '' for the machine; what a person parted stays parted.
    """
    # A person speaks of articles: where their story was merged since, they leave the one that it leads to.
    wanted_of = living(proposal.story_id).pk if by else proposal.story_id
    old = lock_stories([wanted_of]).get(wanted_of)
    if old is None or old.state == StoryState.MERGED:
        return outdated(proposal, now)
    here = articles_of(old.pk)
    wanted = set(proposal.article_ids)
    fixed = set() if by else _locked(here)
    leaving = [article for article in here if article.pk in wanted - fixed]
    if not leaving or len(leaving) == len(here):
        return outdated(proposal, now)
    new = Story.objects.create(pk=new_ids(1)[0], state=old.state, changed_at=now, created_at=now, revision=0)
    method, because = "person" if by else "split", _because(proposal, old, by)
    told = dict(_told(window, leaving, old.pk, new.pk))
    moves = [
        Relocation(article.pk, new.pk, method, told.get(article.pk), because, True if by else None)
        for article in leaving
    ]
    relocate(moves, method, now, proposal)
    StoryLink.objects.create(story=new, other=old, kind=StoryLinkKind.SPLIT, because=_figures(proposal), made_at=now)
    proposal.other, proposal.article_ids = new, [article.pk for article in leaving]
    proposal.state, proposal.decided_at, proposal.by_machine = ProposalState.APPLIED, now, not by
    proposal.save()
    return True


def unsplit(proposal: Proposal, window: Window, now: datetime) -> bool:
    """Undo the split: the articles are back, and the address that it made leads to the story. In a transaction.

    Articles that joined the new story since come along, unless a person placed them there.
    """
    back = bring_back(proposal, proposal.story_id, now)
    old, new = living(proposal.story_id), Story.objects.defer("vector_sum").get(pk=proposal.other_id or 0)
    lock_stories([old.pk, new.pk])
    since = [article for article in articles_of(new.pk) if not article.membership.locked]
    because = {"kind": "undo", "from": new.pk, "title": new.title[:300], "proposal": proposal.pk}
    told = {article.pk: fit(window, article, old.pk) for article in since}
    along = [Relocation(article.pk, old.pk, "merge", told[article.pk], because) for article in since]
    relocate(along, "undo", now, proposal)
    StoryLink.objects.filter(story=new, other=proposal.story_id, kind=StoryLinkKind.SPLIT).delete()
    retire_empty([new.pk], old.pk, now)
    undone(proposal, now)
    return bool(back)


def _locked(articles: Sequence[Article]) -> set[int]:
    return {article.pk for article in articles if article.membership.locked}


def _told(window: Window, leaving: Sequence[Article], old: int, new: int) -> dict[int, Assignment | None]:
    """How well each fits the new story as it grows, with the old one as what it did not stay in.

    The first is told how well it fits the old story without those that leave.

    The window is as before afterwards: it follows the rows by itself once they are written.
    """
    known = {article.pk: values for article in leaving if article.pk in window and (values := comparable(article))}
    found: dict[int, Assignment | None] = {}
    for article_id in known:
        window.remove(article_id)
    for article in leaving:
        stayed, told = fit(window, article, old), fit(window, article, new)
        if stayed and stayed.score is not None:
            # What begins the new story has no score there: its sum is that of the old one, as for any new story.
            first = replace(stayed, story=None, method="new", score=None)
            told = replace(told or first, runner_up=(old, stayed.score))
        found[article.pk] = told
        if article.pk in known:
            window.add(known[article.pk], new)
    for article_id, values in known.items():
        window.remove(article_id)
        window.add(values, old)
    return found


def _because(proposal: Proposal, old: Story, by: str) -> Mapping[str, Any]:
    return {"kind": "split", "proposal": proposal.pk, "from": old.pk, "title": old.title[:300], "by": by} | _figures(
        proposal
    )


def _figures(proposal: Proposal) -> dict[str, Any]:
    known = {"similarity": round(proposal.similarity, 3), "confidence": round(proposal.confidence, 3)}
    return known | {"within": proposal.evidence.get("within")}
