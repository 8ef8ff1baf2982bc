"""What a language model did, as editors see it."""

import pytest
from django.test import Client

from stories.models import ModelUse, Writing
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_the_desk_tells_what_a_model_cost_by_day(desk: Client) -> None:
    ModelUse.objects.create(day=NOW.date(), model="tiny", calls=12, failed=2, cost=0.25, sentences=40, dropped=7)
    page = desk.get("/admin/stories/modeluse/").content.decode()
    assert "tiny" in page
    assert "0.25" in page


def test_the_desk_tells_which_sentences_of_a_model_were_dropped_and_why(desk: Client) -> None:
    story = make.story(make.article())
    dropped = [["summary", "Reed <b>resigned</b>.", "has a name that its sources lack: Reed"]]
    Writing.objects.create(story=story, for_briefing=NOW, dropped=dropped)
    assert "writing" in desk.get("/admin/stories/writing/").content.decode()
    page = desk.get(f"/admin/stories/writing/{story.pk}/change/").content.decode()
    assert "summary: Reed &lt;b&gt;resigned&lt;/b&gt;. (has a name that its sources lack: Reed)" in page
