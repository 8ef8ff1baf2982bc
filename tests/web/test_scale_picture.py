"""Where an outlet stands on a scale, as a picture on its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.step import refresh_standings
from stories.scales import Factuality, Lean
from stories.web.scale_picture import scale
from stories.web.schemes import house
from tests import make
from tests.web.reading import one, page

BUCKETS = [{"key": lean.value, "side": lean.side.value} for lean in Lean]


@given(st.sampled_from(list(Lean)), st.lists(st.sampled_from(list(Lean)), max_size=6))
def test_every_step_is_there_once_and_every_rater_has_a_point(here: Lean, given: list[Lean]) -> None:
    found = scale(house(), BUCKETS, here, given)
    assert found is not None
    assert [step.css for step in found.steps] == [lean.side.value for lean in Lean]
    assert [step.here for step in found.steps] == [lean is here for lean in Lean]
    assert len(found.points) == len(given)
    assert len({(point.x, point.dx) for point in found.points}) == len(given)


def test_a_single_step_is_no_scale() -> None:
    assert scale(house(), BUCKETS[:1], Lean.LEFT, []) is None


@pytest.mark.django_db
def test_an_outlet_that_nobody_rated_has_no_picture_of_where_it_stands() -> None:
    rated, unrated = make.outlet("The Lantern", lean=Lean.LEAN_LEFT), make.outlet("Quay News")
    make.rating(rated, Factuality.HIGH, on="factuality")
    refresh_standings([rated.pk, unrated.pk], make.NOW)
    shown = page(rated.get_absolute_url()).cssselect(".standing .scale")
    assert [len(picture.cssselect("rect")) for picture in shown] == [7, 5]
    assert [len(picture.cssselect("circle")) for picture in shown] == [1, 1]
    assert one(shown[0], ".scale__here").get("class") == "segment side-left scale__here"
    assert not page(unrated.get_absolute_url()).cssselect(".scale")
