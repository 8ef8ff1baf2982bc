"""The pages' clock stands still at the rows' NOW, so that what a page says can be compared byte for byte."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[None]:
    from tests import make  # not before Django is set up, which comes after this file

    with time_machine.travel(make.NOW, tick=False):
        yield
