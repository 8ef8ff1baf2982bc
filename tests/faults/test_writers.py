"""Several writers over the same rows: an event that breaks everywhere at once is one story, and the counts are right.

Each writer is a thread with a connection and a window of its own, as a process has.
"""

import time
from collections.abc import Callable
from datetime import datetime
from itertools import cycle
from random import Random
from threading import Barrier

import pytest
from django.db import connection, transaction

from stories.clustering.steps.audit import audit
from stories.clustering.steps.place import place_due
from stories.clustering.steps.window import HeldWindow
from stories.coverage.step import recount_due
from stories.coverage.steps.outdated import outdate
from stories.management.benches.words import Words
from stories.management.invariants import breaches
from stories.models import Annotation, Article, Membership, Outlet, Stage, Story
from tests import make
from tests.faults.newsroom import EVENTS, title
from tests.faults.test_races import at_once
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 200
THINK_S = 0.01


class Thinking(HeldWindow):
    """A window whose writer takes its time between reading what is there and deciding."""

    def follow_rows(self, earliest: datetime, latest: datetime) -> None:
        super().follow_rows(earliest, latest)
        time.sleep(THINK_S)


def waiting(outlet: Outlet, words: str) -> Article:
    """An annotated article that waits for a story."""
    with transaction.atomic():
        row = make.article(outlet, words, text="", stage=Stage.CLUSTER)
        Annotation.objects.create(article=row, language="en", version="test")
    return row


def breaking(rounds: int) -> list[tuple[str, str]]:
    """Pairs of headlines on one event each, in invented words."""
    words = Words(1)
    told = []
    for _ in range(rounds):
        event = words.some(7, 9).split()
        told.append((" ".join(event).capitalize(), " ".join([*reversed(event)]).capitalize()))
    return told


@pytest.mark.parametrize(("writers", "pairs"), [(2, PAIRS // 2), (4, PAIRS // 2)])
def test_two_articles_on_one_event_at_the_same_moment_never_make_two_stories(writers: int, pairs: int) -> None:
    meet(writers, pairs)


@pytest.mark.soak
@pytest.mark.parametrize("writers", [2, 4, 8])
def test_two_hundred_pairs_at_the_same_moment_never_make_two_stories(writers: int) -> None:
    meet(writers, PAIRS)


def meet(writers: int, pairs: int) -> None:
    told = breaking(pairs)
    outlets = [make.outlet() for _ in range(writers)]
    meeting = Barrier(writers)

    def writer(number: int) -> Callable[[], None]:
        held = Thinking()

        def work() -> None:
            try:
                for place, pair in enumerate(told):
                    meeting.wait(60)
                    if number < 2:
                        waiting(outlets[number], pair[number])
                    place_due(NOW, wait=place % 2 == 0, held=held)
                place_due(NOW, wait=True, held=held)
            except Exception:
                meeting.abort()
                raise

        return work

    at_once(*(writer(number) for number in range(writers)))
    stories = dict(Membership.objects.values_list("article__title", "story"))
    assert [stories[one] == stories[other] for one, other in told] == [True] * pairs
    assert 0.97 * pairs <= Story.objects.live().count() <= pairs  # two events in like words may be taken for one
    assert list(breaches(NOW)) == []


def place_all() -> None:
    held = Thinking()
    while Article.objects.due(Stage.CLUSTER, NOW).exists():
        place_due(NOW, wait=True, held=held)


def count_all() -> None:
    while Article.objects.due(Stage.CLUSTER, NOW).exists() or Story.objects.uncounted().exists():
        recount_due(NOW)


def decide() -> None:
    for outlet in Random(2).choices(Outlet.objects.all(), k=12):
        with transaction.atomic():
            outdate([outlet.pk])


def look() -> None:
    for _ in range(3):
        audit(NOW, everything=True)


def test_eight_writers_of_stories_and_counts_leave_what_a_recount_finds() -> None:
    outlets = [make.outlet(lean=lean) for lean in ("left", "center", "right", "")]
    for number, outlet in zip(range(len(EVENTS) * 4), cycle(outlets), strict=False):
        waiting(outlet, title(number))
    at_once(place_all, place_all, count_all, count_all, count_all, decide, decide, look)
    count_all()
    assert Membership.objects.count() == len(EVENTS) * 4
    assert list(breaches(NOW)) == []


def test_a_merge_and_an_article_that_joins_what_is_merged_wait_for_each_other_and_nobody_is_lost() -> None:
    for at in range(6):
        outlet = make.outlet()
        one, other = (waiting(outlet, f"{words} {at}") for words in (title(at * 4), title(at * 4 + 1)))
        place_due(NOW, wait=True, held=HeldWindow())
        joins = waiting(outlet, f"{title(at * 4 + 2)} {at}")

        def place() -> None:
            place_due(NOW, wait=True, held=Thinking())

        at_once(place, lambda: audit(NOW, everything=True), place)
        placed = Membership.objects.filter(article__in=[one, other, joins])
        assert placed.count() == 3
        assert not placed.filter(story__merged_into__isnull=False).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        assert cursor.fetchone()[0] == 0
    assert not [breach for breach in breaches(NOW) if "counted" not in breach.invariant]
