"""A newsroom made for measuring is one like any other; a measurement has the form that people rely on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stories.management.benches.paired import Ratio, compare, row
from stories.management.benches.seeding import LARGE, SMALL, Size, sizes
from stories.management.invariants import breaches
from stories.models import Article, Coverage, Story


def run(*args: str) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


@given(st.integers(1, 300), st.integers(0, 9_000))
def test_sizes_add_up_and_no_story_is_empty(stories: int, more: int) -> None:
    found = sizes(Size(stories + more, stories))
    assert (len(found), sum(found)) == (stories, stories + more)
    assert min(found) >= 1


def test_a_large_newsroom_has_the_two_stories_that_are_compared() -> None:
    assert sizes(Size(100_000, 5_000))[:2] == [LARGE, SMALL]


@pytest.mark.django_db
def test_a_made_newsroom_keeps_every_invariant_and_is_not_made_twice() -> None:
    run("seed_bench", "--articles", "120", "--stories", "12")
    assert (Article.objects.count(), Story.objects.live().count(), Coverage.objects.count()) == (120, 12, 12)
    assert not list(breaches(timezone.now()))
    with pytest.raises(CommandError, match="holds articles already"):
        run("seed_bench", "--articles", "10", "--stories", "2")
    run("seed_bench", "--articles", "10", "--stories", "2", "--force")
    assert Article.objects.count() == 130


@pytest.mark.django_db(transaction=True)  # the end of a request closes the connection where a test's own is open
def test_a_measurement_names_its_figures_with_unit_and_goal() -> None:
    run("seed_bench", "--articles", "60", "--stories", "6")
    found = json.loads(run("bench", "pages", "--pairs", "1", "--json"))
    assert found["bench"] == "pages"
    assert all(set(figure) == {"name", "value", "unit", "goal", "holds"} for figure in found["rows"])
    assert all((figure["goal"] is None) == (figure["holds"] is None) for figure in found["rows"])
    units = {figure["unit"] for figure in found["rows"]}
    assert units == {"queries", "ratio", "ms", "bytes", "requests"}


@pytest.mark.django_db
def test_without_stories_there_is_nothing_to_measure() -> None:
    with pytest.raises(CommandError, match="seed_bench"):
        run("bench", "pages")


def test_twice_the_work_is_found_to_be_twice_the_work() -> None:
    ratio = compare(lambda: sum(range(40_000)), lambda: sum(range(20_000)), pairs=5)
    assert 1.2 < ratio.low <= ratio.median <= ratio.high < 3.3


def test_a_goal_is_held_by_the_upper_end_of_the_interval() -> None:
    inside, over = Ratio(0.9, 0.8, 1.0), Ratio(0.9, 0.8, 1.1)
    assert all(figure.holds for figure in inside.rows("share", 1.0))
    assert not any(figure.holds for figure in over.rows("share", 1.0))
    assert row("bytes", 10, "bytes").holds is None
