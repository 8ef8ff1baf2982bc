"""The one writer of memberships in a lane: its lock, the window that it keeps, and what people have said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product

from django.db import connection
from django.db.models import F

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
    """The must-links and cannot-links in force.

    Each language is compared by itself: what is said of an article in a story of two languages is said of an article
    of each, so that the story is kept apart in both.
    """
    rows = Constraint.objects.filter(lifted_at__isnull=True).values_list("kind", "article_id", "other_id")
    pairs: dict[str, set[frozenset[int | str]]] = {"must": set(), "cannot": set()}
    voices = _voices()
    for kind, article, other in rows:
        pairs[kind].add(frozenset((article, other)))
        mine, theirs = voices.get(article, [article]), voices.get(other, [other])
        if kind == "cannot" and mine != theirs:
            pairs[kind] |= {frozenset(pair) for pair in product(mine, theirs)}
    return Constraints(must=frozenset(pairs["must"]), cannot=frozenset(pairs["cannot"]))


def _voices() -> dict[int, list[int]]:
    """Of each article in a story of several languages: an article of each of these, which speaks for the story."""
    rows = Membership.objects.filter(story__in=_of_languages()).order_by("article_id")
    members = list(rows.values_list("story_id", "article_id", "article__language"))
    speakers: dict[int, dict[str, int]] = {}
    for story, article, language in members:
        speakers.setdefault(story, {}).setdefault(language, article)
    return {article: list(speakers[story].values()) for story, article, _ in members}


def _of_languages() -> list[int]:
    """Stories that hold several languages because a person tied articles across them."""
    tied = Constraint.objects.filter(kind="must", lifted_at__isnull=True).exclude(
        article__language=F("other__language")
    )
    return list(tied.exclude(article__membership=None).values_list("article__membership__story", flat=True))


def placed_by_people(story_ids: Collection[int]) -> set[int]:
    """The articles of these stories whose place a person has fixed."""
    rows = Membership.objects.filter(story__in=list(story_ids), locked=True)
    return set(rows.values_list("article_id", flat=True))


def fixed_articles() -> set[int]:
    """Articles that stay: those that people placed, and those of stories that an editor has named or of two languages.

    A machine that compares one language would move what a person placed in another along with the rest.
    """
    named = Story.objects.filter(title_edited=True, state=StoryState.OPEN).values_list("pk", flat=True)
    by_people = Story.objects.filter(state=StoryState.OPEN, memberships__locked=True).values_list("pk", flat=True)
    firsts = Story.objects.filter(pk__in=list(named)).values_list("memberships__article", flat=True)
    mixed = Membership.objects.filter(story__in=_of_languages()).values_list("article_id", flat=True)
    return placed_by_people(list(by_people)) | {article for article in firsts if article} | set(mixed)
