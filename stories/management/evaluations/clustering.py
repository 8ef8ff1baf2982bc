"""evaluate clustering: the production clusterer over labelled files, each article placed as it arrives."""

import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from stories.clustering import auditing, metrics
from stories.clustering import model as learned
from stories.clustering.assignment import StoryId
from stories.clustering.features import ArticleFeatures
from stories.clustering.window import Window
from stories.management.evaluations import labelled_articles as labelled
from stories.management.evaluations import shapes
from stories.management.evaluations.labelled_articles import Vectors

SHUFFLES = 5
AUDIT_EVERY = 500  # articles placed between two audits; in production minutes lie between them
DIGITS = 4
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Run:
    """One order of arrival: scores over the labelled rows, and what it took.

    predicted, largest: of the labelled rows alone. whole, languages: of all rows.
    """

    bcubed: metrics.BCubed
    ari: float
    v_measure: float
    predicted: int
    largest: int
    seconds: float
    whole: shapes.Shape
    languages: dict[str, shapes.Shape]


def run(
    paths: Sequence[Path], *, vectors: Vectors = labelled.vectors, among: Path | None = None, orders: int = SHUFFLES
) -> dict[str, Any]:
    """The figures of each file under its base name, and the model's version.

    vectors: articles and a label for the progress bar to one sentence vector each. among: a file whose articles come
    mixed with those of each of the others; they are placed, not scored. orders: shuffles of a file that is not dated.
    Raises labelled_articles.RowsError, OSError, or model.ModelError without a sentence model.
    """
    files = {path.name: evaluated(prepared(path, vectors, among), orders) for path in paths}
    return {"files": files, "model": learned.default().version}


@dataclass(frozen=True)
class Prepared:
    """A file's articles as the clusterer sees them, their true stories, and the CPU time that counting terms took."""

    name: str
    features: list[ArticleFeatures]
    truth: list[str | None]
    timed: bool
    counting_s: float

    def orders(self, most: int = SHUFFLES) -> list[list[int]]:
        """Orders of arrival: the one of time where every row is dated, else seeded shuffles, 5 unless fewer do."""
        places = list(range(len(self.features)))
        if self.timed:
            return [sorted(places, key=lambda place: self.features[place].published or NEVER)]
        return [random.Random(seed).sample(places, len(places)) for seed in range(most)]


def prepared(path: Path, vectors: Vectors, among: Path | None = None) -> Prepared:
    """A file read, with vectors, fingerprints and features; without time unless every row is dated.

    among: a second file whose rows count as not labelled.
    """
    articles = labelled.as_read(labelled.read(path))
    known, truth = vectors(articles, path.name), [article.story for article in articles]
    if among:
        others = labelled.as_read(labelled.read(among))
        known, truth = np.concatenate([known, vectors(others, among.name)]), truth + [None] * len(others)
        articles += others
    timed = all(article.published for article in articles)
    prints = labelled.fingerprints(articles)
    begun = time.process_time()
    features = labelled.features(articles, known, prints, timed=timed)
    return Prepared(path.name, features, truth, timed, time.process_time() - begun)


def evaluated(known: Prepared, orders: int = SHUFFLES) -> dict[str, Any]:
    """One file's figures: in time order when every row is dated, else the mean of seeded shuffles without time.

    articles_per_second is of CPU time of this process for counting terms and placing; not for vectors, fingerprints
    and reading.
    """
    orders_told = tqdm(known.orders(orders), desc=known.name, disable=None)
    runs = [arrive(known.features, known.truth, order, learned.default()) for order in orders_told]
    return _figures(runs, known.truth, known.counting_s)


def arrive(
    features: Sequence[ArticleFeatures],
    truth: Sequence[str | None],
    order: Sequence[int],
    model: learned.ClusterModel,
) -> Run:
    """The run in which the articles come in this order; rows without a true story are placed, not scored."""
    window = Window(model)
    begun = time.process_time()
    touched: set[StoryId] = set()
    names = (f"parted {number}" for number in count())
    for number, place in enumerate(order, 1):
        auditing.take(window, features[place], place)
        touched.add(window.story_of(place))
        if number % AUDIT_EVERY == 0 or number == len(order):
            auditing.audit(window, touched, names)
            touched.clear()
    seconds = time.process_time() - begun
    scored = [place for place, story in enumerate(truth) if story is not None]
    true = [truth[place] for place in scored]
    everywhere = [window.story_of(place) for place in range(len(features))]
    predicted = [everywhere[place] for place in scored]
    return Run(
        bcubed=metrics.bcubed(true, predicted),
        ari=metrics.adjusted_rand(true, predicted),
        v_measure=metrics.v_measure(true, predicted),
        predicted=len(set(predicted)),
        largest=max(Counter(predicted).values(), default=0),
        seconds=seconds,
        whole=shapes.shape(everywhere),
        languages=shapes.by_language([article.language for article in features], everywhere),
    )


def _figures(runs: Sequence[Run], truth: Sequence[str | None], counting_s: float) -> dict[str, Any]:
    f1 = [run.bcubed.f1 for run in runs]
    true = Counter(story for story in truth if story is not None)
    return {
        "bcubed": {
            "precision": _mean([run.bcubed.precision for run in runs]),
            "recall": _mean([run.bcubed.recall for run in runs]),
            "f1": _mean(f1),
        },
        "f1_spread": round(max(f1) - min(f1), DIGITS),
        "ari": _mean([run.ari for run in runs]),
        "v_measure": _mean([run.v_measure for run in runs]),
        "stories": {"predicted": _mean([run.predicted for run in runs]), "true": len(true)},
        "largest": {"predicted": max(run.largest for run in runs), "true": max(true.values(), default=0)},
        "largest_story": max(run.whole.largest for run in runs),
        "single_share": _mean([run.whole.single_share for run in runs]),
        "languages": shapes.figures([run.languages for run in runs]),
        "orders": len(runs),
        "articles": len(truth),
        "articles_per_second": round(len(truth) / (counting_s + statistics.mean(run.seconds for run in runs)), 1),
    }


def _mean(values: Sequence[float]) -> float:
    return round(statistics.fmean(values), DIGITS)


def lines(result: dict[str, Any]) -> Iterator[str]:
    """The figures as a person reads them, a file to a line."""
    yield f"model {result['model']}"
    for name, found in result["files"].items():
        scores, stories, largest = found["bcubed"], found["stories"], found["largest"]
        yield (
            f"{name}: B3 F1 {scores['f1']:.3f} (precision {scores['precision']:.3f}, recall {scores['recall']:.3f}, "
            f"spread {found['f1_spread']:.3f}), ARI {found['ari']:.3f}, V {found['v_measure']:.3f}, "
            f"stories {stories['predicted']:.0f} for {stories['true']}, "
            f"largest {largest['predicted']} for {largest['true']}, "
            f"{found['articles']} articles, {found['articles_per_second']:.0f} per second; "
            f"of all rows the largest story {found['largest_story']}, "
            f"{found['single_share']:.0%} of stories have one article"
        )
        yield from shapes.lines(found["languages"])


def table(result: dict[str, Any]) -> str:
    """The figures as a Markdown table, with the model's version; what `evaluate --write` puts into the docs."""
    head = "| file | B3 F1 (spread) | precision | recall | ARI | stories for true | largest for true | orders |"
    rows = [
        f"| {name.partition('.')[0]} | {found['bcubed']['f1']:.3f} ({found['f1_spread']:.3f}) "
        f"| {found['bcubed']['precision']:.3f} | {found['bcubed']['recall']:.3f} | {found['ari']:.3f} "
        f"| {found['stories']['predicted']:.0f} for {found['stories']['true']} "
        f"| {found['largest']['predicted']} for {found['largest']['true']} | {found['orders']} |"
        for name, found in result["files"].items()
    ]
    return "\n".join([f"Model {result['model']}:", "", head, "|---|---|---|---|---|---|---|---|", *rows])
