"""At most a few fetches at once from one host, and a pause between them, over all workers."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from stories.ingest.canonical import registrable_domain

SLOT_SLACK_S = 10  # a slot whose holder died is free again after the fetch's deadline and this
PATIENCE_S = 1.0  # wait this long for a slot before the work is put off
POLL_S = 0.1


class HostBusyError(Exception):
    """No fetch from this host now; `wait` says how long to put the work off."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"host is busy for {wait}")
        self.wait = wait


@contextmanager
def host_slot(address: str) -> Iterator[None]:
    """Hold one of the host's few slots for the length of a fetch. Raises HostBusyError when none is to be had soon."""
    host = urlsplit(address).netloc.lower()
    if {"*", host} & {*settings.FETCH_IMPOLITE_HOSTS, *settings.FETCH_ALLOWED_HOSTS}:
        yield  # a private host that the operator named is the operator's own
        return
    slot = _slot(registrable_domain(host.rpartition(":")[0] or host))
    try:
        yield
    finally:
        cache.delete(slot)


def _slot(domain: str) -> str:
    end = time.monotonic() + PATIENCE_S
    while True:
        if slot := _free_slot(domain):
            return slot
        if time.monotonic() > end:
            raise HostBusyError(timedelta(seconds=max(settings.FETCH_HOST_GAP_S, PATIENCE_S)))
        time.sleep(POLL_S)


def _free_slot(domain: str) -> str | None:
    held_s = int(settings.FETCH_DEADLINE_S) + SLOT_SLACK_S
    gap_s = math.ceil(settings.FETCH_HOST_GAP_S)  # the cache counts whole seconds
    for number in range(settings.FETCH_PER_HOST):
        slot = f"host:{domain}:{number}"
        if cache.add(slot, 1, timeout=held_s):
            if gap_s and not cache.add(f"gap:{domain}", 1, timeout=gap_s):
                cache.delete(slot)
                return None
            return slot
    return None
