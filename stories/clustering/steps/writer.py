"""The one writer of memberships in a lane: its lock, the window that it keeps, and what people have said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection

from stories.clustering.features import Constraints
from stories.clustering.lanes import WHOLE, Lane, Lock
from stories.clustering.steps.window import HeldWindow
from stories.models import Constraint, Membership, Story, StoryState

NEW_IDS = "SELECT nextval(pg_get_serial_sequence('stories_story', 'id')) FROM generate_series(1, %s)"

held = HeldWindow()
_of_lanes: dict[Lane, HeldWindow] = {WHOLE: held}


def held_in(lane: Lane) -> HeldWindow:
    """The window that this process keeps of the lane; of the whole it is `held`."""
    return _of_lanes.setdefault(lane, HeldWindow(lane))


@contextmanager
def only_writer(wait: bool, lane: Lane = WHOLE) -> Iterator[bool]:
    """True where nobody else writes the lane's memberships meanwhile; False where somebody does and we don't wait.

    Without a lane nobody writes any.
    """
    # Two writers at once would open two stories for one event.
    with ExitStack() as held_locks:
        yield all(held_locks.enter_context(_held(lock, wait)) for lock in lane.locks)


@contextmanager
def _held(lock: Lock, wait: bool) -> Iterator[bool]:
    call, kind = "pg_advisory_lock" if wait else "pg_try_advisory_lock", "_shared" if lock.shared else ""
    values = ", ".join(["%s"] * len(lock.key))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}{kind}({values})", lock.key)
        got = cursor.fetchone()[0] is not False
        try:
            yield got
        finally:
            if got:
                cursor.execute(f"SELECT pg_advisory_unlock{kind}({values})", lock.key)


def new_ids(count: int) -> list[int]:
    """So many ids for stories that don't exist yet."""
    with connection.cursor() as cursor:
        cursor.execute(NEW_IDS, [count])
        return [row[0] for row in cursor.fetchall()]


def people_said() -> Constraints:
    """The must-links and cannot-links in force."""
    rows = Constraint.objects.filter(lifted_at__isnull=True).values_list("kind", "article_id", "other_id")
    pairs: dict[str, set[frozenset[int | str]]] = {"must": set(), "cannot": set()}
    for kind, article, other in rows:
        pairs[kind].add(frozenset((article, other)))
    return Constraints(must=frozenset(pairs["must"]), cannot=frozenset(pairs["cannot"]))


def placed_by_people(story_ids: Collection[int]) -> set[int]:
    """The articles of these stories whose place a person has fixed."""
    rows = Membership.objects.filter(story__in=list(story_ids), locked=True)
    return set(rows.values_list("article_id", flat=True))


def fixed_articles() -> set[int]:
    """Articles that stay: those that people placed, and those of stories that an editor has named."""
    named = Story.objects.filter(title_edited=True, state=StoryState.OPEN).values_list("pk", flat=True)
    by_people = Story.objects.filter(state=StoryState.OPEN, memberships__locked=True).values_list("pk", flat=True)
    firsts = Story.objects.filter(pk__in=list(named)).values_list("memberships__article", flat=True)
    return placed_by_people(list(by_people)) | {article for article in firsts if article}
