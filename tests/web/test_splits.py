"""Factuality, owners and countries as pictures: what they show, in which words, and what they open to."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.distributions import UNKNOWN
from stories.coverage.step import refresh_standings
from stories.models import Owner, Story
from stories.scales import Factuality, Lean, OwnerKind
from stories.web.splits import split
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import article, counted, story_of

STEPS = st.dictionaries(st.sampled_from([*Factuality, UNKNOWN]), st.integers(0, 40), min_size=1)
KINDS = st.dictionaries(st.sampled_from([*OwnerKind, UNKNOWN]), st.integers(0, 40), min_size=1)


def width(text: str) -> float:
    return float(text.removesuffix("%"))


@given(STEPS)
def test_a_strip_of_steps_counts_every_outlet_and_never_passes_the_edge(counts: dict[str, int]) -> None:
    found = split("factuality", counts)
    total = sum(counts.values())
    assert sum(int(line.outlets) for line in found.lines) == total
    assert sum(width(segment.width) for segment in found.segments) <= 100.001
    if total >= 3:
        assert abs(sum(width(segment.width) for segment in found.segments) - 100) < 0.001


@given(KINDS)
def test_the_longest_line_is_whole_and_none_is_longer(counts: dict[str, int]) -> None:
    found = split("ownership", counts)
    widths = [width(line.width) for line in found.lines]
    assert sum(int(line.outlets) for line in found.lines) == sum(counts.values())
    assert max(widths, default=0) <= 100
    if sum(counts.values()) >= 3:
        assert max(widths) == 100


def test_what_is_not_known_stands_last_hatched_and_is_never_mixed() -> None:
    found = split("factuality", {UNKNOWN: 4})
    assert [(line.label, line.outlets, line.css) for line in found.lines] == [("not known", "4", "unrated")]
    assert [segment.side for segment in found.segments] == ["unrated"]
    found = split("factuality", {UNKNOWN: 2, "mixed": 1, "high": 1})
    assert [line.label for line in found.lines] == ["High", "Mixed", "not known"]


def test_one_outlet_never_looks_like_all_of_them() -> None:
    assert width(split("factuality", {"high": 1}).segments[0].width) < 10
    assert width(split("ownership", {"telecom": 1}).lines[0].width) < 10


def test_many_countries_are_the_largest_ones_and_the_others() -> None:
    codes = ["US", "GB", "CA", "KR", "DE", "FR", "AU", "IE", "IN", "JP", "CN"]
    found = split("countries", {code: i + 1 for i, code in enumerate(codes)})
    assert found.lines[0].label == "China"
    assert (found.lines[-1].label, found.lines[-1].outlets) == ("others", "3")


def owned(name: str, factuality: str = "", kind: str = "", country: str = "") -> object:
    owner = Owner.objects.create(name=f"{name} Holding", kind=kind) if kind else None
    outlet = make.outlet(name, lean=Lean.LEFT, country=country, owner=owner)
    if factuality:
        make.rating(outlet, factuality, on="factuality")
    return article(outlet)


@pytest.fixture
def story(db: None) -> Story:
    rows = [
        owned("The Lantern", "high", "telecom", "GB"),
        owned("Gull Post", "mixed", "independent", "GB"),
        owned("Quay News", "", "", "KR"),
        owned("Pier Daily", "high"),
    ]
    return counted(make.story(*rows))


def test_a_story_shows_the_three_of_them_in_counts(story: Story) -> None:
    shown = one(page(story.get_absolute_url()), ".makeup")
    assert all_words(shown, ".split__title") == ["Factuality", "Owners", "Countries"]
    assert all_words(shown, ".split__steps li") == ["H High 2", "M Mixed 1", "– Not known 1"]
    lines = ["Telecom1", "Independent1", "Not known2", "United Kingdom2", "South Korea1", "Not known1"]
    assert sorted(all_words(shown, ".split__lines li")) == sorted(lines)
    assert "%" not in words(shown)
    assert one(shown, "svg[role=img]").get("aria-label") == "Factuality: High 2, Mixed 1, not known 1"


def test_each_of_them_opens_to_its_outlets(story: Story) -> None:
    link = one(page(story.get_absolute_url()), ".makeup__open a")
    fragment = body(str(link.get("hx-get")))
    assert fragment in body(f"/stories/{story.pk}/sum/")
    assert str(link.get("href")).startswith(f"/stories/{story.pk}/sum/#")
    tree = page(str(link.get("hx-get")))
    assert all_words(tree, ".sum__parts > div")[:3] == [
        "High 2 Pier Daily, The Lantern",
        "Mixed 1 Gull Post",
        "Not known 1 Quay News",
    ]
    assert "Telecom 1 The Lantern (The Lantern Holding)" in all_words(tree, ".sum__parts > div")
    rated = [link.get("href") for link in tree.cssselect("a") if "scheme=" in str(link.get("href"))]
    assert Client().get(str(rated[0])).status_code == 200


@pytest.mark.django_db
def test_where_nothing_is_known_nothing_leads_to_ratings() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    tree = page(f"/stories/{story.pk}/sum/outlets/")
    assert all_words(tree, ".sum__parts > div")[0].startswith("Not known 2")
    assert not [link for link in tree.cssselect("a") if "scheme=" in str(link.get("href"))]


def test_the_mix_of_sources_shows_them_of_all_outlets_in_one_question(story: Story) -> None:
    refresh_standings(story.memberships.values_list("article__outlet_id", flat=True), make.NOW)
    with CaptureQueriesContext(connection) as captured:
        tree = page("/outlets/")
    assert all_words(tree, ".mix .split__steps li") == ["H High 2", "M Mixed 1", "– Not known 1"]
    assert len([query for query in captured if "owner" in query["sql"] and "GROUP BY" in query["sql"]]) == 1
    assert all_words(page("/outlets/?scheme=factuality"), ".mix .split__title") == ["Owners", "Countries"]
