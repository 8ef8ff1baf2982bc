"""An audit holds the writer's lock for a bounded number of articles at a time, and passes no story over."""

from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.steps.audit import chunks


@given(st.lists(st.integers(1, 12)), st.integers(1, 5), st.integers(1, 20))
def test_every_story_has_its_turn_once_and_none_is_looked_at_with_too_many(
    sizes: list[int], stories: int, articles: int
) -> None:
    found = list(chunks(enumerate(sizes), stories, articles))
    assert [story for chunk in found for story in chunk] == list(range(len(sizes)))
    for chunk in found:
        assert 0 < len(chunk) <= stories
        assert len(chunk) == 1 or sum(sizes[story] for story in chunk) <= articles


def test_small_stories_are_looked_at_as_many_at_once_as_may_be() -> None:
    assert list(chunks([(1, 2), (2, 2), (3, 5), (4, 9), (5, 1)], 3, 6)) == [[1, 2], [3], [4], [5]]
