"""The lists that pages are made of, from rows: in the formula's order and in a fixed number of queries."""

from datetime import timedelta

import numpy as np
import pytest

from stories.coverage.step import recount, refresh_standings
from stories.finding.step import (
    Listing,
    blindspot_stories,
    front,
    latest_stories,
    near_misses,
    related,
    top_stories,
)
from stories.models import Annotation, Coverage, Story, StoryState
from stories.scales import Lean, Section
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


@pytest.fixture
def outlets():
    rows = [make.outlet(lean=lean) for lean in (Lean.LEFT, Lean.CENTER, Lean.RIGHT, Lean.LEAN_LEFT, Lean.FAR_RIGHT)]
    refresh_standings([row.pk for row in rows], NOW)
    return rows


def story_of(outlets, hours_ago=0, **fields):
    at = NOW - timedelta(hours=hours_ago)
    row = make.story(*(make.article(outlet, published_at=at) for outlet in outlets), **fields)
    recount([row.pk], NOW)
    return row


def ids(found):
    return [row.story_id for row in found]


@pytest.fixture
def newsroom(outlets):
    """Twelve stories over three sections, one to five outlets, up to three days old."""
    sections = [Section.POLITICS, Section.SPORT, Section.BUSINESS]
    return [story_of(outlets[: 1 + i % 5], hours_ago=6 * i, section=sections[i % 3]) for i in range(12)]


def test_the_database_ranks_as_the_formula_does(newsroom):
    placed = top_stories(NOW, limit=50)
    assert len(placed) == 12
    assert [item.rank.order for item in placed] == sorted((item.rank.order for item in placed), reverse=True)
    for row in Coverage.objects.filter(pk__in=[item.coverage.pk for item in placed]):
        assert row.articles > 0


def test_the_place_in_the_database_is_the_logarithm_of_the_score(newsroom):
    for item in top_stories(NOW, limit=50):
        assert item.coverage.place == pytest.approx(item.rank.order, abs=1e-6)


def test_the_latest_come_by_time(newsroom):
    assert ids(latest_stories(limit=3)) == [row.pk for row in newsroom[:3]]


def test_lists_go_on_where_the_page_before_ended(newsroom):
    whole = [item.coverage.story_id for item in top_stories(NOW, limit=12)]
    pages = [top_stories(NOW, limit=5, offset=offset) for offset in (0, 5, 10)]
    assert [item.coverage.story_id for page in pages for item in page] == whole


def test_merged_and_empty_stories_are_in_no_list(outlets):
    story, into = story_of(outlets), story_of(outlets)
    make.story()
    Story.objects.filter(pk=story.pk).update(state=StoryState.MERGED, merged_into=into)
    assert ids(latest_stories()) == [into.pk]
    assert [item.coverage.story_id for item in top_stories(NOW)] == [into.pk]


def test_a_list_can_be_of_one_section_and_language(newsroom, outlets):
    korean = story_of(outlets, section=Section.SPORT, language="ko")
    assert {item.coverage.story.section for item in top_stories(NOW, listing=Listing(section="sport"))} == {"sport"}
    assert ids(latest_stories(listing=Listing(section="sport", language="ko"))) == [korean.pk]


def test_each_section_has_its_own_top(newsroom):
    found = dict(front(NOW, limit=0, latest=0, per_side=0, per_section=2).sections)
    assert set(found) == {"politics", "sport", "business"}
    for section, placed in found.items():
        top = top_stories(NOW, limit=2, listing=Listing(section=section))
        assert [item.coverage.story_id for item in placed] == [item.coverage.story_id for item in top]


def test_blindspots_are_listed_by_side_with_near_misses_apart(newsroom):
    blind, near = newsroom[:2], newsroom[2]
    Coverage.objects.filter(story=blind[0]).update(blindspot_side="left")
    Coverage.objects.filter(story=blind[1]).update(blindspot_side="right")
    Coverage.objects.filter(story=near).update(blindspot={"verdict": "near_miss", "side": "left"})
    assert ids(blindspot_stories()) == [row.pk for row in blind]
    assert ids(blindspot_stories(side="right")) == [blind[1].pk]
    assert ids(near_misses()) == [near.pk]


def test_the_front_page_shows_blindspots_of_the_rarer_side_too(newsroom):
    Coverage.objects.filter(story__in=newsroom[:6]).update(blindspot_side="left")
    Coverage.objects.filter(story=newsroom[9]).update(blindspot_side="right")
    shown = [(row.story_id, row.blindspot_side) for row in front(NOW, limit=0, latest=0, per_side=2).blindspots]
    assert shown == [(newsroom[0].pk, "left"), (newsroom[1].pk, "left"), (newsroom[9].pk, "right")]


def test_the_front_page_is_four_queries_with_what_a_card_shows(newsroom, django_assert_num_queries):
    with django_assert_num_queries(4):
        page = front(NOW, limit=10)
        rows = [*(item.coverage for item in page.top), *page.latest]
        assert all(row.story.title and row.story.title_article.outlet.name for row in rows)
    assert len(page.top) == 10


def test_further_pages_go_on_where_the_page_before_ended(newsroom):
    at_once = front(NOW, limit=2, latest=1, per_side=0, per_section=1, further=8)
    pages = [
        front(NOW, limit=2, latest=1, per_side=0, per_section=1, further=4, skip=skip).further for skip in (0, 4, 8)
    ]
    shown = [item.coverage.story_id for item in at_once.further]
    assert [item.coverage.story_id for page in pages for item in page] == shown
    assert len(shown) + len(at_once.shown) == len(newsroom)


def test_each_story_stands_once_on_the_front_page(newsroom):
    page = front(NOW, limit=3, latest=2, per_side=1, per_section=2, further=20)
    placed = [*page.top, *(item for _, items in page.sections for item in items), *page.further]
    shown = [item.coverage.story_id for item in placed] + ids(page.latest) + ids(page.blindspots)
    assert sorted(shown) == sorted(row.pk for row in newsroom)


def vector(*numbers):
    return np.array([*numbers, *[0.0] * (384 - len(numbers))], dtype=np.float32)


def annotated(story, *names):
    for membership in story.memberships.all():
        Annotation.objects.create(article=membership.article, entities=[[name, 1] for name in names], version="test")


def test_related_stories_come_with_their_reason(outlets, django_assert_max_num_queries):
    story = story_of(outlets[:1], vector_sum=vector(1, 0, 0))
    annotated(story, "Mira Tolland", "Port Ansel")
    near = story_of(outlets[:1], vector_sum=vector(3, 4, 0))
    annotated(near, "Port Ansel", "Mira Tolland")
    close = story_of(outlets[:1], vector_sum=vector(4, 2, 0))
    far = story_of(outlets[:1], vector_sum=vector(1, 0, 9))
    annotated(far, "Port Ansel", "Mira Tolland")
    with django_assert_max_num_queries(3):
        found = related(story)
    assert {(item.coverage.story_id, item.told) for item in found} == {
        (near.pk, ("Mira Tolland", "Port Ansel")),
        (close.pk, ()),
    }


def test_a_name_in_one_of_many_articles_is_not_the_storys(outlets):
    story, other = story_of(outlets, vector_sum=vector(1)), story_of(outlets, vector_sum=vector(5, 6.5, 2))
    annotated(other, "Mira Tolland", "Port Ansel")
    article = story.memberships.first().article
    Annotation.objects.create(article=article, entities=[["Mira Tolland", 1], ["Port Ansel", 3]], version="test")
    assert related(story) == ()


def test_a_story_without_a_vector_has_no_related_ones(outlets):
    assert related(story_of(outlets)) == ()
