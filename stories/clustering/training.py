"""How the two learned files are made: a search for weights, and a count of common words. Pure.

A logistic regression on single decisions was tried and is two points worse (docs/decisions/0004): one early mistake
changes all later candidates, so the search scores whole runs. What editors said of pairs of articles counts beside
them, but never so much that the labelled files lose a point.
"""

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from stories.clustering.features import ArticleFeatures
from stories.clustering.model import FEATURES, SIMILARITIES, ClusterModel, probability
from stories.clustering.scoring import Table, logits, matches
from stories.clustering.window import Window

MOST_CHANGED = 3  # weights changed at once
STEP, LEAST_STEP, CALMER = 0.5, 0.1, 0.97  # of a change; after a try that failed the next is a little smaller
LEARNED = (*SIMILARITIES, "size", "smaller", "single", "brief")  # days stays at the reference's -1.0: one file is dated
TABLE_SIZE = 8000  # words; 3,000 to 20,000 gave the same quality
LEAST_OF_A_NUMBER = 30  # articles that a number must be in to count as a common word

MOST_LOST = 0.01  # of mean F1, for the sake of decisions
DECISIONS_WEIGHT = 0.1  # all decisions followed instead of half of them count as much as five points of F1

Score = Callable[[ClusterModel], float]


@dataclass(frozen=True)
class Decision:
    """What an editor said of two articles: that they belong together, or that they don't."""

    one: ArticleFeatures
    other: ArticleFeatures
    together: bool


@dataclass(frozen=True)
class Decisions:
    """Pairs that editors spoke of: a line of features each (columns as in `FEATURES`), and whether they are together.

    left_out: pairs in two languages, which are never in one story.
    """

    table: Table
    together: npt.NDArray[np.bool_]
    left_out: int = 0

    def __len__(self) -> int:
        """How many decisions can be learned from."""
        return len(self.together)


def decided(model: ClusterModel, decisions: Sequence[Decision]) -> Decisions:
    """The decisions as features: each article a story of its own, words weighed among all of them.

    model: for how common words are; its weights say nothing here.
    """
    window = Window(model)
    here = [one for one in decisions if one.one.language == one.other.language and one.one.id != one.other.id]
    for article in {article.id: article for one in here for article in (one.one, one.other)}.values():
        window.add(article, article.id)
    lines = []
    for one in here:
        shard = window.shard_with(one.one.id)
        (found,) = matches(shard, shard.stories[one.one.id], [shard.stories[one.other.id]])
        lines.append([found.values[name] for name in FEATURES])
    return Decisions(
        np.array(lines, np.float64).reshape(len(lines), len(FEATURES)),
        np.array([one.together for one in here], np.bool_),
        len(decisions) - len(here),
    )


def followed(model: ClusterModel, decisions: Decisions) -> float:
    """The probability that the model gives to what was said, mean of all decisions, 0..1.

    A probability and not its logarithm: a single slip of an editor must not pull at all weights.
    """
    if not len(decisions):
        return 1.0
    over = logits(model, decisions.table) - model.threshold
    return float(np.mean([probability(x if said else -x) for x, said in zip(over, decisions.together, strict=True)]))


def agreed(model: ClusterModel, decisions: Decisions) -> int:
    """How many decisions the model would have made itself."""
    return int(((logits(model, decisions.table) > model.threshold) == decisions.together).sum())


def goal(f1: Score, decisions: Decisions, start: ClusterModel) -> Score:
    """What a search makes as large as it can: F1 on labelled files, and how well the decisions are followed.

    f1: mean over the files, 0..1. A model that loses more than a point of it against `start` is no choice.
    """
    if not len(decisions):
        return f1
    least = f1(start) - MOST_LOST

    def score(model: ClusterModel) -> float:
        reached = f1(model)
        return reached + DECISIONS_WEIGHT * followed(model, decisions) if reached >= least else -math.inf

    return score


def search(start: ClusterModel, score: Score, rounds: int, seed: int) -> Iterator[tuple[ClusterModel, float]]:
    """The model after each round with its score; a change is kept when it scores better, so scores only rise.

    score: quality of a model, higher is better; the same for the same model.
    """
    chance = random.Random(seed)
    best, reached, step = start, score(start), STEP
    for _ in range(rounds):
        tried = changed(best, chance, step)
        found = score(tried)
        if found > reached:
            best, reached = tried, found
        else:
            step = max(step * CALMER, LEAST_STEP)
        yield best, reached


def changed(model: ClusterModel, chance: random.Random, step: float) -> ClusterModel:
    """The model with the base and a few weights moved at random, none of them below zero."""
    weights = dict(model.weights)
    for name in chance.sample(LEARNED, chance.randint(1, MOST_CHANGED)):
        weights[name] = round(max(0.0, weights[name] + chance.gauss(0, step)), 2)
    return replace(model, weights=weights, base=round(model.base + chance.gauss(0, step / 3), 2))


def weights_file(model: ClusterModel, version: str) -> str:
    """The text of weights.json."""
    values = {"version": version, "base": model.base, "threshold": model.threshold, "weights": dict(model.weights)}
    return json.dumps(values, indent=2) + "\n"


def common_words_file(articles: Iterable[Iterable[str]]) -> str:
    """The text of common_words.txt from the terms of each article of an archive."""
    counts: Counter[str] = Counter()
    total = 0
    for terms in articles:
        counts.update(set(terms))
        total += 1
    usual = [(term, n) for term, n in counts.most_common() if n >= LEAST_OF_A_NUMBER or not re.match(r"\d", term)]
    table = usual[:TABLE_SIZE]
    lines: defaultdict[float, list[str]] = defaultdict(list)
    for term, n in table:
        lines[round(math.log((total + 1) / n), 1)].append(term)
    rarest = math.log((total + 1) / (min((n for _, n in table), default=1) / 2))
    head = "# idf of common English words (stemmed): natural logarithm of archive size over articles with the word"
    return "\n".join([head, f"{rarest:.1f}", *(f"{idf} {' '.join(sorted(lines[idf]))}" for idf in sorted(lines)), ""])
