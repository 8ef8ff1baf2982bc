"""A story's address lasts: whatever led to a merged story leads to the one it went into."""

import pytest
from django.test import Client

from stories.models import Article, Membership, Story, StoryState
from stories.web.living import end_of
from tests import make
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def merged(into: Story) -> Story:
    """A story that has gone into another, as merges leave it."""
    return make.story(state=StoryState.MERGED, merged_into=into, article_count=0)


def moved(into: Story) -> tuple[Story, Article]:
    """A merged story and the article that it brought."""
    gone, row = merged(into), make.article()
    make.member(into, row)
    return gone, row


@pytest.mark.parametrize(
    "page",
    [
        *("", "sources/", "sources/more/", "sum/", "sum/inputs/", "sum/verdict/", "sum.json"),
        *("why/{article}/", "sources/?side=left&sort=outlet", "sum.json?scheme=lean"),
    ],
)
def test_every_address_of_a_merged_story_leads_for_good_to_the_same_of_where_it_went(page: str) -> None:
    into = story_of("left", "right")
    gone, row = moved(into)
    page = page.format(article=row.pk)
    answer = Client().get(f"/stories/{gone.pk}/{page}")
    assert answer["Location"] == f"/stories/{into.pk}/{page}"
    assert answer.status_code == (302 if "why" in page else 301)  # an article may move again
    assert Client().get(answer["Location"]).status_code == 200


def test_a_chain_of_merges_is_followed_to_its_end_in_one_step() -> None:
    last = story_of("left", "right")
    first = merged(merged(last))
    answer = Client().get(f"/stories/{first.pk}/sum.json")
    assert answer["Location"] == f"/stories/{last.pk}/sum.json"


def test_rows_that_lead_in_a_circle_end_all_the_same() -> None:
    one = make.story()
    other = merged(one)
    Story.objects.filter(pk=one.pk).update(state=StoryState.MERGED, merged_into=other)
    assert end_of(one.pk) == other.pk


def test_what_is_not_there_of_a_living_story_is_not_found() -> None:
    story = story_of("left")
    for page in (f"/stories/{story.pk}/why/999999/", "/stories/999999/sources/", "/stories/999999/updated/"):
        assert Client().get(page).status_code == 404


def test_an_article_that_came_with_a_merge_is_explained_at_its_old_address() -> None:
    into = story_of("left")
    gone, row = moved(into)
    answer = Client().get(f"/stories/{gone.pk}/articles/{row.pk}/")
    assert answer["Location"] == f"/stories/{into.pk}/articles/{row.pk}/"
    assert Membership.objects.get(article=row).story_id == into.pk
