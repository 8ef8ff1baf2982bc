"""The picture of coverage over time: every article is in it, inside its frame, and in words."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from stories.scales import Side
from stories.web.story_rows import ArticleRow
from stories.web.timeline import MOST_SPANS, timeline
from tests.make import NOW

SIDES = list(Side)


def row(hours_ago: float, side: Side = Side.LEFT, number: int = 1) -> ArticleRow:
    at = NOW - timedelta(hours=hours_ago)
    lean = "" if side is Side.UNRATED else side.value
    outlet = (number, f"Post {number}", f"post-{number}", "publisher", "US", "", "", "own", "", lean, side, "")
    return ArticleRow(number, "Ferry vote", "https://post.example/1", "en", "news", at, "minute", at, *outlet)


def number(text: str) -> float:
    return float(text.removesuffix("%"))


@given(st.lists(st.tuples(st.floats(0, 2000), st.sampled_from(SIDES)), min_size=4, max_size=60))
def test_every_block_stays_in_the_frame(articles: list[tuple[float, Side]]) -> None:
    found = timeline([row(ago, side, i) for i, (ago, side) in enumerate(articles)])
    if found is None:
        return
    for block in found.blocks:
        assert 0 <= number(block.x) <= number(block.x) + number(block.width) <= 100.01
        assert -0.01 <= number(block.y) <= number(block.y) + number(block.height) <= 100.01
    assert len({block.x for block in found.blocks}) <= MOST_SPANS


def test_few_articles_or_a_single_hour_make_no_picture() -> None:
    assert timeline([row(i) for i in range(3)]) is None
    assert timeline([row(0.1 + 0.1 * i, number=i) for i in range(6)]) is None


def test_the_words_say_what_the_picture_shows() -> None:
    found = timeline([row(10), row(9.5), row(3, Side.RIGHT), row(9.2, Side.CENTER), row(0)])
    assert found is not None
    assert (
        found.words == "5 articles from 10 Mar 02:00 to 10 Mar 13:00 UTC; the most, 3, in the hour from 10 Mar 02:00."
    )


def test_sides_are_stacked_in_one_order() -> None:
    found = timeline([row(5, side, i) for i, side in enumerate(SIDES)] + [row(0)])
    assert found is not None
    first = [block for block in found.blocks if block.x == "0.00%"]
    assert [block.side for block in first] == ["left", "center", "right", "unrated"]
    assert [number(block.y) for block in first] == [75.0, 50.0, 25.0, 0.0]
