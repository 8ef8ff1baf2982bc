"""evaluate ask: our questions over others' texts, joined by id and offset."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from stories.management.evaluations import ask
from stories.management.evaluations.labelled_articles import RowsError

QUESTIONS = Path(ask.__file__).parent / "ask.jsonl"
SHARED = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "clustering"
TEXT = "The ferry Grey Heron ran aground on May 3. It carried 214 passengers to Port Vail."
PASSENGERS = [43, len(TEXT)]


def shared(folder: Path) -> Path:
    """A folder with one article about a ferry."""
    row = {"id": "a1", "url": "https://harbour.example/1", "outlet": "harbour.example", "title": "Ferry aground"}
    for name in ask.ARTICLES:
        lines = json.dumps(row | {"text": TEXT, "story": "s1", "published": None, "lang": "en"})
        (folder / name).write_bytes(gzip.compress((lines if name == ask.ARTICLES[0] else "").encode()))
    return folder


def evaluated(folder: Path, *rows: dict[str, Any]) -> dict[str, Any]:
    """The figures of a file with these rows, asked by words alone."""
    path = folder / "ask.jsonl"
    path.write_text("".join(json.dumps({"story": "s1"} | row) + "\n" for row in rows), encoding="utf-8")
    found = ask.run([path], vectors=lambda texts: [None] * len(texts), shared=shared(folder))
    figures: dict[str, Any] = found["files"]["ask.jsonl"]
    return figures


def test_an_answer_is_right_where_its_passage_meets_the_span(tmp_path: Path) -> None:
    how_many = {"question": "How many passengers did the ferry carry?", "answer_article": "a1"}
    figures = evaluated(tmp_path, how_many | {"span": PASSENGERS, "half": "tuned"}, how_many | {"span": [200, 210]})
    assert figures["halves"]["tuned"]["top1"] == 1.0
    assert figures["halves"]["held out"]["top1"] == 0.0
    assert figures["all"]["top1"] == 0.5


def test_answering_what_the_texts_do_not_say_is_counted_apart(tmp_path: Path) -> None:
    unanswerable = {"answer_article": None, "span": None}
    figures = evaluated(
        tmp_path,
        unanswerable | {"question": "How many passengers did the ferry carry?"},
        unanswerable | {"question": "Who owns the ferry?"},
    )
    assert figures["all"]["answered_wrong"] == 1
    assert figures["all"]["refused_right"] == 1
    assert figures["all"]["top1"] is None
    assert any("wrong answers 1 of 2 unanswerable" in line for line in ask.lines({"files": {"ask.jsonl": figures}}))


def test_rows_that_are_no_questions_and_stories_that_are_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="line 1"):
        evaluated(tmp_path, {"question": "Who?"})
    with pytest.raises(RowsError, match="s9"):
        evaluated(tmp_path, {"story": "s9", "question": "Who?", "answer_article": None, "span": None})


def test_our_questions_are_as_many_and_as_mixed_as_is_asked_for() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 120
    assert len({row["story"] for row in rows}) >= 20
    assert sum(row["span"] is None for row in rows) >= len(rows) / 3
    assert all(set(row) <= {"story", "question", "answer_article", "span", "also", "half"} for row in rows)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (NEWSDESK_SHARED)")
@pytest.mark.parametrize(("harder", "top1", "wrong"), [(True, 0.6, 0.08), (False, 0.7, 0.1)])
def test_by_words_alone_most_questions_find_their_sentence_and_few_others_an_answer(
    tmp_path: Path, harder: bool, top1: float, wrong: float
) -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if harder or json.loads(line).get("half") not in ("unseen", "own words")]
    (tmp_path / "ask.jsonl").write_text("\n".join(kept), encoding="utf-8")
    found = ask.run([tmp_path / "ask.jsonl"], vectors=lambda texts: [None] * len(texts), shared=SHARED)
    assert found["files"]["ask.jsonl"]["all"]["top1"] >= top1
    assert found["files"]["ask.jsonl"]["all"]["answered_wrong_share"] <= wrong
