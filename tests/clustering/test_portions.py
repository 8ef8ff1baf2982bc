"""An audit of very many stories looks at some of them at a time, and no change goes against an earlier one."""

import pytest

from stories.clustering.auditing import Leaving, Regrouping, Union
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
def test_no_story_is_forgotten(most: int) -> None:
    held = shard()
    found = {name for portion in portions(held, [*held.stories, "gone"], most) for name in portion}
    assert found == set(held.stories)


def leaving(story: str, to: str | None, group: int) -> Leaving:
    return Leaving(story, (story,), to, group, 0.0, -1.0, 1.0, ())


def test_a_later_portion_changes_only_what_no_earlier_one_changed() -> None:
    first = Regrouping((leaving("dam", "levy", 0), leaving("dam", None, 1)), (Union("ferry", "final", 1.0, 0.5, ()),))
    later = Regrouping(
        (leaving("levy", None, 0), leaving("vote", "pier", 0), leaving("vote", None, 1)),
        (Union("pier", "ferry", 1.0, 0.5, ()), Union("pier", "gull", 1.0, 0.5, ())),
    )
    both = first.beside(later)
    assert [(each.story, each.to, each.group) for each in both.leaving[2:]] == [("vote", "pier", 2), ("vote", None, 3)]
    assert [(each.kept, each.gone) for each in both.unions] == [("ferry", "final"), ("pier", "gull")]
    assert Regrouping().beside(later) == later


def test_what_is_within_bounds_is_looked_at_together_and_what_is_not_is_parted() -> None:
    window = Window()
    for event, article in newsroom():
        if article.language == "en":
            window.add(article, f"{event} {article.id}")  # single articles: no neighbours are looked for
    (held,) = window.shards()
    assert len(list(portions(held, list(held.stories)))) == 1
    assert {len(some) for some in portions(held, list(held.stories), 4)} == {3}
