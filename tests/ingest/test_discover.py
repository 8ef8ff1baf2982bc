"""A site's address where a feed's was meant: what the page names is visited, or named."""

from datetime import timedelta
from typing import Any

import pytest

from stories.ingest.steps.visit import visit
from stories.models import Article, Feed, FeedState
from stories.net.answers import Fetched
from tests import make
from tests.ingest.test_visit import ITEMS, Door, answering, rss
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    return make.feed(make.outlet("Quay", domain="quay.example"))


HOME = b"""<!doctype html><title>Quay</title>
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">"""


def site(**pages: bytes) -> Door:
    """A site by paths (_ for /); what it lacks is 404."""

    def door(url: str, **asked: Any) -> Fetched:
        body = pages.get(url.removeprefix("https://quay.example/").partition(".")[0].replace("/", "_") or "home")
        return Fetched(status=200 if body else 404, url=url, body=body or b"")

    return door


def test_a_site_s_address_leads_to_the_feed_that_its_page_names() -> None:
    feed = make.feed(make.outlet("Quay", domain="quay.example"), address="https://quay.example/")
    assert len(visit(feed, NOW, fetch=site(home=HOME, rss=rss(*ITEMS), comments_feed_=rss(*ITEMS[:1])))) == 2
    feed.refresh_from_db()
    assert (feed.address, feed.state, feed.error_words) == ("https://quay.example/rss.xml", FeedState.ACTIVE, "")
    assert visit(feed, NOW + timedelta(hours=1), fetch=site(rss=rss(*ITEMS))) == []


def test_the_address_of_a_feed_that_a_page_names_is_stored_in_one_form_and_without_a_password() -> None:
    feed = make.feed(make.outlet("Quay", domain="quay.example"), address="https://quay.example/")
    secret, loud = b"https://ana:pw@quay.example/rss.xml", b"HTTPS://QUAY.example/rss.xml#top"
    home = HOME.replace(b"/comments/feed/", secret).replace(b'"/rss.xml"', b'"' + loud + b'"')
    assert len(visit(feed, NOW, fetch=site(home=home, rss=rss(*ITEMS)))) == 2
    feed.refresh_from_db()
    assert feed.address == "https://quay.example/rss.xml"


def test_a_page_whose_feeds_can_t_be_had_says_which_it_names() -> None:
    feed = make.feed(make.outlet("Quay", domain="quay.example"), address="https://quay.example/")
    assert visit(feed, NOW, fetch=site(home=HOME)) == []
    feed.refresh_from_db()
    assert (feed.address, feed.error_kind) == ("https://quay.example/", "not_a_feed")
    assert "https://quay.example/rss.xml" in feed.error_words


def test_a_site_whose_feed_is_here_already_brings_no_second_one(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(address="https://quay.example/rss.xml")
    double = make.feed(feed.outlet, address="https://quay.example/")
    visit(double, NOW, fetch=site(home=HOME, rss=rss(*ITEMS)))
    double.refresh_from_db()
    assert (double.state, double.error_words) == (FeedState.GONE, "The page names a feed that is visited already.")
    assert not Article.objects.exists()


def test_a_page_in_place_of_a_feed_that_worked_doesn_t_change_its_address(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS)))
    feed.refresh_from_db()
    before = feed.address
    visit(feed, NOW + timedelta(hours=1), fetch=answering(HOME))
    feed.refresh_from_db()
    assert feed.address == before
    assert "/rss.xml" in feed.error_words
