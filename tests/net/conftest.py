"""An origin and a world around it for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.net.origin import Origin, World, origin_running


@pytest.fixture
def origin() -> Iterator[Origin]:
    with origin_running() as running:
        yield running


@pytest.fixture
def world(origin: Origin) -> World:
    return World(origin)
