"""Labelled articles out of (gzipped) JSON lines, with the features that production would give them."""

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from tqdm import tqdm

from stories.annotate import columns, encoders, model
from stories.annotate.annotation import vector_text
from stories.annotate.fingerprint import Fingerprint, fingerprint
from stories.annotate.furniture import trimmed
from stories.annotate.language import encodes
from stories.clustering.features import ArticleFeatures, Floats, features_of

BATCH = 64


class RowsError(Exception):
    """A file isn't JSON lines of articles; the message names file and line."""


@dataclass(frozen=True)
class Labelled:
    """An article row and its true story, None when not known. printed: marks of what its outlet's columns print."""

    row: dict[str, Any]
    story: str | None
    published: datetime | None
    printed: frozenset[int] = frozenset()

    @cached_property
    def body(self) -> str:
        """The text, or the summary of an article without one, without code and columns; as production compares it."""
        text, summary = (trimmed(self.row.get(part) or "", (), self.printed).text for part in ("text", "summary"))
        return text or summary

    @cached_property
    def title(self) -> str:
        """The headline without labels of columns."""
        title = self.row["title"]
        return columns.without_labels(title, columns.labels_in(title, self.body, self.printed))

    @property
    def language(self) -> str:
        """The row's language code, '' when it doesn't say."""
        return self.row.get("lang") or ""


def read(path: Path) -> list[Labelled]:
    """The rows of a .jsonl or .jsonl.gz file in its order.

    Raises RowsError or OSError.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [_labelled(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _labelled(path: Path, number: int, line: str) -> Labelled:
    where = f"{path.name}, line {number}"
    try:
        return labelled(json.loads(line), where)
    except ValueError as error:
        raise RowsError(f"{where}: this is not an article as JSON.") from error


def labelled(row: Any, where: str) -> Labelled:
    """An article out of a row as JSON gave it.

    where: named when it is none. Raises RowsError.
    """
    try:
        published = row.get("published")
        return Labelled({"id": row["id"], "title": row["title"], **row}, row.get("story"), _moment(published))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RowsError(f"{where}: this is not an article as JSON.") from error


def _moment(published: str | None) -> datetime | None:
    if not published:
        return None
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_read(articles: Sequence[Labelled]) -> list[Labelled]:
    """The same as production compares them once it knows the outlets: of what is dated, columns are told apart."""
    uses: dict[str, list[tuple[int, date]]] = defaultdict(list)
    for article in articles:
        if article.published and article.row.get("outlet"):
            body = article.row.get("text") or article.row.get("summary") or ""
            found = columns.marks(article.row["title"], body)
            uses[article.row["outlet"]] += [(mark, article.published.date()) for mark in found]
    known = {outlet: columns.printed(marks) for outlet, marks in uses.items()}
    return [replace(article, printed=known.get(article.row.get("outlet") or "", frozenset())) for article in articles]


Vectors = Callable[[Sequence[Labelled], str], Floats]


def vectors(articles: Sequence[Labelled], label: str) -> Floats:
    """One sentence vector per article; kept in the data folder under the checksums of model and texts.

    Zeros where the encoder can't read the language or nothing is told: production has no vector there either.
    label: for the progress bar. Raises model.ModelError when the model has not been built.
    """
    texts = [
        (vector_text(article.title, article.body) or None)
        if not article.language or encodes(article.language)
        else None
        for article in articles
    ]
    encoder = encoders.chosen(settings.ENCODER, settings.MODEL_DIR)
    kept = settings.DATA_DIR / "cache" / "vectors" / f"{_digest(texts, encoder.version)}.npy"
    if kept.exists():
        return np.asarray(np.load(kept), np.float32)
    found = np.zeros((len(texts), model.DIMENSIONS), np.float32)
    read = [place for place, text in enumerate(texts) if text is not None]
    for batch in tqdm(list(_batches(read)), desc=f"{label}: vectors", disable=None):
        found[batch] = encoder.encode([texts[place] or "" for place in batch])
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".part.npy")
    np.save(unfinished, found)
    unfinished.replace(kept)
    return found


def _digest(texts: Sequence[str | None], version: str) -> str:
    known = version.encode() if version != model.VERSION else (settings.MODEL_DIR / model.CHECKSUM_FILE).read_bytes()
    digest = hashlib.sha256(known)
    for text in texts:
        digest.update(b"\1" if text is None else text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _batches(places: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(places), BATCH):
        yield list(places[start : start + BATCH])


def fingerprints(articles: Sequence[Labelled]) -> list[Fingerprint | None]:
    """One fingerprint per article, None where its text is too short."""
    return [fingerprint(article.body) for article in articles]


def features(
    articles: Sequence[Labelled], known: Floats, prints: Sequence[Fingerprint | None], *, timed: bool
) -> list[ArticleFeatures]:
    """What the clusterer sees of the articles; without dates unless timed. Ids are places in the sequence.

    known, prints: vectors and fingerprints in the same order.
    """
    return [
        features_of(
            place,
            outlet=article.row.get("outlet") or "",
            language=article.language,
            published=article.published if timed else None,
            title=article.title,
            text=article.body,
            address=(article.row.get("url") or "") if article.title else "",
            vector=known[place],
            fingerprint=prints[place],
        )
        for place, article in enumerate(articles)
    ]
