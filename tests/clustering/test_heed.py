"""People's words about articles that are placed already: made so in the rows, and nothing beyond them."""

from datetime import timedelta

import pytest

from stories.clustering.steps.heed import heed
from stories.models import Article, Constraint, Membership, Story, StoryLink, StoryState
from tests import make
from tests.clustering.rows import DAM, LEVY, event, home
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=30)


def said(kind: str, one: Article, other: Article) -> None:
    Constraint.objects.create(kind=kind, article=one, other=other)


def test_articles_that_belong_together_are_brought_into_the_larger_story() -> None:
    dam, levy = event(DAM), event(LEVY)
    large, small = make.story(*dam), make.story(*levy)
    said("must", levy[0], dam[0])
    assert heed(LATER) == 1
    row = Membership.objects.get(article=levy[0])
    assert (row.story_id, row.method, row.locked, row.because["kind"]) == (large.pk, "person", True, "must")
    assert home(levy[1]) == small.pk
    assert (Story.objects.get(pk=large.pk).article_count, Story.objects.get(pk=small.pk).article_count) == (5, 2)


def test_a_story_that_lost_its_last_article_leads_on() -> None:
    dam, levy = event(DAM), event(LEVY[:1])
    large, small = make.story(*dam), make.story(*levy)
    said("must", levy[0], dam[0])
    heed(LATER)
    small.refresh_from_db()
    assert (small.state, small.merged_into_id) == (StoryState.MERGED, large.pk)


def test_articles_that_do_not_belong_together_are_parted_and_the_pages_name_each_other() -> None:
    rows = event(DAM)
    story = make.story(*rows)
    said("cannot", rows[0], rows[3])
    heed(LATER)
    assert home(rows[0]) != home(rows[3])
    assert StoryLink.objects.get().other_id == story.pk
    assert Story.objects.get(pk=story.pk).article_count == 3


def test_what_a_person_tied_to_an_article_goes_with_it() -> None:
    rows = event(DAM)
    make.story(*rows)
    said("must", rows[2], rows[3])
    said("cannot", rows[0], rows[3])
    heed(LATER)
    assert home(rows[2]) == home(rows[3]) != home(rows[0])


def test_a_locked_article_stays_and_the_other_one_goes() -> None:
    rows = event(DAM)
    story = make.story(*rows)
    Membership.objects.filter(article=rows[3]).update(locked=True)
    said("cannot", rows[0], rows[3])
    heed(LATER)
    assert home(rows[3]) == story.pk != home(rows[0])


def test_words_that_contradict_each_other_change_nothing() -> None:
    rows = event(DAM)
    make.story(*rows)
    said("cannot", rows[0], rows[2])
    said("must", rows[0], rows[1])
    said("must", rows[1], rows[2])
    assert heed(LATER) == 0
    assert Story.objects.count() == 1


def test_a_word_that_was_lifted_is_no_longer_heeded() -> None:
    rows = event(DAM)
    make.story(*rows)
    said("cannot", rows[0], rows[3])
    Constraint.objects.update(lifted_at=NOW)
    assert heed(LATER) == 0


def test_articles_in_two_languages_are_put_together_by_a_person() -> None:
    dam, foreign = event(DAM), event(DAM[:1], language="de")
    large = make.story(*dam)
    make.story(*foreign, language="de")
    said("must", dam[0], foreign[0])
    heed(LATER)
    assert home(foreign[0]) == large.pk
