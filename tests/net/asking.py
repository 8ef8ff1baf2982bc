"""How the tests ask the hostile origin."""

from datetime import UTC, datetime

import pytest

from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.fetch import fetch
from tests.net.origin import World

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLICY = FetchPolicy("newsdesk-test", total_deadline_s=1.0, max_bytes=100_000)


def got(world: World, url: str, policy: FetchPolicy = POLICY, **more: str) -> Fetched:
    return fetch(url, policy=policy, now=NOW, doors=world.doors, **more)


def failure(world: World, url: str, policy: FetchPolicy = POLICY) -> FetchError:
    with pytest.raises(FetchError) as failed:
        got(world, url, policy)
    assert failed.value.words
    return failed.value
