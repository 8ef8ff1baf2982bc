"""bench vectors: sentence vectors per CPU-second, their quality, and a worker's memory over very many articles."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
from django.conf import settings

from stories.annotate import model
from stories.annotate.model_build import golden_cosine
from stories.management.benches.paired import PAIRS, NothingToMeasureError, Row, at_least, row
from stories.management.benches.reading import BATCH, FULL_TEXT_EVERY, read, texts

LEAST_PER_S: Final = 15.0
LEAST_COSINE: Final = 0.99
MOST_GROWTH: Final = 1.10
MEMORY_AT: Final = (5_000, 50_000)  # articles after which the worker's memory is read

Encode = Callable[[Sequence[str]], model.Vectors]


def run(pairs: int = PAIRS) -> list[Row]:
    """All figures: articles of invented words, so without any data; some minutes. pairs: batches of full texts."""
    try:
        encode = model.encoder(settings.MODEL_DIR).encode
    except model.ModelError as error:
        raise NothingToMeasureError(str(error)) from error
    return [*speed_rows(encode, pairs), *memory_rows(settings.MODEL_DIR, MEMORY_AT)]


def speed_rows(encode: Encode, batches: int) -> list[Row]:
    """Speed over full texts, quality, and what a text's neighbours in a batch do to its vector."""
    told = list(texts(batches * BATCH, full_every=1))
    encode(told[:BATCH])
    begun = time.process_time()
    found = np.concatenate([encode(told[start : start + BATCH]) for start in range(0, len(told), BATCH)])
    per_s = len(told) / (time.process_time() - begun)
    order = Random(1).sample(range(len(told)), len(told))[:BATCH]
    apart = np.abs(encode([told[place] for place in order]) - found[order]).max()
    return [
        at_least("full texts per CPU-second", per_s, "/s", LEAST_PER_S),
        at_least("least cosine to the float32 vectors of the golden texts", _golden(), "cosine", LEAST_COSINE),
        row("largest difference of a vector made among other texts", float(apart), "value", 0.0),
    ]


def _golden() -> float:
    return golden_cosine(Path(settings.MODEL_DIR))


def memory_rows(folder: Path, marks: tuple[int, int]) -> list[Row]:
    """Memory of a process of its own that reads articles as a worker does."""
    processes = multiprocessing.get_context("spawn")  # a fork would begin with what we hold
    ours, theirs = processes.Pipe()
    worker = processes.Process(target=read, args=(folder, marks, theirs), daemon=True)
    worker.start()
    theirs.close()
    with closing(ours):
        first, last = ours.recv()
    worker.join()
    early, late = (f"{mark:,}" for mark in marks)
    told = f"one in {FULL_TEXT_EVERY} with a full text"
    return [
        row(f"memory of a worker after {early} articles, {told}", round(first), "MB"),
        row(
            f"memory of a worker after {late} ÷ {early} articles, {told}", round(last / first, 4), "ratio", MOST_GROWTH
        ),
    ]
