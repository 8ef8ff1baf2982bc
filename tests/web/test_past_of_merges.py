"""The time machine after merges and splits: each past hour shows the story as it was then."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.coverage.step import recount
from stories.models import Proposal, ProposalState, Story, StoryLink
from tests.clustering.rows import DAM, LEVY, mixed, torn
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
MERGED_AT = NOW + 3 * HOUR
TODAY = NOW + 8 * HOUR


def at(story: Story, hour: datetime) -> str:
    return f"/stories/{story.pk}/at/{hour:%Y-%m-%dT%H}/"


def text(story: Story, hour: datetime) -> str:
    with time_machine.travel(TODAY, tick=False):
        answer = Client().get(at(story, hour))
    assert answer.status_code == 200
    return answer.content.decode()


def count_all(now: datetime) -> None:
    recount(Story.objects.live().values_list("pk", flat=True), now)


@pytest.fixture
def merged() -> tuple[Story, Story]:
    """The dam's stories, both counted at NOW, merged three hours later."""
    large, small = torn()
    count_all(NOW)
    audit(MERGED_AT)
    count_all(MERGED_AT)
    return large, small


def test_before_the_merge_a_story_had_its_own_articles_and_after_it_all(merged: tuple[Story, Story]) -> None:
    large, _small = merged
    before, after = text(large, NOW + HOUR), text(large, MERGED_AT + HOUR)
    assert DAM[3] not in before
    assert DAM[0] in before
    assert DAM[3] in after


def test_the_story_that_went_is_still_shown_as_it_was_then(merged: tuple[Story, Story]) -> None:
    _large, small = merged
    then = text(small, NOW + HOUR)
    assert DAM[3] in then
    assert DAM[0] not in then


def test_after_the_merge_its_hours_are_those_of_the_story_that_it_went_into(merged: tuple[Story, Story]) -> None:
    large, small = merged
    with time_machine.travel(TODAY, tick=False):
        answer = Client().get(at(small, MERGED_AT + HOUR))
    assert (answer.status_code, answer["Location"]) == (301, at(large, MERGED_AT + HOUR))


def test_an_article_that_was_split_off_was_there_before() -> None:
    story = mixed()
    count_all(NOW)
    audit(MERGED_AT, everything=True)
    count_all(MERGED_AT)
    assert StoryLink.objects.exists()
    assert LEVY[0] in text(story, NOW + HOUR)
    assert LEVY[0] not in text(story, MERGED_AT + HOUR)


def test_a_merge_that_was_undone_is_told_as_it_was(merged: tuple[Story, Story]) -> None:
    large, _small = merged
    Proposal.objects.filter(state=ProposalState.APPLIED).update(state=ProposalState.UNDOING)
    carry_out_decided(MERGED_AT + 2 * HOUR)
    count_all(MERGED_AT + 2 * HOUR)
    assert DAM[3] not in text(large, NOW + HOUR)
    assert DAM[3] in text(large, MERGED_AT + HOUR)
    assert DAM[3] not in text(large, MERGED_AT + 3 * HOUR)
