"""The order of a story's page: what is reached at once, what opens, and where the contents lead."""

import pytest

from stories.scales import Lean
from tests.web.reading import one, page, words
from tests.web.rows import story_of
from tests.web.test_briefing import told

pytestmark = pytest.mark.django_db


def test_every_line_of_the_contents_leads_to_a_part_of_the_page() -> None:
    tree = page(story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT).get_absolute_url())
    links = [str(link.get("href")) for link in tree.cssselect(".story__contents a")]
    assert "#sources-heading" in links
    assert len(links) > 3
    for link in links:
        assert words(one(tree, link))


def test_a_story_of_one_outlet_is_short_enough_without_contents() -> None:
    assert not page(story_of(Lean.LEFT).get_absolute_url()).cssselect(".story__contents")


def test_a_part_of_the_briefing_is_one_line_that_opens_below_the_summary() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story)
    told(story, "happened", part="event")
    fold = one(page(story.get_absolute_url()), ".fold")
    assert words(one(fold, ".fold__summary")) == "What has happened"
    assert fold.get("open") is None


def test_without_a_summary_what_has_happened_is_open() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    told(story, "happened", part="event")
    assert one(page(story.get_absolute_url()), ".fold").get("open") is not None


def test_the_bar_comes_before_the_sources_and_these_before_the_details() -> None:
    tree = page(story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT).get_absolute_url())
    parts = tree.cssselect(".story__bar, #sources, .story__aside, .details")
    assert [part.get("id") or part.get("class") for part in parts] == [
        "story__bar",
        "sources",
        "story__aside",
        "details",
    ]
