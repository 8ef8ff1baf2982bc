"""Articles with several addresses, and two workers that meet over one: nothing lost, nothing there twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from stories.ingest.steps.page import page_due, read_page
from stories.ingest.steps.visit import claim_feed, visit
from stories.models import Article, Feed, FeedState, Membership, OtherAddress, Sighting, Stage
from stories.net.answers import Fetched, FetchError
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

Door = Callable[..., Fetched]
SOON = NOW + timedelta(minutes=5)


def rss(*items: tuple[str, str]) -> Door:
    """A door to a feed of (path, title) items without guids."""
    lines = "".join(f"<item><title>{t}</title><link>https://quay.example{path}</link></item>" for path, t in items)
    body = f'<rss version="2.0"><channel><title>Quay</title>{lines}</channel></rss>'.encode()
    return lambda url, **asked: Fetched(status=200, url=url, body=body, content_type="application/rss+xml")


def page(title: str, canonical: str, text: str = "The pier of Port Ansel opened again after nine weeks. ") -> Door:
    body = (
        f'<html><head><title>{title}</title><link rel="canonical" href="{canonical}"></head><body><article>'
        f"<h1>{title}</h1><p>{text * 3}</p><p>{text * 4}</p></article></body></html>"
    )

    def door(url: str, **asked: object) -> Fetched:
        if url.endswith("/robots.txt"):
            return Fetched(status=404, url=url)
        return Fetched(status=200, url=url, body=body.encode(), content_type="text/html", charset="utf-8")

    return door


@pytest.fixture
def feed() -> Feed:
    return make.feed(make.outlet("Quay", domain="quay.example"))


def read_all(door: Door) -> None:
    for pk in list(Article.objects.due(Stage.PAGE, SOON).order_by("pk").values_list("pk", flat=True)):
        article = page_due(pk, SOON)
        assert article is not None
        read_page(article, SOON, fetch=door)


def test_two_addresses_of_one_page_are_one_article_also_when_the_feed_comes_again(feed: Feed) -> None:
    items = (("/news/1?edition=am", "Ferry pier reopens"), ("/news/1?edition=pm", "Ferry pier reopens today"))
    visit(feed, NOW, fetch=rss(*items))
    read_all(page("Ferry pier reopens", "https://quay.example/news/1"))
    feed.refresh_from_db()
    assert visit(feed, SOON, fetch=rss(*items, ("/news/2", "Crane hired"))) != []
    assert set(Article.objects.values_list("canonical_address", flat=True)) == {
        "https://quay.example/news/1",
        "https://quay.example/news/2",
    }
    assert Sighting.objects.count() == 2


def test_a_page_with_an_address_of_its_own_is_known_again_by_the_one_that_the_feed_names(feed: Feed) -> None:
    visit(feed, NOW, fetch=rss(("/go/77", "Ferry pier reopens")))
    read_all(page("Ferry pier reopens", "https://quay.example/news/1"))
    feed.refresh_from_db()
    assert visit(feed, SOON, fetch=rss(("/go/77", "Ferry pier stays shut"))) == []
    assert (Article.objects.get().title, OtherAddress.objects.get().article) == (
        "Ferry pier stays shut",
        Article.objects.get(),
    )


def test_a_wall_that_every_link_leads_to_does_not_make_one_article_of_all(feed: Feed) -> None:
    visit(feed, NOW, fetch=rss(("/news/1", "Ferry pier reopens"), ("/news/2", "Harbour dues to rise in May")))
    read_all(page("Subscribe to go on", "https://quay.example/subscribe-now-2"))
    assert Article.objects.filter(stage=Stage.ANNOTATE).count() == 2
    second = Article.objects.latest("pk")
    assert (second.canonical_address, second.page_error) == (
        "https://quay.example/news/2",
        "The address leads to another article's page.",
    )


def test_an_article_that_is_in_a_story_stays_when_its_page_claims_anothers_address(feed: Feed) -> None:
    kept = make.article(feed.outlet, "Ferry pier reopens", address="https://quay.example/news/1")
    placed = make.article(feed.outlet, "Ferry pier reopens", address="https://quay.example/news/2", stage=Stage.PAGE)
    make.story(kept, placed)
    read_all(page("Ferry pier reopens", kept.canonical_address))
    assert Membership.objects.count() == 2
    assert Article.objects.get(pk=placed.pk).canonical_address == "https://quay.example/news/2"


def test_an_address_that_another_outlet_has_does_not_cost_the_text() -> None:
    make.article(title="Ferry pier reopens", address="https://north.quay.example/news/1")
    row = make.article(title="Pier opens", address="https://south.quay.example/1", stage=Stage.PAGE, text="")
    read_all(page("Pier opens", "https://north.quay.example/news/1"))
    row.refresh_from_db()
    assert (row.stage, row.canonical_address) == (Stage.ANNOTATE, "https://south.quay.example/1")
    assert row.text.startswith("The pier of Port Ansel")


def test_an_address_too_long_to_keep_does_not_cost_the_text(feed: Feed) -> None:
    row = make.article(feed.outlet, "Pier opens", address="https://quay.example/news/1", stage=Stage.PAGE, text="")
    read_all(page("Pier opens", "https://quay.example/news/" + "x" * 2100))
    row.refresh_from_db()
    assert (row.canonical_address, row.text_source) == ("https://quay.example/news/1", "page")


def test_a_headline_that_changes_while_the_page_is_read_stays_and_the_page_is_read_again(feed: Feed) -> None:
    visit(feed, NOW, fetch=rss(("/news/1", "Ferry pier reopens")))
    feed.refresh_from_db()

    def door(url: str, **asked: object) -> Fetched:
        if not url.endswith("/robots.txt"):
            visit(feed, SOON, fetch=rss(("/news/1", "Ferry pier stays shut")))
        return page("Ferry pier reopens", "https://quay.example/news/1")(url)

    read_all(door)
    article = Article.objects.get()
    assert (article.title, article.stage) == ("Ferry pier stays shut", Stage.PAGE)
    read_all(page("Ferry pier stays shut", "https://quay.example/news/1"))
    article.refresh_from_db()
    assert (article.title, article.stage) == ("Ferry pier stays shut", Stage.ANNOTATE)


def test_an_article_that_two_feeds_bring_at_once_is_seen_in_both(feed: Feed) -> None:
    other = make.feed(feed.outlet)
    door = rss(("/news/1", "Ferry pier reopens"))

    def overtaken(url: str, **asked: object) -> Fetched:
        visit(other, NOW + timedelta(seconds=1), fetch=door)
        return door(url)

    visit(feed, NOW, fetch=overtaken)
    assert (Article.objects.count(), Sighting.objects.count()) == (1, 2)


def test_a_feed_that_always_kills_its_reader_is_put_off(feed: Feed) -> None:
    at = NOW
    for _death in range(3):
        assert claim_feed(feed.pk, at) is not None
        at += timedelta(minutes=2)
    assert claim_feed(feed.pk, at) is None
    feed.refresh_from_db()
    assert (feed.state, feed.error_kind, feed.leased_until) == (FeedState.FAILING, "died", None)
    assert feed.next_visit_at > at
    assert claim_feed(feed.pk, feed.next_visit_at) is not None


def test_a_reader_that_lost_its_article_changes_nothing_when_it_fails(feed: Feed) -> None:
    row = make.article(feed.outlet, stage=Stage.PAGE)

    def door(url: str, **asked: object) -> Fetched:
        Article.objects.filter(pk=row.pk).update(stage=Stage.PLACED, leased_until=None)
        raise FetchError("too_large")

    read_all(door)
    assert Article.objects.get().stage == Stage.PLACED
