"""Workers killed while they brief a story: the old briefing stays whole, the new one comes, no call is uncounted."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from stories import tasks
from stories.management.invariants import breaches
from stories.models import Briefing, BriefingState, ModelUse, Story, Writing
from stories.rounds import brief_next
from tests.briefing.scripted_model import ScriptedModel, running
from tests.embedded.programs import ROOT
from tests.faults import briefed
from tests.faults.briefed import Patience, as_made_alone, at_the_gate, edited, gate, hang_up_waiting, rows
from tests.faults.test_kills import blocked_at, forget_all, locked
from tests.faults.test_races import waiting_for_a_row
from tests.faults.workers import Workers, environment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (settings.DATA_DIR / "models").exists(), reason="no sentence model: run `make test`"),
]

BOUND_S = 120.0  # far over what is needed: a slow machine must not fail a test
SOAK_KILLS = 40


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture
def model(patience: Patience) -> Iterator[ScriptedModel]:
    with running(patience.reply) as served:
        yield served
        patience.release()


@pytest.fixture
def workers(model: ScriptedModel, tmp_path: Path) -> Iterator[Workers]:
    forget_all()
    environ = environment(NEWSDESK_MODEL_URL=model.address, NEWSDESK_MODEL_NAME="scripted")
    started = Workers(tmp_path, environ)
    yield started
    started.kill_all()
    forget_all()


@pytest.fixture
def story() -> Story:
    return briefed.story()


@contextmanager
def old_row_held(story: Story) -> Iterator[None]:
    """Another reads the last of the old rows to change it: who replaces them waits at that one."""
    with transaction.atomic():
        list(Briefing.objects.filter(story=story).order_by("-pk").select_for_update()[:1])
        yield


def points(story: Story) -> dict[str, tuple[AbstractContextManager[None], Callable[[], bool]]]:
    """Where a briefing worker is stopped and how that shows, in the order of its work."""
    return {
        "before the claim": (locked("stories_briefingstate"), lambda: blocked_at("stories_briefingstate")),
        "after the claim": (locked("stories_sentencenotes"), lambda: blocked_at("stories_sentencenotes")),
        "among the old rows": (old_row_held(story), lambda: bool(waiting_for_a_row())),
        "among the new rows": (gate("row"), at_the_gate),
        "before the commit": (gate("commit"), at_the_gate),
    }


def test_a_briefing_worker_killed_at_each_point_leaves_the_old_one_whole_and_the_new_one_comes(
    workers: Workers, story: Story
) -> None:
    workers.start("annotate")
    comes_anew(story, workers)
    for point, (hold, is_held) in points(story).items():
        old = rows(story)
        with hold:
            edited(story)
            tasks.brief.delay()
            comes(is_held, workers)
            workers.kill_child("annotate")
            hang_up_waiting()
        assert rows(story) == old, point
        comes_anew(story, workers)


def test_a_process_killed_between_two_blocks_has_written_none(story: Story) -> None:
    assert brief_next() == 1
    old = rows(story)
    edited(story)
    command = [sys.executable, "-m", "tests.faults.stopping_brief", "quotes"]
    environ = environment(DJANGO_SETTINGS_MODULE="newsdesk.settings")
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"there\n"
        os.kill(process.pid, signal.SIGKILL)
    assert rows(story) == old
    assert brief_next() == 0  # the dead one's claim holds on
    BriefingState.objects.update(leased_until=timezone.now())
    assert brief_next() == 1
    is_right(story)


def test_a_writing_worker_killed_in_a_call_between_blocks_or_before_the_commit_loses_no_call(
    workers: Workers, story: Story, model: ScriptedModel, patience: Patience
) -> None:
    workers.start("annotate", "fetch")
    comes_anew(story, workers)
    written(story, workers, patience)
    for call, hold in ((1, nullcontext()), (3, nullcontext()), (0, gate("commit", "scripted"))):
        patience.hold(call or 99)
        with hold:
            edited(story)
            comes_anew(story, workers)
            tasks.hint(tasks.write)
            comes(lambda: bool(patience.waiting) or at_the_gate(), workers)
            old = rows(story)
            workers.kill_child("fetch")
            hang_up_waiting()
        assert rows(story) == old
        written(story, workers, patience)
    assert ModelUse.objects.get().calls == len(model.asked)
    assert ModelUse.objects.get().tokens_in == 10 * (len(model.asked) - 2)  # two answers came to nobody


@pytest.mark.soak
def test_workers_killed_at_any_moment_leave_a_whole_briefing(
    workers: Workers, story: Story, model: ScriptedModel, patience: Patience
) -> None:
    chance = random.Random(12)
    workers.start("annotate", "fetch")
    comes_anew(story, workers)
    for _kill in range(SOAK_KILLS):
        edited(story)
        tasks.brief.delay()
        tasks.write.delay()
        time.sleep(chance.uniform(0.0, 2.5))  # any moment: nothing is asserted of it
        workers.kill_child(chance.choice(["annotate", "fetch"]))
        is_whole(story)
        if chance.random() < 0.5:
            comes_anew(story, workers)
    comes_anew(story, workers)
    written(story, workers, patience)
    assert ModelUse.objects.get().calls >= len(model.asked)
    print(f"\n{SOAK_KILLS} kills, {ModelUse.objects.get().calls} calls counted, {len(model.asked)} served")


def comes_anew(story: Story, workers: Workers) -> None:
    """The lease runs out, and the briefing is what it would be had nothing been killed, each block once."""

    BriefingState.objects.filter(story=story).update(leased_until=timezone.now())

    def is_made() -> bool:
        tasks.hint(tasks.brief)
        time.sleep(0.2)
        row = Story.objects.get(pk=story.pk)
        return row.briefed_revision == row.revision and BriefingState.objects.get(story=story).tries == 0

    comes(is_made, workers)
    is_right(story)


def is_right(story: Story) -> None:
    """Each block is there once, as it would be had nothing been killed."""
    is_whole(story)
    assert {row.block: row.content for row in Briefing.objects.filter(story=story, method="extractive")}.items() <= (
        as_made_alone(story).items()
    )
    assert [breach for breach in breaches(timezone.now()) if "briefing" in breach.invariant] == []


def is_whole(story: Story) -> None:
    """Every block of one briefing is there once: a model's in the place of its own or beside the others."""
    found = rows(story)
    blocks = [block for block, *_rest in found]
    assert len(blocks) == len(set(blocks))
    assert {"summary", "papers", "questions"} & set(blocks)
    made = {made_at for *_rest, method, made_at in found if method == "extractive"}
    assert len(made) == 1


def written(story: Story, workers: Workers, patience: Patience) -> None:
    """The lease runs out, and the model's blocks come, made from the briefing that is there."""

    Writing.objects.filter(story=story).update(leased_until=timezone.now())

    def is_written() -> bool:
        tasks.hint(tasks.write)
        time.sleep(0.2)
        made_at = BriefingState.objects.values_list("made_at", flat=True).get(story=story)
        return Writing.objects.filter(story=story, for_briefing=made_at).exists()

    patience.release()
    comes(is_written, workers)
    is_whole(story)
    methods = dict(Briefing.objects.filter(story=story).values_list("block", "method"))
    assert methods["summary"] == methods["behind"] == "scripted"
    assert methods["papers"] == "extractive"


def comes(question: Callable[[], bool], workers: Workers) -> None:
    """Wait until the rows say so; fail with what they say instead."""
    until = time.monotonic() + BOUND_S
    while not question():
        if time.monotonic() > until:
            states = list(BriefingState.objects.values()), list(Writing.objects.values())
            pytest.fail(f"{states}\n{workers.said()}")
        time.sleep(0.02)
