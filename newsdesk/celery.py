"""Celery: the queues, what runs in which, and the beat's schedule. What follows what stands in `stories.tasks`."""

import os
from collections.abc import Sequence
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")

app = Celery("newsdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["stories"])
app.autodiscover_tasks(["stories"], related_name="posting")


def lane_queue(name: str, args: Sequence[Any], *_rest: Any, **_options: Any) -> dict[str, str] | None:
    """The queue of a lane's writer: cluster for the first, cluster-1 for the second."""
    return {"queue": f"cluster-{args[0]}"} if name == "stories.tasks.cluster" and args and args[0] else None


BY_NAME = {
    "stories.tasks.visit_feed": {"queue": "fetch"},
    "stories.tasks.fetch_page": {"queue": "fetch"},
    "stories.tasks.look_again": {"queue": "fetch"},
    "stories.tasks.annotate": {"queue": "annotate"},
    "stories.tasks.brief": {"queue": "annotate"},  # where the sentence model is loaded already
    "stories.tasks.write": {"queue": "fetch"},  # it waits for another's service, as these do
    "stories.tasks.describe": {"queue": "fetch"},
    "stories.tasks.cluster": {"queue": "cluster"},
    "stories.tasks.audit": {"queue": "cluster"},
    "stories.tasks.carry_out": {"queue": "cluster"},
    "stories.posting.*": {"queue": "digest"},
    "stories.tasks.*": {"queue": "default"},
}
app.conf.task_routes = (lane_queue, BY_NAME)
app.conf.beat_scheduler = "newsdesk.beat:Schedule"
app.conf.beat_schedule = {
    # The reaper: PostgreSQL is the truth, the broker a hint.
    "reap": {"task": "stories.tasks.reap", "schedule": 5.0, "options": {"expires": 30}},
    # Stories that changed are looked at soon: what the order of arrival tore apart becomes whole again. All at night.
    "audit": {"task": "stories.tasks.audit", "schedule": 120.0, "options": {"expires": 120}},
    "audit-all": {
        "task": "stories.tasks.audit",
        "schedule": crontab(hour=3, minute=40),
        "args": (True,),
        "options": {"expires": 3600},
    },
    # What a dead sender had in hand goes out within two minutes, the claim's own minute included.
    "send-mail": {"task": "stories.posting.send_mail", "schedule": 30.0, "options": {"expires": 30}},
    "forget": {"task": "stories.posting.forget", "schedule": 3600.0, "options": {"expires": 3600}},
    "read-returns": {"task": "stories.posting.read_returns", "schedule": 300.0, "options": {"expires": 300}},
    "housekeep": {"task": "stories.tasks.housekeep", "schedule": 600.0, "options": {"expires": 600}},
}
