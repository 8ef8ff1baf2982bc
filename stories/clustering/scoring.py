"""How well two stories fit together, an article being a story of one: a logistic score over a few features.

The same score places an article, merges stories and parts them, so that the three can't contradict one another. It
knows the likeness of the average pair of articles, never that of a single pair: one article between two events
doesn't join them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stories.clustering.around import DAYS_AROUND, around, counted, pairs_around
from stories.clustering.assignment import Scored, StoryId
from stories.clustering.features import Floats
from stories.clustering.model import FEATURES, VIEWS, ClusterModel
from stories.clustering.shard import OpenStory, Prepared, Shard
from stories.clustering.views import Ints

TEXT_LINE = VIEWS.index("text")  # line of the view in a table of similarities
HEADLINE_LINE = VIEWS.index("headline")
RIVAL_MARGIN = 0.7  # a story that an article fits with no less than minus so much may be one with the story it joins
Table = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """The stories worth telling of: the best two by score and the best copy; and how many were scored.

    rivals: the stories that the article fits nearly or better, the best first.
    """

    best: tuple[Scored, ...] = ()
    copy: Scored | None = None
    scored: int = 0
    rivals: tuple[StoryId, ...] = ()


@dataclass(frozen=True)
class Sides:
    """One side that is compared with each of several others.

    sums: similarities added up over all pairs of articles, a line per view. sizes, size: articles of each other and of
    the one. near: pairs of articles of about the same time (`around`). brief, own_brief: mean brevity. days: between
    the one and each other. vectors: whether meaning is known.
    """

    sums: Table
    sizes: Table
    near: Table
    brief: Table
    days: Table
    size: int
    own_brief: float
    vectors: bool


def rank(shard: Shard, prepared: Prepared, stories: Sequence[StoryId], *, always: bool = False) -> Ranking:
    """The candidate stories that are open for the article's day, best score first; ties by the order given.

    always: score a story also when it is closed for the article's day, because a person asked for it.
    """
    limit = math.inf if always else shard.model.window_days
    here = [story for name in stories if (story := shard.stories[name]).gap(prepared.day) <= limit]
    if not here:
        return Ranking()
    rows, starts = _rows(here)
    alike = shard.similarities(prepared, rows)
    near = np.add.reduceat(around(prepared.day, shard.days[rows]), starts)
    table = features_table(_of_article(shard, prepared, here, rows, (np.add.reduceat(alike, starts, axis=1), near)))
    scores = logits(shard.model, table)

    def told(place: int, row: int | None = None, jaccard: float = 0.0) -> Scored:
        part = slice(int(starts[place]), int(starts[place]) + len(here[place].rows))
        nearest = here[place].rows[int((alike[TEXT_LINE, part] + alike[-1, part]).argmax())] if row is None else row
        values = dict(zip(FEATURES, table[place].tolist(), strict=True))
        return Scored(here[place].id, float(scores[place]), values, nearest, jaccard)

    order = np.argsort(-scores, kind="stable").tolist()
    best = tuple(told(place) for place in order[:2])
    rivals = tuple(here[place].id for place in order if scores[place] > shard.model.threshold - RIVAL_MARGIN)
    copy = _copy(shard, prepared, rows, alike[HEADLINE_LINE])
    if copy is None:
        return Ranking(best, None, len(here), rivals)
    place = int(np.searchsorted(starts, copy[0], side="right")) - 1
    return Ranking(best, told(place, int(rows[copy[0]]), copy[1]), len(here), rivals)


def matches(shard: Shard, story: OpenStory, others: Sequence[OpenStory]) -> list[Scored]:
    """How well each of the other stories fits the story, in the order given; nearest is a row of the other."""
    if not others:
        return []
    rows, starts = _rows(others)
    sums = shard.sums(story, rows)
    article = shard.articles[story.rows[0]]
    sides = Sides(
        sums=np.add.reduceat(sums, starts, axis=1),
        sizes=np.array([len(other.rows) for other in others], np.float64),
        near=np.array([pairs_around(shard.days[story.rows], shard.days[other.rows]) for other in others], np.float64),
        brief=_brief(shard, others, rows),
        days=np.array([story.gap_to(other) for other in others]),
        size=len(story.rows),
        own_brief=float(shard.brief[story.rows].mean()),
        vectors=article is not None and article.vector is not None,
    )
    table = features_table(sides)
    both = sums[TEXT_LINE] + sums[-1]
    return [
        Scored(
            other.id,
            score,
            dict(zip(FEATURES, line.tolist(), strict=True)),
            other.rows[int(both[start : start + len(other.rows)].argmax())],
        )
        for other, score, line, start in zip(others, logits(shard.model, table), table, starts, strict=True)
    ]


def features_table(sides: Sides) -> Table:
    """A line per other side, columns as in `FEATURES`."""
    means = sides.sums / (sides.sizes * sides.size)
    if not sides.vectors:  # a language that the encoder can't read: its wording stands in
        means[-1] = means[TEXT_LINE]
    larger, smaller = np.maximum(sides.sizes, sides.size), np.minimum(sides.sizes, sides.size)
    size = counted(larger, sides.near / smaller)
    lines = [*means, np.log(size), np.log(smaller), larger == 1, sides.brief * sides.own_brief, sides.days]
    return np.stack(lines, axis=1).astype(np.float64)


def logits(model: ClusterModel, table: Table) -> Table:
    """The score of each line of a feature table (columns as in `FEATURES`)."""
    return np.asarray(model.base + table @ np.array([model.weights[name] for name in FEATURES]), np.float64)


def _rows(stories: Sequence[OpenStory]) -> tuple[Ints, Ints]:
    """The rows of all stories one after the other, and where each story's begin."""
    rows = np.array([row for story in stories for row in story.rows], np.int32)
    return rows, np.cumsum([0, *(len(story.rows) for story in stories[:-1])]).astype(np.int32)


def _brief(shard: Shard, stories: Sequence[OpenStory], rows: Ints) -> Table:
    sizes = np.array([len(story.rows) for story in stories])
    return np.asarray(np.add.reduceat(shard.brief[rows], np.cumsum(sizes) - sizes) / sizes, np.float64)


def _of_article(
    shard: Shard, prepared: Prepared, stories: Sequence[OpenStory], rows: Ints, added: tuple[Floats, Table]
) -> Sides:
    sums, near = added
    return Sides(
        sums=sums.astype(np.float64),
        sizes=np.array([len(story.rows) for story in stories], np.float64),
        near=near,
        brief=_brief(shard, stories, rows),
        days=np.array([story.gap(prepared.day) for story in stories]),
        size=1,
        own_brief=prepared.article.brief,
        vectors=prepared.article.vector is not None,
    )


def _copy(shard: Shard, prepared: Prepared, rows: Ints, headlines: Floats) -> tuple[int, float] | None:
    """Place among the rows of the member with the same text, and their Jaccard; None when there is none.

    A page's boilerplate, shared under another headline, also looks like the same text: headlines must share a word.
    What an outlet prints once more days later is a column's next piece: the score decides as of any article.
    """
    jaccards = shard.jaccards(prepared.article, rows)
    alike = np.where(headlines >= shard.model.duplicate_headline, jaccards, 0.0)
    near = np.flatnonzero(alike >= shard.model.duplicate_jaccard)
    for place in near[np.argsort(-alike[near], kind="stable")].tolist():
        if not _printed_again(shard, prepared, int(rows[place])):
            return place, float(alike[place])
    return None


def _printed_again(shard: Shard, prepared: Prepared, row: int) -> bool:
    article = shard.articles[row]
    same = article is not None and article.outlet == prepared.article.outlet != ""
    return same and abs(prepared.day - float(shard.days[row])) > DAYS_AROUND  # False where a day is not known
