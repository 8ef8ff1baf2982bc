"""Marks of stories: who may leave one, how long it holds, and that nothing older comes back, whatever goes wrong."""

from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.scales import Lean
from stories.web.marks import RECENT_S, Look, Mark, Question, Seen, mark_key
from stories.web.page_store import Entry, Found, PageStore
from stories.web.stamps import asked, look_at, story_in
from tests import make
from tests.web.rows import story_of

STORY = 7
NOW = 1_000_000.0


@pytest.fixture
def raw(kept: None, settings: Any) -> Iterator[redis.Redis]:
    """The store as its server sees it."""
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        yield server


@pytest.fixture
def one(settings: Any) -> PageStore:
    """The store as a web process has it."""
    return PageStore(settings.REDIS_URL)


@pytest.fixture
def other(settings: Any) -> PageStore:
    """The store as another web process has it."""
    return PageStore(settings.REDIS_URL)


def stamp_in(kept: PageStore) -> str | None:
    mark = kept.marks([STORY]).get(STORY)
    return mark.stamp if mark else None


def note(kept: PageStore, question: Question | None, state: int) -> None:
    """Note that the story was so when its rows were looked at; state: counts the transactions before."""
    assert question
    kept.note(question, NOW, Look(Seen(state, 0), {STORY: str(state)}))


@pytest.mark.usefixtures("raw")
def test_what_one_process_asked_every_process_knows(one: PageStore, other: PageStore) -> None:
    note(one, one.begin_asking(), 1)
    assert other.read("any page", STORY).mark == Mark(Seen(1, 0), NOW, "1")
    assert other.read("any page").mark is None


@pytest.mark.usefixtures("raw")
def test_an_earlier_look_that_arrives_later_is_not_put_back(one: PageStore, other: PageStore) -> None:
    slow, quick = one.begin_asking(), other.begin_asking()
    note(other, quick, 2)
    note(one, slow, 1)
    assert stamp_in(one) == "2"


def test_an_asker_that_was_held_up_leaves_nothing(raw: redis.Redis, one: PageStore, other: PageStore) -> None:
    question = one.begin_asking(alone_for=STORY)
    assert question
    raw.pexpire(question.key, 0)  # a process that was stopped and goes on after the question's end
    note(one, question, 1)
    assert stamp_in(one) is None
    assert other.begin_asking(alone_for=STORY)
    note(one, question, 1)
    assert stamp_in(one) is None


def test_a_mark_ends_as_long_after_its_question_began_as_any(raw: redis.Redis, one: PageStore) -> None:
    question = one.begin_asking()
    assert question
    assert 0 < int(raw.pttl(question.key)) <= RECENT_S * 1000
    raw.pexpire(question.key, 700)  # most of the time went by while it was answered
    note(one, question, 1)
    assert 0 < int(raw.pttl(mark_key(STORY))) <= 700


def test_a_store_that_was_emptied_meanwhile_or_restarted_gets_no_old_mark(raw: redis.Redis, one: PageStore) -> None:
    question = one.begin_asking()
    raw.flushdb()
    raw.script_flush()
    note(one, question, 1)
    assert stamp_in(one) is None
    note(one, one.begin_asking(), 2)
    assert stamp_in(one) == "2"


def test_without_its_store_nothing_is_marked_and_nobody_waits() -> None:
    away = PageStore("redis://127.0.0.1:1/0")
    assert away.begin_asking() is None
    assert away.marks([STORY]) == {}
    assert away.read("any page", STORY) == Found(None, "")


def test_one_reader_s_request_asks_for_a_story_and_one_that_dies_keeps_others_for_seconds(
    raw: redis.Redis, one: PageStore, other: PageStore
) -> None:
    question = one.begin_asking(alone_for=STORY)
    assert question
    assert other.begin_asking(alone_for=STORY) is None
    assert other.begin_asking(alone_for=8)
    assert 0 < int(raw.pttl(question.key)) <= RECENT_S * 1000
    note(one, question, 1)
    assert other.begin_asking(alone_for=STORY)


@pytest.mark.django_db
def test_addresses_of_no_story_leave_nothing_in_the_store(raw: redis.Redis) -> None:
    assert asked([999_999]) == {}
    assert raw.keys("page-mark:*") == []


@pytest.mark.parametrize("behind_s", [-3600, -0.1, RECENT_S, 3600])
def test_a_mark_by_another_clock_is_none(behind_s: float) -> None:
    assert not Mark(Seen(1, 0), NOW - behind_s, "now").recent(NOW)


def page(stamp: str, *, made: float = NOW - 30, version: str = "old") -> Entry:
    return Entry(version, made, int(made), "", (), b"", stamp)


def test_a_page_that_its_mark_speaks_for_is_fresh_for_its_minute_and_no_longer() -> None:
    mark = Mark(Seen(1, 0), NOW, "same")
    assert Found(page("same"), "new", mark).fresh(NOW)
    assert not Found(page("same", made=NOW - 60), "new", mark).fresh(NOW)
    assert not Found(page("same"), "new", mark).fresh(NOW + RECENT_S)
    assert not Found(page("other"), "new", mark).fresh(NOW)


def test_a_mark_that_differs_outweighs_a_version_that_nobody_changed() -> None:
    """Its writer was killed between its commit and its word; somebody asked since."""
    assert Found(page("before"), "old").fresh(NOW)
    assert not Found(page("before"), "old", Mark(Seen(1, 0), NOW, "after")).fresh(NOW)


def test_a_page_without_a_stamp_heeds_no_mark() -> None:
    mark = Mark(Seen(1, 0), NOW, "")
    assert not Found(page(""), "new", mark).fresh(NOW)
    assert Found(page(""), "old", mark).fresh(NOW)


def test_a_page_kept_before_an_update_of_the_site_can_be_read() -> None:
    head = b'["v",1.5,1,"tag",[["A","b"]],"stamp",9.5]'
    assert Entry.unpacked(head + b"\nbody") == Entry("v", 1.5, 1, "tag", (("A", "b"),), b"body", "stamp")


@pytest.mark.parametrize(
    ("path", "story"),
    [("/stories/12/", 12), ("/stories/12/sources/", 12), ("/stories/", 0), ("/x/stories/1/", 0), ("/stories/١/", 0)],
)
def test_the_story_of_an_address(path: str, story: int) -> None:
    assert story_in(path) == story


@pytest.mark.usefixtures("raw")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["change", "begin", "read", "note"]), st.integers(0, 3)), max_size=40))
def test_in_whatever_order_askers_begin_look_and_answer_the_mark_never_goes_back(
    one: PageStore, steps: list[tuple[str, int]]
) -> None:
    one.forget()
    state, latest = 1, 0
    questions: dict[int, Question | None] = {}
    seen: dict[int, int] = {}
    for step, asker in steps:
        if step == "change":
            state += 1
        elif step == "begin":
            questions[asker] = one.begin_asking()
            seen.pop(asker, None)
        elif step == "read" and asker in questions:
            seen[asker] = state
        elif step == "note" and asker in seen:
            note(one, questions.pop(asker), seen[asker])
            latest = max(latest, seen.pop(asker))
            assert stamp_in(one) == str(latest)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("raw")
def test_a_look_that_sees_more_is_the_later_one_however_long_transactions_take() -> None:
    """A long transaction that began first and ends last, as a run of placing beside an editor."""
    story = story_of(Lean.LEFT)
    looks = [look_at([story.pk])]
    long, short = connection.copy(), connection.copy()
    try:
        long.set_autocommit(False)
        _rename(long, story.pk, "by the long one")
        looks.append(look_at([story.pk]))
        _rename(short, make.story().pk, "by the short one")
        looks.append(look_at([story.pk]))
        long.commit()
        looks.append(look_at([story.pk]))
    finally:
        long.close()
        short.close()
    order = [(look.seen.ended, -look.seen.running) for look in looks]
    assert order == sorted(order)
    assert order[3] > order[2] > order[1]
    assert [look.stamps == looks[0].stamps for look in looks] == [True, True, True, False]


def _rename(on: BaseDatabaseWrapper, story_id: int, title: str) -> None:
    with on.cursor() as cursor:
        cursor.execute("UPDATE stories_story SET title = %s WHERE id = %s", [title, story_id])
