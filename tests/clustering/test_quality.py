"""The shipped model on part of the shared labelled data: a floor, and no story that swallows others.

Needs the shared data folder (NEWSDESK_SHARED) and the built sentence model; a part of each file keeps it quick.
"""

import os
import random
from collections import Counter
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from stories.annotate import model as encoder
from stories.annotate.annotation import vector_text
from stories.clustering.model import default
from stories.management.evaluations import labelled_articles as labelled
from stories.management.evaluations.clustering import Prepared, arrive

SHARED = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "clustering"
DATA = Path(os.environ.get("NEWSDESK_DATA") or Path(__file__).parents[2] / ".data")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (NEWSDESK_SHARED)")


@pytest.fixture(scope="module")
def encode() -> encoder.SentenceEncoder:
    try:
        return encoder.encoder(DATA / "models")
    except encoder.ModelError as error:
        pytest.skip(str(error))


def part(name: str, most: int) -> list[labelled.Labelled]:
    """Whole stories, chosen by a seed, until there are `most` articles, in a shuffled order."""
    articles = labelled.read(SHARED / f"{name}.jsonl.gz")
    stories = sorted({article.story for article in articles if article.story})
    random.Random(5).shuffle(stories)
    sizes, chosen = Counter(article.story for article in articles), set()
    for story in stories:
        if sum(sizes[other] for other in chosen) < most:
            chosen.add(story)
    picked = [article for article in articles if article.story in chosen]
    return random.Random(6).sample(picked, len(picked))


PARTS = {"groundnews_2025_08": 200, "google_news_2014_03": 600, "allsides_2016_2017": 180}


def prepared(encode: encoder.SentenceEncoder, articles: list[labelled.Labelled], *, timed: bool) -> Prepared:
    texts = [vector_text(article.row["title"], article.row["text"] or "") for article in articles]
    known, prints = np.asarray(encode.encode(texts)), labelled.fingerprints(articles)
    features = labelled.features(articles, known, prints, timed=timed)
    return Prepared("part", features, [article.story for article in articles], timed, 0.0)


@pytest.mark.parametrize(
    ("name", "timed", "reached"),
    [("groundnews_2025_08", False, 0.951), ("google_news_2014_03", False, 0.881), ("allsides_2016_2017", True, 0.968)],
)
def test_quality_on_a_part_of_the_labelled_data_is_within_a_point_of_what_was_reached(
    encode: encoder.SentenceEncoder, name: str, timed: bool, reached: float
) -> None:
    known = prepared(encode, part(name, PARTS[name]), timed=timed)
    runs = [arrive(known.features, known.truth, order, default()) for order in known.orders()[:3]]
    assert fmean(run.bcubed.f1 for run in runs) >= reached - 0.01
    assert max(run.largest for run in runs) <= 2 * max(Counter(known.truth).values())


def test_no_story_swallows_others_when_all_kinds_come_together_without_time(encode: encoder.SentenceEncoder) -> None:
    articles = [article for name, most in PARTS.items() for article in part(name, most)]
    known = prepared(encode, articles, timed=False)
    run = arrive(known.features, known.truth, known.orders()[0], default())
    assert run.largest <= 2 * max(Counter(known.truth).values())
    assert run.bcubed.precision >= 0.94
