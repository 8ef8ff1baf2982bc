"""evaluate clustering: what it prints, and what it says of bad input."""

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from stories.management.commands.evaluate import FROM_HERE, TO_HERE, put
from stories.management.evaluations import clustering
from stories.management.evaluations.labelled_articles import Labelled, RowsError
from tests.clustering.articles import EVENTS, vector


def vectors(articles: Sequence[Labelled], _label: str) -> np.ndarray:
    return np.array([vector(article.row["title"]) for article in articles])


def rows(*, dated: bool, unlabelled: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for event, titles in EVENTS.items():
        for title in titles:
            found.append({"id": f"{len(found)}", "outlet": "a.example", "title": title, "text": "", "lang": "en"})
            found[-1] |= {"story": event, "published": f"2026-03-{2 + len(found) // 3:02}" if dated else None}
    for row in found[:unlabelled]:
        row["story"] = None
    return found


def written(folder: Path, articles: list[dict[str, Any]], name: str = "set.jsonl.gz") -> Path:
    path = folder / name
    text = "".join(json.dumps(row) + "\n" for row in articles)
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def test_the_figures_have_the_form_that_scripts_rely_on(tmp_path: Path) -> None:
    result = clustering.run([written(tmp_path, rows(dated=False))], vectors=vectors)
    assert set(result) == {"files", "model"}
    found = result["files"]["set.jsonl.gz"]
    assert set(found["bcubed"]) == {"precision", "recall", "f1"}
    assert {"f1_spread", "ari", "v_measure", "stories", "articles", "articles_per_second"} <= set(found)
    assert 0 <= found["bcubed"]["f1"] <= 1
    assert found["stories"]["true"] == len(EVENTS)
    assert found["articles"] == sum(map(len, EVENTS.values()))
    assert found["largest_story"] >= found["largest"]["predicted"]
    assert 0 <= found["single_share"] <= 1
    json.dumps(result)


def test_dated_rows_come_once_in_time_order_and_others_in_five_shuffles(tmp_path: Path) -> None:
    dated = clustering.run([written(tmp_path, rows(dated=True))], vectors=vectors)["files"]["set.jsonl.gz"]
    assert dated["f1_spread"] == 0
    assert dated["stories"]["predicted"] == int(dated["stories"]["predicted"])
    again = [clustering.run([written(tmp_path, rows(dated=False))], vectors=vectors) for _ in range(2)]
    one, other = (result["files"]["set.jsonl.gz"]["bcubed"] for result in again)
    assert one == other


def test_rows_without_a_story_are_placed_but_not_scored(tmp_path: Path) -> None:
    result = clustering.run([written(tmp_path, rows(dated=False, unlabelled=4))], vectors=vectors)
    found = result["files"]["set.jsonl.gz"]
    assert found["articles"] == sum(map(len, EVENTS.values()))
    assert found["stories"]["true"] == len(EVENTS) - 1


def test_the_largest_story_and_the_single_ones_are_told_of_all_rows_and_of_each_language(tmp_path: Path) -> None:
    articles = rows(dated=False, unlabelled=len(EVENTS["dam"]))
    for number, title in enumerate(("Le barrage de Velden fissuré", "Grève des ferries de Skellan")):
        articles.append({"id": f"fr{number}", "title": title, "text": "", "lang": "fr", "story": None})
    result = clustering.run([written(tmp_path, articles)], vectors=vectors)
    found = result["files"]["set.jsonl.gz"]
    assert found["largest_story"] == len(EVENTS["dam"]) > found["largest"]["predicted"]
    assert found["languages"]["fr"] == {"articles": 2, "stories": 2.0, "largest_story": 1, "single_share": 1.0}
    assert found["single_share"] > found["languages"]["en"]["single_share"]
    assert any("  fr: 2 articles, 2 stories, largest 1, 100% of one article" in line for line in lines_of(result))


def test_articles_of_another_file_may_come_among_the_labelled_ones(tmp_path: Path) -> None:
    labelled = written(tmp_path, [row for row in rows(dated=False) if row["story"] != "dam"], "few.jsonl")
    others = written(tmp_path, [row for row in rows(dated=False) if row["story"] == "dam"], "others.jsonl")
    found = clustering.run([labelled], vectors=vectors, among=others, orders=2)["files"]["few.jsonl"]
    assert found["articles"] == sum(map(len, EVENTS.values()))
    assert found["stories"]["true"] == len(EVENTS) - 1
    assert found["largest_story"] == len(EVENTS["dam"])
    assert found["orders"] == 2


def test_the_summary_of_an_article_without_a_text_is_read(tmp_path: Path) -> None:
    said = "Engineers at Port Ansel lower the reservoir by three metres after cracks in the Velden dam."
    told = [{"id": "1", "title": "Live", "text": "", "summary": said}, {"id": "2", "title": "Live", "text": said}]
    without, with_text = clustering.prepared(written(tmp_path, told), vectors).features
    assert without.wording.text == with_text.wording.text


@pytest.mark.parametrize(
    ("options", "words"), [({"orders": 0}, "at least 1"), ({"among": Path("none.jsonl")}, "isn't there")]
)
def test_what_else_is_asked_for_is_checked(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("evaluate", "clustering", str(written(tmp_path, rows(dated=True))), **options)
    with pytest.raises(CommandError, match="is for clustering"):
        call_command("evaluate", "extraction", str(tmp_path), orders=2)


def lines_of(result: dict[str, Any]) -> list[str]:
    return list(clustering.lines(result))


def test_a_file_may_be_plain_and_lines_are_one_per_file(tmp_path: Path) -> None:
    paths = [written(tmp_path, rows(dated=True), name) for name in ("one.jsonl", "two.jsonl.gz")]
    lines = list(clustering.lines(clustering.run(paths, vectors=vectors)))
    assert [line.split(":")[0] for line in lines[1:]] == ["one.jsonl", "two.jsonl.gz"]


@pytest.mark.parametrize("text", ["{", "[]", '{"id": 1}', '{"id": 1, "title": "x", "published": "yesterday"}'])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(rows(dated=True)[0]) + "\n" + text + "\n")
    with pytest.raises(RowsError, match=r"bad\.jsonl, line 2"):
        clustering.run([path], vectors=vectors)


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="isn't there"):
        call_command("evaluate", "clustering", str(tmp_path / "none.jsonl"), stdout=io.StringIO())


def test_a_file_that_is_not_gzip_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_text("not gzip")
    with pytest.raises(CommandError, match=r"[Nn]ot a gzipped file"):
        call_command("evaluate", "clustering", str(path), stdout=io.StringIO())


def test_the_figures_take_the_place_of_those_of_before_on_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{FROM_HERE}\nold\n{TO_HERE}\nAfter.\n")
    result = clustering.run([written(tmp_path, rows(dated=True))], vectors=vectors)
    for _ in range(2):
        put(page, clustering.table(result))
    text = page.read_text()
    assert "old" not in text
    assert text.count("| set |") == 1
    assert text.startswith("Before.")
    assert text.endswith("After.\n")


def test_a_page_without_a_place_for_figures_is_a_clear_error(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing here.")
    with pytest.raises(CommandError, match="no place for figures"):
        put(page, "figures")
