"""Which stories of a window look like two events told as one: proposals, which change nothing. Pure.

A story's articles are put together anew by average link, from single articles up, until two groups are left. Where
those two are far apart on the average of all pairs, and each holds together by itself, the story is two.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stories.clustering.apart import glued
from stories.clustering.assignment import StoryId
from stories.clustering.features import ArticleId, Constraints
from stories.clustering.merging import MIX, rare_shared
from stories.clustering.model import probability
from stories.clustering.scoring import rank
from stories.clustering.shard import OpenStory, Shard
from stories.clustering.views import Ints
from stories.clustering.window import FREE, Window

LEAST_PART = 2  # a single article on the edge is no event of its own
APART_AT_LEAST = 0.3  # 1 - similarity / within: below that the parts are angles of one event
MOST_SCORED = 10  # articles of the part that leaves
TRIAL = "a part of a story, on trial"
MOST_ARTICLES = 200  # of a story that are compared; of a larger one the latest
Table = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SplitProposal:
    """A story that looks like two: the articles of `leaves` would go, as one story, and `stays` would stay.

    similarity: average over all pairs of articles across the two parts, 0..1. within: the lower of the two parts' own
    averages. bond, own: mean scores of the articles that leave, with the rest and with their own part, as if they came
    today. shared: rare names and numbers that both parts have. confidence: 0..1.
    """

    story: StoryId
    stays: tuple[ArticleId, ...]
    leaves: tuple[ArticleId, ...]
    similarity: float
    within: float
    bond: float
    own: float
    shared: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """How sure the split is; the three numbers are from 215 divisions of labelled stories, docs/decisions/0014."""
        return probability((self.own - self.bond) / 2.0 - 2.0 * self.bond - (2.0 if self.shared else 0.0))


def splits(
    window: Window,
    touched: Collection[StoryId] | None = None,
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> list[SplitProposal]:
    """The best division of each touched story (all, if None) into two parts of two articles or more, surest first.

    Articles that a person put together stay together, and all locked ones of a story stay in it.
    """
    found = [
        proposal
        for shard in window.shards()
        for story in list(shard.stories.values())
        if (touched is None or story.id in touched) and len(story.rows) >= 2 * LEAST_PART
        if (proposal := _divided(shard, story, constraints, set(locked)))
    ]
    return sorted(found, key=lambda proposal: (-proposal.confidence, str(proposal.story)))


def _divided(shard: Shard, story: OpenStory, constraints: Constraints, locked: set[ArticleId]) -> SplitProposal | None:
    rows = story.rows[-MOST_ARTICLES:]
    ids = [article.id for row in rows if (article := shard.articles[row]) is not None]
    alike = _table(shard, rows)
    first, second = _halves(alike, list(glued(ids, constraints, locked)))
    if min(len(first), len(second)) < LEAST_PART:
        return None
    stays, leaves = _in_order(ids, first, second, locked)
    across = float(alike[np.ix_(stays, leaves)].mean())
    within = min(_own(alike, stays), _own(alike, leaves))
    if 1.0 - across / max(within, 1e-9) < APART_AT_LEAST:
        return None
    here, there = [rows[i] for i in stays], [rows[i] for i in leaves]
    sample = there[:MOST_SCORED]
    return SplitProposal(
        story=story.id,
        stays=tuple(ids[i] for i in stays),
        leaves=tuple(ids[i] for i in leaves),
        similarity=across,
        within=within,
        bond=_mean_score(shard, sample, here),
        own=_mean_score(shard, sample, there),
        shared=rare_shared(shard, here, there),
    )


def _mean_score(shard: Shard, articles: Sequence[int], part: Sequence[int]) -> float:
    """Mean score of these rows' articles with a part of a story, each without itself; nothing in the shard changes."""
    scores = []
    for row in articles:
        article = shard.articles[row]
        others = [other for other in part if other != row]
        if article is None or not others:
            continue
        trial = OpenStory(TRIAL, others)
        trial.span(shard.days[others].tolist())
        shard.stories[TRIAL] = trial
        try:
            scores.append(rank(shard, shard.prepare(article), [TRIAL], always=True).best[0].score)
        finally:
            del shard.stories[TRIAL]
    return float(np.mean(scores)) if scores else 0.0


def _table(shard: Shard, rows: Sequence[int]) -> Table:
    """Similarity of each article with each, by the mix that merges are judged by, as words weigh now."""
    places: Ints = np.array(rows, np.int32)
    held = [article for row in rows if (article := shard.articles[row]) is not None]
    lines = np.array([MIX @ shard.similarities(shard.prepare(article), places) for article in held], np.float64)
    return np.asarray((lines + lines.T) / 2.0, np.float64)


def _halves(alike: Table, glued: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Average link from single articles up to two groups; places that are glued begin as one group."""
    groups: dict[int, list[int]] = {place: [place] for place in range(len(alike))}
    sums = alike.copy()

    def join(one: int, other: int) -> None:
        groups[one] += groups.pop(other)
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]

    for one, other in glued:
        held = [key for key, group in groups.items() if one in group or other in group]
        if len(held) == 2:
            join(held[0], held[1])
    while len(groups) > 2:
        keys = np.array(sorted(groups))
        sizes = np.array([len(groups[key]) for key in keys.tolist()], np.float64)
        means = sums[np.ix_(keys, keys)] / np.outer(sizes, sizes)
        np.fill_diagonal(means, -np.inf)
        nearest = sorted(divmod(int(means.argmax()), len(keys)))
        join(int(keys[nearest[0]]), int(keys[nearest[1]]))
    halves = [*groups.values(), []]
    return halves[0], halves[1]


def _in_order(
    ids: Sequence[ArticleId], one: list[int], other: list[int], locked: set[ArticleId]
) -> tuple[list[int], list[int]]:
    """(stays, leaves): what a person placed stays, else the larger part, of equals the one that was there first."""

    def rank(part: list[int]) -> tuple[int, int, int]:
        return (-sum(ids[place] in locked for place in part), -len(part), min(part))

    stays, leaves = sorted((one, other), key=rank)
    return sorted(stays), sorted(leaves)


def _own(alike: Table, part: Sequence[int]) -> float:
    """Average over the pairs within a part."""
    block = alike[np.ix_(part, part)]
    pairs = len(part) * (len(part) - 1)
    return float((block.sum() - np.trace(block)) / pairs) if pairs else 1.0
