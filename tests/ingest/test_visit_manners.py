"""Visits over time: what a feed may cost, where it may lead, and whose fault it is that nobody answers."""

from datetime import timedelta
from typing import Any

import pytest

from stories.ingest.steps import visit as visiting
from stories.ingest.steps.visit import visit
from stories.models import Article, ArticleVersion, Feed, FeedState, Sighting
from stories.net.answers import Fetched
from tests import make
from tests.ingest.test_visit import ITEMS, Door, answering, failing, rss
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    return make.feed(make.outlet("Quay", domain="quay.example"))


def fresh(feed: Feed) -> Feed:
    return Feed.objects.select_related("outlet").get(pk=feed.pk)


def test_a_feed_that_brings_more_than_a_feed_should_is_held_and_says_why_and_the_others_are_not(feed: Feed) -> None:
    other = make.feed(make.outlet("Gull", domain="gull.example"))
    for hour in range(5):
        items = [(f"/{hour}/{n}", f"{hour}-{n}", f"Ferry {hour} sails at {n}") for n in range(500)]
        visit(fresh(feed), NOW + timedelta(hours=hour), fetch=answering(rss(*items)))
    held = fresh(feed)
    assert (held.state, held.error_kind) == (FeedState.QUARANTINED, "quota")
    assert f"more than {visiting.DAILY_QUOTA:,}".replace(",", "") in held.error_words
    assert not Feed.objects.due(NOW + timedelta(days=9)).filter(pk=feed.pk).exists()
    assert Feed.objects.due(NOW + timedelta(days=9)).filter(pk=other.pk).exists()


def test_an_answer_without_validators_clears_those_of_the_last_one(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS), etag='"one"', last_modified="Tue"))
    visit(fresh(feed), NOW + timedelta(hours=1), fetch=answering(rss(*ITEMS[:1])))
    assert (fresh(feed).etag, fresh(feed).last_modified) == ("", "")


def test_the_same_document_under_a_new_mark_is_not_read_again(feed: Feed) -> None:
    visit(feed, NOW, fetch=answering(rss(*ITEMS), etag='"one"'))
    seen = set(Sighting.objects.values_list("last_seen_at", flat=True))
    visit(fresh(feed), NOW + timedelta(hours=1), fetch=answering(rss(*ITEMS), etag='"two"'))
    assert fresh(feed).etag == '"two"'
    assert set(Sighting.objects.values_list("last_seen_at", flat=True)) == seen


def test_a_date_that_moves_with_every_visit_moves_no_article(feed: Feed) -> None:
    for hour in range(3):
        now = NOW + timedelta(hours=hour)
        date = f"<pubDate>{now:%a, %d %b %Y %H:%M:%S} GMT</pubDate>".encode()
        visit(
            fresh(feed),
            now,
            fetch=answering(rss(*ITEMS[:1], dates=False).replace(b"<description>", date + b"<description>")),
        )
    assert Article.objects.get().published_at == NOW
    assert ArticleVersion.objects.count() == 1


def test_guids_that_change_with_every_visit_make_no_new_articles(feed: Feed) -> None:
    for turn in range(3):
        items = [(path, f"{guid}-{turn}", title) for path, guid, title in ITEMS]
        visit(fresh(feed), NOW + timedelta(hours=turn), fetch=answering(rss(*items)))
    assert Article.objects.count() == len(ITEMS)


def moving(to: str) -> Door:
    def door(url: str, **asked: Any) -> Fetched:
        return Fetched(status=200, url=to, hops=(to,), permanent_hops=1, body=rss(*ITEMS))

    return door


def test_a_feed_that_moved_for_good_is_visited_at_its_new_address_after_two_days(feed: Feed) -> None:
    for day in range(5):
        visit(fresh(feed), NOW + timedelta(days=day), fetch=moving("https://quay.example/new.xml"))
    assert fresh(feed).address == "https://quay.example/new.xml"


def test_two_feeds_that_moved_to_one_address_are_visited_once(feed: Feed) -> None:
    other = make.feed(feed.outlet, address="https://quay.example/new.xml")
    for day in range(5):
        visit(fresh(feed), NOW + timedelta(days=day), fetch=moving(other.address))
    assert fresh(feed).state == FeedState.GONE
    assert "another feed that is visited already" in fresh(feed).error_words
    assert fresh(other).state == FeedState.ACTIVE


def unreached(count: int) -> list[Feed]:
    feeds = [make.feed(make.outlet(f"Paper {n}", domain=f"paper{n}.example")) for n in range(count)]
    for each in feeds:
        visit(each, NOW, fetch=failing("dns"))
    return feeds


def test_where_nobody_answers_it_is_our_own_network_and_no_feed_is_blamed(feed: Feed) -> None:
    unreached(5)
    for minute in range(0, 60, 5):
        visit(fresh(feed), NOW + timedelta(minutes=minute / 10), fetch=failing("connection"))
    blamed = fresh(feed)
    assert (blamed.failures, blamed.error_kind, blamed.state) == (0, "offline", FeedState.ACTIVE)
    assert "own network" in blamed.error_words
    assert blamed.next_visit_at < NOW + timedelta(minutes=20)
    visit(blamed, NOW + timedelta(minutes=20), fetch=answering(rss(*ITEMS)))
    assert (fresh(feed).error_kind, fresh(feed).error_words) == ("", "")


def test_where_one_other_answers_the_trouble_is_the_feeds_own(feed: Feed) -> None:
    first, *_ = unreached(6)
    visit(fresh(first), NOW, fetch=answering(status=503))
    visit(feed, NOW, fetch=failing("dns"))
    assert (fresh(feed).failures, fresh(feed).error_kind) == (1, "dns")


def test_a_site_that_answers_with_nonsense_is_never_our_network(feed: Feed) -> None:
    unreached(6)
    visit(feed, NOW, fetch=failing("tls"))
    assert (fresh(feed).failures, fresh(feed).error_kind) == (1, "tls")
