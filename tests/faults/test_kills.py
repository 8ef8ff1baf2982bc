"""Workers killed in the middle, a broker that forgets, doubled messages: the rows come out right all the same."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from stories import tasks
from stories.ingest.canonical import canonical
from stories.management.invariants import breaches
from stories.models import Article, ArticleVersion, Coverage, Edit, Feed, Membership, Sighting, Stage, Story
from stories.scales import Lean
from tests import make
from tests.faults.newsroom import EVENTS, OUTLETS, PAGES, PER_EVENT, Newsroom, path
from tests.faults.workers import Workers, environment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (settings.DATA_DIR / "models").exists(), reason="no sentence model: run `make test`"),
]

BOUND_S = 120.0  # far over what is needed: a slow machine must not fail a test
LEANS = (Lean.LEFT, Lean.LEFT, Lean.CENTER, Lean.CENTER, Lean.RIGHT, Lean.RIGHT, Lean.LEAN_RIGHT)
SOAK_KILLS = 40


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    room = Newsroom()
    yield room
    room.close()


@pytest.fixture
def workers(newsroom: Newsroom, tmp_path: Path) -> Iterator[Workers]:
    """Four workers, and rows of the outlets, one of them unrated, the first with two feeds that show the same."""
    forget_all()
    for name, lean in zip(OUTLETS, (*LEANS, ""), strict=True):
        outlet = make.outlet(name.title(), domain=f"{name}.example", lean=lean)
        make.feed(outlet, address=f"http://{newsroom.place}/{name}/feed.xml", interval_s=1)
        Edit.objects.create(kind="rate", actor_label="desk", subject=name, outlet_ids=[outlet.pk])
    make.feed(Feed.objects.earliest("pk").outlet, address=f"http://{newsroom.place}/{OUTLETS[0]}/latest.xml")
    pace = {"NEWSDESK_FEED_INTERVAL_MIN_S": "1", "NEWSDESK_FEED_INTERVAL_MAX_S": "1"}
    running = Workers(tmp_path, environment(NEWSDESK_ALLOWED_PRIVATE_HOSTS=newsroom.place, **pace))
    running.start("fetch", "annotate", "cluster", "default")
    yield running
    running.kill_all()
    forget_all()


def test_nothing_is_lost_or_doubled_by_kills_of_each_worker_a_forgetful_broker_and_doubled_messages(
    workers: Workers, newsroom: Newsroom
) -> None:
    with newsroom.held():
        newsroom.shown = 20
        tasks.reap()  # the beat's first comes five seconds after its start
        comes(lambda: newsroom.asked >= 2, workers)
        workers.kill("fetch")
    leases_run_out()
    workers.start("fetch")

    with locked("stories_annotation"):
        comes(lambda: blocked_at("stories_annotation"), workers)
        workers.kill("annotate")
    leases_run_out()
    workers.start("annotate")

    with locked("stories_membership"):
        comes(lambda: blocked_at("stories_membership"), workers)
        workers.kill("cluster")
    workers.start("cluster")

    newsroom.shown = 40
    comes(lambda: Article.objects.count() > 30, workers)
    forget_all()
    database_hangs_up()

    newsroom.shown, newsroom.retitled = PAGES, {0, 1}
    comes(lambda: Article.objects.count() > 50, workers)
    for _time in range(5):
        for pk in Article.objects.order_by("?").values_list("pk", flat=True)[:20]:
            tasks.fetch_page.delay(pk)
        for pk in Feed.objects.values_list("pk", flat=True):
            tasks.visit_feed.delay(pk)
        for job in (tasks.cluster, tasks.recount, tasks.annotate, tasks.reap):
            job.delay()

    comes(lambda: is_done(newsroom), workers)
    all_is_right(newsroom, workers)


@pytest.mark.soak
def test_nothing_is_lost_or_doubled_by_many_kills_at_any_moment(workers: Workers, newsroom: Newsroom) -> None:
    chance = random.Random(8)
    for number in range(SOAK_KILLS):
        newsroom.shown = min(PAGES, 2 + number * 2)
        time.sleep(chance.uniform(0.5, 6.0))  # any moment: nothing is asserted of it
        name = chance.choice(["fetch", "annotate", "cluster", "default"])
        workers.kill(name)
        workers.start(name)
        if number % 10 == 9:
            forget_all()
    newsroom.shown, newsroom.retitled = PAGES, {0, 1}
    comes(lambda: is_done(newsroom), workers, bound_s=600)
    all_is_right(newsroom, workers)


def comes(question: Callable[[], bool], workers: Workers, bound_s: float = BOUND_S) -> None:
    """Wait until the rows say so; fail with what they say instead."""
    until = time.monotonic() + bound_s
    while not question():
        if time.monotonic() > until:
            rows = list(Article.objects.values_list("pk", "stage", "attempts", "leased_until", "stage_error"))
            pytest.fail(f"{rows}\n{list(breaches(timezone.now()))}\n{workers.said()}")
        time.sleep(0.1)


def is_done(newsroom: Newsroom) -> bool:
    placed = Article.objects.filter(stage=Stage.PLACED)
    changed = ArticleVersion.objects.filter(title__endswith="and what is new").count() == len(newsroom.retitled)
    behind = Story.objects.uncounted().exists() or Edit.objects.not_followed().exists()
    return changed and not behind and placed.count() == Article.objects.count() >= newsroom.shown


def all_is_right(newsroom: Newsroom, workers: Workers) -> None:
    """The rows as they would be had nothing been killed, once the audit has been over them, whatever came first."""
    tasks.audit(True)
    comes(lambda: is_done(newsroom), workers)
    shown = {canonical(f"http://{newsroom.place}{path(number)}") for number in range(PAGES)}
    assert sorted(Article.objects.values_list("canonical_address", flat=True)) == sorted(shown)
    assert Membership.objects.count() == PAGES
    assert set(Article.objects.values_list("text_source", "page_error", "stage_error")) == {("page", "", "")}
    first = sum(number % len(OUTLETS) == 0 for number in range(PAGES))
    assert Sighting.objects.count() == PAGES + first
    assert Coverage.objects.count() == Story.objects.live().count()
    assert sorted(told_of(), key=sorted) == [{number} for number in range(len(EVENTS))]
    assert Coverage.objects.filter(left__gt=0).exists()
    assert list(breaches(timezone.now())) == []


def told_of() -> list[set[int]]:
    """Of each live story the events that its articles tell of."""
    events: dict[int, set[int]] = {}
    for story, address in Membership.objects.values_list("story_id", "article__canonical_address"):
        events.setdefault(story, set()).add(int(address.rpartition("/")[2].partition("-")[0]) // PER_EVENT)
    return list(events.values())


@contextmanager
def locked(table: str) -> Iterator[None]:
    """Nobody can write to the table for the length of this: who wants to stands still in the middle of it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield


def blocked_at(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database "
            "WHERE NOT granted AND relation = %s::regclass AND datname = current_database()",
            [table],
        )
        return bool(cursor.fetchone()[0])


def database_hangs_up() -> None:
    """Every connection but ours is gone, as after a restart of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    leases_run_out()


def leases_run_out() -> None:
    """A minute or two pass for the articles and feeds that a dead worker had in hand."""
    now = timezone.now()
    Article.objects.filter(leased_until__gt=now).update(leased_until=now)
    Feed.objects.filter(leased_until__gt=now).update(leased_until=now)


def forget_all() -> None:
    """The broker loses every message and the cache every key: FLUSHALL, but for this run's own numbers only."""
    cache.clear()
    address = os.environ["CELERY_BROKER_URL"].replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    with redis.Redis.from_url(address) as client:
        client.flushdb()
