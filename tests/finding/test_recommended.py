"""What to read after a story: the top stories that the page doesn't show yet, those of its own section first."""

import pytest

from stories.finding.steps.recommended import recommended
from stories.models import Story
from stories.scales import Lean
from tests import make
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db

THREE = (Lean.LEFT, Lean.CENTER, Lean.RIGHT)


def ids(story: Story, *without: Story, limit: int = 3) -> tuple[int, ...]:
    return recommended(story, make.NOW, without=[row.pk for row in without], limit=limit)


def test_its_own_section_comes_first_and_within_it_the_front_pages_order() -> None:
    read = story_of(*THREE, section="politics")
    sport = story_of(*THREE, *THREE, section="sport")
    small = story_of(Lean.LEFT, Lean.RIGHT, section="politics")
    large = story_of(*THREE, *THREE, section="politics")
    assert ids(read) == (large.pk, small.pk, sport.pk)


def test_what_the_page_shows_already_is_not_recommended_nor_is_the_story_itself() -> None:
    read, shown, other = (story_of(*THREE) for _ in range(3))
    assert ids(read, shown) == (other.pk,)


def test_a_story_of_one_article_and_one_that_was_merged_or_closed_are_not_recommended() -> None:
    read = story_of(*THREE)
    story_of(Lean.LEFT)
    merged, closed = story_of(*THREE), story_of(*THREE)
    Story.objects.filter(pk=merged.pk).update(state="merged", merged_into=read)
    Story.objects.filter(pk=closed.pk).update(state="closed")
    assert ids(read) == ()
