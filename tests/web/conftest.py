"""The pages' clock stands still at the rows' NOW, so that what a page says can be compared byte for byte."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.net.origin import World


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[None]:
    from tests import make  # not before Django is set up, which comes after this file

    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def kept(settings: Any) -> Iterator[None]:
    """Pages are kept, in a store that nobody else has written to."""
    from stories.web.page_store import store
    from stories.web.watch import watch

    settings.PAGE_CACHE = True
    own = store(settings.REDIS_URL)
    own.forget()
    watch.cache_clear()  # another test's stories aren't read here
    yield
    own.forget()


@pytest.fixture
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Copies of pictures of this test alone, on pages that are made each time."""
    settings.DATA_DIR = tmp_path
    settings.PAGE_CACHE = False


@pytest.fixture
def world() -> "Iterator[World]":
    """A small internet that has a picture."""
    from tests.web.pictures import world_with_a_picture

    with world_with_a_picture() as world:
        yield world
