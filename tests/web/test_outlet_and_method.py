"""The outlet page and the method page by what a reader sees."""

from datetime import timedelta

import pytest
from django.test import Client

from stories.clustering import model
from stories.coverage.config import DEFAULT_CONFIG
from stories.coverage.step import refresh_standings
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, one, page, words
from tests.web.rows import article, counted, story_of

pytestmark = pytest.mark.django_db


def test_an_outlet_shows_each_raters_own_word_with_its_evidence() -> None:
    outlet = make.outlet("The Lantern")
    make.rating(outlet, "left", rater="Press Scale", raw_value="Skews left", evidence_address="https://scale.example/l")
    make.rating(outlet, "lean_left", rater="Bias Board")
    refresh_standings([outlet.pk], make.NOW)
    tree = page(outlet.get_absolute_url())
    table = all_words(tree, ".ratings tbody tr")
    assert any(row.startswith("Press Scale Skews left") and "scale.example" in row for row in table)
    rule = words(tree.cssselect(".standing")[0])
    assert "The mean of 2 raters' latest ratings" in rule
    assert "they are 1 step apart" in rule


def test_a_rating_that_is_left_out_says_why() -> None:
    outlet = make.outlet(lean=Lean.LEFT)
    make.rating(outlet, "right", rater="Desk", by_desk=True, note="Its owner changed.")
    refresh_standings([outlet.pk], make.NOW)
    tree = page(outlet.get_absolute_url())
    assert words(one(tree, ".ratings__out td .quiet")) == "Left out: overruled by an editor of this site"
    assert words(tree.cssselect(".standing__value")[0]) == "R Right"
    assert "Its owner changed." in words(tree.cssselect(".ratings")[0])


def test_an_outlet_that_nobody_rated_is_unrated() -> None:
    tree = page(make.outlet("Gull").get_absolute_url())
    assert all_words(tree, ".standing__value") == ["– Unrated", "Unrated"]
    assert "Nobody has rated it" in words(tree.cssselect(".standing")[0])


def test_an_outlet_shows_its_domains_feeds_and_articles_with_their_stories() -> None:
    outlet = make.outlet("Gull", domain="gull.example", country="GB")
    make.feed(outlet, state="failing", error_words="The feed is a web page, not a feed.")
    story = counted(make.story(article(outlet, "Pier to close")))
    tree = page(outlet.get_absolute_url())
    text = words(one(tree, ".outlet__aside"))
    for piece in ("gull.example", "United Kingdom", "failing, tried again", "The feed is a web page, not a feed."):
        assert piece in text
    assert story.get_absolute_url() in [link.get("href") for link in tree.cssselect(".recent__story a")]


def test_an_article_that_waits_for_a_story_says_so() -> None:
    outlet = make.outlet()
    make.article(outlet, stage="cluster")
    assert "Not yet in a story." in words(one(page(outlet.get_absolute_url()), ".recent"))


def test_an_unknown_outlet_is_not_found() -> None:
    assert Client().get("/outlets/nobody/").status_code == 404


def test_the_method_page_prints_the_thresholds_of_the_running_configuration() -> None:
    text = words(one(page("/method/"), "main"))
    config = DEFAULT_CONFIG
    assert f"at least {config.blindspot_min_rated} rated outlets cover it" in text
    assert f"at most {config.blindspot_low_share_max:.0%} of them" in text
    assert f"Under {config.few_rated_from} rated outlets no percentage is shown" in text
    assert config.hash in text
    assert f"in the last {model.default().window_days:g} days" in text
    assert model.default().version in text
    assert "{" not in text


def test_the_method_page_prints_the_base_rates_of_the_last_thirty_days() -> None:
    story_of(Lean.LEFT, Lean.LEFT, Lean.CENTER, Lean.RIGHT, "", section="politics")
    old = make.NOW - timedelta(days=60)
    rows = [article(make.outlet(lean=Lean.RIGHT), published_at=old, first_seen_at=old)]
    counted(make.story(*rows, section="politics"))
    text = words(one(page("/method/"), "main"))
    assert "Political stories counted now: 1" in text
    assert "Left: 50.0% (2 of 4 seats)" in text
    assert "Right: 25.0% (1 of 4 seats)" in text


def test_the_anchors_that_other_pages_point_to_are_there() -> None:
    tree = page("/method/")
    for key in ("stories", "counting", "blindspots"):
        assert len(tree.cssselect(f"#{key}")) == 1
