"""How well an article fits each candidate story: a logistic score over a few features that only rise with likeness."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stories.clustering.assignment import Scored, StoryId
from stories.clustering.features import Floats
from stories.clustering.model import FEATURES, ClusterModel
from stories.clustering.shard import Prepared, Shard
from stories.clustering.views import Ints

TEXT_LINE = 1  # line of the text view in a table of similarities
HEADLINE_LINE = 0
Table = npt.NDArray[np.float64]


def score(shard: Shard, prepared: Prepared, stories: Sequence[StoryId]) -> list[Scored]:
    """The candidate stories that are open for the article's day, best score first; ties by the order given."""
    stories = [story for story in stories if _open(shard, prepared.day, story)]
    if not stories:
        return []
    members = [np.array(shard.stories[story].rows, np.int32) for story in stories]
    rows = np.concatenate(members)
    starts = np.cumsum([0, *(len(part) for part in members[:-1])])
    alike = shard.similarities(prepared, rows)
    table = _features(shard, prepared, stories, alike, starts)
    scores = logits(shard.model, table)
    jaccards = shard.jaccards(prepared.article, rows)
    scored = []
    for place in np.argsort(-scores, kind="stable").tolist():
        part = slice(int(starts[place]), int(starts[place]) + len(members[place]))
        copy = _duplicate(shard.model, jaccards[part], alike[HEADLINE_LINE, part])
        scored.append(
            Scored(
                story=stories[place],
                score=float(scores[place]),
                values=dict(zip(FEATURES, table[place].tolist(), strict=True)),
                nearest=int(members[place][(alike[TEXT_LINE, part] + alike[-1, part]).argmax()]),
                jaccard=float(jaccards[part][copy]) if copy >= 0 else 0.0,
                duplicate=int(members[place][copy]) if copy >= 0 else -1,
            )
        )
    return scored


def logits(model: ClusterModel, table: Table) -> Table:
    """The score of each line of a feature table (columns as in `FEATURES`)."""
    return np.asarray(model.base + table @ np.array([model.weights[name] for name in FEATURES]), np.float64)


def gap_days(shard: Shard, day: float, story: StoryId) -> float:
    """Days from the story's nearest end to the article's day; 0.0 within its span or where a date is missing."""
    days = shard.days[shard.stories[story].rows]
    days = days[~np.isnan(days)]
    if np.isnan(day) or not len(days):
        return 0.0
    return float(max(day - days.max(), days.min() - day, 0.0))


def _open(shard: Shard, day: float, story: StoryId) -> bool:
    return gap_days(shard, day, story) <= shard.model.window_days


def _features(shard: Shard, prepared: Prepared, stories: Sequence[StoryId], alike: Floats, starts: Ints) -> Table:
    lengths = np.sqrt(np.array([shard.squares(shard.stories[story]) for story in stories])).T
    centers = np.add.reduceat(alike, starts, axis=1) / np.maximum(lengths, 1e-9)
    nearest = np.maximum.reduceat(alike, starts, axis=1)
    sizes = np.array([len(shard.stories[story].rows) for story in stories], np.float64)
    days = [gap_days(shard, prepared.day, story) for story in stories]
    lines = [line for pair in zip(centers, nearest, strict=True) for line in pair]
    return np.stack([*lines, np.log(sizes), sizes == 1, np.array(days)], axis=1).astype(np.float64)


def _duplicate(model: ClusterModel, jaccards: npt.NDArray[np.float32], headlines: npt.NDArray[np.float32]) -> int:
    """Place of the member with the same text, -1 for none.

    A page's boilerplate, shared under another headline, also looks like the same text: headlines must share a word.
    """
    alike = np.where(headlines >= model.duplicate_headline, jaccards, 0.0)
    best = int(alike.argmax())
    return best if alike[best] >= model.duplicate_jaccard else -1
