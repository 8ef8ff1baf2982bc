"""Two outlets compared, and what an outlet doesn't cover, by what a reader sees."""

from datetime import timedelta

import pytest

from stories.finding.compare import Report, compare, lag
from stories.models import Outlet, Story
from tests import make
from tests.web.reading import all_words, one, page, words
from tests.web.rows import article, counted
from tests.web.test_queries import queries

H = timedelta(hours=1)


def report(story: int, outlet: int, hours: float = 0, *, alone: bool = False) -> Report:
    return Report(story, outlet, make.NOW + hours * H, make.NOW, alone)


def test_a_story_is_of_both_or_of_one() -> None:
    found = compare([report(1, 7), report(1, 8), report(2, 7), report(3, 8), report(4, 9)], 7, 8)
    assert (found.both, found.only_one, found.only_other) == ((1,), (2,), (3,))


def test_a_lag_is_the_median_over_stories_that_others_have_too() -> None:
    found = lag([report(1, 7), report(2, 7, 2), report(3, 7, 9), report(4, 7, 50, alone=True), report(5, 8, 1)], 7)
    assert (found.middle, found.stories, found.firsts) == (2 * H, 3, 1)
    assert lag([report(4, 7, alone=True)], 7).middle is None


@pytest.fixture
def gull_and_tern() -> tuple[Outlet, Outlet]:
    gull, tern, heron = (make.outlet(name, slug=name.lower()) for name in ("Gull", "Tern", "Heron"))
    told("The vote", (gull, 0), (tern, 3))
    told("The pier", (heron, 0), (gull, 2))
    told("The lamp", (tern, 0))
    told("The storm", (heron, 0), (tern, 1))
    told("Long ago", (gull, 0), (tern, 1), days=20)
    return gull, tern


def told(title: str, *by: tuple[Outlet, int], days: int = 0) -> Story:
    rows = []
    for outlet, hours in by:
        at = make.NOW - timedelta(days=days + 1) + hours * H
        rows.append(article(outlet, title, published_at=at, first_seen_at=at))
    return counted(make.story(*rows))


@pytest.mark.django_db
@pytest.mark.usefixtures("gull_and_tern")
@pytest.mark.parametrize("asked", ["outlets=gull,tern", "outlets=gull&outlets=tern"])
def test_two_outlets_are_compared_over_the_week(asked: str) -> None:
    tree = page(f"/compare/?{asked}")
    assert all_words(tree, ".columns__sides h2") == ["Both: 1 story", "Only Gull: 1 story", "Only Tern: 2 stories"]
    both, gull, tern = (all_words(block, ".line__title") for block in tree.cssselect(".columns__sides > section"))
    assert (both, gull, sorted(tern)) == (["The vote"], ["The pier"], ["The lamp", "The storm"])
    assert all_words(tree, ".word-legend > div") == [
        "Gull 1 h after the first report (median of 2 stories; 1 time first)",
        "Tern 2 h after the first report (median of 2 stories)",
    ]
    assert [option.get("value") for option in tree.cssselect("option[selected]")] == ["gull", "tern"]


@pytest.mark.django_db
@pytest.mark.usefixtures("gull_and_tern")
@pytest.mark.parametrize(
    ("asked", "alert"), [("", 0), ("gull", 0), ("gull,gull", 1), ("gull,nobody", 1), ("%00,<b>", 1)]
)
def test_without_two_outlets_there_is_a_choice(asked: str, alert: int) -> None:
    tree = page(f"/compare/?outlets={asked}")
    assert all_words(tree, "label:first-of-type option") == ["Gull", "Heron", "Tern"]
    assert len(tree.cssselect("[role=alert]")) == alert
    assert not tree.cssselect(".columns__sides")


@pytest.mark.django_db
def test_two_different_outlets_are_offered(gull_and_tern: tuple[Outlet, Outlet]) -> None:
    offered = page("/compare/").cssselect("select[name=outlets]")
    assert [str(select.value) for select in offered] == ["gull", "heron"]
    assert gull_and_tern


@pytest.mark.django_db
def test_an_outlet_page_says_what_it_leaves_out_and_how_late_it_is(gull_and_tern: tuple[Outlet, Outlet]) -> None:
    part = one(page(gull_and_tern[0].get_absolute_url()), ".not-covered")
    assert all_words(part, ".line__title") == ["The storm"]
    assert "1 h after the first report (median of 2 stories; 1 time first)." in words(part)
    assert part.cssselect("a[href='/compare/?outlets=gull']")


@pytest.mark.django_db
@pytest.mark.usefixtures("gull_and_tern")
def test_a_comparison_asks_four_questions() -> None:
    assert queries("/compare/?outlets=gull,tern") == 4
