"""How large a story counts as: what is told for a day or two stays whole, daily reports on one matter don't pile up."""

import math
from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.around import ALWAYS_COUNTED, DAYS_AROUND, around, counted, pair_table, pairs_around
from stories.clustering.auditing import audit, take
from stories.clustering.features import ArticleFeatures
from stories.clustering.window import Window
from tests.clustering.articles import article, model

DAYS = st.lists(st.one_of(st.floats(0, 20), st.just(math.nan)), min_size=1, max_size=6)
PLACES = ("Tolmar", "Ebenrode", "Skarn", "Ostrava Ford", "Pell", "Quarrin")
DOINGS = ("shelling", "envoys", "convoy", "ceasefire", "harvest", "refugees", "sanctions", "drones")
RESCUE = ("miners", "shaft", "drill", "families", "rescuers", "pumps", "water", "lift")


def pairs(days: Iterable[float], others: Iterable[float]) -> int:
    return sum(not abs(one - other) > DAYS_AROUND for one, other in product(days, others))


@given(DAYS, DAYS)
def test_pairs_of_about_the_same_time_are_counted_and_what_has_no_date_is_of_any_time(
    days: list[float], others: list[float]
) -> None:
    one, other = np.array(days), np.array(others)
    assert pairs_around(one, other) == pairs(days, others) == pairs_around(other, one)
    assert sum(around(day, other).sum() for day in days) == pairs(days, others)
    table = pair_table(np.concatenate([one, other]), [0, len(days)])
    assert table[0, 1] == table[1, 0] == pairs(days, others)


@given(st.integers(1, 500), st.integers(1, 500))
def test_without_dates_a_story_counts_with_all_its_articles_exactly(size: int, smaller: int) -> None:
    near = np.array([float(size * smaller)])
    assert counted(np.array([float(size)]), near / smaller).tolist() == [size]


@pytest.mark.parametrize(("size", "near", "counts"), [(6, 1, 6), (10, 2, 10), (300, 3, 10), (300, 60, 60)])
def test_a_small_story_counts_whole_and_of_a_large_one_what_is_of_that_time(size: int, near: int, counts: int) -> None:
    assert counted(np.array([float(size)]), np.array([float(near)])).tolist() == [counts]
    assert ALWAYS_COUNTED == 10


def dispatch(number: int, hours: float) -> ArticleFeatures:
    """One of an agency's many reports on a war: always the same war, now this, now that."""
    place, doing = PLACES[number % len(PLACES)], DOINGS[number % len(DOINGS)]
    other = DOINGS[(number // len(DOINGS)) % len(DOINGS)]
    return article(f"war {number}", f"Varn Orrel war: {doing} near {place}, {other} on day {number // 12}", hours=hours)


def told(articles: Iterable[ArticleFeatures]) -> Window:
    """The window after articles came in that order, looked at after every 24."""
    window, names = Window(model()), (f"parted {number}" for number in range(1000))
    for number, one in enumerate(articles, 1):
        take(window, one, str(one.id))
        if number % 24 == 0:
            audit(window, set(window.stories()), names)
    return window


def test_a_report_finds_only_the_story_s_articles_of_its_day_counted() -> None:
    window = Window(model())
    for number in range(96):
        window.add(dispatch(number, 2.0 * number), "war")
    (size,) = (part for part in window.assign(dispatch(96, 192.0)).evidence if part.name == "size")
    assert round(math.exp(size.value)) == 12
    assert size.words == "12 of the story's articles count: those of about the same time, ten at least"


def test_an_event_of_five_days_with_twenty_articles_stays_one_story() -> None:
    rescue = [
        article(number, f"Halden mine rescue: {RESCUE[number % 8]} and {RESCUE[(number + 3) % 8]}", hours=6.0 * number)
        for number in range(20)
    ]
    assert len(told(rescue).stories()) == 1


def test_a_story_of_one_day_takes_what_daily_reports_of_the_same_size_do_not() -> None:
    windows = {}
    for name, hours in (("day", 0.2), ("chain", 2.0)):
        windows[name] = Window(model(base=-5.0))
        for number in range(96):
            windows[name].add(dispatch(number, hours * number), "war")
    late = {name: windows[name].assign(dispatch(96, hours * 96)) for name, hours in (("day", 0.2), ("chain", 2.0))}
    assert late["day"].score is not None
    assert late["chain"].score is not None
    assert late["day"].score - late["chain"].score == pytest.approx(0.3 * math.log(96 / 12), abs=0.1)
