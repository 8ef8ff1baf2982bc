"""A worker that makes sentence vectors and fingerprints, and how its memory grows. Without Django: it is begun anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Final

from tqdm import tqdm

from stories.annotate import model
from stories.annotate.annotation import vector_text
from stories.annotate.fingerprint import fingerprint
from stories.management.benches.words import Words

FULL_TEXT_EVERY: Final = 32  # of the others the headline alone: a tenth of the time, and every length comes
BATCH: Final = 32  # as the step has it
SENTENCES: Final = 8  # more than the 900 characters that are read


def read(folder: Path, marks: tuple[int, int], pipe: Connection) -> None:
    """Tell the pipe the memory after so many articles, MB."""
    encode, waiting = model.encoder(folder).encode, texts(marks[1], FULL_TEXT_EVERY)
    done, memory = 0, list[float]()
    with closing(pipe), tqdm(total=marks[1], desc="memory", leave=False, disable=None) as progress:
        while batch := list(islice(waiting, BATCH)):
            encode(batch)
            for text in batch:
                fingerprint(text)
            done += len(batch)
            progress.update(len(batch))
            if len(memory) < len(marks) and done >= marks[len(memory)]:
                memory.append(resident_mb())
        pipe.send(memory)


def texts(count: int, full_every: int) -> Iterator[str]:
    """What the encoder reads of invented articles."""
    words = Words(count)
    for number in range(count):
        text = words.text(SENTENCES) if number % full_every == 0 else ""
        yield vector_text(words.some(4, 14).capitalize(), text)


def resident_mb() -> float:
    """This process's memory now; where the system doesn't say, the most it ever was."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text("ascii").split()[1]) * 4096 / 1e6
    return getrusage(RUSAGE_SELF).ru_maxrss / 1e3
