"""The Daily Index: a mean over independent texts, and none of a single article."""

from hypothesis import given
from hypothesis import strategies as st

from stories.briefing.context import Context
from stories.briefing.daily_index import daily_index, tone_content
from stories.scales import Genre, ToneBand
from tests.briefing.make import DAY, source

TEXT = "The harbour of Orrin reopened on Monday after the flood. Ships are loading again."


def test_the_index_is_the_mean_of_independent_texts() -> None:
    copies = [source(1, TEXT, tone=80.0, independent_text=1), source(2, TEXT, tone=80.0, independent_text=1)]
    found = daily_index([*copies, source(3, TEXT, tone=20.0)])
    assert found is not None
    assert found.score == 50.0
    assert found.texts == 2
    assert [one.article for one in found.articles] == [3, 1, 2]
    assert found.band is ToneBand.NEUTRAL


def test_one_article_has_no_index() -> None:
    assert daily_index([source(1, TEXT, tone=80.0)]) is None
    assert daily_index([source(1, TEXT, tone=80.0), source(2, TEXT)]) is None


def test_opinion_does_not_move_the_index() -> None:
    news = [source(1, TEXT, tone=70.0), source(2, TEXT, tone=72.0)]
    assert daily_index([*news, source(3, TEXT, tone=1.0, genre=Genre.OPINION)]) == daily_index(news)


def test_every_article_of_the_content_is_cited_with_its_score() -> None:
    content = tone_content([source(1, TEXT, tone=31.0), source(2, TEXT, tone=25.0)], Context(1, "", "en", DAY))
    assert content is not None
    assert (content["score"], content["band"], content["texts"]) == (28.0, "serious", 2)
    assert [(one["score"], one["citations"]) for one in content["articles"]] == [
        (25.0, [[2, 0, 0]]),
        (31.0, [[1, 0, 0]]),
    ]


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=2, max_size=30))
def test_the_index_lies_between_its_articles(tones: list[float]) -> None:
    found = daily_index([source(number, TEXT, tone=tone) for number, tone in enumerate(tones)])
    assert found is not None
    assert min(tones) - 0.1 <= found.score <= max(tones) + 0.1
