"""Which stories are worth scoring exactly for an article: those of its nearest articles, by meaning and by rare terms.

Stories are found through their articles, so one whose center has drifted is still found. Below `EXACT_ROWS` every
story is a candidate. A faster index would replace the two full scans here and nothing else.
"""

import numpy as np

from stories.clustering.assignment import StoryId
from stories.clustering.shard import Prepared, Shard
from stories.clustering.views import Ints

EXACT_ROWS = 256
NEAREST = 64  # articles looked at per way of being near
RARE_TERMS = 16  # heaviest terms of the article that are looked up
MOST_STORIES = 32  # scored per article; the right story was among them for all placements tried, 0004


def candidates(shard: Shard, prepared: Prepared) -> list[StoryId]:
    """Ids of the stories to score, without repetition; at most `MOST_STORIES` unless the shard is small."""
    if len(shard.articles) <= EXACT_ROWS:
        return list(shard.stories)
    by_meaning = shard.meaning(prepared.article)
    ids, weights = prepared.terms[1]
    by_terms = shard.views["text"].rows_sharing(ids, weights, RARE_TERMS, len(shard.articles))
    nearness = by_meaning + by_terms
    rows = np.concatenate([_largest(by_meaning), _largest(by_terms), _largest(nearness)])
    found: dict[StoryId, None] = {}
    for row in rows[np.argsort(-nearness[rows], kind="stable")].tolist():
        story = shard.story_of[row]
        if story is not None:
            found[story] = None
        if len(found) == MOST_STORIES:
            break
    return list(found)


def _largest(values: np.ndarray) -> Ints:
    if len(values) <= NEAREST:
        return np.arange(len(values), dtype=np.int32)
    return np.argpartition(-values, NEAREST)[:NEAREST].astype(np.int32)
