"""Articles that the machine moves by itself stand on the desk, and a person's undo of that holds."""

from datetime import timedelta

import pytest

from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.clustering.steps.writer import held
from stories.editing.steps.proposals import take_back
from stories.editing.steps.undo import undo
from stories.models import (
    Annotation,
    Article,
    Constraint,
    Edit,
    Membership,
    Move,
    Proposal,
    ProposalState,
    Stage,
    Story,
    StoryState,
)
from tests import make
from tests.clustering.rows import DAM, LEVY, TEXTS, drain, event, home, vector
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=30)
MUCH_LATER = NOW + timedelta(hours=12)  # an article that was moved has a rest of six hours


@pytest.fixture
def wrong() -> tuple[Story, Story, Article]:
    """A story on the dam that holds an article on the levy, the levy's story, and that article."""
    levy = event(LEVY)
    held.forget()
    return make.story(*event(DAM), levy[0]), make.story(*levy[1:]), levy[0]


def rewritten(row: Article) -> None:
    """The outlet makes an article on the levy of it."""
    Article.objects.filter(pk=row.pk).update(
        title=LEVY[0], text=f"{LEVY[0]}. {TEXTS[LEVY]}", stage=Stage.CLUSTER, attempts=0
    )
    Annotation.objects.filter(article=row).update(vector=vector(LEVY[0]))
    drain()


def taken_back(proposal: Proposal) -> Edit:
    edit = take_back(proposal, "ana", LATER, "it is about the dam")
    carry_out_decided(LATER)
    proposal.refresh_from_db()
    return edit


def test_a_move_by_the_audit_is_a_proposal_that_says_how_sure_it_was_and_how_the_two_stories_fit(
    wrong: tuple[Story, Story, Article],
) -> None:
    dam, levy, row = wrong
    audit(LATER)
    done = Proposal.objects.get()
    assert (done.kind, done.state, done.by_machine) == ("move", ProposalState.APPLIED, True)
    assert (done.story, done.other, done.article_ids) == (dam, levy, [row.pk])
    assert done.confidence >= 0.7
    assert done.evidence["here"] < 0 < done.evidence["there"]
    assert done.shared
    assert Move.objects.get().proposal == done
    assert Membership.objects.get(article=row).because["proposal"] == done.pk


def test_a_move_that_was_taken_back_is_not_made_again(wrong: tuple[Story, Story, Article]) -> None:
    dam, _levy, row = wrong
    before = Membership.objects.get(article=row)
    audit(LATER)
    edit = taken_back(Proposal.objects.get())
    after = Membership.objects.get(article=row)
    assert (after.story, after.method, after.score) == (dam, before.method, before.score)
    assert edit.kind == "take_back"
    assert edit.subject.startswith("move undone: 1 article from “")
    assert set(Constraint.objects.values_list("kind", flat=True)) == {"must", "cannot"}
    for hours in (0, 12, 24):
        audit(MUCH_LATER + timedelta(hours=hours), everything=True)
    assert home(row) == dam.pk
    assert Proposal.objects.get().state == ProposalState.UNDONE


def test_an_undone_move_is_made_again_by_undoing_the_undo_and_then_it_is_a_persons(
    wrong: tuple[Story, Story, Article],
) -> None:
    dam, levy, row = wrong
    audit(LATER)
    done = Proposal.objects.get()
    again = undo(taken_back(done), "ben", LATER, "no, the levy")
    carry_out_decided(LATER)
    place = Membership.objects.get(article=row)
    assert (again.kind, again.actor_label) == ("move", "ben")
    assert (place.story, place.method, place.locked, place.because["by"]) == (levy, "person", True, "ben")
    assert place.score is not None
    third = undo(again, "ana", MUCH_LATER)
    carry_out_decided(MUCH_LATER)
    assert third.kind == "take_back"
    assert (home(row), Membership.objects.get(article=row).locked) == (dam.pk, False)


def test_an_edited_article_that_moves_is_on_the_desk_and_its_undo_holds(
    wrong: tuple[Story, Story, Article],
) -> None:
    dam, levy, _row = wrong
    audit(LATER)
    last = dam.memberships.order_by("article").last().article
    rewritten(last)
    done = Proposal.objects.get(article_ids=[last.pk])
    assert (done.kind, done.story, done.other, done.by_machine) == ("move", dam, levy, True)
    assert done.evidence["edited"]
    assert done.confidence > 0.8
    taken_back(done)
    assert home(last) == dam.pk
    rewritten(last)
    audit(MUCH_LATER, everything=True)
    assert home(last) == dam.pk


def test_a_story_that_lost_its_only_article_has_its_address_and_its_redirects_back_after_the_undo() -> None:
    alone = event(DAM[:1])
    single, levy = make.story(*alone), make.story(*event(LEVY))
    older = make.story(state=StoryState.MERGED, merged_into=single)
    held.forget()
    rewritten(alone[0])
    assert set(Story.objects.filter(merged_into=levy)) == {single, older}
    taken_back(Proposal.objects.get())
    single.refresh_from_db()
    older.refresh_from_db()
    assert (single.state, single.article_count, older.merged_into) == (StoryState.OPEN, 1, single)
    rewritten(alone[0])
    assert home(alone[0]) == single.pk


def test_what_only_follows_a_persons_word_is_that_persons_and_no_act_of_the_machine(
    wrong: tuple[Story, Story, Article],
) -> None:
    dam, levy, row = wrong
    audit(LATER)
    one = dam.memberships.order_by("article").first().article
    Constraint.objects.create(kind="must", article=one, other=row)
    rewritten(one)
    assert home(one) == home(row) == levy.pk
    place = Membership.objects.get(article=one)
    assert (place.method, place.locked) == ("person", True)
    assert Proposal.objects.count() == 1
