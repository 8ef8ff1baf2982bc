"""Which story of before a new one continues, on values and on rows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stories.clustering.sequels import Before, sequel
from stories.clustering.steps.audit import audit
from stories.clustering.steps.sequels import link_sequels
from stories.clustering.steps.summing import sum_up
from stories.models import Annotation, Article, Audit, Story, StoryLink, StoryState
from tests import make
from tests.clustering.rows import DAM, LEVY, event
from tests.make import NOW

LONG_AGO = NOW - timedelta(days=12)
NAMES = ["Velden", "Port Ansel", "Ines Tarrant"]


def closed(story: int = 1, nearness: float = 0.8, names: tuple[str, ...] = ("Velden", "Port Ansel")) -> Before:
    return Before(story, nearness, frozenset(names), 12.0)


def test_a_near_story_that_names_the_same_is_continued() -> None:
    found = sequel(NAMES, 3, [closed()])
    assert found is not None
    assert (found.story, found.shared) == (1, ("Port Ansel", "Velden"))


@pytest.mark.parametrize(
    "candidate", [closed(nearness=0.5), closed(names=("Velden",)), closed(names=()), closed(names=("2026", "12"))]
)
def test_a_far_story_or_one_that_names_others_is_not(candidate: Before) -> None:
    assert sequel([*NAMES, "2026", "12"], 3, [candidate]) is None


def test_a_name_that_most_candidates_carry_says_nothing() -> None:
    many = [closed(number, 0.61, ("Velden", "Port Ansel")) for number in range(10)]
    assert sequel(NAMES, 3, many) is None


def test_a_single_article_must_be_nearer() -> None:
    assert sequel(NAMES, 1, [closed(nearness=0.65)]) is None
    assert sequel(NAMES, 2, [closed(nearness=0.65)]) is not None


def test_the_nearest_of_several_is_taken() -> None:
    found = sequel(NAMES, 2, [closed(1, 0.7), closed(2, 0.9), closed(3, 0.8, ("Velden",))])
    assert found is not None
    assert found.story == 2


def test_of_an_event_told_day_by_day_the_last_day_is_continued() -> None:
    days = [replace(closed(number, 0.9 - number / 100), days=float(4 - number)) for number in range(1, 4)]
    found = sequel(NAMES, 2, days)
    assert found is not None
    assert (found.story, found.days) == (3, 1.0)


def test_an_open_story_must_be_nearer_than_a_closed_one() -> None:
    assert sequel(NAMES, 2, [replace(closed(nearness=0.7), is_open=True)]) is None
    assert sequel(NAMES, 2, [replace(closed(nearness=0.8), is_open=True)]) is not None


@pytest.fixture
def stories() -> tuple[Story, Story]:
    """A closed story on the dam and an open one twelve days later, both with the dam's names."""
    old = make.story(*event(DAM[:2], published_at=LONG_AGO), state=StoryState.CLOSED)
    make.story(*event(LEVY, published_at=LONG_AGO), state=StoryState.CLOSED)
    new = make.story(*event(DAM[2:]), created_at=NOW)
    articles = Annotation.objects.filter(article__membership__story__in=[old, new])
    articles.update(entities=[["Velden", 2], ["Port Ansel", 1]])
    sum_up([old.pk, new.pk], NOW)
    return old, new


@pytest.mark.django_db(transaction=True)
def test_a_new_story_is_linked_to_the_closed_one_that_it_continues_and_does_not_reopen_it(
    stories: tuple[Story, Story],
) -> None:
    old, new = stories
    audit(NOW)
    link = StoryLink.objects.get()
    assert (link.story_id, link.other_id, link.kind) == (new.pk, old.pk, "sequel")
    assert link.because["days"] == 12.0
    assert set(link.because["shared"]) == {"Velden", "Port Ansel"}
    assert Audit.objects.get().sequels == 1
    assert Story.objects.get(pk=old.pk).state == StoryState.CLOSED


@pytest.mark.django_db(transaction=True)
def test_a_story_is_linked_once(stories: tuple[Story, Story]) -> None:
    audit(NOW)
    audit(NOW + timedelta(minutes=2), everything=True)
    assert StoryLink.objects.count() == 1


@pytest.fixture
def days() -> tuple[Story, Story]:
    """The dam in two open stories: three reports of yesterday, and one of today."""
    yesterday = make.story(*event(DAM[:3], published_at=NOW - timedelta(days=1)))
    today = make.story(*event(DAM[3:]), created_at=NOW)
    Annotation.objects.update(entities=[["Velden", 2], ["Port Ansel", 1]])
    sum_up([yesterday.pk, today.pk], NOW)
    return yesterday, today


@pytest.mark.django_db
def test_a_story_of_today_continues_the_open_one_of_yesterday_and_not_the_other_way(days: tuple[Story, Story]) -> None:
    yesterday, today = days
    assert link_sequels([yesterday.pk, today.pk], NOW) == 1
    link = StoryLink.objects.get()
    assert (link.story_id, link.other_id, link.kind) == (today.pk, yesterday.pk, "sequel")


@pytest.mark.django_db
def test_parts_that_were_one_story_are_linked_as_such_alone(days: tuple[Story, Story]) -> None:
    yesterday, today = days
    StoryLink.objects.create(story=yesterday, other=today, kind="split")
    assert link_sequels([today.pk], NOW) == 0


@pytest.mark.django_db
def test_two_stories_of_the_same_hours_continue_nothing(days: tuple[Story, Story]) -> None:
    yesterday, today = days
    Article.objects.filter(membership__story=yesterday).update(published_at=NOW - timedelta(hours=6))
    sum_up([yesterday.pk], NOW)
    assert link_sequels([today.pk], NOW) == 0
