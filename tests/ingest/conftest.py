"""A site on loopback, and an article that was read from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.ingest.site import Site, page, site_running

if TYPE_CHECKING:
    from stories.models import Article


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    with site_running() as running:
        settings.FETCH_ALLOWED_HOSTS = [running.place]
        running.answers["/news/1"] = page("Ferry pier reopens")
        yield running


@pytest.fixture
def article(site: Site) -> Article:
    """Read at NOW, and in a story with another."""
    from tests.ingest.looking import placed, read  # its rows need Django, which is not set up yet when this is read

    return placed(read(site))
