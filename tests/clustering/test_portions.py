"""An audit of very many stories looks at some of them at a time, and at each in one portion."""

import pytest

from stories.clustering.portions import portions
from stories.clustering.shard import Shard
from stories.clustering.window import Window
from tests.clustering.articles import newsroom


def shard() -> Shard:
    window = Window()
    for event, article in newsroom():
        if article.language == "en":
            window.add(article, event)
    (found,) = window.shards()
    return found


@pytest.mark.parametrize("most", [1, 5, 8, 1000])
def test_each_story_is_in_one_portion_and_none_is_forgotten(most: int) -> None:
    held = shard()
    found = [name for portion in portions(held, [*held.stories, "gone"], most) for name in portion]
    assert sorted(found) == sorted(held.stories)


def test_what_is_within_bounds_is_looked_at_together_and_what_is_not_is_parted() -> None:
    window = Window()
    for event, article in newsroom():
        if article.language == "en":
            window.add(article, f"{event} {article.id}")  # single articles: no neighbours are looked for
    (held,) = window.shards()
    assert len(list(portions(held, list(held.stories)))) == 1
    assert {len(some) for some in portions(held, list(held.stories), 4)} == {3}
