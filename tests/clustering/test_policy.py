"""What the machine may do by itself, and how sure it must be for that."""

from datetime import timedelta

import pytest

from stories.clustering.policy import POLICY, Policy
from stories.clustering.steps.audit import audit
from stories.clustering.steps.writer import held
from stories.models import Proposal, Story
from tests import make
from tests.clustering.rows import DAM, LEVY, event, home, mixed
from tests.make import NOW

LATER = NOW + timedelta(minutes=30)
ONLY_MANY = Policy(leave_at=1.1, many=3)  # never one by itself


def test_several_articles_that_go_together_need_less_certainty_than_one() -> None:
    assert not POLICY.leaves(0.6, 1)
    assert not POLICY.leaves(0.6, POLICY.many - 1)
    assert POLICY.leaves(0.6, POLICY.many)
    assert POLICY.leaves(0.7, 1)
    assert not POLICY.leaves(0.49, 40)


@pytest.mark.django_db(transaction=True)
def test_two_events_in_one_story_are_parted_where_a_single_article_would_stay() -> None:
    story = mixed()
    held.forget()
    audit(LATER, policy=ONLY_MANY)
    assert Story.objects.live().count() == 2
    assert len(Proposal.objects.get(kind="split", story=story).article_ids) == 3


@pytest.mark.django_db(transaction=True)
def test_a_single_article_stays_where_only_several_may_go() -> None:
    alone = event(LEVY)[0]
    story = make.story(*event(DAM), alone)
    held.forget()
    audit(LATER, policy=ONLY_MANY)
    assert home(alone) == story.pk
