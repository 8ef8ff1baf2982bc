"""The list of outlets with the mix of sources, and the blindspots page, by what a reader sees."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stories.coverage.step import refresh_standings
from stories.models import Coverage, Outlet, Owner
from stories.scales import Lean, OwnerKind
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def rated(*leans: Lean | str) -> None:
    outlets = [make.outlet(f"Post {i:03}", lean=lean) for i, lean in enumerate(leans)]
    refresh_standings([outlet.pk for outlet in outlets], make.NOW)


def test_the_mix_counts_every_outlet_once_by_side() -> None:
    rated(Lean.LEFT, Lean.LEAN_LEFT, Lean.CENTER, Lean.RIGHT, Lean.RIGHT, Lean.RIGHT, "")
    tree = page("/outlets/")
    assert all_words(tree, ".legend__entry") == ["L Left 2 33%", "C Center 1 17%", "R Right 3 50%", "– Unrated 1"]
    assert all_words(tree, ".tabs a") == ["All 7", "L Left 2", "C Center 1", "R Right 3", "– Unrated 1"]


def test_a_kind_of_owner_that_nobody_has_named_is_not_told_as_one() -> None:
    make.outlet("Harbour Post", owner=Owner.objects.create(name="Harker", kind=OwnerKind.UNCATEGORIZED))
    make.outlet("Quay Times", owner=Owner.objects.create(name="Brell Family", kind=OwnerKind.INDEPENDENT))
    post, times = all_words(page("/outlets/"), ".outlet-list .source__outlet")
    assert "Ownership" not in post
    assert "Ownership independent" in times


def test_outlets_come_a_page_at_a_time_and_none_is_lost() -> None:
    rated(*[Lean.CENTER] * 130)
    names: list[str] = []
    following = "/outlets/"
    while following:
        tree = page(following.partition("#")[0])
        names += all_words(tree, ".outlet-list .source__name")
        following = next((link.get("href") for link in tree.cssselect("#list .more a")), "")
    assert names == [f"Post {i:03}" for i in range(130)]


def test_the_page_contains_its_fragments() -> None:
    rated(*[Lean.CENTER] * 70, Lean.LEFT)
    for query in ("", "?side=left", "?side=right", "?page=2"):
        assert body(f"/outlets/all/list/{query}") in body(f"/outlets/{query}")
    assert body("/outlets/all/more/?page=2") in body("/outlets/?page=2")


def test_an_outlet_whose_name_is_a_word_of_ours_has_its_page() -> None:
    for slug in ("all", "list", "more"):
        make.outlet(f"The {slug}", slug=slug)
        assert words(one(page(f"/outlets/{slug}/"), "h1")) == f"The {slug}"


def test_the_list_asks_as_much_for_one_outlet_as_for_sixty() -> None:
    counts = []
    for _ in range(2):
        rated(*[Lean.LEFT] * (60 if counts else 1))
        with CaptureQueriesContext(connection) as captured:
            assert Client().get("/outlets/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 6
    assert Outlet.objects.count() == 61


def test_blindspots_and_near_misses_stand_apart_with_their_words() -> None:
    found = story_of(Lean.LEFT, Lean.LEFT, title="Dockers win back pay", section="politics")
    near = story_of(Lean.LEFT, Lean.LEFT, title="Levy on second homes", section="politics")
    Coverage.objects.filter(story=found).update(blindspot_side="right")
    share = {"name": "low_share", "holds": False, "found": 0.125, "needed": 0.1}
    verdict = {"verdict": "near_miss", "side": "right", "left": 7, "center": 0, "right": 1, "conditions": [share]}
    Coverage.objects.filter(story=near).update(blindspot=verdict)
    tree = page("/blindspots/")
    left, right = tree.cssselect(".blindspots__side")
    assert "Dockers win back pay" in words(right)
    assert "No story meets the rule" in words(left)
    assert all_words(tree, ".related__item .card__title") == ["Levy on second homes"]
    assert all_words(tree, ".related__words") == [
        "Nearly a blindspot of the right: 1 of 8 are right, 12.5%; at most 10% is a blindspot."
    ]


def test_without_enough_stories_the_page_says_that_no_verdict_is_given() -> None:
    assert "no verdict is given yet" in words(one(page("/blindspots/"), "main"))
