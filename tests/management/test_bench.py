"""A newsroom made for measuring is one like any other; a measurement has the form that people rely on."""

import json
from io import StringIO

import numpy as np
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stories.management.benches import clustering, vectors
from stories.management.benches.paired import Ratio, compare, row
from stories.management.benches.paraphrases import Source
from stories.management.benches.seeding import LARGE, SMALL, Size, sizes
from stories.management.benches.words import Words
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


def made_up(count: int) -> list[Source]:
    """Events in invented words, far from one another in meaning."""
    words, chance = Words(count), np.random.default_rng(1)
    vectors = chance.normal(size=(count, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [Source(words.some(8, 12).capitalize(), words.text(6), vector) for vector in vectors]


@pytest.mark.django_db(transaction=True)  # it leaves this database for one of its own
def test_placing_is_measured_on_a_database_of_its_own() -> None:
    found = {row.name: row for row in clustering.placing_rows(made_up(40), clustering.Size(on_rows=60), rounds=1)}
    assert found["stories of two writers ÷ one: none is doubled"].value > 0
    assert found["B3 F1 of the stories of two writers against those of one"].holds
    assert found["articles placed a second, one writer"].value > 0
    assert found["articles a second, a writer for each of two languages ÷ one"].goal == 1.5
    assert not Article.objects.exists()


def test_the_indexes_of_a_large_window_find_what_a_comparison_of_all_finds() -> None:
    size = clustering.Size(windows=(300, 700), stream=300, tried=25, audited=(200,))
    found = {row.name: row for row in clustering.window_rows(made_up(150), size, pairs=1)}
    shares = [row for name, row in found.items() if "among its candidates" in name or "÷ with every story" in name]
    assert len(shares) == 3
    assert all(row.holds for row in shares)
    assert found["memory of an audit beside its window of 200"].holds


def test_a_workers_memory_is_measured_in_a_process_of_its_own() -> None:
    if not (settings.DATA_DIR / "models").exists():
        pytest.skip("no sentence model: run `make test`")
    first, growth = vectors.memory_rows(settings.DATA_DIR / "models", (32, 96))
    assert first.value > 20
    assert growth.value > 0.5
