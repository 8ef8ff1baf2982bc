"""What an audit takes beside the window that it looks at, at several sizes, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Final

from stories.clustering.auditing import regrouping
from stories.clustering.steps.audit import CHUNK
from stories.management.benches.paired import Row, row
from stories.management.benches.paraphrases import Source
from stories.management.benches.reading import resident_mb
from stories.management.benches.windows import Filled

MOST_MB: Final = 1000.0
LOOKS: Final = 2  # at so many stories each as one lock is held for: memory is given back between them
SEED: Final = 5

_processes = multiprocessing.get_context("fork")  # the archive is there already


def rows(sources: Sequence[Source], sizes: Sequence[int]) -> list[Row]:
    """Memory over that of the window, per window size."""
    return [
        row(f"memory of an audit beside its window of {size:,}", round(_measured(sources, size)), "MB", MOST_MB)
        for size in sizes
    ]


def _measured(sources: Sequence[Source], size: int) -> float:
    ours, theirs = _processes.Pipe()
    auditor = _processes.Process(target=_audit, args=(sources, size, theirs), daemon=True)
    auditor.start()
    theirs.close()
    with closing(ours):
        found: float = ours.recv()
    auditor.join()
    return found


def _audit(sources: Sequence[Source], size: int, pipe: Connection) -> None:
    (shard,) = Filled(sources, size, SEED).window.shards()
    names = sorted(shard.stories, key=lambda name: shard.stories[name].last)
    before = resident_mb()
    for look in range(LOOKS):
        regrouping(shard, names[look * CHUNK : (look + 1) * CHUNK])
    with closing(pipe):
        pipe.send(max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6 - before, 0.0))
