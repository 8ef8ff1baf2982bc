"""Labelled items of tone: rows that name articles by id and offsets, joined to the texts of the shared data."""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from django.conf import settings

from stories.annotate import model, tone
from stories.annotate.tone import Array, Floats
from stories.annotate.tone_tokens import States
from stories.management.evaluations.labelled_articles import Labelled, RowsError
from stories.management.evaluations.labelled_articles import read as read_articles
from stories.scales import ToneBand
from stories.text.folding import clean
from stories.text.sentences import sentences

SHARED_FILES: Final = ("clustering/*.jsonl.gz", "stream/august_2025.jsonl.gz")
_MARKUP: Final = re.compile(r"<[^>]+>")
Read = Callable[[Sequence[str]], tuple[Floats, States]]  # texts to sentence vectors and to what their tokens hold


@dataclass(frozen=True)
class Item:
    """A sentence, or a title with the first sentences below it, and the places of the bands that passes gave it."""

    title: str
    told: tuple[str, ...]
    bands: tuple[int, ...]

    @property
    def whole(self) -> str:
        """All of it as one text."""
        return " ".join([self.title, *self.told]).strip()


def read(path: Path, *, shared: Path | None = None) -> list[Item]:
    """The file's rows {id or article or text, start, end, band_a, band_b}; article: the title is read too.

    Raises RowsError or OSError.
    """
    rows = [_row(path, number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line]
    known = _articles({str(_key(row)) for row in rows}, shared)
    items = [_item(row, known.get(str(_key(row)))) for row in rows]
    found = [item for item in items if item is not None]
    if not found:
        raise RowsError("none of the rows is in the shared data: set NEWSDESK_SHARED")
    return found


def features(items: Sequence[Item], read: Read | None = None) -> tuple[Array, list[tuple[States, States]]]:
    """What `tone.features` makes of each item, a row each, and what `tone.parts` does.

    Raises model.ModelError without a sentence model.
    """
    read = read or model.encoder(settings.MODEL_DIR).read
    known = [(item, read(tone.texts(item.title, item.told))) for item in items]
    rows = [tone.features(item.title, item.told, vectors) for item, (vectors, _states) in known]
    return np.array(rows), [tone.parts(item.title, states) for item, (_vectors, states) in known]


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        ToneBand(row["band_a"])
        if "text" not in row:
            _key(row), int(row["start"]), int(row["end"])
        return dict(row)
    except (ValueError, KeyError, TypeError) as error:
        raise RowsError(f"{path.name}, line {number}: this is not a labelled item as JSON.") from error


def _key(row: dict[str, Any]) -> Any:
    return row["article"] if "article" in row else row.get("id")


def _articles(wanted: set[str], shared: Path | None) -> dict[str, Labelled]:
    folder = (shared or Path(os.environ.get("NEWSDESK_SHARED", "../shared"))) / "data"
    return dict(_named(wanted, folder))


def _named(wanted: set[str], folder: Path) -> Iterator[tuple[str, Labelled]]:
    for pattern in SHARED_FILES:
        for path in sorted(folder.glob(pattern)):
            for article in read_articles(path):
                if article.row["id"] in wanted:
                    yield article.row["id"], article


def _item(row: dict[str, Any], article: Labelled | None) -> Item | None:
    bands = tuple(list(ToneBand).index(ToneBand(row[name])) for name in ("band_a", "band_b") if row.get(name))
    if "text" in row:
        return Item("", tuple(sentences(row["text"])), bands)
    if article is None:
        return None
    whole = article.row.get("text") or article.row.get("summary") or ""
    piece = _MARKUP.sub("", whole[row["start"] : row["end"]])
    if "article" in row:
        return Item(clean(article.row["title"]), tuple(map(clean, sentences(piece))), bands)
    return Item("", (clean(piece),), bands)
