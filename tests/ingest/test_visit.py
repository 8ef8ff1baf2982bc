"""Visiting feeds on rows, through a door that answers what the test says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

import pytest

from stories.ingest.steps.page import page_due, read_page
from stories.ingest.steps.visit import claim_feed, visit
from stories.models import Article, ArticleVersion, Feed, FeedState, Sighting, Stage
from stories.net.answers import Fetched, FetchError
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

Door = Callable[..., Fetched]


def rss(*items: tuple[str, str, str], dates: bool = True) -> bytes:
    """A feed of (path, guid, title) items, an hour apart."""
    lines = "".join(
        f"<item><title>{escape(title)}</title><link>https://quay.example{path}</link><guid>{guid}</guid>"
        + (f"<pubDate>{NOW - timedelta(hours=place):%a, %d %b %Y %H:%M:%S} GMT</pubDate>" if dates else "")
        + f"<description>What {escape(title)} means for the harbour.</description></item>"
        for place, (path, guid, title) in enumerate(items)
    )
    return f'<rss version="2.0"><channel><title>Quay</title>{lines}</channel></rss>'.encode()


def answering(body: bytes = b"", status: int = 200, **fields: Any) -> Door:
    def door(url: str, **asked: Any) -> Fetched:
        return Fetched(status=status, url=url, body=body, content_type="application/rss+xml", **fields)

    return door


def failing(kind: str) -> Door:
    def door(url: str, **asked: Any) -> Fetched:
        raise FetchError(kind)

    return door


@pytest.fixture
def feed() -> Feed:
    return make.feed(make.outlet("Quay", domain="quay.example"))


ITEMS = (("/a", "1", "Ferry pier reopens"), ("/b", "2", "Harbour dues to rise"))


def test_a_visit_stores_each_article_once_however_often_it_comes(feed: Feed) -> None:
    assert len(visit(feed, NOW, fetch=answering(rss(*ITEMS)))) == 2
    feed.refresh_from_db()
    again = answering(rss(*ITEMS, ("/c", "3", "Crane hired")))
    assert len(visit(feed, NOW + timedelta(minutes=9), fetch=again)) == 1
    assert Article.objects.count() == Sighting.objects.count() == 3
    assert set(Article.objects.values_list("stage", flat=True)) == {Stage.PAGE}


def test_an_outlets_name_behind_its_headlines_is_no_part_of_them_and_no_change(feed: Feed) -> None:
    named = (("/a", "1", "Ferry pier reopens - Quay"), ("/b", "2", "Harbour dues to rise | Quay"))
    visit(feed, NOW, fetch=answering(rss(*named)))
    assert set(Article.objects.values_list("title", flat=True)) == {"Ferry pier reopens", "Harbour dues to rise"}
    feed.refresh_from_db()
    visit(feed, NOW + timedelta(hours=1), fetch=answering(rss(*ITEMS)))
    assert ArticleVersion.objects.count() == Article.objects.count()


def test_one_article_in_two_feeds_is_one_row_with_two_sightings(feed: Feed) -> None:
    other = make.feed(feed.outlet)
    visit(feed, NOW, fetch=answering(rss(*ITEMS)))
    assert visit(other, NOW + timedelta(seconds=1), fetch=answering(rss(*ITEMS))) == []
    assert (Article.objects.count(), Sighting.objects.count()) == (2, 4)


def test_a_changed_headline_is_a_version_and_the_old_one_stays(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS)))
    feed.refresh_from_db()
    visit(feed, NOW + timedelta(hours=1), fetch=answering(rss(("/a", "1", "Ferry pier stays shut"), ITEMS[1])))
    article = Article.objects.get(canonical_address__contains="/a")
    assert article.title == "Ferry pier stays shut"
    assert [version.title for version in article.versions.all()] == ["Ferry pier reopens", "Ferry pier stays shut"]
    assert article.stage == Stage.PAGE


def test_another_feeds_wording_of_an_article_is_no_change(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS)))
    visit(make.feed(feed.outlet), NOW, fetch=answering(rss(("/a", "x", "Pier: it reopens"))))
    assert ArticleVersion.objects.count() == 2


def test_a_feed_without_dates_keeps_its_articles_at_the_time_they_were_seen(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS, dates=False)))
    assert {(row.published_at, row.published_precision) for row in Article.objects.all()} == {(NOW, "seen")}


def test_a_web_page_in_place_of_a_feed_is_said_and_nothing_is_lost(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS)))
    feed.refresh_from_db()
    visit(feed, NOW + timedelta(hours=1), fetch=answering(b"<!doctype html><title>Log in</title><p>Please log in."))
    feed.refresh_from_db()
    assert (feed.state, feed.error_kind) == (FeedState.FAILING, "not_a_feed")
    assert "web page" in feed.error_words
    assert Article.objects.count() == 2


def test_a_feed_that_is_gone_is_not_visited_again(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(status=410))
    feed.refresh_from_db()
    assert feed.state == FeedState.GONE
    assert not Feed.objects.due(NOW + timedelta(days=30)).exists()


def test_retry_after_is_obeyed(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(status=429, retry_after_s=7200))
    feed.refresh_from_db()
    assert feed.next_visit_at >= NOW + timedelta(hours=2)


def test_trouble_backs_off_and_success_clears_it(feed: Feed) -> None:
    for hour in range(3):
        visit(feed, NOW + timedelta(hours=hour), fetch=failing("timeout"))
        feed.refresh_from_db()
    assert (feed.failures, feed.error_kind) == (3, "timeout")
    visit(feed, NOW + timedelta(hours=4), fetch=answering(rss(*ITEMS)))
    feed.refresh_from_db()
    assert (feed.failures, feed.error_kind, feed.state) == (0, "", FeedState.ACTIVE)


def test_an_unchanged_feed_sends_its_validators_and_is_not_read(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS), etag='"one"', last_modified="Tue"))
    feed.refresh_from_db()
    asked: dict[str, Any] = {}

    def door(url: str, **fields: Any) -> Fetched:
        asked.update(fields)
        return Fetched(status=304, url=url, etag='"two"')

    visit(feed, NOW + timedelta(minutes=10), fetch=door)
    feed.refresh_from_db()
    assert (asked["etag"], asked["last_modified"]) == ('"one"', "Tue")
    assert (feed.etag, feed.last_modified) == ('"two"', "")


def test_two_workers_don_t_visit_one_feed_at_once(feed: Feed) -> None:
    assert claim_feed(feed.pk, NOW)
    assert claim_feed(feed.pk, NOW) is None


def test_an_editors_pause_during_a_visit_stays(feed: Feed) -> None:
    def door(url: str, **asked: Any) -> Fetched:
        Feed.objects.filter(pk=feed.pk).update(state=FeedState.PAUSED)
        return Fetched(status=200, url=url, body=rss(*ITEMS))

    visit(feed, NOW, fetch=door)
    assert Feed.objects.get(pk=feed.pk).state == FeedState.PAUSED


PAGE = """<!doctype html><html lang="en"><head><title>Ferry pier reopens | Quay</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry pier reopens",
"datePublished": "2026-03-10T08:00:00Z", "author": {"name": "Ines Tarrant"}}</script></head><body><nav>Home World</nav>
<article><h1>Ferry pier reopens</h1><p>The ferry pier of Port Ansel opened again on Tuesday after nine weeks of work on
its piles, the harbour office said.</p><p>The first boat left at six with forty people on board, among them the mayor,
who had promised in January to be there.</p></article></body></html>"""


def waiting(at: datetime = NOW, **fields: Any) -> Article:
    row = make.article(stage=Stage.PAGE, text="", text_source="", due_at=at, **fields)
    claimed = page_due(row.pk, at)
    assert claimed is not None
    return claimed


def page_door(body: str, status: int = 200) -> Door:
    def door(url: str, **asked: Any) -> Fetched:
        if url.endswith("/robots.txt"):
            return Fetched(status=404, url=url)
        return Fetched(status=status, url=url, body=body.encode(), content_type="text/html", charset="utf-8")

    return door


def test_a_page_gives_its_text_and_author_and_the_feeds_date_stays() -> None:
    article = waiting()
    read_page(article, NOW, fetch=page_door(PAGE))
    article.refresh_from_db()
    assert article.text.startswith("The ferry pier of Port Ansel")
    assert article.authors == ["Ines Tarrant"]
    assert (article.stage, article.published_at, article.page_error) == (Stage.ANNOTATE, NOW, "")


@pytest.mark.parametrize(("modified", "is_update"), [("2026-03-10T08:00:00Z", False), ("2026-03-10T09:30:00Z", True)])
def test_a_page_changed_at_its_publication_is_no_update(modified: str, is_update: bool) -> None:
    article = waiting()
    read_page(article, NOW, fetch=page_door(PAGE.replace('"author"', f'"dateModified": "{modified}", "author"')))
    article.refresh_from_db()
    assert (article.modified_at is not None) is is_update


def test_an_undated_article_takes_its_pages_date() -> None:
    article = waiting(published_source="seen", published_precision="seen")
    read_page(article, NOW, fetch=page_door(PAGE))
    article.refresh_from_db()
    assert (article.published_at, article.published_source) == (NOW.replace(hour=8), "json_ld")


def test_a_page_that_is_missing_is_said_and_the_article_goes_on() -> None:
    article = waiting()
    read_page(article, NOW, fetch=page_door("", status=404))
    article.refresh_from_db()
    assert article.stage == Stage.ANNOTATE
    assert "taken the page down" in article.page_error


def test_a_slow_site_is_tried_again_and_then_left() -> None:
    article = waiting()
    at = NOW
    for _try in range(3):
        read_page(article, at, fetch=failing("timeout"))
        article.refresh_from_db()
        at = at + timedelta(minutes=5)
        article = page_due(article.pk, at) or article
    assert article.stage == Stage.ANNOTATE
    assert article.page_error


def test_a_page_larger_than_allowed_is_said_in_words() -> None:
    article = waiting()
    read_page(article, NOW, fetch=failing("too_large"))
    article.refresh_from_db()
    assert (article.stage, article.page_error) == (Stage.ANNOTATE, "The answer is larger than allowed.")


def test_a_site_that_asks_robots_away_is_not_read() -> None:
    def door(url: str, **asked: Any) -> Fetched:
        assert url.endswith("/robots.txt")
        return Fetched(status=200, url=url, body=b"User-agent: *\nDisallow: /")

    article = waiting(address="https://closed.example/news/1")
    read_page(article, NOW, fetch=door)
    article.refresh_from_db()
    assert "robots" in article.page_error
