"""Which stories of a window look like one event told twice: proposals, which change nothing. Pure.

Comparing story centers joins whole topics (reference: the adjusted Rand index fell from 79 to 53), so all pairs of
articles count, by the same score that places articles, and the stories must be near in time.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stories.clustering.apart import set_apart
from stories.clustering.assignment import FeatureContribution, StoryId
from stories.clustering.features import ArticleId, Constraints
from stories.clustering.model import SIMILARITIES, probability
from stories.clustering.scoring import matches
from stories.clustering.shard import OpenStory, Shard
from stories.clustering.terms import name_terms
from stories.clustering.window import FREE, Window

MIX = np.array([0.15, 0.20, 0.15, 0.50])  # of the views' similarities; the reference's untrained mix
NEIGHBOURS = 8  # stories compared with each story, the nearest by meaning
RARE_SHARE = 0.02  # of the window's stories that may have a name or number for it to be rare
RARE_STORIES = 3  # or so many, in a small window
MOST_WORDS = 4
DOUBT = 1.0  # below the threshold: as near as that two stories are worth an editor's look


@dataclass(frozen=True)
class MergeProposal:
    """Two stories of one language that look like one: the articles of `gone` would move to `kept`.

    similarity: average over all pairs of articles, 0..1. confidence: the score of the two as a probability, 0..1; over
    0.5 they are one. shared: rare names and numbers that both have.
    """

    kept: StoryId
    gone: StoryId
    similarity: float
    days_apart: float
    confidence: float
    shared: tuple[str, ...]


def proposals(
    window: Window,
    touched: Collection[StoryId] | None = None,
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> list[MergeProposal]:
    """Proposals for the touched stories (all, if None), most alike first.

    Never for stories that a cannot-link keeps apart. Locked articles (placed by a person) stay where they are: a story
    with one is never the one that goes.
    """
    found = [
        proposal
        for shard in window.shards()
        for one, other in _pairs(shard, touched)
        if not kept_apart(shard, one, other, constraints)
        and (proposal := _proposal(shard, kept_first(shard, one, other, set(locked))))
    ]
    return sorted(found, key=lambda proposal: (-proposal.similarity, str(proposal.kept), str(proposal.gone)))


def _pairs(shard: Shard, touched: Collection[StoryId] | None) -> Iterator[tuple[OpenStory, OpenStory]]:
    stories = list(shard.stories.values())
    if len(stories) < 2:
        return
    centers = shard.centers(stories)
    seen: set[tuple[int, int]] = set()
    for place, story in enumerate(stories):
        if touched is not None and story.id not in touched:
            continue
        near = np.argsort(-(centers @ centers[place]), kind="stable")[: NEIGHBOURS + 1].tolist()
        pairs = {(min(place, other), max(place, other)) for other in near if other != place} - seen
        seen |= pairs
        yield from ((stories[one], stories[other]) for one, other in sorted(pairs))


def kept_first(
    shard: Shard, one: OpenStory, other: OpenStory, locked: set[ArticleId]
) -> tuple[OpenStory, OpenStory] | None:
    """(kept, gone): the larger is kept, of equals the first given; None where both hold a person's placement."""
    larger, smaller = (one, other) if len(one.rows) >= len(other.rows) else (other, one)
    if locked.isdisjoint(shard.ids(smaller.rows)):
        return larger, smaller
    return (smaller, larger) if locked.isdisjoint(shard.ids(larger.rows)) else None


def kept_apart(shard: Shard, one: OpenStory, other: OpenStory, constraints: Constraints) -> bool:
    """Whether a person has said of an article of each that the two don't belong together."""
    return bool(constraints.cannot) and set_apart(shard.ids(one.rows), shard.ids(other.rows), constraints)


def _proposal(shard: Shard, pair: tuple[OpenStory, OpenStory] | None) -> MergeProposal | None:
    if pair is None:
        return None
    kept, gone = pair
    apart = kept.gap_to(gone)
    if apart > shard.model.merge_days:
        return None
    (scored,) = matches(shard, kept, [gone])
    if scored.score < shard.model.threshold - DOUBT:
        return None
    similarity = float(MIX @ shard.pair_similarity(kept.rows, gone.rows))
    shared = rare_shared(shard, kept.rows, gone.rows)
    return MergeProposal(kept.id, gone.id, similarity, apart, probability(scored.score), shared)


def likeness(evidence: Iterable[FeatureContribution]) -> float:
    """The similarity, 0..1, of what was compared, by the evidence of its score."""
    values = {part.name: part.value for part in evidence}
    return float(MIX @ np.array([values.get(name, 0.0) for name in SIMILARITIES]))


def rare_shared(shard: Shard, one: Sequence[int], other: Sequence[int]) -> tuple[str, ...]:
    """Names and numbers that both sets of rows have and few stories of the window, the rarest first, as written."""
    most = max(RARE_STORIES, RARE_SHARE * len(shard.stories))
    common = shard.views["names"].common_terms(one, other)
    rare = [term for term, stories in common.items() if stories <= most][: 2 * MOST_WORDS]
    written = _written(shard, [*one, *other], rare)
    return tuple(dict.fromkeys(written[term] for term in rare))[:MOST_WORDS]


def _written(shard: Shard, rows: Sequence[int], wanted: Sequence[str]) -> dict[str, str]:
    """Each term as the rows' articles write it: the first name that it is part of, else the word with a capital."""
    found: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for row in rows:
        article = shard.articles[row]
        if article is None or len(found) == len(wanted):
            continue
        spelled |= {term: article.wording.spelled[term] for term in wanted if term in article.wording.spelled}
        for name in article.names:
            found |= {term: name for term in name_terms(name, "") if term in wanted and term not in found}
    return {term: found.get(term) or spelled.get(term, term).capitalize() for term in wanted}
