"""Merges and splits on rows: carried out where sure, left for an editor where not, explained, redirected, undone."""

from datetime import timedelta

import pytest

from stories.clustering.policy import POLICY
from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.models import (
    Audit,
    Constraint,
    Coverage,
    Membership,
    Move,
    Proposal,
    ProposalState,
    Story,
    StoryLink,
    StoryState,
)
from tests import make
from tests.clustering.rows import DAM, LEVY, article, drain, event, home, mixed, torn
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=30)


def test_one_event_in_two_stories_becomes_one_and_the_old_address_leads_there() -> None:
    large, small = torn()
    assert audit(LATER) == 1
    small.refresh_from_db()
    assert (small.state, small.merged_into_id, small.article_count) == (StoryState.MERGED, large.pk, 0)
    assert Story.objects.get(pk=large.pk).article_count == 4
    assert Story.objects.live().count() == 2


def test_a_membership_made_by_a_merge_says_so_with_its_score_and_where_it_came_from() -> None:
    _large, small = torn()
    moved = small.memberships.get().article_id
    audit(LATER)
    row = Membership.objects.get(article=moved)
    assert (row.method, row.because["from"], row.because["kind"]) == ("merge", small.pk, "merge")
    assert row.score is not None
    assert row.evidence
    assert row.threshold is not None
    assert row.because["confidence"] >= POLICY.merge_at
    assert row.because["shared"]


def test_what_was_before_a_move_is_kept() -> None:
    _, small = torn()
    before = small.memberships.get()
    audit(LATER)
    move = Move.objects.get()
    assert (move.from_story_id, move.article_id, move.moved_at) == (small.pk, before.article_id, LATER)
    assert (move.before["method"], move.before["score"]) == (before.method, before.score)


def test_a_story_that_led_to_the_one_that_goes_leads_on() -> None:
    large, small = torn()
    older = make.story(state=StoryState.MERGED, merged_into=small)
    audit(LATER)
    older.refresh_from_db()
    assert older.merged_into_id == large.pk


def test_an_undone_merge_gives_the_story_its_address_its_articles_and_its_redirects_back() -> None:
    large, small = torn()
    older = make.story(state=StoryState.MERGED, merged_into=small)
    moved = small.memberships.get()
    audit(LATER)
    Proposal.objects.filter(state=ProposalState.APPLIED).update(state=ProposalState.UNDOING)
    assert carry_out_decided(LATER) == 1
    back = Membership.objects.get(article=moved.article_id)
    assert (back.story_id, back.method, back.score) == (small.pk, moved.method, moved.score)
    older.refresh_from_db()
    small.refresh_from_db()
    assert (small.state, small.merged_into, older.merged_into_id) == (StoryState.OPEN, None, small.pk)
    assert (Story.objects.get(pk=large.pk).article_count, small.article_count) == (3, 1)


def test_counts_of_a_story_that_went_are_gone_with_it() -> None:
    _, small = torn()
    Coverage.objects.create(story=small, scheme=make.scheme(), configuration_hash="x")
    audit(LATER)
    assert not Coverage.objects.filter(story=small).exists()


def test_a_pair_that_a_person_set_apart_stays_apart() -> None:
    large, small = torn()
    Constraint.objects.create(
        kind="cannot", article=large.memberships.first().article, other=small.memberships.get().article
    )
    assert audit(LATER) == 0
    assert not Proposal.objects.exists()


def test_a_story_that_an_editor_has_named_is_never_the_one_that_goes() -> None:
    large, small = torn()
    Story.objects.filter(pk=small.pk).update(title_edited=True)
    audit(LATER)
    assert Story.objects.get(pk=large.pk).merged_into_id == small.pk


def test_an_audit_is_a_row_that_says_how_far_it_is_and_what_it_did() -> None:
    torn()
    audit(LATER)
    run = Audit.objects.get()
    assert (run.stories, run.looked_at, run.merged, run.split, run.waiting) == (3, 3, 1, 0, 0)
    assert run.finished_at is not None


def test_an_audit_without_a_change_since_the_last_one_looks_at_nothing() -> None:
    torn()
    audit(LATER)
    audit(LATER + timedelta(hours=1))  # sees what the first one changed
    assert audit(LATER + timedelta(hours=2)) == 0
    assert Audit.objects.count() == 2
    audit(LATER + timedelta(hours=2), everything=True)
    assert Audit.objects.count() == 3


def test_two_events_in_one_story_become_two_and_the_larger_part_keeps_the_address() -> None:
    story = mixed()
    titles = dict(story.memberships.values_list("article__title", "article"))
    audit(LATER)
    parts = {home_of: set() for home_of in Story.objects.live().values_list("pk", flat=True)}
    for title, pk in titles.items():
        parts[Membership.objects.get(article=pk).story_id].add(title)
    assert parts[story.pk] == set(DAM)
    assert len(parts) == 2


def test_a_split_leaves_a_link_and_its_memberships_say_where_they_came_from() -> None:
    story = mixed()
    audit(LATER)
    link = StoryLink.objects.get()
    assert (link.other_id, link.kind) == (story.pk, "split")
    rows = Membership.objects.filter(story=link.story).order_by("article__published_at", "article")
    assert {(row.method, row.because["from"]) for row in rows} == {("split", story.pk)}
    assert {row.runner_up_id for row in rows} == {story.pk}
    assert sum(row.score is None for row in rows) == 1, "the first began the story, the others were compared with it"


def test_an_undone_split_brings_the_articles_back_and_its_address_leads_to_the_story() -> None:
    story = mixed()
    audit(LATER)
    new = StoryLink.objects.get().story
    Proposal.objects.update(state=ProposalState.UNDOING)
    carry_out_decided(LATER)
    new.refresh_from_db()
    assert (new.merged_into_id, StoryLink.objects.count()) == (story.pk, 0)
    assert Story.objects.get(pk=story.pk).article_count == 7


def test_articles_that_a_person_put_together_are_not_parted() -> None:
    story = mixed()
    dam, levy = story.memberships.order_by("article").first(), story.memberships.order_by("article").last()
    Constraint.objects.create(kind="must", article=dam.article, other=levy.article)
    Membership.objects.filter(story=story).update(locked=True)
    audit(LATER)
    assert Story.objects.live().count() == 1


def test_articles_placed_after_a_merge_and_a_split_find_their_stories() -> None:
    large, _small = torn()
    audit(LATER)
    late = article("Velden dam near Port Ansel: cracks found, reservoir lowered", event(DAM[:1])[0].text, waits=True)
    drain()
    assert home(late) == large.pk


def test_an_article_in_the_wrong_story_goes_to_the_right_one_and_its_own_sum_says_why() -> None:
    levy = event(LEVY)
    dam, right = make.story(*event(DAM), levy[0]), make.story(*levy[1:])
    audit(LATER)
    row = Membership.objects.get(article=levy[0])
    assert (row.story_id, row.method, row.because["kind"]) == (right.pk, "move", "regroup")
    assert row.score is not None
    assert row.threshold is not None
    assert row.score > row.threshold
    assert sum(part["contribution"] for part in row.evidence) == pytest.approx(row.score, abs=0.01)
    assert any(part["words"].startswith("the story has 2 articles") for part in row.evidence)
    assert (row.runner_up_id, row.because["from"]) == (dam.pk, dam.pk)
