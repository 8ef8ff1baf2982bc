"""evaluate summary: one member of a story left out, the others summarised, beside what else could be done."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from stories.management.evaluations import summary
from stories.management.evaluations.labelled_articles import RowsError
from stories.management.evaluations.rouge import grams, rouge

STORIES = Path(summary.__file__).parent / "summary.jsonl"
SHARED = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "clustering"
SYSTEMS = ("ours", "lead", "lexrank", "random", "oracle")
OPENINGS = (
    "The council of Port Ansel voted on Tuesday to rebuild the ferry pier that the storm of March destroyed.",
    "Port Ansel will rebuild its ferry pier for nine million crowns, its council decided by eleven votes to four.",
    "A new ferry pier for Port Ansel was approved on Tuesday, five weeks after the storm destroyed the old one.",
)


def shared(folder: Path) -> Path:
    """A folder with a story of three articles about a pier."""
    rows = []
    for number, opening in enumerate(OPENINGS):
        filler = [
            f"Visitors of stall {number}{letter} bought more fish than in the years before the war."
            for letter in "abcde"
        ]
        text = "\n".join([opening, *filler])
        rows.append(
            {"id": f"a{number}", "outlet": f"{number}.example", "title": opening[:40], "story": "s1", "text": text}
        )
    (folder / "ours.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return folder


def evaluated(folder: Path, *stories: str) -> dict[str, Any]:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps({"story": story}) + "\n" for story in stories), encoding="utf-8")
    return summary.run([path], shared=shared(folder))


def test_what_the_others_tell_of_the_event_is_found_and_nobody_beats_the_oracle(tmp_path: Path) -> None:
    figures = evaluated(tmp_path, "s1", "unknown")["all"]
    assert (figures["stories"], figures["cases"]) == (1, 3)
    scores = {name: figures[name]["rouge1"] + figures[name]["rouge2"] for name in SYSTEMS}
    assert scores["oracle"] == max(scores.values())
    assert scores["ours"] > 0
    assert any("goal" in line for line in summary.lines(evaluated(tmp_path, "s1")))


def test_stories_that_are_not_in_the_shared_data_are_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="NEWSDESK_SHARED"):
        evaluated(tmp_path, "unknown")


def test_rouge_counts_words_and_pairs_in_common() -> None:
    assert rouge(grams(["The pier opens."]), grams(["the pier", "OPENS"])) == (1.0, 1.0)
    assert rouge(grams(["the old pier"]), grams(["the new pier"])) == (pytest.approx(2 / 3), 0.0)
    assert rouge(grams(["pier"]), grams([])) == (0.0, 0.0)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared data: set NEWSDESK_SHARED")
def test_the_summary_keeps_its_quality(tmp_path: Path) -> None:
    some = [line for line in STORIES.read_text("utf-8").splitlines() if "held_out" in line]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(some[::7]), encoding="utf-8")
    figures = summary.run([path])["all"]
    assert figures["stories"] >= 6
    assert figures["share_of_possible"] >= summary.GOAL
    assert figures["best"]
