"""Whatever brought an article into its story, its place has a sum, a threshold, a version and the next best story."""

from datetime import timedelta

import pytest
from django.test import Client

from stories.clustering.policy import Policy
from stories.clustering.steps.audit import audit
from stories.clustering.steps.writer import held
from stories.models import Annotation, Article, Membership, Proposal, Stage, Story
from tests import make
from tests.clustering.rows import DAM, LEVY, TEXTS, article, drain, event, vector
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=30)


def explained(row: Membership) -> None:
    """The parts add up to the score, or, of an article that began a story, to that of the one it did not join."""
    assert row.evidence
    assert row.threshold is not None
    assert row.model_version
    told = row.score if row.score is not None else row.runner_up_score
    assert told is not None
    assert sum(part["contribution"] for part in row.evidence) == pytest.approx(told, abs=0.01)
    assert all(part["words"] for part in row.evidence)


def test_an_article_that_leaves_alone_by_a_split_has_the_sum_by_which_it_did_not_stay() -> None:
    alone = event(LEVY)[0]
    story = make.story(*event(DAM), alone)
    held.forget()
    audit(LATER)
    row = Membership.objects.get(article=alone)
    assert (Proposal.objects.get().kind, row.method, row.score) == ("split", "split", None)
    assert (row.runner_up, row.because["from"]) == (story, story.pk)
    assert row.runner_up_score is not None
    assert row.threshold is not None
    assert row.runner_up_score < row.threshold
    explained(row)
    page = " ".join(Client().get(f"/stories/{row.story_id}/why/{alone.pk}/").content.decode().split())
    assert "It was part of another story that turned out to be two events." in page
    assert "Best score" in page
    assert f'The nearest story was <a href="/stories/{story.pk}/">' in page


def test_all_articles_of_a_split_have_a_sum_and_the_story_that_they_left_behind() -> None:
    story = make.story(*event(DAM), *event(LEVY))
    held.forget()
    audit(LATER)
    rows = Membership.objects.filter(method="split")
    assert rows.count() == 3
    for row in rows:
        explained(row)
        assert row.runner_up == story


@pytest.mark.parametrize("regroups", [True, False])
def test_an_article_of_a_merged_story_is_told_the_next_best_story(regroups: bool) -> None:
    rows = event(DAM)
    large, small, levy = make.story(*rows[:3]), make.story(rows[3]), make.story(*event(LEVY))
    held.forget()
    audit(LATER, policy=Policy(regroups=regroups))
    row = Membership.objects.get(article=rows[3])
    assert (row.method, row.story, row.because["from"]) == ("merge", large, small.pk)
    explained(row)
    assert row.runner_up in (None, levy)
    near = Membership.objects.exclude(runner_up=None).filter(runner_up__in=[small])
    assert not near.filter(story=large, article=rows[3]).exists()


def test_an_article_that_stays_after_a_change_is_told_the_next_best_story_of_its_new_words() -> None:
    dam = event(DAM)
    story, levy = make.story(*dam), make.story(*event(LEVY))
    held.forget()
    title = "Cracked Velden dam: Port Ansel lowers its reservoir; Marrowby council's levy waits"
    Article.objects.filter(pk=dam[3].pk).update(
        title=title, text=f"{DAM[3]}. {TEXTS[DAM]}", stage=Stage.CLUSTER, attempts=0
    )
    Annotation.objects.filter(article=dam[3]).update(vector=vector(title))
    drain()
    row = Membership.objects.get(article=dam[3])
    assert (row.story, row.runner_up) == (story, levy)
    assert row.runner_up_score is not None
    assert row.score is not None
    assert row.runner_up_score < row.score
    explained(row)


def test_every_place_in_a_newsroom_that_was_placed_merged_and_split_has_its_reasons() -> None:
    for number, title in enumerate((*DAM, *LEVY, *DAM[:2], *LEVY[1:])):
        known = DAM if title in DAM else LEVY
        article(title, f"{title}. {TEXTS[known]}", waits=True, published_at=NOW + timedelta(minutes=number))
    drain()
    audit(LATER, everything=True)
    assert Story.objects.live().count() >= 2
    for row in Membership.objects.exclude(method="new"):
        explained(row)
    for row in Membership.objects.filter(method="new").exclude(runner_up=None):
        explained(row)
