"""How the two learned files are made: a search for weights, and a count of common words. Pure.

A logistic regression on single decisions was tried and is two points worse (docs/decisions/0004): one early mistake
changes all later candidates, so the search scores whole runs.
"""

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from stories.clustering.model import SIMILARITIES, ClusterModel

MOST_CHANGED = 3  # weights changed at once
STEP, LEAST_STEP, CALMER = 0.5, 0.1, 0.97  # of a change; after a try that failed the next is a little smaller
LEARNED = (*SIMILARITIES, "size", "smaller", "single", "brief")  # days stays at the reference's -1.0: one file is dated
TABLE_SIZE = 8000  # words; 3,000 to 20,000 gave the same quality
LEAST_OF_A_NUMBER = 30  # articles that a number must be in to count as a common word

Score = Callable[[ClusterModel], float]


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
