"""A story to brief, points at which PostgreSQL has a worker wait, and a model on loopback that waits to be let go."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import F

from stories.briefing.blocks import BLOCKS
from stories.briefing.context import Context
from stories.briefing.steps.load import load
from stories.models import Article, Briefing, BriefingState, Story
from tests import make

PLACES = ("Port Ansel", "Marrowby", "Velden", "Tarnholm", "Eskmouth", "Sandwick")
GATE = 7_204_113  # the number of the lock at which the worker is stopped; nobody else has it


def story() -> Story:
    """Six outlets' reports of one vote."""
    return make.story(
        *(
            make.article(make.outlet(f"{place} Post"), title=f"{place} votes", text=told(place, 0), language="en")
            for place in PLACES
        ),
        language="en",
    )


def told(place: str, edition: int) -> str:
    """A report's text; another edition has another figure."""
    crowns = 200 + 10 * PLACES.index(place) + edition
    return (
        f"The council of {place} voted on Tuesday to rebuild the ferry pier that the storm of March tore away. "
        f"Mayor Ines Tarrant said after the vote in {place} that the new pier would cost {crowns} thousand crowns. "
        f"Fishermen of {place} had asked for a stone wall since last year and criticised the wooden pier. "
        f"The harbour board expects the ferries to call at {place} again before the winter comes. "
    )


def edited(of: Story) -> None:
    """Its articles are worded anew, so that the briefing is to be made anew; committed, also while a lock is held."""
    with ThreadPoolExecutor(1) as another:
        another.submit(_edited, of).result()


def _edited(of: Story) -> None:
    edition = Story.objects.values_list("revision", flat=True).get(pk=of.pk)
    for article, place in zip(Article.objects.filter(membership__story=of).order_by("pk"), PLACES, strict=True):
        Article.objects.filter(pk=article.pk).update(text=told(place, edition))
    Story.objects.filter(pk=of.pk).update(revision=F("revision") + 1)
    connection.close()


def rows(of: Story) -> list[tuple[Any, ...]]:
    """The briefing as pages read it."""
    return list(
        Briefing.objects.filter(story=of).order_by("block").values_list("block", "content", "method", "made_at")
    )


def as_made_alone(of: Story) -> dict[str, Any]:
    """Block -> the content that an undisturbed worker would make now."""
    made_at = BriefingState.objects.get(story=of).made_at
    assert made_at
    context = Context(of.pk, of.title, "en", made_at)
    made = {name: make_block(load(of.pk), context) for name, make_block in BLOCKS.items()}
    return {name: json.loads(json.dumps(content)) for name, content in made.items() if content is not None}


@contextmanager
def gate(when: str, method: str = "extractive") -> Iterator[None]:
    """Who writes rows of the method is stopped for the length of this: "row", before one of them, or "commit"."""
    deferred = "DEFERRABLE INITIALLY DEFERRED"
    trigger = {
        "row": "CREATE TRIGGER stopping BEFORE INSERT ON stories_briefing FOR EACH ROW",
        "commit": f"CREATE CONSTRAINT TRIGGER stopping AFTER INSERT ON stories_briefing {deferred} FOR EACH ROW",
    }[when]
    which = f"NEW.block = 'summary' AND NEW.method = '{method}'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE FUNCTION stopping() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN PERFORM pg_advisory_xact_lock({GATE}); RETURN NEW; END $$"
        )
        cursor.execute(f"{trigger} WHEN ({which}) EXECUTE FUNCTION stopping()")
        cursor.execute("SELECT pg_advisory_lock(%s)", [GATE])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [GATE])
            cursor.execute("DROP FUNCTION stopping CASCADE")


def at_the_gate() -> bool:
    """Whether somebody waits there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = %s", [GATE]
        )
        return bool(cursor.fetchone()[0])


def hang_up_waiting() -> None:
    """End the questions of the dead that wait for a lock, else they would still be carried out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid() "
            "AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
        )


class Patience:
    """A model's replies, one of which is kept back. at: the call from which on it waits; waiting: who does now."""

    def __init__(self) -> None:
        self.at = 0  # 0: none waits
        self.calls = 0
        self.waiting = 0
        self._let_go = threading.Event()

    def reply(self, asked: dict[str, Any]) -> tuple[int, bytes]:
        """Every second quotation, word for word and with its outlet, so that it stands every check."""
        self.calls += 1
        if self.calls == self.at:
            self.waiting += 1
            self._let_go.wait(120)
            self.waiting -= 1
        shown = [json.loads(line) for line in asked["messages"][1]["content"].splitlines() if line.startswith('{"n"')]
        said = [{"text": f"{one['outlet']} says: “{one['text']}”", "cites": [one["n"]]} for one in shown[:6:2]]
        content = {"message": {"role": "assistant", "content": json.dumps({"sentences": said})}}
        usage = {"prompt_tokens": 10, "completion_tokens": 5}
        return 200, json.dumps({"choices": [content], "usage": usage}).encode()

    def hold(self, call: int) -> None:
        """Keep back the answer to this call, counted from the next one."""
        self._let_go.clear()
        self.at = self.calls + call

    def release(self) -> None:
        """Answer at once again."""
        self.at = 0
        self._let_go.set()
