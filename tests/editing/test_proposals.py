"""What an editor decides about proposals: carried out, held to by the machine, and undone as every decision."""

from datetime import timedelta

import pytest
from django.db.models import F

from stories.clustering.policy import Policy
from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.editing.decision import RefusedError
from stories.editing.steps.proposals import accept, refuse, take_back
from stories.editing.steps.undo import undo, undoable
from stories.models import Article, Constraint, Edit, Membership, Proposal, ProposalState, Story, StoryLink, StoryState
from tests import make
from tests.clustering.rows import DAM, LEVY, event, mixed, torn
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=30)
MUCH_LATER = NOW + timedelta(hours=3)


def waiting_merge(kept: Story, gone: Story) -> Proposal:
    """A proposal that nobody has decided."""
    return Proposal.objects.create(
        kind="merge", story=kept, other=gone, similarity=0.4, confidence=0.6, model_version="test", made_at=NOW
    )


def waiting_split(story: Story, titles: tuple[str, ...]) -> Proposal:
    ids = list(Membership.objects.filter(story=story, article__title__in=titles).values_list("article_id", flat=True))
    return Proposal.objects.create(
        kind="split", story=story, article_ids=ids, similarity=0.1, confidence=0.8, model_version="test", made_at=NOW
    )


def two_events() -> tuple[Story, Story]:
    return make.story(*event(DAM)), make.story(*event(LEVY))


def state(proposal: Proposal) -> str:
    proposal.refresh_from_db()
    return proposal.state


def test_an_accepted_merge_is_carried_out_and_its_articles_say_that_a_person_placed_them() -> None:
    dam, levy = two_events()
    proposal = waiting_merge(dam, levy)
    edit = accept(proposal, "ana", NOW, "one affair")
    assert (edit.kind, edit.reason, edit.followed_at) == ("merge", "one affair", None)
    assert carry_out_decided(LATER) == 1
    rows = Membership.objects.filter(because__proposal=proposal.pk)
    assert {(row.method, row.locked, row.story_id, row.because["by"]) for row in rows} == {
        ("person", True, dam.pk, "ana")
    }
    assert Story.objects.get(pk=levy.pk).merged_into_id == dam.pk
    assert state(proposal) == ProposalState.APPLIED


def test_the_machine_does_not_split_what_a_person_merged() -> None:
    dam, levy = two_events()
    accept(waiting_merge(dam, levy), "ana", NOW)
    carry_out_decided(NOW)
    audit(MUCH_LATER, everything=True)
    assert Story.objects.live().count() == 1
    assert not Proposal.objects.waiting().exists()


def test_a_refused_merge_changes_nothing_and_is_not_proposed_again() -> None:
    large, small = torn()
    edit = refuse(waiting_merge(large, small), "ana", NOW, "two dams")
    audit(MUCH_LATER, everything=True)
    assert Story.objects.live().count() == 3
    assert Proposal.objects.exclude(state=ProposalState.REFUSED).count() == 0
    assert set(edit.constraints.values_list("kind", flat=True)) == {"cannot"}


def test_a_refused_split_is_not_proposed_again() -> None:
    story = mixed()
    refuse(waiting_split(story, LEVY), "ana", NOW)
    audit(MUCH_LATER, everything=True)
    live = Story.objects.live()
    assert live.count() == 1
    assert not Proposal.objects.waiting().exists()


def test_an_undone_refusal_waits_again_and_its_word_is_lifted() -> None:
    large, small = torn()
    proposal = waiting_merge(large, small)
    edit = refuse(proposal, "ana", NOW)
    assert undoable(edit)
    undo(edit, "ben", LATER)
    assert state(proposal) == ProposalState.WAITING
    assert not Constraint.objects.filter(lifted_at__isnull=True).exists()
    audit(MUCH_LATER, everything=True)
    assert Story.objects.live().count() == 2


def test_what_the_machine_merged_is_taken_back_and_stays_so() -> None:
    _large, small = torn()
    audit(LATER)
    edit = take_back(Proposal.objects.get(), "ana", LATER, "another dam")
    carry_out_decided(LATER)
    assert (edit.kind, Story.objects.get(pk=small.pk).state) == ("take_back", StoryState.OPEN)
    audit(MUCH_LATER, everything=True)
    assert Story.objects.live().count() == 3


def test_what_the_machine_split_is_taken_back_and_stays_so() -> None:
    story = mixed()
    audit(LATER)
    take_back(Proposal.objects.get(), "ana", LATER)
    carry_out_decided(LATER)
    audit(MUCH_LATER, everything=True)
    assert Story.objects.live().get() == story
    assert not StoryLink.objects.exists()


def test_an_accepted_merge_is_undone_by_undoing_its_edit_and_done_again_by_undoing_that() -> None:
    dam, levy = two_events()
    proposal = waiting_merge(dam, levy)
    first = accept(proposal, "ana", NOW)
    carry_out_decided(NOW)
    second = undo(first, "ben", LATER)
    assert carry_out_decided(LATER) == 1
    assert Story.objects.live().count() == 2
    assert set(Membership.objects.values_list("locked", flat=True)) == {False}
    undo(second, "ana", MUCH_LATER)
    carry_out_decided(MUCH_LATER)
    assert Story.objects.live().get() == dam
    assert state(proposal) == ProposalState.APPLIED
    assert set(Constraint.objects.filter(lifted_at__isnull=True).values_list("kind", flat=True)) == {"must"}
    assert Edit.objects.count() == 3


def test_a_split_by_a_person_stays_split() -> None:
    story = make.story(*event(DAM))
    accept(waiting_split(story, DAM[2:]), "ana", NOW)
    carry_out_decided(NOW)
    assert Story.objects.live().count() == 2
    audit(MUCH_LATER, everything=True)
    assert Story.objects.live().count() == 2


def test_nothing_is_decided_twice() -> None:
    dam, levy = two_events()
    proposal = waiting_merge(dam, levy)
    accept(proposal, "ana", NOW)
    for act in (accept, refuse, take_back):
        with pytest.raises(RefusedError):
            act(proposal, "ben", LATER)
    assert Edit.objects.count() == 1


def test_a_proposal_whose_story_is_gone_no_longer_holds() -> None:
    dam, levy = two_events()
    proposal = waiting_merge(dam, levy)
    accept(proposal, "ana", NOW)
    Story.objects.filter(pk=levy.pk).update(state=StoryState.MERGED, merged_into=dam)
    carry_out_decided(LATER)
    assert state(proposal) == ProposalState.OUTDATED


def test_an_unsure_merge_waits_and_is_outdated_once_it_is_no_longer_proposed() -> None:
    large, small = torn()
    wary = Policy(regroups=False, merge_at=1.1)
    audit(LATER, policy=wary)
    proposal = Proposal.objects.get()
    assert (state(proposal), {proposal.story_id, proposal.other_id}) == (ProposalState.WAITING, {large.pk, small.pk})
    audit(MUCH_LATER, everything=True, policy=wary)
    assert Proposal.objects.count() == 1
    longer_ago = NOW - timedelta(days=5)
    Article.objects.filter(membership__story=small).update(published_at=longer_ago)
    Story.objects.filter(pk=small.pk).update(first_at=longer_ago, last_at=longer_ago, revision=F("revision") + 1)
    audit(MUCH_LATER, everything=True, policy=wary)
    assert state(proposal) == ProposalState.OUTDATED
