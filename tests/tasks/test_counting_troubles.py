"""A story that can't be counted: the others are, and it is tried again with growing waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import tasks
from stories.coverage.step import put_off
from stories.models import Annotation, Article, CountingTrouble, Coverage, Story
from tests import make

pytestmark = pytest.mark.django_db


def story_of_two(damaged: bool = False, *, weeks_ago: int = 0) -> Story:
    """A story of two texts; the second's fingerprint is cut off where it is damaged, which no counting can read."""
    at = make.NOW - timedelta(weeks=weeks_ago)  # stories of one day that tell the same would be merged
    rows = [make.article(published_at=at), make.article(published_at=at)]
    Annotation.objects.create(article=rows[0], language="en", version="test", fingerprint=b"\1" * 512)
    print_ = b"\2" * (7 if damaged else 512)
    Annotation.objects.create(article=rows[1], language="en", version="test", fingerprint=print_)
    return make.story(*rows)


def count() -> None:
    tasks.run_until_idle(lambda _what, _count: None)


def test_one_story_that_cannot_be_counted_keeps_no_other_from_it() -> None:
    good, bad, other = story_of_two(), story_of_two(damaged=True, weeks_ago=3), story_of_two(weeks_ago=6)
    count()
    assert set(Coverage.objects.filter(scheme__slug="lean").values_list("story", flat=True)) == {good.pk, other.pk}
    trouble = CountingTrouble.objects.get()
    assert (trouble.story_id, trouble.failures) == (bad.pk, 1)
    assert "ValueError" in trouble.error


def test_it_rests_until_it_is_due_again() -> None:
    bad = story_of_two(damaged=True)
    count()
    count()
    assert CountingTrouble.objects.get().failures == 1
    CountingTrouble.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    count()
    trouble = CountingTrouble.objects.get(story=bad)
    assert trouble.failures == 2
    assert trouble.retry_at > timezone.now() + timedelta(seconds=60)


def test_once_mended_it_is_counted_and_its_trouble_is_gone() -> None:
    bad = story_of_two(damaged=True)
    count()
    Annotation.objects.filter(article__membership__story=bad).update(fingerprint=b"\3" * 512)
    CountingTrouble.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    count()
    assert not CountingTrouble.objects.exists()
    assert Coverage.objects.get(story=bad, scheme__slug="lean").articles == 2


def test_waits_grow_up_to_six_hours() -> None:
    bad = story_of_two(damaged=True)
    waits = []
    for _ in range(12):
        found = put_off(bad.pk, "no", make.NOW)
        assert found is not None
        waits.append(found.retry_at - make.NOW)
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits[-1] == timedelta(hours=6)


def test_a_story_that_is_gone_has_no_trouble() -> None:
    assert put_off(10**9, "no", make.NOW) is None
    assert Article.objects.count() == 0
