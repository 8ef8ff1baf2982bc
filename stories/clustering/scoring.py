"""How well an article fits each candidate story: a logistic score over a few features that only rise with likeness."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stories.clustering.assignment import Scored, StoryId
from stories.clustering.features import Floats
from stories.clustering.model import FEATURES, ClusterModel
from stories.clustering.shard import OpenStory, Prepared, Shard
from stories.clustering.views import Ints

TEXT_LINE = 1  # line of the text view in a table of similarities
HEADLINE_LINE = 0
Table = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """The stories worth telling of: the best two by score and the best copy; and how many were scored."""

    best: tuple[Scored, ...] = ()
    copy: Scored | None = None
    scored: int = 0


def rank(shard: Shard, prepared: Prepared, stories: Sequence[StoryId], *, always: bool = False) -> Ranking:
    """The candidate stories that are open for the article's day, best score first; ties by the order given.

    always: score a story also when it is closed for the article's day, because a person asked for it.
    """
    limit = math.inf if always else shard.model.window_days
    here = [story for name in stories if (story := shard.stories[name]).gap(prepared.day) <= limit]
    if not here:
        return Ranking()
    sizes = [len(story.rows) for story in here]
    rows = np.array([row for story in here for row in story.rows], np.int32)
    starts = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
    alike = shard.similarities(prepared, rows)
    table = _features(shard, prepared, here, alike, starts)
    scores = logits(shard.model, table)

    def told(place: int, row: int | None = None, jaccard: float = 0.0) -> Scored:
        part = slice(int(starts[place]), int(starts[place]) + sizes[place])
        nearest = here[place].rows[int((alike[TEXT_LINE, part] + alike[-1, part]).argmax())] if row is None else row
        values = dict(zip(FEATURES, table[place].tolist(), strict=True))
        return Scored(here[place].id, float(scores[place]), values, nearest, jaccard)

    best = tuple(told(place) for place in np.argsort(-scores, kind="stable")[:2].tolist())
    copy = _copy(shard, prepared, rows, alike[HEADLINE_LINE])
    if copy is None:
        return Ranking(best, None, len(here))
    place = int(np.searchsorted(starts, copy[0], side="right")) - 1
    return Ranking(best, told(place, int(rows[copy[0]]), copy[1]), len(here))


def logits(model: ClusterModel, table: Table) -> Table:
    """The score of each line of a feature table (columns as in `FEATURES`)."""
    return np.asarray(model.base + table @ np.array([model.weights[name] for name in FEATURES]), np.float64)


def _features(shard: Shard, prepared: Prepared, stories: Sequence[OpenStory], alike: Floats, starts: Ints) -> Table:
    lengths = np.sqrt(np.array([shard.squares(story) for story in stories])).T
    centers = np.add.reduceat(alike, starts, axis=1) / np.maximum(lengths, 1e-9)
    nearest = np.maximum.reduceat(alike, starts, axis=1)
    if prepared.article.vector is None:  # a language that the encoder can't read: its wording stands in
        centers[-1], nearest[-1] = centers[TEXT_LINE], nearest[TEXT_LINE]
    sizes = np.array([len(story.rows) for story in stories], np.float64)
    days = np.array([story.gap(prepared.day) for story in stories])
    lines = [line for pair in zip(centers, nearest, strict=True) for line in pair]
    return np.stack([*lines, np.log(sizes), sizes == 1, days], axis=1).astype(np.float64)


def _copy(shard: Shard, prepared: Prepared, rows: Ints, headlines: Floats) -> tuple[int, float] | None:
    """Place among the rows of the member with the same text, and their Jaccard; None when there is none.

    A page's boilerplate, shared under another headline, also looks like the same text: headlines must share a word.
    """
    jaccards = shard.jaccards(prepared.article, rows)
    alike = np.where(headlines >= shard.model.duplicate_headline, jaccards, 0.0)
    best = int(alike.argmax())
    return (best, float(alike[best])) if alike[best] >= shard.model.duplicate_jaccard else None
