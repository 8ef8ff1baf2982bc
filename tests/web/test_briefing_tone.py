"""The Daily Index on a story's page: the number, its band in words, how many articles, and each of them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string

from stories.scales import Side
from stories.web.briefing_tone import gauge, shown
from stories.web.cited import Citations, Made, Stored
from stories.web.moments import moment
from stories.web.story_rows import ArticleRow

NOW = datetime(2031, 5, 4, 8, tzinfo=UTC)


def row(article: int) -> ArticleRow:
    known: dict[str, Any] = dict.fromkeys(ArticleRow._fields, "")
    given = {"id": article, "address": f"https://orrin.example/{article}", "published": NOW, "seen": NOW}
    return ArticleRow(**known | given | {"precision": "second", "outlet": f"Orrin Post {article}", "side": Side.LEFT})


def stored(*scores: tuple[int, float], score: float = 39.6) -> Stored:
    articles = [{"score": each, "citations": [[article, 0, 0]]} for article, each in scores]
    made = Made(len(scores), "", 0, moment(NOW, NOW), "extractive", "extractive-1")
    return Stored({"score": score, "band": "serious", "texts": 2, "articles": articles}, "en", made)


def test_the_gauge_says_number_band_and_articles_in_words() -> None:
    found = gauge(stored((1, 25.0), (2, 54.2)), Citations([row(1), row(2)], NOW))
    text = " ".join(render_to_string("web/parts/briefing_tone.html", {"block": found}).split())
    assert "<strong>39</strong>" in text
    assert text.count('aria-current="true"') == 1
    assert "Serious" in text
    assert "From 2 articles" in text
    assert "<strong>25</strong> Serious" in text
    assert "Orrin Post 2" in text
    assert "style=" not in text


def test_an_article_that_left_the_story_is_not_listed() -> None:
    found = gauge(stored((1, 25.0), (2, 54.2), (3, 70.0)), Citations([row(1), row(3)], NOW))
    assert found is not None
    assert [line.cited.outlet for line in found.lines] == ["Orrin Post 1", "Orrin Post 3"]
    assert (found.articles, found.others) == (2, 0)


@pytest.mark.parametrize("left", [[], [1]])
def test_a_story_with_fewer_than_two_of_its_articles_has_no_gauge(left: list[int]) -> None:
    assert gauge(stored((1, 25.0), (2, 54.2)), Citations(map(row, left), NOW)) is None


@pytest.mark.parametrize(("score", "number"), [(39.9, 39), (40.0, 40), (0.0, 0), (100.0, 100)])
def test_a_number_never_stands_in_the_next_band(score: float, number: int) -> None:
    assert shown(score) == number


@pytest.mark.parametrize("score", [0.0, 50.0, 100.0])
def test_the_mark_stays_in_the_picture(score: float) -> None:
    found = gauge(stored((1, score), (2, score), score=score), Citations([row(1), row(2)], NOW))
    assert found is not None
    points = [float(point.partition(",")[0]) for point in found.mark.split()]
    assert 0 <= min(points) <= max(points) <= 100
