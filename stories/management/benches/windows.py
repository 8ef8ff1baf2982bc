"""The window by itself: what an article costs in a large one against a small one, and what the quick search loses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Final

from tqdm import tqdm

from stories.clustering.candidates import candidates
from stories.clustering.features import ArticleFeatures
from stories.clustering.metrics import bcubed
from stories.clustering.scoring import rank
from stories.clustering.window import Window
from stories.management.benches.paired import Row, at_least, compare, row
from stories.management.benches.paraphrases import Paraphrases, Source
from stories.management.benches.reading import resident_mb

MOST_COST: Final = 3.0
LEAST_RECALL: Final = 0.99
LEAST_F1_SHARE: Final = 0.98
AT_ONCE: Final = 25  # articles placed and taken out again per measured act
EVERYTHING: Final = 10**9
SMALL_SEED, LARGE_SEED, STREAM_SEED = 1, 2, 3

_numbers = count(10**9)  # of articles that are only tried


class Filled:
    """A window of so many tellings in the stories that they belong to."""

    def __init__(self, sources: Sequence[Source], size: int, seed: int) -> None:
        self.paraphrases = Paraphrases(sources, seed)
        self.events = self.paraphrases.events(size)
        self.window = Window()
        told = zip(self.paraphrases.tell(self.events), self.events, strict=True)
        for number, (telling, event) in enumerate(tqdm(told, f"{size} articles", size, leave=False, disable=None)):
            self.window.add(telling.features(number), event)

    def more(self, many: int) -> list[ArticleFeatures]:
        """Further tellings of its events."""
        events = self.paraphrases.some_of(self.events, many)
        return [telling.features(next(_numbers)) for telling in self.paraphrases.tell(events)]


def rows(sources: Sequence[Source], sizes: tuple[int, int], tried: int, pairs: int) -> list[Row]:
    """Cost, recall and memory at two sizes. tried: articles whose candidates are compared with all stories."""
    small = Filled(sources, sizes[0], SMALL_SEED)
    before = resident_mb()
    large = Filled(sources, sizes[1], LARGE_SEED)
    memory = resident_mb() - before
    one, many = f"{len(small.window):,}", f"{len(large.window):,}"
    cost = compare(_placing(large), _placing(small), pairs)
    return [
        *cost.rows(f"CPU per article placed, window of {many} ÷ {one}", MOST_COST),
        *_recall_rows(one, small, tried),
        *_recall_rows(many, large, tried),
        row(f"memory of the window of {many}", round(memory), "MB"),
    ]


def _placing(filled: Filled) -> Callable[[], object]:
    articles = filled.more(AT_ONCE)

    def act() -> None:
        for article in articles:
            filled.window.place(article, article.id)
        for article in articles:
            filled.window.remove(article.id)

    return act


def _recall_rows(size: str, filled: Filled, tried: int) -> list[Row]:
    joined, everything = recall(filled, tried)
    return [
        at_least(
            f"the story that an article joins is among its candidates, window of {size}", joined, "share", LEAST_RECALL
        ),
        row(
            f"the same, articles that join none too: the likest story, window of {size}", round(everything, 4), "share"
        ),
    ]


def recall(filled: Filled, tried: int) -> tuple[float, float]:
    """Share of new articles whose best story of all is among their candidates: of those that it takes, and of all."""
    (shard,) = filled.window.shards()
    found: dict[bool, list[bool]] = {True: [], False: []}
    for article in tqdm(filled.more(tried), "all compared", leave=False, disable=None):
        prepared = shard.prepare(article)
        best = rank(shard, prepared, list(shard.stories)).best[0]
        found[best.score > shard.model.threshold].append(best.story in candidates(shard, prepared))
    return _share(found[True]), _share(found[True] + found[False])


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 1.0


def exact_rows(sources: Sequence[Source], size: int) -> list[Row]:
    """B-cubed F1 of a stream placed by the quick search and by comparing every story."""
    paraphrases = Paraphrases(sources, STREAM_SEED)
    events = paraphrases.events(size)
    articles = [telling.features(number) for number, telling in enumerate(paraphrases.tell(events))]
    f1 = []
    for window in (Window(), Window(exact_rows=EVERYTHING)):
        for article in tqdm(articles, "a stream", leave=False, disable=None):
            window.place(article, article.id)
        f1.append(bcubed(events, [window.story_of(article.id) for article in articles]).f1)
    quick, exact = f1
    return [
        row(f"B3 F1 of {size:,} articles, every story compared", round(exact, 4), "share"),
        at_least("B3 F1 by the indexes ÷ with every story compared", quick / exact, "ratio", LEAST_F1_SHARE),
    ]
