"""The order in which articles come may move an article at a story's edge, never the stories: runs are compared."""

import random
from collections.abc import Sequence
from itertools import combinations, count

import numpy as np
import pytest

from stories.annotate import model as encoder
from stories.annotate.annotation import vector_text
from stories.clustering import auditing
from stories.clustering.assignment import StoryId
from stories.clustering.features import ArticleFeatures
from stories.clustering.metrics import bcubed
from stories.clustering.window import Window
from stories.management.evaluations import labelled_articles as labelled
from tests.clustering.articles import newsroom
from tests.clustering.test_quality import DATA, SHARED, part

ALIKE = 0.95  # B-cubed F1 of one run's stories against another's
MANY, ORDERS = 500, 20


def stories_of(articles: Sequence[ArticleFeatures], seed: int) -> list[StoryId]:
    """The story of each article when they come in the order of the seed, and are looked at again at the end."""
    window = Window()
    for place in random.Random(seed).sample(range(len(articles)), len(articles)):
        auditing.take(window, articles[place], place)
    touched = set(window.stories())
    auditing.audit(window, touched, (f"parted {number}" for number in count()))
    return [window.story_of(article.id) for article in articles]


def agreement(articles: Sequence[ArticleFeatures], orders: int) -> list[float]:
    """B-cubed F1 of every two runs."""
    runs = [stories_of(articles, seed) for seed in range(orders)]
    return [bcubed(one, other).f1 for one, other in combinations(runs, 2)]


def recorded(many: int) -> list[ArticleFeatures]:
    """Recorded articles in whole stories, without their dates."""
    if not SHARED.is_dir():
        pytest.skip("the shared data folder is not here (NEWSDESK_SHARED)")
    try:
        encode = encoder.encoder(DATA / "models").encode
    except encoder.ModelError as error:
        pytest.skip(str(error))
    articles = part("groundnews_2025_08", many)
    vectors = np.asarray(encode([vector_text(row.row["title"], row.row["text"] or "") for row in articles]))
    return labelled.features(articles, vectors, labelled.fingerprints(articles), timed=False)


def test_a_small_newsroom_has_the_same_stories_in_every_order() -> None:
    assert np.mean(agreement([article for _, article in newsroom()], 6)) >= ALIKE


def test_recorded_articles_make_much_the_same_stories_in_another_order() -> None:
    assert np.mean(agreement(recorded(80), 3)) >= ALIKE


@pytest.mark.soak
def test_five_hundred_recorded_articles_make_much_the_same_stories_in_twenty_orders() -> None:
    found = agreement(recorded(MANY), ORDERS)
    print(f"B3 F1 between runs: mean {np.mean(found):.3f}, least {min(found):.3f}, of {len(found)} pairs")
    assert np.mean(found) >= ALIKE
