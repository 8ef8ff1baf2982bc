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


def test_of_a_story_labelled_in_part_only_that_part_is_read(tmp_path: Path) -> None:
    asked = {"question": "How many passengers did the ferry carry?", "answer_article": "a1", "span": PASSENGERS}
    for ends, refused in (({"a1": PASSENGERS[1]}, 0), ({"a1": PASSENGERS[0]}, 1)):
        figures = evaluated(tmp_path, asked | {"half": "new", "within": ends})
        assert figures["halves"]["new"]["refused_wrong"] == refused
        assert figures["all but new"]["n"] == 0


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
    assert all(set(row) <= {"story", "question", "answer_article", "span", "also", "half", "within"} for row in rows)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (NEWSDESK_SHARED)")
@pytest.mark.parametrize(("harder", "top1", "wrong"), [(True, 0.6, 0.08), (False, 0.7, 0.1)])
def test_by_words_alone_most_questions_find_their_sentence_and_few_others_an_answer(
    tmp_path: Path, harder: bool, top1: float, wrong: float
) -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    left_out = ("new",) if harder else ("new", "unseen", "own words")
    kept = [line for line in lines if json.loads(line).get("half") not in left_out]
    (tmp_path / "ask.jsonl").write_text("\n".join(kept), encoding="utf-8")
    found = ask.run([tmp_path / "ask.jsonl"], vectors=lambda texts: [None] * len(texts), shared=SHARED)
    assert found["files"]["ask.jsonl"]["all"]["top1"] >= top1
    assert found["files"]["ask.jsonl"]["all"]["answered_wrong_share"] <= wrong


def test_a_file_with_texts_of_ours_has_a_line_for_each_language_and_half(tmp_path: Path) -> None:
    articles = [
        {"outlet": "등불신문", "title": "바람호 충돌", "text": "바람호에는 승객 214명이 타고 있었다. 비가 왔다."}
    ]
    rows = [
        {"story": "s", "language": "ko", "half": "tuned", "articles": articles},
        {"story": "s", "question": "바람호에는 승객이 몇 명 타고 있었나요?", "article": 0, "says": "승객 214명"},
        {"story": "s", "question": "바람호의 선장은 누구인가요?", "article": None, "says": None},
    ]
    path = tmp_path / "ours.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = ask.run([path])
    figures = found["files"]["ours.jsonl"]["languages"]["ko, tuned"]
    assert (figures["top1"], figures["answered_wrong"], figures["unanswerable"]) == (1.0, 0, 1)
    assert any(line.startswith("  ko, tuned: first right 1.0") for line in ask.lines(found))


def test_a_question_of_a_story_that_is_not_in_the_file_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ours.jsonl"
    first = {"story": "s", "language": "ko", "half": "tuned", "articles": []}
    other = {"story": "t", "question": "누구?", "article": None, "says": None}
    path.write_text(f"{json.dumps(first)}\n{json.dumps(other)}\n", encoding="utf-8")
    with pytest.raises(RowsError, match="line 2"):
        ask.run([path])


def test_at_least_forty_korean_and_twenty_other_questions_of_ours_are_here_a_quarter_unanswerable() -> None:
    rows = [json.loads(line) for line in QUESTIONS.with_name("ask_languages.jsonl").read_text("utf-8").splitlines()]
    languages = {row["story"]: row["language"] for row in rows if "articles" in row}
    asked = [row for row in rows if "question" in row]
    for code, least in (("ko", 40), ("es", 20), ("de", 20), ("fr", 20), ("ja", 20)):
        own = [row for row in asked if languages[row["story"]] == code]
        assert len(own) >= least
        assert sum(row["says"] is None for row in own) >= len(own) / 4
