"""evaluate extraction: its measure, and its figures on labelled pages of our own."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.management.evaluations.extraction import lines, run, text_f1

PAGE = Path(__file__).parent / "pages" / "marked_up.html"
TEXT = "the boats went out at dawn and came back at night"


def folder(tmp_path: Path, truth: object) -> Path:
    (tmp_path / "set" / "html").mkdir(parents=True)
    (tmp_path / "set" / "html" / "a.html.gz").write_bytes(gzip.compress(PAGE.read_bytes()))
    (tmp_path / "set" / "ground_truth.json").write_text(json.dumps(truth))
    return tmp_path / "set"


@pytest.mark.parametrize(
    ("found", "truth", "score"),
    [
        (TEXT, TEXT, 1.0),
        (TEXT.upper(), TEXT, 0.0),
        (TEXT.replace(" ", ",  "), TEXT, 1.0),
        ("", TEXT, 0.0),
        ("", "", 1.0),
        ("a b", "a b", 1.0),
        ("船は港にとどまった", "船は港にとどまった。", 1.0),
        ("a b c d e", "a b c d", 2 / 3),
    ],
)
def test_the_score_is_of_runs_of_four_tokens(found, truth, score):
    assert text_f1(found, truth) == pytest.approx(score)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_score_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= text_f1(one, other) == text_f1(other, one) <= 1
    assert text_f1(one, one) == 1


def test_a_folder_has_its_figures_under_its_base_name(tmp_path):
    row = {"file": "a.html.gz", "url": "https://almery-gazette.example/a-1", "date": "2025-06-03 08:15:30+00:00"}
    row |= {
        "title": "Lantern festival moved inland after storm warning",
        "text": "Something else entirely, at some length.",
    }
    [(name, figures)] = run([folder(tmp_path, [row])])["folders"].items()
    assert name == "set"
    assert (figures["text_f1"], figures["date_exact"], figures["title_exact"]) == (0.0, 1.0, 1.0)
    assert figures["pages_per_cpu_second"] > 0
    assert set(figures["trafilatura"]) == {"text_f1", "pages_per_cpu_second"}


def test_what_the_truth_lacks_is_null(tmp_path):
    figures = run([folder(tmp_path, {"a": {"articleBody": "x", "url": "https://almery-gazette.example/a-1"}})])
    assert figures["folders"]["set"]["date_exact"] is None
    assert figures["folders"]["set"]["title_exact"] is None
    assert any("-" in line for line in lines(figures))
