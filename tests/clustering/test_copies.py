"""The same text is one story's, unless it is an outlet's column that prints its form once more."""

from dataclasses import replace

import numpy as np
import pytest

from stories.clustering.window import Window
from tests.clustering.articles import article

FORM = np.arange(8, dtype=np.uint32)


@pytest.mark.parametrize(
    ("outlet", "hours", "method"),
    [
        ("gull", 6 * 24.0, "new"),
        ("gull", 9.0, "near_duplicate"),
        ("gull", None, "near_duplicate"),
        ("harbour-post", 6 * 24.0, "near_duplicate"),
    ],
)
def test_an_outlets_own_text_days_later_is_not_taken_for_a_copy(outlet: str, hours: float | None, method: str) -> None:
    window = Window()
    first = article(1, "Quiz: which pier is this?", hours=0, fingerprint=FORM)
    window.add(replace(first, outlet="gull"), "first")
    again = article(2, "Quiz: whose ferry sank?", hours=hours, fingerprint=FORM)
    assert window.assign(replace(again, outlet=outlet)).method == method
