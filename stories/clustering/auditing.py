"""What later articles show of stories: that two are one, or that one is two. The same score decides as for articles.

An article that fits two stories is the sign that the two may be one: they are compared right then, as wholes. Whether
a story falls apart is seen by putting its articles together anew, the likest first, until nothing fits any more.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stories.clustering.assignment import Assignment, FeatureContribution, StoryId
from stories.clustering.candidates import candidates
from stories.clustering.explanation import explain_union
from stories.clustering.features import ArticleFeatures, ArticleId, Constraints
from stories.clustering.groups import Groups
from stories.clustering.merging import MIX, kept_apart, kept_first
from stories.clustering.model import SIMILARITIES
from stories.clustering.scoring import matches, rank
from stories.clustering.shard import OpenStory, Shard
from stories.clustering.window import FREE, Window

MOST_ARTICLES = 400  # of a story that are put together anew; of a larger one the latest
LEAST_ARTICLES = 3
SLACK = 0.3  # by how much less than the threshold its parts must fit for a story to be parted


@dataclass(frozen=True)
class Union:
    """Two stories that are one by their score: the articles of `gone` are in `kept` now.

    similarity: average over all pairs of articles, 0..1. evidence: adds up to the score, as for an article.
    """

    kept: StoryId
    gone: StoryId
    score: float
    similarity: float
    evidence: tuple[FeatureContribution, ...]


@dataclass(frozen=True)
class Parting:
    """A story whose articles don't hold together: `leaves` are told of something else than `stays`."""

    story: StoryId
    stays: tuple[ArticleId, ...]
    leaves: tuple[tuple[ArticleId, ...], ...]


def take(
    window: Window,
    article: ArticleFeatures,
    new: StoryId,
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> tuple[Assignment, list[Union]]:
    """Place an article, then merge the stories that it shows to be one; `new` is the id for a story that it begins."""
    assignment = window.place(article, new, constraints)
    if assignment.story is None:  # compared with all rivals already, as a story of one
        return assignment, []
    return assignment, settle(window, assignment.story, assignment.rivals, constraints, locked)


def settle(
    window: Window,
    home: StoryId,
    rivals: Iterable[StoryId],
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> list[Union]:
    """The stories that were merged, in that order, because an article that joined `home` fits the rivals too.

    Never two that a cannot-link keeps apart; a story with a locked article is never the one that goes.
    """
    shard = window.shard_with(home)
    open_rivals = [name for name in dict.fromkeys(rivals) if name != home and name in shard.stories]
    unions: list[Union] = []
    while open_rivals:
        union = _union(shard, home, open_rivals, constraints, set(locked))
        if union is None:
            break
        open_rivals.remove(union.gone if union.kept == home else union.kept)
        window.merge(union.gone, union.kept)
        home = union.kept
        unions.append(union)
    return unions


def _union(
    shard: Shard, home: StoryId, rivals: Sequence[StoryId], constraints: Constraints, locked: set[ArticleId]
) -> Union | None:
    story = shard.stories[home]
    near = [other for name in rivals if (other := shard.stories[name]).gap_to(story) <= shard.model.window_days]
    found = sorted(matches(shard, story, near), key=lambda scored: -scored.score)
    for scored in found:
        if scored.score <= shard.model.threshold:
            return None
        other = shard.stories[scored.story]
        pair = kept_first(shard, story, other, locked)
        if pair and not kept_apart(shard, story, other, constraints):
            similarity = float(MIX @ np.array([scored.values[name] for name in SIMILARITIES]))
            return Union(pair[0].id, pair[1].id, scored.score, similarity, explain_union(shard, home, scored))
    return None


def partings(
    window: Window,
    touched: Collection[StoryId] | None = None,
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> Iterator[Parting]:
    """The touched stories (all, if None) whose articles don't hold together; nothing changes.

    Articles that a person put together stay together, and all locked ones of a story stay in it.
    """
    for shard in window.shards():
        for story in list(shard.stories.values()):
            if (touched is None or story.id in touched) and len(story.rows) >= LEAST_ARTICLES:
                parting = _parting(shard, story, constraints, set(locked))
                if parting:
                    yield parting


def _parting(shard: Shard, story: OpenStory, constraints: Constraints, locked: set[ArticleId]) -> Parting | None:
    rows = story.rows[-MOST_ARTICLES:]
    groups = Groups(shard, rows)
    ids = shard.ids(rows)
    for one, other in _glued(ids, constraints, locked):
        groups.join(one, other)
    groups.gather(shard.model.threshold - SLACK)
    parts = groups.parts()
    if len(parts) < 2:
        return None
    parts.sort(key=lambda part: (-sum(ids[place] in locked for place in part), -len(part), min(part)))
    named = [tuple(ids[place] for place in part) for part in parts]
    return Parting(story.id, tuple(shard.ids(story.rows[: -len(rows)])) + named[0], tuple(named[1:]))


def _glued(ids: Sequence[ArticleId], constraints: Constraints, locked: set[ArticleId]) -> Iterator[tuple[int, int]]:
    """Pairs of places that may not be parted."""
    places = {article: place for place, article in enumerate(ids)}
    for pair in constraints.must:
        one, other = sorted(pair, key=str)
        if one in places and other in places:
            yield places[one], places[other]
    fixed = [place for article, place in places.items() if article in locked]
    yield from ((fixed[0], place) for place in fixed[1:])


def part(window: Window, parting: Parting, names: Sequence[StoryId]) -> list[Union]:
    """Carry a parting out; each group that leaves is a story of its own, or is merged into one that it fits.

    names: an id for each group that leaves. The returned merges are of those.
    """
    unions: list[Union] = []
    for name, leaving in zip(names, parting.leaves, strict=True):
        articles = [window.article(article_id) for article_id in leaving]
        for article in articles:
            window.remove(article.id)
        for article in articles:
            window.add(article, name)
        unions += settle(window, name, near_stories(window, name, without=parting.story))
    return unions


def audit(window: Window, touched: Collection[StoryId]) -> int:
    """Part the touched stories that don't hold together; how many. For measuring: ids of new stories are texts."""
    found = list(partings(window, touched))
    for parting in found:
        part(window, parting, [f"{parting.leaves[0][0]}/{number}" for number in range(len(parting.leaves))])
    return len(found)


def near_stories(window: Window, name: StoryId, without: StoryId) -> list[StoryId]:
    """Stories that the story's first article fits nearly, but for one."""
    shard = window.shard_with(name)
    first = shard.articles[shard.stories[name].rows[0]]
    if first is None:
        return []
    prepared = shard.prepare(first)
    near = [story for story in candidates(shard, prepared) if story not in (name, without)]
    return list(rank(shard, prepared, near).rivals)
