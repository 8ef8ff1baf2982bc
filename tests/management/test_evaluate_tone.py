"""evaluate tone: items joined by id and offsets, the passes' agreement, and training that is the same twice."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from stories.annotate import tone as reading
from stories.annotate.model import DIMENSIONS
from stories.annotate.tone import Floats
from stories.annotate.tone_tokens import States, shares
from stories.management.evaluations import tone, tone_items, tone_training
from stories.management.evaluations.labelled_articles import RowsError
from stories.management.evaluations.tone_token_training import Lesson, token_head
from stories.management.evaluations.tone_training import Items

TEXT = "Rescuers pulled the last child out alive. The town of Orrin cheered."


def plain(texts: Sequence[str]) -> tuple[Floats, States]:
    rows = np.ones((len(texts), DIMENSIONS), np.float32)
    return rows, [rows[:1] for _text in texts]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "clustering"
    folder.mkdir(parents=True)
    row = {"id": "orrin-1", "title": "Orrin's children are safe", "text": TEXT, "published": None, "lang": "en"}
    with gzip.open(folder / "made_up.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    return tmp_path


def rows(folder: Path, *items: dict[str, object]) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def test_a_sentence_is_joined_without_its_title_and_a_lead_with_it(shared: Path) -> None:
    labels = {"start": 0, "end": 41, "band_a": "positive", "band_b": "optimistic"}
    path = rows(shared, {"id": "orrin-1", **labels}, {"article": "orrin-1", **labels, "end": len(TEXT)})
    sentence, lead = tone_items.read(path, shared=shared)
    assert sentence == tone_items.Item("", ("Rescuers pulled the last child out alive.",), (4, 3))
    assert lead.title == "Orrin's children are safe"
    assert len(lead.told) == 2


def test_figures_stand_against_each_pass_and_where_both_agree(shared: Path) -> None:
    path = rows(
        shared,
        {"text": "Gunmen killed ten guests at a wedding.", "band_a": "serious", "band_b": "serious"},
        {"text": "The clerk of Orrin filed the form.", "band_a": "serious", "band_b": "optimistic"},
    )
    found = tone.run([path], read=plain, shared=shared)["files"]["labels.jsonl"]
    assert found["passes"]["exact"] == 0.5
    assert found["goals"] == {"exact": 0.5, "within_one": 0.95}
    assert found["always_serious"]["a"]["exact"] == 1.0
    assert found["always_serious"]["mean"]["exact"] == 0.75
    assert found["always_serious"]["both agree"] == {"exact": 1.0, "within_one": 1.0}


@pytest.mark.parametrize("row", [{"band_a": "grim", "text": "A."}, {"band_a": "serious", "id": "orrin-1"}, []])
def test_a_row_that_is_no_label_is_named(shared: Path, row: dict[str, object]) -> None:
    with pytest.raises(RowsError, match="line 1"):
        tone_items.read(rows(shared, row), shared=shared)


def test_labels_without_the_shared_data_say_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="NEWSDESK_SHARED"):
        tone_items.read(rows(tmp_path, {"id": "x", "start": 0, "end": 3, "band_a": "serious"}), shared=tmp_path)


def test_passes_that_agree_have_a_kappa_of_one() -> None:
    assert tone.kappa([0, 2, 4], [0, 2, 4]) == 1.0
    assert tone.kappa([1, 1], [1, 1]) == 1.0
    assert tone.kappa([0, 4], [4, 0]) < 0


def spoken(random: np.random.Generator, bands: Sequence[int], wide: int) -> list[tuple[States, States]]:
    """A title and a lead of each item, whose tokens differ by nothing but one in the lead that tells the band."""
    titles = random.normal(scale=0.3, size=(len(bands), 2, wide)).astype(np.float32)
    leads = random.normal(scale=0.3, size=(len(bands), 4, wide)).astype(np.float32)
    for lead, band in zip(leads, bands, strict=True):
        lead[int(random.integers(4)), band] += 3
    return [([title], [lead]) for title, lead in zip(titles, leads, strict=True)]


def test_training_twice_gives_the_same_numbers_and_tells_the_bands_apart(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    bands = np.repeat(np.arange(5), 20)
    features = random.normal(scale=0.05, size=(100, 12))
    features[np.arange(100), bands] += 1.0
    parts = spoken(random, bands.tolist(), 12)
    items = Items(features, parts, tuple((int(band),) for band in bands), np.ones(100))
    kept = tone_training.weights_file(tone_training.head(items))
    assert kept == tone_training.weights_file(tone_training.head(items))
    (tmp_path / "weights.jsonl").write_text(kept, encoding="utf-8")
    head = reading.read(tmp_path / "weights.jsonl")
    told = [int(np.argmax(reading.shares(head, row, *part))) for row, part in zip(features, parts, strict=True)]
    assert told == bands.tolist()


def test_a_network_finds_the_one_token_that_tells_the_band() -> None:
    random = np.random.default_rng(7)
    bands = np.repeat(np.arange(5), 200)
    parts = spoken(random, bands.tolist(), 12)
    taught = token_head(Lesson(parts, np.zeros((1000, 1)), np.eye(5)[bands], np.ones(1000)), seed=0)
    unseen = spoken(random, list(range(5)) * 20, 12)
    told = [int(np.argmax(shares(taught, *part, np.zeros(1)))) for part in unseen]
    assert np.mean(np.array(told) == list(range(5)) * 20) > 0.9


def test_an_item_on_which_two_passes_differ_is_an_example_of_both_bands() -> None:
    items = Items(
        np.eye(4), spoken(np.random.default_rng(7), [1, 1, 3, 0], 4), ((1, 2), (1, 1), (3,), (0,)), np.ones(4)
    )
    assert sorted(tone_training.head(items).bands.tolist()) == [0, 1, 1, 2, 3]
