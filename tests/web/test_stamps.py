"""While articles of other stories come in, a story's kept page stays; its own news makes it anew."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stories.coverage.step import recount, refresh_standings
from stories.models import Article, Coverage, Outlet, Story, StoryState
from stories.scales import Lean
from stories.web.page_store import FRESH_S, SURELY_FRESH_S
from stories.web.stamps import stamp_of
from tests import make
from tests.web.rows import story_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


class Reading:
    """A reader of one address, whose page is made anew behind the answer as a server does it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def something_comes_in(self, settings: Any) -> None:
        cache.set(settings.DATA_VERSION_KEY, time.perf_counter_ns())

    def queries(self) -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get(self.address)  # which closes the answer, as a server does when it has been sent
        return len(captured)

    def text(self) -> str:
        return Client().get(self.address).content.decode()


@pytest.mark.parametrize("fragment", ["", "sources/"])
def test_news_of_other_stories_costs_a_kept_page_one_question_every_few_seconds(settings: Any, fragment: str) -> None:
    story, other = story_of(Lean.LEFT, Lean.RIGHT), story_of(Lean.CENTER)
    reading = Reading(f"/stories/{story.pk}/{fragment}")
    with time_machine.travel(make.NOW, tick=False) as clock:
        reading.text()
        for _ in range(3):
            Story.objects.filter(pk=other.pk).update(title="Elsewhere")
            reading.something_comes_in(settings)
            clock.shift(SURELY_FRESH_S)
            assert reading.queries() == 1
            reading.something_comes_in(settings)
            assert reading.queries() == 0
        clock.shift(FRESH_S)
        assert reading.queries() > 1  # "3 min ago" is wrong by no more than a minute


CHANGES: dict[str, Callable[[Story], object]] = {
    "another headline of the story": lambda story: Story.objects.filter(pk=story.pk).update(title="Reworded"),
    "another headline of an article": lambda story: Article.objects.filter(membership__story=story).update(
        title="Changed"
    ),
    "an article taken down": lambda story: Article.objects.filter(
        pk=Article.objects.filter(membership__story=story).values("pk")[:1]
    ).update(removed_at=make.NOW),
    "an article that came": lambda story: Story.objects.filter(pk=story.pk).update(
        changed_at=make.NOW + timedelta(minutes=1)
    ),
    "other counts": lambda story: Coverage.objects.filter(story=story).update(
        computed_at=make.NOW + timedelta(hours=1)
    ),
    "an outlet's other name": lambda story: Outlet.objects.filter(articles__membership__story=story).update(name="New"),
    "an end": lambda story: Story.objects.filter(pk=story.pk).update(state=StoryState.CLOSED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_a_story_changes_its_stamp(change: str) -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    refresh_standings([], make.NOW)
    recount([story.pk], make.NOW)
    before = stamp_of(story.pk)
    assert before == stamp_of(story.pk)
    CHANGES[change](story)
    assert stamp_of(story.pk) != before


def test_a_changed_story_is_shown_as_soon_as_ever(settings: Any) -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, title="Before")
    reading = Reading(f"/stories/{story.pk}/")
    with time_machine.travel(make.NOW, tick=False) as clock:
        assert "Before" in reading.text()
        Story.objects.filter(pk=story.pk).update(title="After")
        reading.something_comes_in(settings)
        clock.shift(SURELY_FRESH_S)
        reading.queries()
        assert "After" in reading.text()


def test_no_story_has_no_stamp() -> None:
    assert stamp_of(999_999) == ""
    assert Client().get("/stories/999999/").status_code == 404
