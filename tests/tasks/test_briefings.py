"""Briefings follow counting, from the rows alone."""

import pytest
from django.db.models import F
from django.utils import timezone

from stories import tasks
from stories.models import Briefing, SentenceNotes, Story
from stories.rounds import brief_next
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

# In a language that the encoder doesn't read, so that no model is needed.
ONE = "포트안셀 시의회는 화요일 폭풍으로 무너진 여객선 부두를 다시 짓기로 의결했다."
TWO = "반대하는 주민들은 구백만 크라운이 드는 공사를 예산 낭비라고 비판하며 집회를 예고했다."
EDITED = "포트안셀 항만청은 내년 5월까지 섬으로 가는 배편을 모두 멈춘다고 수요일에 발표했다."


def korean_story() -> Story:
    return make.story(*(make.article(text=text, language="ko") for text in (ONE, TWO)), language="ko")


def summary_of(story: Story) -> set[str]:
    row = Briefing.objects.get(story=story, block="summary")
    return {sentence["text"] for sentence in row.content["sentences"]}


def test_a_story_that_is_due_is_briefed_and_then_left_alone() -> None:
    story = korean_story()
    assert brief_next() == 1
    assert summary_of(story) == {ONE, TWO}
    assert SentenceNotes.objects.count() == 2
    assert brief_next() == 0


def test_an_edit_of_what_is_cited_is_in_the_briefing_at_the_next_round() -> None:
    story = korean_story()
    brief_next()
    article = story.memberships.order_by("article_id")[0].article
    article.text = EDITED
    article.save()
    Story.objects.filter(pk=story.pk).update(revision=2)
    brief_next()
    assert summary_of(story) == {EDITED, TWO}


def test_what_its_outlet_took_away_is_quoted_no_more_and_again_once_it_is_back() -> None:
    story = make.story(*(make.article(text=text, language="ko") for text in (ONE, TWO, EDITED)), language="ko")
    brief_next()
    article = story.memberships.order_by("article_id")[0].article
    for gone_since, told in ((timezone.now(), False), (None, True)):
        type(article).objects.filter(pk=article.pk).update(gone_since=gone_since)
        Story.objects.filter(pk=story.pk).update(revision=F("revision") + 1)
        brief_next()
        assert (ONE in summary_of(story)) is told


def test_one_with_nothing_to_tell_keeps_nobody_waiting() -> None:
    first, second = korean_story(), korean_story()
    Story.objects.filter(pk=first.pk).update(last_at=timezone.now())
    first.memberships.all().delete()  # a breach: it says that it has two
    assert brief_next() + brief_next() == 2
    assert not Briefing.objects.filter(story=first).exists()
    assert summary_of(second) == {ONE, TWO}


def test_housekeeping_leaves_briefings_of_this_version_as_they_are() -> None:
    korean_story()
    brief_next()
    tasks.housekeep()
    assert brief_next() == 0
