"""The shipped model on the demo newsroom, which no search for weights may see: what new weights lose shows here."""

from collections import Counter
from pathlib import Path

import pytest

from stories import catalogue
from stories.annotate import model as encoder
from stories.clustering.model import default
from stories.management.evaluations import labelled_articles as labelled
from stories.management.evaluations.clustering import arrive
from tests.clustering.test_quality import DATA, prepared

REACHED = 0.947
ARTICLES = Path(catalogue.__file__).parent / "demo" / "articles.jsonl"


def test_the_demo_newsroom_is_sorted_as_well_as_before_and_nothing_flows_together() -> None:
    try:
        encode = encoder.encoder(DATA / "models")
    except encoder.ModelError as error:
        pytest.skip(str(error))
    known = prepared(encode, labelled.read(ARTICLES), timed=True)
    run = arrive(known.features, known.truth, known.orders()[0], default())
    assert run.bcubed.f1 >= REACHED - 0.01
    assert run.bcubed.precision >= 0.99
    assert run.largest <= max(Counter(known.truth).values())
