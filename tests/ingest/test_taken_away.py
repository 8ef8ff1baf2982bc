"""Pages that are no longer there, on a real server: what counts as away, and who is not blamed."""

from datetime import timedelta

import pytest

from stories.ingest.steps.checks import claim_check
from stories.models import Article
from tests import make
from tests.ingest.looking import CORRECTED, DAY, TITLE, WEEK, looks, plan
from tests.ingest.site import Site, page
from tests.ingest.test_visit import failing
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_another_article_at_the_address_takes_nothing_and_blames_nobody(article: Article, site: Site) -> None:
    lines = [
        f"Cheese number {n} of the festival of Pellworth weighed more than any before it, said judges." for n in "abc"
    ]
    site.answers["/news/1"] = page("Cheese festival sets a record", *lines)
    assert not looks(article, DAY)
    assert (article.title, article.gone_since) == (TITLE, None)
    assert "something else" in plan(article).words


def test_a_missing_page_is_away_once_it_is_missing_a_day_later_too_as_of_the_first_time(
    article: Article, site: Site
) -> None:
    site.answers["/news/1"] = 404
    assert not looks(article, DAY)
    assert article.gone_since is None
    assert claim_check(article.pk, DAY + timedelta(hours=20)) is None
    assert looks(article, DAY + timedelta(hours=27))
    assert article.gone_since == DAY
    assert article.text


def test_a_page_that_is_gone_by_its_sites_own_word_is_away_at_once(article: Article, site: Site) -> None:
    site.answers["/news/1"] = 410
    assert looks(article, DAY)
    assert article.gone_since == DAY


@pytest.mark.parametrize("to", ["/", "/en/", "/index.html"])
def test_a_page_that_leads_to_the_front_page_is_missing(article: Article, site: Site, to: str) -> None:
    site.answers |= {"/news/1": to, to: page("Quay: news of the harbour", *CORRECTED)}
    looks(article, DAY)
    assert plan(article).missing_since == DAY


def test_a_page_that_says_that_nothing_is_there_is_missing(article: Article, site: Site) -> None:
    site.answers["/news/1"] = page("Page not found", "The page that you asked for is not here, or not here any more.")
    looks(article, DAY)
    assert plan(article).missing_since == DAY


@pytest.mark.parametrize("status", [401, 403, 451, 500, 503])
def test_a_refusal_or_an_error_says_nothing_about_the_article(article: Article, site: Site, status: int) -> None:
    site.answers["/news/1"] = status
    looks(article, DAY)
    assert (article.gone_since, plan(article).missing_since) == (None, None)
    assert str(status) in plan(article).words


def test_an_article_that_comes_back_loses_the_note(article: Article, site: Site) -> None:
    site.answers["/news/1"] = 410
    looks(article, DAY)
    site.answers["/news/1"] = page(TITLE)
    assert looks(article, WEEK)
    assert (article.gone_since, plan(article).missing_since) == (None, None)


def test_an_article_that_is_away_is_looked_for_every_week_for_a_month(article: Article, site: Site) -> None:
    site.answers["/news/1"] = 410
    at, times = DAY, 0
    while (due := plan(article).due_at) and times < 20:
        at, times = max(due, at), times + 1
        looks(article, at)
    assert 4 <= times <= 7
    assert timedelta(days=28) < at - NOW < timedelta(days=45)


def test_a_network_of_ours_that_is_down_blames_no_article(article: Article) -> None:
    for number in range(5):
        make.feed(make.outlet(f"Paper {number}"), last_visit_at=DAY, error_kind="dns")
    looks(article, DAY, fetch=failing("dns"))
    check = plan(article)
    assert (check.attempts, check.step, check.words) == (0, 1, "")
    assert check.due_at
    assert check.due_at - DAY < timedelta(hours=1)


def test_trouble_is_tried_three_times_and_then_waits_for_the_next_look(article: Article) -> None:
    at = DAY
    for _ in range(3):
        assert plan(article).step == 1
        looks(article, at, fetch=failing("timeout"))
        at = plan(article).due_at or at
    assert (plan(article).step, plan(article).attempts) == (2, 0)
