"""Workers that meet over the same rows: none waits for another in a circle, nothing is there twice."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from stories.clustering.steps.place import place_due
from stories.coverage.step import recount_due
from stories.coverage.steps.outdated import outdate
from stories.ingest.steps.visit import visit
from stories.management.invariants import breaches
from stories.models import Annotation, Article, Feed, Membership, Outlet, Sighting, Stage, Story
from stories.net.answers import Fetched
from tests import make
from tests.embedded.programs import comes_true
from tests.faults.newsroom import EVENTS, title
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)

FEEDS, ENTRIES, ROUNDS = 6, 30, 4


def at_once(*acts: Callable[[], object]) -> None:
    """All acts at the same moment, each on a connection of its own; raises what any of them raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait(60)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def visiting(feed: Feed, titles: dict[int, str], at: int = 0) -> Callable[[], object]:
    """A visit that finds these articles, by their numbers."""
    items = "".join(
        f"<item><title>{words}</title><link>https://quay.example/news/{n}</link><guid>{n}</guid></item>"
        for n, words in titles.items()
    )
    body = f'<rss version="2.0"><channel><title>{at}</title>{items}</channel></rss>'.encode()

    def door(url: str, **_asked: object) -> Fetched:
        return Fetched(status=200, url=url, body=body, content_type="application/rss+xml")

    return lambda: visit(feed, NOW + timedelta(minutes=at, microseconds=feed.pk), fetch=door)


@pytest.fixture
def feeds() -> list[Feed]:
    outlet = make.outlet("Quay", domain="quay.example")
    return [make.feed(outlet) for _ in range(FEEDS)]


def test_feeds_that_bring_the_same_articles_at_once_make_each_once(feeds: list[Feed]) -> None:
    shuffle = random.Random(3)
    for at in range(ROUNDS):
        # From the second round on the headlines of the articles that are there change in every feed.
        numbers = range(ENTRIES * (at + 1) // ROUNDS)
        orders = [shuffle.sample(numbers, len(numbers)) for _feed in feeds]
        fresh = Feed.objects.select_related("outlet").filter(pk__in=[feed.pk for feed in feeds])
        pairs = zip(fresh, orders, strict=True)
        at_once(*(visiting(feed, {n: f"{title(n)} {at}" for n in order}, at) for feed, order in pairs))
    assert Article.objects.count() == ENTRIES
    assert Sighting.objects.count() == ENTRIES * FEEDS
    assert not Article.objects.exclude(title__endswith=f" {ROUNDS - 1}").exists()


def test_two_feeds_with_the_same_articles_in_opposite_order_do_not_wait_for_each_other(feeds: list[Feed]) -> None:
    visits = [visiting(feeds[0], {1: "A", 5: "B", 9: "C"}), visiting(feeds[1], {9: "C", 5: "B", 1: "A"})]
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():  # both come to a stop in the middle, over an article that then isn't there
            make.article(feeds[0].outlet, "B", address="https://quay.example/news/5")
            running = [pool.submit(at_once, act) for act in visits]
            assert comes_true(lambda: waiting_for_a_row() == 2)
            transaction.set_rollback(True)
        for done in running:
            done.result(60)
    assert (Article.objects.count(), Sighting.objects.count()) == (3, 6)


def waiting_for_a_row() -> int:
    with connection.cursor() as cursor:
        cursor.execute(  # not by pg_stat_activity, which stands still within a transaction
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid' AND pid IN "
            "(SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database WHERE datname = current_database())"
        )
        return int(cursor.fetchone()[0])


def test_placing_counting_and_deciding_at_once_leave_right_rows() -> None:
    outlets = [make.outlet() for _ in range(4)]
    for number in range(len(EVENTS) * 4):
        _waiting(number, outlets[number % 4])

    def place() -> None:
        while Article.objects.due(Stage.CLUSTER, NOW).exists():
            place_due(NOW, wait=True)

    def count() -> None:
        while Article.objects.due(Stage.CLUSTER, NOW).exists() or Story.objects.uncounted().exists():
            recount_due(NOW)

    def decide() -> None:
        for outlet in outlets * 5:
            with transaction.atomic():
                outdate([outlet.pk])

    at_once(place, place, count, count, decide)
    count()
    assert Membership.objects.count() == len(EVENTS) * 4
    assert list(breaches(NOW)) == []


def _waiting(number: int, outlet: Outlet) -> None:
    row = make.article(outlet, title(number), stage=Stage.CLUSTER)
    Annotation.objects.create(article=row, language="en", version="test")
