"""A section's page by what a reader sees."""

from datetime import timedelta

import pytest
from django.test import Client

from stories.models import Coverage
from stories.scales import Lean, Section
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import story_of
from tests.web.test_queries import queries

pytestmark = pytest.mark.django_db


def test_a_section_shows_its_own_stories_the_most_covered_first() -> None:
    story_of(Lean.LEFT, title="A club signs a keeper", section="sport")
    story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT, title="The island cup", section="sport")
    story_of(Lean.LEFT, Lean.RIGHT, title="A vote", section="politics")
    tree = page("/sections/sport/")
    assert words(one(tree, "h1")) == "Sport"
    assert all_words(tree, ".card__title") == ["The island cup", "A club signs a keeper"]
    assert "A vote" not in words(one(tree, "main"))


def test_a_section_without_stories_says_so() -> None:
    assert "No story here is in this section yet" in words(one(page("/sections/health/"), "main"))


@pytest.mark.parametrize("address", ["/sections/other/", "/sections/nowhere/", "/sections/nowhere/more/"])
def test_what_is_no_section_has_no_page(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_only_politics_has_blindspots() -> None:
    for section in ("politics", "sport"):
        at = make.NOW - timedelta(days=1)
        story = story_of(Lean.LEFT, Lean.LEFT, title=f"In {section}", section=section, last_at=at)
        Coverage.objects.filter(story=story).update(blindspot_side="right")
        for _ in range(16):
            story_of(Lean.LEFT, Lean.RIGHT, section=section)
    assert "In politics" in words(one(page("/sections/politics/"), ".blindspots"))
    assert not page("/sections/sport/").cssselect(".blindspots")


@pytest.mark.parametrize("number", [1, 2])
def test_the_section_page_contains_each_page_of_more_stories(number: int) -> None:
    for i in range(30):
        story_of(Lean.LEFT, title=f"Match {i}", section="sport")
    assert body(f"/sections/sport/more/?page={number}") in body(f"/sections/sport/?page={number}")


def test_a_section_asks_as_much_for_five_stories_as_for_thirty() -> None:
    for i in range(5):
        story_of(Lean.LEFT, title=f"Vote {i}", section="politics")
    few = queries("/sections/politics/")
    for i in range(25):
        story_of(Lean.LEFT, title=f"Motion {i}", section="politics")
    assert queries("/sections/politics/") == few <= 6


def test_a_story_and_a_card_lead_to_their_section() -> None:
    story = story_of(Lean.LEFT, title="The island cup", section=Section.SPORT)
    for address in ("/", story.get_absolute_url()):
        link = one(page(address), ".kicker a")
        assert (words(link), link.get("href")) == ("Sport", "/sections/sport/")


def test_a_sections_page_does_not_name_its_section_on_every_card_and_shows_a_story_once() -> None:
    for i in range(40):
        story_of(Lean.LEFT, Lean.RIGHT, title=f"Vote {i}", section="politics")
    tree = page("/sections/politics/")
    assert not tree.cssselect(".card .kicker a")
    titles = all_words(tree, ".card__title, .line__title")
    assert len(titles) == len(set(titles)) == 28


def test_a_section_without_a_blindspot_has_no_empty_block_of_them() -> None:
    story_of(Lean.LEFT, Lean.RIGHT, section="politics")
    assert not page("/sections/politics/").cssselect(".blindspots")
