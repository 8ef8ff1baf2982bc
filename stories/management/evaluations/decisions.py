"""What editors said of pairs of articles, to learn from: out of the site's own rows, or out of an export of them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from stories.annotate.furniture import without
from stories.clustering.features import ArticleFeatures
from stories.clustering.training import Decision
from stories.management.evaluations import labelled_articles as labelled
from stories.management.evaluations.labelled_articles import RowsError, Vectors
from stories.models import Article, Constraint

KINDS = {"must": True, "cannot": False}
FORM = 'a decision is {"kind": "must" or "cannot", "one": ARTICLE, "other": ARTICLE}, an article with id and title'


def of_desk() -> Iterator[dict[str, Any]]:
    """The words of editors that are in force, as an export has them: each with its two articles, oldest first."""
    rows = Constraint.objects.filter(lifted_at__isnull=True).order_by("pk")
    for said in rows.select_related(
        *(f"{side}__{of}" for side in ("article", "other") for of in ("outlet", "annotation"))
    ):
        yield {"kind": said.kind, "one": _row(said.article), "other": _row(said.other)}


def _row(article: Article) -> dict[str, Any]:
    note = getattr(article, "annotation", None)
    return {
        "id": article.pk,
        "title": article.title,
        "text": without(article.text, note.left_out if note else ()) or article.summary,
        "url": article.canonical_address,
        "outlet": article.outlet.slug,
        "lang": article.language,
        "published": article.published_at.isoformat() if article.published_at else None,
    }


def of_file(path: Path) -> list[dict[str, Any]]:
    """The decisions of an export: JSON, one on a line.

    Raises RowsError, which names the line, or OSError.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_read(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _read(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        known = row["kind"] in KINDS and all(row[side]["id"] and row[side]["title"] for side in ("one", "other"))
    except (ValueError, KeyError, TypeError) as error:
        raise RowsError(f"{path.name}, line {number}: {FORM}.") from error
    if not known:
        raise RowsError(f"{path.name}, line {number}: {FORM}.")
    if row["one"]["id"] == row["other"]["id"]:
        raise RowsError(f"{path.name}, line {number}: these are not two articles.")
    return dict(row)


def decisions(rows: Sequence[dict[str, Any]], vectors: Vectors = labelled.vectors) -> list[Decision]:
    """The rows with the features of their articles, dates included.

    Raises RowsError for a date that is none, or model.ModelError without a sentence model.
    """
    told = {str(row[side]["id"]): row[side] for row in rows for side in ("one", "other")}
    articles = [labelled.labelled(row, f"article {name}") for name, row in told.items()]
    known = labelled.features(articles, vectors(articles, "decisions"), labelled.fingerprints(articles), timed=True)
    by_name: dict[str, ArticleFeatures] = dict(zip(told, known, strict=True))
    return [
        Decision(by_name[str(row["one"]["id"])], by_name[str(row["other"]["id"])], KINDS[row["kind"]]) for row in rows
    ]


def write(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Keep decisions as an export, so that another installation can learn from them."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
