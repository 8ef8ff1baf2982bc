"""A page asks the database so many questions, however much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stories.scales import Lean
from tests.web.rows import story_of, story_of_size

pytestmark = pytest.mark.django_db


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("outlets", "per_outlet"), [(1, 1), (5, 1), (60, 1), (60, 5)])
def test_a_story_page_asks_at_most_eight_questions(outlets: int, per_outlet: int) -> None:
    story = story_of_size(outlets, per_outlet)
    assert queries(f"/stories/{story.pk}/") <= 8


def test_a_fragment_asks_less_than_its_page() -> None:
    story = story_of_size(60)
    article = story.memberships.first().pk
    assert queries(f"/stories/{story.pk}/sources/?side=left") <= 3
    assert queries(f"/stories/{story.pk}/sources/more/?page=2") <= 3
    assert queries(f"/stories/{story.pk}/updated/") == 1
    assert queries(f"/stories/{story.pk}/why/{article}/") == 1


def test_a_front_page_asks_as_much_for_five_stories_as_for_forty() -> None:
    for i in range(5):
        story_of(Lean.LEFT, title=f"Council meeting {i}")
    few = queries("/")
    for i in range(35):
        story_of(Lean.LEFT, Lean.RIGHT, title=f"Harbour meeting {i}")
    assert queries("/") <= few + 1  # one more where there are stories beyond the top ones
    assert few <= 12


def test_an_outlet_page_asks_as_much_for_one_article_as_for_twenty() -> None:
    one = story_of(Lean.LEFT)
    many = story_of(Lean.LEFT, per_outlet=20)
    addresses = [story.title_article.outlet.get_absolute_url() for story in (one, many)]
    assert queries(addresses[0]) == queries(addresses[1]) <= 10
