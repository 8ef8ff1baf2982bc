"""Proposals in words: what becomes of which stories, and why the machine thinks so."""

from __future__ import annotations

from math import log

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from stories.models import Proposal, ProposalKind, Story

HEADLINE_CHARS = 90  # of each headline in a list; the page of a proposal has it whole
SUREST = 0.9999


def headline(story: Story | None) -> SafeString:
    """The story's headline, cut where it is long, whole for the pointer."""
    whole = str(story) if story else "a story of its own"
    short = Truncator(whole).chars(HEADLINE_CHARS)
    return format_html('“<bdi title="{}">{}</bdi>”', whole if short != whole else "", short)


def what(row: Proposal) -> SafeString:
    """What is done: 'Merge “A” into “B”'."""
    if row.kind == ProposalKind.MERGE:
        return format_html("Merge {} into {}", headline(row.other), headline(row.story))
    many = _articles(row)
    if row.kind == ProposalKind.SPLIT:
        return format_html("Split {} off {}", many, headline(row.story))
    return format_html("Move {} from {} to {}", many, headline(row.story), headline(row.other))


def why(row: Proposal) -> str:
    """The reason in words, with its figures; '' where a person thought of it."""
    reasons = {ProposalKind.MERGE: _why_merged, ProposalKind.SPLIT: _why_split, ProposalKind.MOVE: _why_moved}
    if not row.by_machine and row.confidence == 1.0:
        return ""
    names = ", ".join(map(str, row.shared))
    both = f" Both name {names}." if names and row.kind != ProposalKind.SPLIT else ""
    return reasons[ProposalKind(row.kind)](row) + both


def _why_merged(row: Proposal) -> str:
    return f"The two stories are {max(row.similarity, 0.0):.0%} alike on average: {_beyond(row)} what one event needs."


def _why_split(row: Proposal) -> str:
    apart = f"The articles that go are {max(row.similarity, 0.0):.0%} alike with those that stay"
    within = row.evidence.get("within")
    if within is not None:
        return f"{apart}, and {within:.0%} with each other."
    return f"{apart}: {_beyond(row)} what parts two events."


def _why_moved(row: Proposal) -> str:
    there, here = row.evidence.get("there"), row.evidence.get("here")
    told = "As its text is now, it fits" if row.evidence.get("edited") else "By all articles of both stories, it fits"
    before = f"; where it was {here:+.2f}" if here is not None else "; where it was there is nothing to compare"
    return told + (f" there by {there:+.2f}{before}." if there is not None else " there better.")


def _beyond(row: Proposal) -> str:
    """How far the score is from the bound, in its own unit."""
    sure = min(max(row.confidence, 1 - SUREST), SUREST)
    score = log(sure / (1 - sure))
    return f"{abs(score):.2f} {'over' if score >= 0 else 'short of'}"


def _articles(row: Proposal) -> str:
    count = len(row.article_ids)
    return "1 article" if count == 1 else f"{count} articles"
