"""bench clustering: articles placed on rows per second, one writer against two, and the window at two sizes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from stories.clustering.lanes import WHOLE, lanes
from stories.management.benches import audits, placing, windows
from stories.management.benches.paired import PAIRS, NothingToMeasureError, Row, at_least, row
from stories.management.benches.paraphrases import Paraphrases, Source
from stories.management.benches.scratch import scratch_database
from stories.management.evaluations import labelled_articles as labelled

ARCHIVE: Final = Path("data/clustering/background_2012_2020.jsonl.gz")
LEAST_PER_S: Final = 500.0
LEAST_TWO_BY_ONE: Final = 1.5
LEAST_ALIKE: Final = 0.95  # batches end elsewhere, and with a batch ends a look at its stories
MOST_STORIES: Final = 1.01
LANGUAGES: Final = ("en", "de")
TWO_LANES: Final = ("en", "*")
MOST_ROUNDS: Final = 3
SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: articles on rows, in two windows, of the stream, tried against all stories, audited."""

    on_rows: int = 8_000
    windows: tuple[int, int] = (10_000, 200_000)
    stream: int = 4_000
    tried: int = 200
    audited: tuple[int, ...] = (5_000, 20_000, 50_000)


def run(pairs: int = PAIRS) -> list[Row]:
    """All figures, from the shared archive, on a database of their own; some fifteen minutes."""
    sources = archive()
    return [*placing_rows(sources, Size(), min(pairs, MOST_ROUNDS)), *window_rows(sources, Size(), pairs)]


def archive() -> list[Source]:
    """The events to tell of. Raises NothingToMeasureError."""
    path = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / ARCHIVE
    if not path.is_file():
        raise NothingToMeasureError(f"no archive at {path}: NEWSDESK_SHARED names the folder of shared data")
    articles = labelled.read(path)
    vectors = labelled.vectors(articles, path.name)
    sources = [
        Source(article.row["title"], article.row.get("text") or "", vector)
        for article, vector in zip(articles, vectors, strict=True)
    ]
    Random(SEED).shuffle(sources)
    return sources


def placing_rows(sources: Sequence[Source], size: Size, rounds: int) -> list[Row]:
    """Articles a second by one writer, and by one writer per language, in turns: one, two, two, one."""
    paraphrases = Paraphrases(sources, SEED)
    ones, twos, ratios, alike, more = [], [], [], [], []
    with scratch_database():
        placing.write_rows(list(paraphrases.tell(paraphrases.events(size.on_rows))), LANGUAGES)
        for _ in range(rounds):
            turns = []
            for parts in ((WHOLE,), lanes(TWO_LANES), lanes(TWO_LANES), (WHOLE,)):
                turns.append((placing.place(parts), placing.grouping()))
                placing.forget_stories()
            ones += [turns[0][0], turns[3][0]]
            twos += [turns[1][0], turns[2][0]]
            ratios.append((turns[0][0].wall_s + turns[3][0].wall_s) / (turns[1][0].wall_s + turns[2][0].wall_s))
            alike.append(placing.agreement(turns[0][1], turns[1][1]))
            more.append(len(set(turns[1][1].values())) / len(set(turns[0][1].values())))
    busy = [one.articles / (one.cpu_s + one.server_s) for one in ones]
    return [
        at_least(
            "articles placed a second, one writer", median(o.articles / o.wall_s for o in ones), "/s", LEAST_PER_S
        ),
        row("articles placed per CPU-second of the writer and its server", round(median(busy), 1), "/s"),
        at_least(
            "articles placed a second, two writers", median(t.articles / t.wall_s for t in twos), "/s", LEAST_PER_S
        ),
        at_least(
            "articles a second, a writer for each of two languages ÷ one", median(ratios), "ratio", LEAST_TWO_BY_ONE
        ),
        at_least("B3 F1 of the stories of two writers against those of one", min(alike), "share", LEAST_ALIKE),
        row("stories of two writers ÷ one: none is doubled", round(max(more), 4), "ratio", MOST_STORIES),
    ]


def window_rows(sources: Sequence[Source], size: Size, pairs: int) -> list[Row]:
    """The window without rows."""
    return [
        *windows.rows(sources, size.windows, size.tried, pairs),
        *windows.exact_rows(sources, size.stream),
        *audits.rows(sources, size.audited),
    ]
