"""The check of the rows: each breach is found, and a site at work gives no false alarm."""

from datetime import timedelta

import pytest

from stories.coverage.step import recount_due
from stories.coverage.steps.outdated import outdate
from stories.management.invariants import breaches
from stories.models import (
    Annotation,
    Article,
    Constraint,
    Coverage,
    Edit,
    Feed,
    Membership,
    Proposal,
    RatingScheme,
    Stage,
    Story,
)
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def story() -> Story:
    """Two articles in a story that is counted."""
    articles = [make.article(), make.article(published_at=NOW - timedelta(hours=3))]
    for article in articles:
        Annotation.objects.create(article=article, language="en", version="test")
    row = make.story(*articles)
    Membership.objects.update(evidence=[{"name": "base", "value": 1.0, "contribution": -2.0, "words": "begins here"}])
    while recount_due(NOW):
        pass
    return row


def found() -> list[str]:
    return [breach.invariant for breach in breaches(LATER)]


def test_right_rows_have_no_breach(story: Story) -> None:
    assert found() == []


def test_a_placed_article_without_a_story_is_found(story: Story) -> None:
    row = make.article()
    Annotation.objects.create(article=row, language="en", version="test")
    assert found() == ["a placed article is in a story"]


def test_an_article_gone_from_its_story_is_found(story: Story) -> None:
    Membership.objects.filter(article=story.title_article).delete()
    assert found() == [
        *("a placed article is in a story", "a story counts its articles"),
        *("a story spans its articles", "counters equal a recount"),
    ]


def test_people_who_were_not_heeded_are_found(story: Story) -> None:
    one, other = Article.objects.order_by("pk")
    said = Constraint.objects.create(kind="cannot", article=one, other=other, created_at=NOW)
    assert found() == ["articles that don't belong together are in two"]
    Constraint.objects.update(kind="must")
    assert found() == []
    Constraint.objects.filter(pk=said.pk).update(kind="cannot", lifted_at=NOW)
    assert found() == []


@pytest.mark.parametrize("fields", [{"method": "merge"}, {"evidence": []}, {"method": "magic"}, {"model_version": ""}])
def test_a_place_without_a_reason_is_found(story: Story, fields: dict[str, object]) -> None:
    Membership.objects.filter(article=story.title_article).update(**fields)
    assert found() == ["a membership says why"]


def test_a_proposal_about_a_story_that_is_gone_and_one_not_carried_out_are_found(story: Story) -> None:
    gone = Story.objects.create(state="merged", merged_into=story, last_at=NOW, first_at=NOW)
    known = {"kind": "merge", "similarity": 0.4, "confidence": 0.6, "model_version": "test"}
    Proposal.objects.create(story=story, other=gone, **known)
    Proposal.objects.create(story=story, other=gone, state="accepted", decided_at=NOW, **known)
    assert found() == [
        "a decided proposal is carried out",
        "what waits for an editor is about living stories",
    ]


def test_an_empty_story_is_found(story: Story) -> None:
    Article.objects.all().delete()
    assert "no story is empty" in found()


def test_a_story_without_a_span_is_found(story: Story) -> None:
    Story.objects.update(last_at=None)
    assert found() == ["a story spans its articles"]


def test_a_lease_long_past_is_found(story: Story) -> None:
    make.article(stage=Stage.PAGE, leased_until=NOW)
    make.feed(leased_until=NOW)
    assert found() == ["no stale lease at stage page", "no stale lease on a feed"]


def test_a_lease_from_a_clock_that_was_set_back_is_found(story: Story) -> None:
    make.article(stage=Stage.ANNOTATE, leased_until=LATER + timedelta(hours=2))
    assert found() == ["no stale lease at stage annotate"]


def test_a_decision_that_is_not_followed_and_a_story_not_counted_are_found(story: Story) -> None:
    Edit.objects.create(kind="rate", actor_label="desk", subject="x", created_at=NOW)
    Story.objects.update(revision=7)
    assert found() == ["a changed story is counted", "a decision is followed"]


def test_stories_that_a_decision_outdated_just_now_have_time_to_be_counted(story: Story) -> None:
    outdate([story.title_article.outlet_id])
    Edit.objects.create(kind="rate", actor_label="desk", subject="x", created_at=NOW, followed_at=LATER)
    assert found() == []


def test_an_article_that_is_being_read_again_is_no_breach_of_its_story(story: Story) -> None:
    Article.objects.filter(pk=story.title_article_id).update(
        stage=Stage.CLUSTER, due_at=LATER, genre="opinion", published_at=NOW - timedelta(hours=9)
    )
    assert found() == []


def test_an_outlet_whose_change_is_not_followed_yet_is_no_breach_of_its_stories(story: Story) -> None:
    outlet = story.title_article.outlet
    outlet.kind = "republisher"
    outlet.save()
    assert found() == ["counters equal a recount"]
    Edit.objects.create(kind="outlet", actor_label="desk", subject="x", outlet_ids=[outlet.pk], created_at=LATER)
    assert found() == []


def test_counting_ends_where_no_scheme_has_sides(story: Story) -> None:
    Story.objects.update(revision=7)
    Coverage.objects.update(configuration_hash="of another version")
    RatingScheme.objects.update(has_sides=False)
    assert recount_due(NOW) == 0


def test_counting_ends_where_a_scheme_lost_its_sides(story: Story) -> None:
    lost = RatingScheme.objects.create(slug="lost", name="Lost", has_sides=False)
    Coverage.objects.create(story=story, scheme=lost, configuration_hash="of another version")
    assert recount_due(NOW) == 0


def test_an_article_waits_at_most_a_day(story: Story) -> None:
    make.article(stage=Stage.PAGE, due_at=LATER + timedelta(days=2))
    assert found() == ["an article waits at most a day"]
    assert Feed.objects.count() == 0
