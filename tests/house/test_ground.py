"""Tests that run side by side share neither cache nor queue: each of xdist's workers has numbers of its own."""

import os

from django.conf import settings
from django.core.cache import cache

from newsdesk.celery import app


def test_the_cache_and_the_queue_are_this_workers_own() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw-1")
    own = str((int(worker.removeprefix("gw")) + 2) % 16)
    assert os.environ["REDIS_URL"] == settings.REDIS_URL
    connection = cache._cache.get_client("any", write=True).connection_pool.connection_kwargs  # type: ignore[attr-defined]
    with app.connection() as broker:
        queue = broker.default_channel.client.connection_pool.connection_kwargs  # type: ignore[attr-defined]
    assert (str(connection["db"]), str(queue["db"])) == (own, own)
