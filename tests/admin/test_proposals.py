"""The page of proposals by what an editor sees and does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from stories import tasks
from stories.clustering.policy import Policy
from stories.clustering.steps.audit import audit
from stories.coverage.step import put_off
from stories.models import Audit, Edit, Membership, Move, Proposal, ProposalState, Story
from tests import make
from tests.clustering.rows import DAM, LEVY, event, torn

pytestmark = pytest.mark.django_db

PAGE = "/admin/stories/proposal/"


@pytest.fixture
def proposal() -> Proposal:
    """One that waits."""
    torn()
    audit(timezone.now(), policy=Policy(regroups=False, merge_at=1.1))
    return Proposal.objects.get()


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_waits_is_listed_with_both_headlines_and_how_sure_it_is(desk: Client, proposal: Proposal) -> None:
    page = shown(desk, PAGE)
    assert str(proposal.other) in page
    assert str(proposal.story) in page
    assert f"{proposal.confidence:.0%}" in page
    assert "<strong>1</strong> waits for an editor" in page
    assert "3 stories looked at" in page


def test_without_a_run_the_page_says_when_stories_are_looked_at(desk: Client) -> None:
    page = shown(desk, PAGE)
    assert "No run yet. Stories that change are looked at every two minutes." in page
    assert "Nothing to decide, and nothing that the machine did" in page


def test_moves_are_counted_without_saying_that_the_articles_were_edited(desk: Client, proposal: Proposal) -> None:
    article = make.article()
    make.story(article)
    Move.objects.create(
        article=article, from_story=proposal.story, to_story=proposal.other, how="move", moved_at=timezone.now()
    )
    assert "and moved 1 article to another story;" in shown(desk, PAGE)


def test_a_run_that_is_under_way_says_how_far_it_is(desk: Client) -> None:
    Audit.objects.create(started_at=timezone.now(), stories=800, looked_at=400)
    assert "400 of 800 stories looked at" in shown(desk, PAGE)


def test_a_run_that_failed_says_why(desk: Client) -> None:
    Audit.objects.create(started_at=timezone.now(), stories=800, looked_at=400, error="ValueError: no such thing")
    assert "ended after 400 of 800 stories: ValueError: no such thing" in shown(desk, PAGE)


def test_a_proposal_is_accepted_with_a_reason_and_carried_out(desk: Client, proposal: Proposal) -> None:
    page = shown(desk, f"{PAGE}{proposal.pk}/change/")
    assert f"{PAGE}{proposal.pk}/accept/decide/" in page
    desk.post(f"{PAGE}{proposal.pk}/accept/decide/", {"decided": "1", "reason": "the same dam"})
    tasks.run_until_idle(lambda _what, _count: None)
    edit = Edit.objects.get()
    assert (edit.kind, edit.actor_label, edit.reason) == ("merge", "ana", "the same dam")
    assert edit.followed_at is not None
    assert Story.objects.get(pk=proposal.other_id).merged_into_id == proposal.story_id
    assert "Undo …" in shown(desk, f"/admin/stories/edit/{edit.pk}/change/")


def test_several_are_refused_at_once_and_each_is_a_decision(desk: Client, proposal: Proposal) -> None:
    other = Proposal.objects.create(
        kind="split", story=proposal.story, article_ids=[], similarity=0.1, confidence=0.8, model_version="test"
    )
    chosen = {"action": "refuse_these", "_selected_action": [proposal.pk, other.pk]}
    assert "Refuse 2 proposals" in desk.post(PAGE, chosen).content.decode()
    desk.post(PAGE, {**chosen, "decided": "1", "reason": "no"})
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.REFUSED}
    assert Edit.objects.count() == 2


def test_what_the_machine_did_is_counted_and_can_be_taken_back(desk: Client) -> None:
    _large, small = torn()
    audit(timezone.now())
    assert "merged <strong>1</strong> and split <strong>0</strong>" in shown(desk, PAGE)
    done = Proposal.objects.get()
    assert "Take back" in shown(desk, f"{PAGE}{done.pk}/change/")
    desk.post(f"{PAGE}{done.pk}/take-back/decide/", {"decided": "1", "reason": "another dam"})
    tasks.run_until_idle(lambda _what, _count: None)
    assert Story.objects.get(pk=small.pk).state == "open"
    assert "1 of its acts was taken back" in shown(desk, PAGE)


def moved() -> Proposal:
    """A move that the machine made."""
    levy = event(LEVY)
    make.story(*event(DAM), levy[0])
    make.story(*levy[1:])
    audit(timezone.now())
    return Proposal.objects.get(kind="move")


def test_a_move_by_the_machine_is_listed_with_its_reason_and_can_be_taken_back_and_made_again(desk: Client) -> None:
    done = moved()
    page = shown(desk, PAGE)
    assert "Move 1 article from" in page
    assert "By all articles of both stories, it fits there by +" in page
    assert "Both name " in page
    desk.post(f"{PAGE}{done.pk}/take-back/decide/", {"decided": "1", "reason": "it is about the dam"})
    tasks.run_until_idle(lambda _what, _count: None)
    article = Membership.objects.get(article=done.article_ids[0])
    assert article.story_id == done.story_id
    edit = Edit.objects.get()
    desk.post(f"/admin/stories/edit/{edit.pk}/undo/", {"decided": "1", "reason": "no, the levy"})
    tasks.run_until_idle(lambda _what, _count: None)
    article.refresh_from_db()
    assert (article.story_id, article.locked) == (done.other_id, True)
    why = Client().get(f"/stories/{article.story_id}/why/{article.pk}/").content.decode()
    assert "An editor moved it here from the story" in why


def test_what_waits_stands_before_what_was_done_later(desk: Client, proposal: Proposal) -> None:
    known = {"story": proposal.story, "similarity": 0.1, "confidence": 0.9, "model_version": "test"}
    later = timezone.now() + timedelta(minutes=5)
    Proposal.objects.create(kind="split", state="applied", by_machine=True, made_at=later, article_ids=[1], **known)
    page = shown(desk, PAGE)
    assert page.index("Merge “") < page.index("Split 1 article off")


def test_a_very_long_headline_is_cut_in_the_list_and_whole_for_the_pointer(desk: Client, proposal: Proposal) -> None:
    long = "The commission on the spillway of the dam " * 7
    Story.objects.filter(pk=proposal.story_id).update(title=long.strip())
    page = shown(desk, PAGE)
    assert f'<bdi title="{long.strip()}">{long[:80]}' in page
    assert f">{long.strip()}<" not in page


def test_hundreds_of_proposals_are_paged_and_filtered_by_kind_state_and_who_decided(
    desk: Client, proposal: Proposal
) -> None:
    known = {"story": proposal.story, "similarity": 0.1, "confidence": 0.9, "model_version": "test"}
    Proposal.objects.bulk_create(
        Proposal(kind="split", state="applied", by_machine=True, article_ids=[1], **known) for _ in range(120)
    )
    assert shown(desk, PAGE).count("Split 1 article off") == 49
    assert shown(desk, f"{PAGE}?p=3").count("Split 1 article off") == 21
    assert "Split 1 article off" not in shown(desk, f"{PAGE}?kind__exact=merge")
    assert "Merge “" not in shown(desk, f"{PAGE}?state__exact=applied&who=machine")
    assert "No proposal is of that kind: clear the search or the filters." in shown(desk, f"{PAGE}?who=person")


def test_a_story_that_cannot_be_counted_is_shown_with_its_reason(desk: Client) -> None:
    story = make.story(make.article(title="Pier <b>closed</b>"))
    put_off(story.pk, "ValueError: a fingerprint is 512 bytes", timezone.now() - timedelta(minutes=5))
    page = shown(desk, PAGE)
    assert "ValueError: a fingerprint is 512 bytes" in page
    assert "<b>closed" not in page


def test_staff_who_may_not_change_stories_cannot_decide(proposal: Proposal) -> None:
    client, person = Client(), make.user()
    person.is_staff = True
    person.save()
    client.force_login(person)
    assert client.post(f"{PAGE}{proposal.pk}/accept/decide/", {"decided": "1", "reason": "x"}).status_code == 403
    assert not Edit.objects.exists()
