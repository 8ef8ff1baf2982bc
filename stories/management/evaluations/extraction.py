"""evaluate extraction: our page reader against labelled pages, trafilatura in the same run."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

import trafilatura
from tqdm import tqdm

from stories.ingest.dates import parse_date
from stories.ingest.page import Page, UnreadablePage, read_page
from stories.text.folding import fold

WIDTHS = (9, 15, 8, 8, 13, 15)
T = TypeVar("T")
SHINGLE = 4
FETCHED = datetime(2026, 11, 1, tzinfo=UTC)  # after every labelled page, so that no true date is in the future
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True)
class Case:
    """One labelled page; None where the truth doesn't say."""

    html: bytes
    url: str
    text: str | None
    title: str | None
    date: str | None


@dataclass
class Tally:
    """Scores of one folder as they come in, and the CPU seconds both readers took."""

    text: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    titles: list[bool] = field(default_factory=list)
    pages: int = 0
    our_s: float = 0.0
    their_s: float = 0.0


def run(paths: Sequence[str | Path]) -> dict[str, Any]:
    """{"folders": {base name: scores}} of folders as data/pages/* are; scores 0..1, null where the truth lacks it."""
    return {"folders": {Path(path).name: _folder(Path(path)) for path in paths}}


def lines(result: Mapping[str, Any]) -> list[str]:
    """The result as a table for people."""
    names = ("text F1", "(trafilatura)", "date", "title", "pages/CPU-s", "(trafilatura)")
    head = f"{'folder':<12}" + "".join(f"{name:>{width}}" for name, width in zip(names, WIDTHS, strict=True))
    rows = [
        f"{name:<12}{_shown(row['text_f1']):>9}{_shown(row['trafilatura']['text_f1']):>15}{_shown(row['date_exact']):>8}"
        f"{_shown(row['title_exact']):>8}{row['pages_per_cpu_second']:>13.1f}"
        f"{row['trafilatura']['pages_per_cpu_second']:>15.1f}"
        for name, row in result["folders"].items()
    ]
    return [head, *rows]


def _shown(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _folder(folder: Path) -> dict[str, Any]:
    tally = Tally()
    for case in tqdm(list(_cases(folder)), desc=folder.name, leave=False, disable=None):
        _score(case, tally)
    return {
        "text_f1": _mean(tally.text),
        "date_exact": _mean(tally.dates),
        "title_exact": _mean(tally.titles),
        "pages_per_cpu_second": round(tally.pages / max(tally.our_s, 1e-9), 2),
        "trafilatura": {
            "text_f1": _mean(tally.theirs),
            "pages_per_cpu_second": round(tally.pages / max(tally.their_s, 1e-9), 2),
        },
    }


def _mean(values: Iterable[float | bool]) -> float | None:
    found = [float(value) for value in values]
    return round(fmean(found), 4) if found else None


def _score(case: Case, tally: Tally) -> None:
    ours, our_s = _timed(lambda: _read(case))
    theirs, their_s = _timed(lambda: trafilatura.extract(case.html, include_comments=False) or "")
    tally.pages += 1
    tally.our_s += our_s
    tally.their_s += their_s
    if case.text is not None:
        tally.text.append(text_f1(ours.text if ours else "", case.text))
        tally.theirs.append(text_f1(theirs, case.text))
    if case.title is not None:
        tally.titles.append(bool(ours) and fold(ours.title if ours else "") == fold(case.title))
    truth = parse_date(case.date, "", FETCHED) if case.date else None
    if truth is not None:
        found = ours.published if ours else None
        tally.dates.append(found is not None and abs((found.moment.date() - truth.moment.date()).days) == 0)


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    return act(), time.process_time() - started


def _read(case: Case) -> Page | None:
    try:
        return read_page(case.html, url=case.url, fetched_at=FETCHED)
    except UnreadablePage:
        return None


def text_f1(found: str, truth: str) -> float:
    """F1 of two texts' 4-token shingles as bags, 0..1; of tokens where both are shorter than that; 1 for two empty."""
    ours, theirs = _shingles(found), _shingles(truth)
    if not ours or not theirs:
        return float(ours == theirs)
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values()))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    size = min(SHINGLE, max(len(tokens), 1))
    return Counter(tuple(tokens[place : place + size]) for place in range(len(tokens) - size + 1))


def _cases(folder: Path) -> Iterable[Case]:
    """The folder's pages with their truths, whichever of the three sets' forms it has."""
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    rows = [{"file": f"{key}.html.gz", **row} for key, row in truth.items()] if isinstance(truth, dict) else truth
    for row in rows:
        path = folder / "html" / str(row.get("file") or "")
        if row.get("file") and path.is_file():
            yield Case(
                html=gzip.decompress(path.read_bytes()),
                url=row.get("url") or "",
                text=row.get("articleBody", row.get("text")),
                title=row.get("title"),
                date=row.get("date", row.get("date_published")),
            )
