"""Jobs and hints: what is due in the rows is found again whatever the queue lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from newsdesk.celery import app
from stories import tasks
from stories.ingest.steps.politeness import host_slot
from stories.models import Edit, EditKind, PageCheck, Stage, Standing, Story
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_queues() -> Iterator[None]:
    cache.clear()
    with app.connection() as connection:
        for queue in ("fetch", "annotate", "cluster", "default"):
            connection.default_channel.queue_purge(queue)
    yield
    cache.clear()


def waiting_in(queue: str) -> int:
    with app.connection() as connection:
        return int(connection.default_channel._size(queue))


def test_a_hint_that_waits_already_is_not_given_again() -> None:
    tasks.hint(tasks.annotate)
    tasks.hint(tasks.annotate)
    assert waiting_in("annotate") == 1


def test_the_reaper_finds_what_is_due_and_leaves_what_is_not() -> None:
    now = timezone.now()
    make.feed(next_visit_at=now - timedelta(seconds=1))
    make.feed(next_visit_at=now + timedelta(hours=1))
    make.feed(next_visit_at=now - timedelta(hours=1), state="paused")
    make.feed(next_visit_at=now - timedelta(hours=1), leased_until=now + timedelta(minutes=1))
    make.article(stage=Stage.PAGE)
    make.article(stage=Stage.CLUSTER)
    tasks.reap()
    assert (waiting_in("fetch"), waiting_in("cluster"), waiting_in("annotate")) == (2, 1, 0)


def test_pages_to_look_at_again_are_found_and_a_busy_host_costs_them_no_try(settings: Any) -> None:
    now = timezone.now()
    row = make.article(address="https://quay-looked-at.com/news/1")
    check = PageCheck.objects.create(article=row, read_at=now, due_at=now - timedelta(seconds=1), step=1)
    tasks.reap()
    assert waiting_in("fetch") == 1
    settings.FETCH_HOST_GAP_S, settings.FETCH_IMPOLITE_HOSTS, settings.FETCH_ALLOWED_HOSTS = 0, [], []
    with host_slot(row.address), host_slot(row.address):
        tasks.look_again(row.pk)
    check.refresh_from_db()
    assert (check.attempts, check.leased_until, check.step) == (0, None, 1)
    assert check.due_at
    assert timedelta(minutes=4) < check.due_at - now < timedelta(minutes=11)


def test_a_decision_whose_message_was_lost_is_followed_all_the_same() -> None:
    outlet = make.outlet()
    make.rating(outlet, "lean_left")
    story = make.story(make.article(outlet))
    Edit.objects.create(kind=EditKind.RATE, actor_label="desk", subject="an outlet", outlet_ids=[outlet.pk])
    tasks.run_until_idle(lambda _what, _count: None)
    assert Standing.objects.get(outlet=outlet, scheme__slug="lean").side == "left"
    coverage = Story.objects.get(pk=story.pk).coverages.get(scheme__slug="lean")
    assert (coverage.left, coverage.unrated) == (1, 0)
    assert Edit.objects.get().followed_at is not None


def test_a_job_run_twice_changes_nothing_the_second_time() -> None:
    edit = Edit.objects.create(kind=EditKind.RATE, actor_label="desk", subject="an outlet")
    tasks.follow(edit.pk)
    first = Edit.objects.get().followed_at
    tasks.follow(edit.pk)
    assert Edit.objects.get().followed_at == first
