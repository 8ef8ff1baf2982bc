"""Which stories are worth scoring exactly for an article: those of its nearest articles, by meaning and by rare terms.

Stories are found through their articles, so one whose center has drifted is still found. In a small shard every
story is a candidate; in others what is read grows with the square root of the window at most (docs/decisions/0016).
"""

import numpy as np

from stories.clustering.assignment import StoryId
from stories.clustering.features import Floats
from stories.clustering.shard import Prepared, Shard
from stories.clustering.views import Ints

FOUND = 192  # articles found per way of being near, from which the nearest by both are chosen
NEAREST = 64  # articles looked at per way of being near
MOST_STORIES = 12  # scored per article; 32 gave the same stories on all labelled files, 0016
NEAREST_STORIES = 3  # of them so many nearest by meaning alone and by terms alone, whatever the other way says


def candidates(shard: Shard, prepared: Prepared) -> list[StoryId]:
    """Ids of the stories to score, without repetition; at most `MOST_STORIES` unless the shard is small."""
    if len(shard.articles) <= shard.exact_rows:
        return list(shard.stories)
    rows, by_meaning, by_terms = near(shard, prepared)
    nearness = by_meaning + by_terms
    chosen = np.unique(np.concatenate([_largest(by_meaning), _largest(by_terms), _largest(nearness)]))
    found = dict.fromkeys([*_nearest_stories(shard, rows, by_meaning), *_nearest_stories(shard, rows, by_terms)])
    for place in chosen[np.argsort(-nearness[chosen], kind="stable")].tolist():
        story = shard.story_of[rows[place]]
        if story is not None:
            found[story] = None
        if len(found) == MOST_STORIES:
            break
    return list(found)


def near(shard: Shard, prepared: Prepared) -> tuple[Ints, Floats, Floats]:
    """Rows near the article in either way, with their likeness in meaning and the weight of the terms they share."""
    vector = prepared.article.vector
    sharing, weights = shard.postings.sharing(*prepared.terms[1], FOUND)
    if vector is None:
        return sharing, np.zeros(len(sharing), np.float32), weights
    rows = np.union1d(shard.vectors.nearest(vector, FOUND), sharing)
    by_terms = np.zeros(len(rows), np.float32)
    by_terms[np.searchsorted(rows, sharing)] = weights
    return rows, shard.vectors.similarities(vector, rows), by_terms


def _nearest_stories(shard: Shard, rows: Ints, nearness: Floats) -> list[StoryId]:
    found: dict[StoryId, None] = {}
    largest = _largest(nearness)
    for place in largest[np.argsort(-nearness[largest], kind="stable")].tolist():
        story = shard.story_of[rows[place]]
        if story is not None and nearness[place] > 0:
            found[story] = None
        if len(found) == NEAREST_STORIES:
            break
    return list(found)


def _largest(values: Floats) -> Ints:
    if len(values) <= NEAREST:
        return np.arange(len(values), dtype=np.int32)
    return np.argpartition(-values, NEAREST)[:NEAREST].astype(np.int32)
