"""Archives of articles (JSON lines, also gzipped) into the rows: what import_articles and load_demo share."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError
from tqdm import tqdm

from stories.catalogue.csv_feeds import OutletFeed, country_code, language_code
from stories.catalogue.domains import host, is_shared
from stories.catalogue.plans import key_of
from stories.catalogue.report import Problem, many
from stories.catalogue.steps.feeds import add_outlets
from stories.ingest.archive import ArchivedArticle, latest, read_line
from stories.ingest.steps.archive import store_archive
from stories.management.follow import follow_on_commit

BATCH = 250  # inserts per transaction: 61 times as fast as single ones
MAX_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What came of one file; `problems` has at most MAX_PROBLEMS of `unusable`."""

    name: str
    articles_new: int
    articles_known: int
    outlets_new: int
    unusable: int
    problems: tuple[Problem, ...]

    def lines(self) -> list[str]:
        first = (
            f"{self.name}: {many(self.articles_new, 'new article')}, {self.articles_known:,} already there, "
            f"{many(self.outlets_new, 'new outlet')}."
        )
        more = self.unusable - len(self.problems[:20])
        return [
            first,
            *([f"{many(self.unusable, 'line')} could not be used:"] if self.unusable else []),
            *(f"  {problem}" for problem in self.problems[:20]),
            *([f"  … and {more:,} more"] if more > 0 else []),
        ]


def load_archive(
    file: Path, actor: str, now: datetime, *, shift: timedelta = timedelta(0), quiet: bool = False
) -> ArchiveReport:
    """Store every usable line of the file, in two passes: outlets in one act, then the articles in batches.

    Raises CommandError when the file can't be read or no line of it can be used.
    """
    outlets, count = _outlets(file, now, shift)
    if not outlets and count:
        raise CommandError(f"No line of {file} could be used: {next(_problems(file, now), 'it is empty')}")
    added, outlet_ids = add_outlets(list(outlets.values()), file.name, actor, now)
    follow_on_commit(added.edit_id)
    new = usable = 0
    problems: list[Problem] = []
    with _lines(file) as lines, tqdm(total=count, desc=file.name, unit=" articles", disable=quiet) as bar:
        while batch := list(islice(_parsed(lines, now, shift), BATCH)):
            good = [item for item in batch if isinstance(item, ArchivedArticle)]
            problems += [item for item in batch if isinstance(item, Problem)]
            new += store_archive([(item, outlet_ids[key_of(outlet_of(item))]) for item in good], now)
            usable += len(good)
            bar.update(len(batch))
    return ArchiveReport(file.name, new, usable - new, added.outlets_new, len(problems), tuple(problems[:MAX_PROBLEMS]))


def outlet_of(item: ArchivedArticle) -> OutletFeed:
    """The outlet of an archived article: the domain that the archive names, else the host of its address."""
    named = host(item.outlet) if "." in item.outlet else None
    domain = named or host(item.address)
    return OutletFeed(
        domain=None if domain is None or is_shared(domain) else domain,
        name=item.outlet_name or ("" if named else item.outlet),
        feed_title=item.outlet or domain or "",
        country=country_code(item.country),
        language=language_code(item.language),
    )


def latest_of(files: Iterable[Path]) -> datetime | None:
    """The latest date in any of these archives."""
    found: datetime | None = None
    for file in files:
        with _lines(file) as lines:
            for _, line in lines:
                moment = latest(line)
                found = max(found, moment) if found and moment else found or moment
    return found


def _outlets(file: Path, now: datetime, shift: timedelta) -> tuple[dict[str, OutletFeed], int]:
    """The outlets that the file's usable lines name, and how many lines it has."""
    found: dict[str, OutletFeed] = {}
    count = 0
    with _lines(file) as lines:
        for item in _parsed(lines, now, shift):
            count += 1
            if isinstance(item, ArchivedArticle):
                outlet = outlet_of(item)
                found.setdefault(key_of(outlet), outlet)
    return found, count


def _problems(file: Path, now: datetime) -> Iterator[Problem]:
    with _lines(file) as lines:
        yield from (item for item in _parsed(lines, now, timedelta(0)) if isinstance(item, Problem))


def _parsed(lines: Iterable[tuple[int, str]], now: datetime, shift: timedelta) -> Iterator[ArchivedArticle | Problem]:
    for number, line in lines:
        try:
            yield read_line(line, now, shift)
        except ValueError as error:
            yield Problem(number, "", str(error))


@contextmanager
def _lines(file: Path) -> Iterator[Iterator[tuple[int, str]]]:
    """The file's lines that hold anything, with their numbers; raises CommandError for what can't be read."""
    try:
        with _opened(file) as stream:
            yield ((number, line) for number, line in enumerate(stream, 1) if line.strip())
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {file}.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise CommandError(f"{file} could not be read: {error}.") from error


def _opened(file: Path) -> IO[str]:
    with file.open("rb") as stream:
        zipped = stream.read(2) == b"\x1f\x8b"
    if zipped:
        return gzip.open(file, "rt", encoding="utf-8-sig", errors="replace")
    return file.open(encoding="utf-8-sig", errors="replace")
