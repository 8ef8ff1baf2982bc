"""What people put together lives on: across languages, and where one of two stories was closed already."""

from datetime import timedelta

import pytest

from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.clustering.steps.heed import heed
from stories.clustering.steps.summing import close_old_stories
from stories.clustering.steps.writer import held
from stories.editing.steps.proposals import accept, take_back
from stories.models import Article, Constraint, Membership, Proposal, Story, StoryState
from tests import make
from tests.clustering.rows import DAM, LEVY, TEXTS, article, drain, event, home
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=30)
LONG_AGO = NOW - timedelta(days=9)


@pytest.fixture
def old_and_new() -> tuple[Story, Story]:
    """A closed story of nine days ago with three articles, and an open one of today with one."""
    old = make.story(*event(DAM[:3], published_at=LONG_AGO), changed_at=LONG_AGO, created_at=LONG_AGO)
    new = make.story(*event(DAM[3:]))
    assert close_old_stories(NOW) == 1
    held.forget()
    return old, new


def merged(kept: Story, gone: Story) -> Proposal:
    row = Proposal.objects.create(
        kind="merge", story=kept, other=gone, similarity=0.4, confidence=0.6, model_version="test", made_at=NOW
    )
    accept(row, "ana", NOW)
    carry_out_decided(NOW)
    row.refresh_from_db()
    return row


def state(story: Story) -> str:
    return Story.objects.get(pk=story.pk).state


def test_a_closed_story_into_which_an_editor_merges_a_fresh_one_takes_articles_again(
    old_and_new: tuple[Story, Story],
) -> None:
    old, new = old_and_new
    merged(old, new)
    assert state(old) == StoryState.OPEN
    late = article("Velden dam near Port Ansel: reservoir lowered further", f"{DAM[0]}. {TEXTS[DAM]}", waits=True)
    drain()
    assert home(late) == old.pk


def test_a_closed_story_that_was_merged_is_closed_again_when_that_is_undone(old_and_new: tuple[Story, Story]) -> None:
    old, new = old_and_new
    act = merged(new, old)
    take_back(act, "ben", NOW)
    carry_out_decided(NOW)
    assert (state(old), state(new)) == (StoryState.CLOSED, StoryState.OPEN)
    assert Story.objects.get(pk=old.pk).article_count == 3


def test_a_fresh_article_that_a_person_tied_to_a_closed_story_opens_it(old_and_new: tuple[Story, Story]) -> None:
    old, new = old_and_new
    mine = new.memberships.get().article
    Constraint.objects.create(kind="must", article=mine, other=old.memberships.first().article)
    heed(NOW)
    assert (home(mine), state(old)) == (old.pk, StoryState.OPEN)


@pytest.fixture
def two_languages() -> tuple[Story, Story, Article]:
    """A small story with a German article that a person tied to it, a large one on the same event, and that article."""
    german = event(DAM[:1], language="de")[0]
    small = make.story(*event(DAM[:2]))
    alone = make.story(german, language="de")
    large = make.story(*event(DAM), *event(DAM[2:]))
    make.story(*event(LEVY))
    Constraint.objects.create(kind="must", article=small.memberships.first().article, other=german)
    heed(NOW)
    assert home(german) == small.pk != alone.pk
    Membership.objects.filter(story=small).exclude(article=german).update(locked=False)
    held.forget()
    return small, large, german


def test_an_article_in_another_language_that_a_person_placed_stays_when_the_machine_merges(
    two_languages: tuple[Story, Story, Article],
) -> None:
    small, large, german = two_languages
    audit(LATER, everything=True)
    assert home(german) == small.pk
    assert Story.objects.get(pk=large.pk).merged_into == small


def test_an_article_in_another_language_that_a_person_placed_stays_when_a_new_article_shows_two_stories_to_be_one(
    two_languages: tuple[Story, Story, Article],
) -> None:
    small, _large, german = two_languages
    article("Velden dam near Port Ansel: cracks, reservoir lowered", f"{DAM[1]}. {TEXTS[DAM]}", waits=True)
    drain()
    assert home(german) == small.pk


def test_what_a_person_parted_across_languages_is_not_put_together_by_the_machine(
    two_languages: tuple[Story, Story, Article],
) -> None:
    small, large, german = two_languages
    Constraint.objects.create(kind="cannot", article=german, other=large.memberships.first().article)
    audit(LATER, everything=True)
    article("Velden dam near Port Ansel: cracks, reservoir lowered", f"{DAM[1]}. {TEXTS[DAM]}", waits=True)
    drain()
    audit(LATER + timedelta(hours=12), everything=True)
    assert home(german) == small.pk
    assert home(large.memberships.order_by("article").first().article) == large.pk
