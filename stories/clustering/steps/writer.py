"""The one writer of memberships: its lock, the window that it keeps, and what people have said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection

from stories.clustering.features import Constraints
from stories.clustering.steps.window import HeldWindow
from stories.models import Constraint, Membership

WRITER_LOCK = 0x6E647363  # "ndsc": the advisory lock of the one writer
NEW_IDS = "SELECT nextval(pg_get_serial_sequence('stories_story', 'id')) FROM generate_series(1, %s)"

held = HeldWindow()


@contextmanager
def only_writer(wait: bool) -> Iterator[bool]:
    """True where nobody else writes memberships meanwhile; False where somebody does and we don't wait."""
    # Two writers at once would open two stories for one event.
    call = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}(%s)", [WRITER_LOCK])
        alone = cursor.fetchone()[0] is not False
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [WRITER_LOCK])


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
