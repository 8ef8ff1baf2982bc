"""Hints at jobs: a message says that something may be due, the rows say what is. The rows don't need them."""

from __future__ import annotations

import logging
import time
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from kombu.exceptions import OperationalError as BrokerDown
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
HINT_LIFETIME_S: Final = 20  # a lost hint is given again after this


def give(task: Any, *args: int) -> None:
    """Enqueue the job unless the same hint is waiting already; a broker that is down is the reaper's to heal."""
    try:
        if cache.add(_key(task.name, *args), 1, timeout=HINT_LIFETIME_S):
            task.delay(*args)
    except (RedisError, BrokerDown, OSError) as error:
        log.warning("no hint for %s%s: %s", task.name, args, error)


def taken(task: Any, *args: int) -> None:
    """The job has begun: the next hint is given again."""
    try:
        cache.delete(_key(task.name, *args))
    except RedisError:
        log.warning("the hint for %s stays until it ages", task.name)


def changed() -> None:
    """What pages show has changed: kept pages are made anew when they are next asked for."""
    try:
        cache.set(settings.DATA_VERSION_KEY, time.time_ns(), timeout=None)
    except RedisError:
        log.warning("kept pages stay until they age")


def _key(name: str, *args: int) -> str:
    return ":".join(["hint", name, *map(str, args)])
