"""What to read after a story: the top stories that the page doesn't show yet, those of its own section first."""

import pytest
from django.db import connection

from stories.finding.place import place_sql
from stories.finding.rank import RankInput, rank
from stories.finding.steps.recommended import recommended
from stories.models import Coverage, Story
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


def test_the_database_sorts_as_the_printed_formula_does() -> None:
    for lean in (THREE, (Lean.LEFT,) * 3, (Lean.LEFT, Lean.RIGHT)):
        story_of(*lean)
    sql = place_sql("coverage", "story.last_at")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coverage.id, {sql} FROM stories_coverage coverage "
            "JOIN stories_story story ON story.id = coverage.story_id",
            {"now": make.NOW},
        )
        found = dict(cursor.fetchall())
    for row in Coverage.objects.select_related("story"):
        assert row.story.last_at
        counts = RankInput(row.outlets, row.independent_texts, row.left, row.center, row.right, row.story.last_at)
        assert found[row.pk] == pytest.approx(rank(counts, make.NOW).order)
