"""The shipped model on part of the shared labelled data: a floor, and no story that swallows others.

Needs the shared data folder (NEWSDESK_SHARED) and the built sentence model; a part of each file keeps it quick.
"""

import os
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from stories.annotate import model as encoder
from stories.annotate.annotation import vector_text
from stories.clustering import metrics
from stories.clustering.window import Window
from stories.management.evaluations import labelled_articles as labelled

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


@pytest.mark.parametrize(
    ("name", "most", "timed", "floor"),
    [
        ("groundnews_2025_08", 200, False, 0.85),
        ("google_news_2014_03", 600, False, 0.74),
        ("allsides_2016_2017", 180, True, 0.90),
    ],
)
def test_quality_on_a_part_of_the_labelled_data_holds(
    encode: encoder.SentenceEncoder, name: str, most: int, timed: bool, floor: float
) -> None:
    articles = part(name, most)
    if timed:
        articles.sort(key=lambda article: str(article.published))
    texts = [vector_text(article.row["title"], article.row["text"] or "") for article in articles]
    known = np.asarray(encode.encode(texts))
    prints = labelled.fingerprints(articles)
    window = Window()
    for article in labelled.features(articles, known, prints, timed=timed):
        window.place(article, article.id)
    true = [article.story for article in articles]
    predicted = [window.story_of(place) for place in range(len(articles))]
    assert metrics.bcubed(true, predicted).f1 >= floor
    assert max(Counter(predicted).values()) <= 2 * max(Counter(true).values())
