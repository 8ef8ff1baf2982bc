"""Outlets' standings as rows: rewritten from ratings, and only where something changed."""

from datetime import timedelta

import pytest

from stories.coverage.step import recount, refresh_standings, refresh_turned
from stories.models import Coverage, Standing, Story
from stories.scales import Lean
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def standing(outlet, scheme="lean"):
    return Standing.objects.get(outlet=outlet, scheme__slug=scheme)


def test_a_rated_outlet_gets_its_standing_with_the_ratings_behind_it():
    outlet = make.outlet(lean=Lean.LEAN_LEFT)
    assert refresh_standings([outlet.pk], NOW) == [outlet.pk]
    row = standing(outlet)
    assert (row.bucket, row.side, row.score, row.raters) == ("lean_left", "left", -1, 1)
    assert row.inputs["used"] == [outlet.ratings.get().pk]


def test_an_outlet_without_a_rating_has_no_standing():
    outlet = make.outlet()
    assert refresh_standings([outlet.pk], NOW) == []
    assert not Standing.objects.exists()


def test_the_desk_overrules_the_raters():
    outlet = make.outlet(lean=Lean.FAR_RIGHT)
    make.rating(outlet, Lean.CENTER, rater="desk", by_desk=True)
    refresh_standings([outlet.pk], NOW)
    assert (standing(outlet).bucket, standing(outlet).raters) == ("center", 1)
    assert [item["why"] for item in standing(outlet).inputs["left_out"]] == ["overruled by an editor of this site"]


def test_every_scheme_has_its_own_standing():
    outlet = make.outlet(lean=Lean.RIGHT)
    make.rating(outlet, "high", on="factuality")
    refresh_standings([outlet.pk], NOW)
    assert (standing(outlet).side, standing(outlet, "factuality").bucket) == ("right", "high")


def test_what_has_not_changed_is_not_reported():
    outlet, other = make.outlet(lean=Lean.LEFT), make.outlet(lean=Lean.RIGHT)
    refresh_standings([outlet.pk, other.pk], NOW)
    make.rating(other, Lean.CENTER, rater="Second rater")
    assert refresh_standings([outlet.pk, other.pk], NOW) == [other.pk]


def test_a_withdrawn_rating_leaves_an_unrated_standing_that_says_why():
    outlet = make.outlet(lean=Lean.LEFT)
    refresh_standings([outlet.pk], NOW)
    outlet.ratings.update(withdrawn_at=NOW)
    assert refresh_standings([outlet.pk], NOW) == [outlet.pk]
    assert (standing(outlet).bucket, standing(outlet).side) == ("", "unrated")
    assert standing(outlet).inputs["left_out"][0]["why"] == "withdrawn"


def test_however_many_outlets_it_is_few_queries(django_assert_max_num_queries):
    outlets = [make.outlet(lean=Lean.LEFT) for _ in range(30)]
    with django_assert_max_num_queries(9):
        assert len(refresh_standings([outlet.pk for outlet in outlets], NOW)) == 30


def test_a_rating_that_ends_is_noticed_and_its_stories_are_counted_anew():
    outlet = make.outlet()
    make.rating(outlet, Lean.LEFT, valid_until=NOW + timedelta(days=1))
    refresh_standings([outlet.pk], NOW)
    story = make.story(make.article(outlet))
    recount([story.pk], NOW)
    assert refresh_turned(NOW + timedelta(hours=1)) == []
    tomorrow = NOW + timedelta(days=1)
    assert refresh_turned(tomorrow) == [outlet.pk]
    assert list(Story.objects.uncounted()) == [story]
    recount([story.pk], tomorrow)
    assert (Coverage.objects.get().left, Coverage.objects.get().unrated) == (0, 1)
    assert refresh_turned(tomorrow) == []
