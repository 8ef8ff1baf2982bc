"""Which stories of a window look like one event told twice: proposals, which change nothing. Pure.

Comparing story centers joins whole topics (reference: the adjusted Rand index fell from 79 to 53), so all pairs of
articles count, the stories must be near in time, and one rare name or number must be in both.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from stories.clustering.assignment import StoryId
from stories.clustering.features import ArticleId, Constraints
from stories.clustering.model import probability
from stories.clustering.scoring import rank
from stories.clustering.shard import OpenStory, Shard
from stories.clustering.window import FREE, Window

MIX = np.array([0.15, 0.20, 0.15, 0.50])  # of the views' similarities; the reference's untrained mix
NEIGHBOURS = 8  # stories compared with each story, the nearest by meaning
RARE_SHARE = 0.02  # of the window's stories that may have a name or number for it to be rare
RARE_STORIES = 3  # or so many, in a small window
MOST_WORDS = 4
MOST_ARTICLES = 20  # of the smaller story that are scored for the confidence


@dataclass(frozen=True)
class MergeProposal:
    """Two stories of one language that look like one: the articles of `gone` would move to `kept`.

    similarity: average over all pairs of articles, 0..1. confidence: mean probability that an article of the smaller
    story would be placed in the larger if it came now, 0..1. shared: rare names and numbers that both have.
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
        if not _kept_apart(shard, one, other, constraints)
        and (proposal := _proposal(shard, *_by_size(shard, one, other, set(locked))))
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


def _kept_apart(shard: Shard, one: OpenStory, other: OpenStory, constraints: Constraints) -> bool:
    if not constraints.cannot:
        return False
    pairs = product(_ids(shard, one.rows), _ids(shard, other.rows))
    return any(frozenset(pair) in constraints.cannot for pair in pairs)


def _ids(shard: Shard, rows: Sequence[int]) -> list[ArticleId]:
    return [article.id for row in rows if (article := shard.articles[row]) is not None]


def _by_size(
    shard: Shard, one: OpenStory, other: OpenStory, locked: set[ArticleId]
) -> tuple[OpenStory, OpenStory | None]:
    # the larger is kept, of equals the one that was there first; None where both hold a person's placement
    larger, smaller = (one, other) if len(one.rows) >= len(other.rows) else (other, one)
    if locked.isdisjoint(_ids(shard, smaller.rows)):
        return larger, smaller
    return smaller, (larger if locked.isdisjoint(_ids(shard, larger.rows)) else None)


def _proposal(shard: Shard, kept: OpenStory, gone: OpenStory | None) -> MergeProposal | None:
    if gone is None:
        return None
    apart = min(gone.gap(kept.first), gone.gap(kept.last), kept.gap(gone.first), kept.gap(gone.last))
    similarity = float(MIX @ shard.pair_similarity(kept.rows, gone.rows))
    if similarity < shard.model.merge_similarity or apart > shard.model.merge_days:
        return None
    shared = rare_shared(shard, kept.rows, gone.rows)
    if not shared:
        return None
    return MergeProposal(kept.id, gone.id, similarity, apart, _confidence(shard, kept, gone), shared)


def rare_shared(shard: Shard, one: Sequence[int], other: Sequence[int]) -> tuple[str, ...]:
    """Names and numbers that both sets of rows have and few stories of the window, the rarest first."""
    most = max(RARE_STORIES, RARE_SHARE * len(shard.stories))
    common = shard.views["names"].common_terms(one, other)
    return tuple(term for term, stories in common.items() if stories <= most)[:MOST_WORDS]


def _confidence(shard: Shard, kept: OpenStory, gone: OpenStory) -> float:
    smaller, larger = sorted((kept, gone), key=lambda story: len(story.rows))
    articles = [article for row in smaller.rows[:MOST_ARTICLES] if (article := shard.articles[row]) is not None]
    scores = [rank(shard, shard.prepare(article), [larger.id], always=True).best[0].score for article in articles]
    return float(np.mean([probability(score) for score in scores]))
