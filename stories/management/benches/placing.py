"""Articles placed on rows, with everything that is written: by one writer, and by one writer per language."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from django.db import connection

from stories.annotate import fingerprint
from stories.clustering.lanes import Lane
from stories.clustering.metrics import bcubed
from stories.clustering.steps.place import place_due
from stories.management.benches.paraphrases import BEGIN, DAYS, Telling
from stories.models import Annotation, Article, Membership, Outlet, Stage, Story

NOW: Final = BEGIN + timedelta(days=DAYS + 1)
OUTLETS: Final = 50
ROWS_AT_ONCE: Final = 1000
WAIT_S: Final = 600.0

_processes = multiprocessing.get_context("fork")  # the archive and the model are there already


@dataclass(frozen=True, slots=True)
class Run:
    """What it took until nothing was due: on the wall, and CPU time of the writers and of their servers.

    server_s: 0.0 where PostgreSQL runs on another machine.
    """

    articles: int
    wall_s: float
    cpu_s: float
    server_s: float


def write_rows(tellings: Sequence[Telling], languages: Sequence[str] = ("en",)) -> None:
    """Articles that wait for a story, annotated; the events are shared out among the languages."""
    names = [f"Quay Gazette {Outlet.objects.count() + number}" for number in range(OUTLETS)]
    outlets = Outlet.objects.bulk_create(
        Outlet(name=name, slug=name.casefold().replace(" ", "-"), country="US", language="en") for name in names
    )
    first = Article.objects.count()
    for start in range(0, len(tellings), ROWS_AT_ONCE):
        some = tellings[start : start + ROWS_AT_ONCE]
        rows = Article.objects.bulk_create(
            _article(telling, first + number, outlets[number % OUTLETS], languages[telling.event % len(languages)])
            for number, telling in enumerate(some, start)
        )
        Annotation.objects.bulk_create(_note(row, telling) for row, telling in zip(rows, some, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _article(telling: Telling, number: int, outlet: Outlet, language: str) -> Article:
    address = f"https://{outlet.slug}.example/news/{number}"
    return Article(
        outlet=outlet,
        canonical_address=address,
        address=address,
        title=telling.title,
        text=telling.text,
        text_source="page",
        language=language,
        published_at=telling.published,
        first_seen_at=NOW,
        due_at=NOW,
        stage=Stage.CLUSTER,
        archive_id=str(telling.event),
    )


def _note(row: Article, telling: Telling) -> Annotation:
    values = telling.fingerprint
    return Annotation(
        article=row,
        language=row.language,
        vector=telling.vector,
        fingerprint=None if values is None else fingerprint.to_bytes(values),
        version="bench",
    )


def place(lanes: Sequence[Lane]) -> Run:
    """Place all that is due, one process per lane, all beginning at once."""
    connection.close()
    waiting = [_started(lane) for lane in lanes]
    for _, pipe in waiting:
        pipe.recv()
    for _, pipe in waiting:
        pipe.send("go")
    begun = time.monotonic()
    done = [pipe.recv() for _, pipe in waiting]
    wall_s = time.monotonic() - begun
    for process, pipe in waiting:
        process.join(WAIT_S)
        pipe.close()
    return Run(sum(row[0] for row in done), wall_s, sum(row[1] for row in done), sum(row[2] for row in done))


def _started(lane: Lane) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    ours, theirs = _processes.Pipe()
    process = _processes.Process(target=_writer, args=(lane, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _writer(lane: Lane, pipe: Connection) -> None:
    with closing(pipe), closing(connection):
        place_due(NOW - timedelta(days=99), lane=lane)  # nothing is due then: connected, the model read
        pipe.send("ready")
        pipe.recv()
        total, begun, server_s = 0, time.process_time(), _server_s()
        while done := place_due(NOW, wait=True, lane=lane):
            total += done
        pipe.send((total, time.process_time() - begun, _server_s() - server_s))


def _server_s() -> float:
    """CPU time so far of the server's process for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        place = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not place.exists():
        return 0.0
    fields = place.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def forget_stories() -> None:
    """All articles wait for a story again."""
    with connection.cursor() as cursor:  # with all that says something of a story
        cursor.execute(f"TRUNCATE {Story._meta.db_table} CASCADE")
    Article.objects.update(stage=Stage.CLUSTER, attempts=0, due_at=NOW)


def grouping() -> dict[int, int]:
    """The story of each article."""
    return dict(Membership.objects.order_by("article").values_list("article", "story"))


def agreement(one: Mapping[int, int], other: Mapping[int, int]) -> float:
    """B-cubed F1 of one grouping of the same articles against another."""
    return bcubed([one[article] for article in one], [other[article] for article in one]).f1
