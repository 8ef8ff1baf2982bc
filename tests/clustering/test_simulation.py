"""However the steps of writers, an auditor, people and deaths fall, the rows come out right: a seed is one order."""

import pytest

from tests.clustering.simulation import run

SHORT, LONG = 250, 10_000


@pytest.mark.parametrize("calm", [True, False])
def test_no_order_of_steps_loses_doubles_or_tears_a_story(calm: bool) -> None:
    for seed in range(SHORT):
        run(seed, calm=calm)


@pytest.mark.soak
@pytest.mark.parametrize("calm", [True, False])
def test_no_order_of_steps_among_very_many_loses_doubles_or_tears_a_story(calm: bool) -> None:
    for seed in range(LONG):
        run(seed, calm=calm)
