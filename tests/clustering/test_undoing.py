"""Merges, splits and moves on top of each other, undone in any order: nothing is lost, no address breaks."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.clustering.steps.merge import merge
from stories.clustering.steps.split import split
from stories.clustering.steps.undoing import UNDO, in_effect
from stories.clustering.steps.writer import held
from stories.editing.steps.proposals import accept, take_back
from stories.models import Article, Constraint, Membership, Proposal, ProposalState, Story, StoryState
from tests import make
from tests.clustering.rows import DAM, event
from tests.make import NOW

MUCH_LATER = NOW + timedelta(hours=12)


def merged(kept: Story, gone: Story) -> Proposal:
    """The second story merged into the first by an editor."""
    row = Proposal.objects.create(
        kind="merge", story=kept, other=gone, similarity=0.4, confidence=0.6, model_version="test", made_at=NOW
    )
    accept(row, "ana", NOW)
    carry_out_decided(NOW)
    row.refresh_from_db()
    assert row.state == ProposalState.APPLIED
    return row


def merged_by_machine(kept: Story, gone: Story) -> Proposal:
    row = Proposal.objects.create(
        kind="merge", story=kept, other=gone, similarity=0.4, confidence=0.6, model_version="test", made_at=NOW
    )
    with transaction.atomic():
        assert merge(row, held.window, NOW)
    return row


def split_by_machine(story: Story, *articles: Article) -> Proposal:
    ids = [article.pk for article in articles]
    row = Proposal.objects.create(
        kind="split", story=story, article_ids=ids, similarity=0.1, confidence=0.8, model_version="test", made_at=NOW
    )
    with transaction.atomic():
        assert split(row, held.window, NOW)
    return row


def undone(*rows: Proposal) -> None:
    for row in rows:
        take_back(row, "ben", NOW)
        carry_out_decided(NOW)


def homes() -> dict[int, int]:
    return dict(Membership.objects.values_list("article_id", "story_id"))


def whole() -> None:
    """What must be true after whatever was done."""
    assert Membership.objects.count() == Article.objects.count()
    assert not Membership.objects.filter(story__state=StoryState.MERGED).exists()
    assert not Story.objects.filter(merged_into__state=StoryState.MERGED).exists()
    assert not Story.objects.live().filter(memberships__isnull=True).exists()
    for story in Story.objects.live():
        assert story.article_count == story.memberships.count()


@pytest.fixture
def three() -> list[Story]:
    """Three stories that look like one event."""
    return [make.story(*event(DAM), *event(DAM[:2])), make.story(*event(DAM[1:3])), make.story(*event(DAM[2:]))]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_a_chain_of_two_merges_comes_apart_whichever_is_undone_first(
    three: list[Story], order: tuple[int, ...]
) -> None:
    before = homes()
    acts = [merged(three[1], three[0]), merged(three[2], three[1])]
    assert {story.merged_into_id for story in Story.objects.filter(pk__in=(three[0].pk, three[1].pk))} == {three[2].pk}
    undone(*(acts[place] for place in order))
    assert homes() == before
    whole()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_what_was_merged_twice_and_undone_is_not_merged_again_by_the_machine(
    three: list[Story], order: tuple[int, ...]
) -> None:
    before = homes()
    acts = [merged(three[1], three[0]), merged(three[2], three[1])]
    undone(*(acts[place] for place in order))
    audit(MUCH_LATER, everything=True)
    after = homes()
    first, second, third = ({after[pk] for pk, story in before.items() if story == each.pk} for each in three)
    assert first.isdisjoint(second)
    assert second.isdisjoint(third)


@pytest.mark.django_db(transaction=True)
def test_undoing_the_first_of_two_merges_leaves_the_second_and_its_redirects(three: list[Story]) -> None:
    first, _second = merged(three[1], three[0]), merged(three[2], three[1])
    undone(first)
    apart, between = Story.objects.get(pk=three[0].pk), Story.objects.get(pk=three[1].pk)
    assert (apart.state, between.merged_into) == (StoryState.OPEN, three[2])
    assert apart.article_count == 6
    whole()


@pytest.mark.django_db(transaction=True)
def test_a_split_is_undone_though_its_story_was_merged_since(three: list[Story]) -> None:
    part = three[0].memberships.order_by("article").last().article
    act = split_by_machine(three[0], part)
    merged(three[2], three[0])
    undone(act)
    assert homes()[part.pk] == three[2].pk
    assert Story.objects.get(pk=act.other_id).merged_into == three[2]
    whole()


@pytest.mark.django_db(transaction=True)
def test_a_split_is_undone_though_the_part_was_merged_elsewhere_and_nothing_else_of_there_comes_along(
    three: list[Story],
) -> None:
    before = homes()
    part = three[0].memberships.order_by("article").last().article
    act = split_by_machine(three[0], part)
    merged_by_machine(three[2], Story.objects.get(pk=act.other_id))
    undone(act)
    assert homes() == before
    must = Constraint.objects.filter(kind="must", lifted_at__isnull=True, article__membership__story=three[2])
    assert not must.filter(other__membership__story=three[0]).exists()
    whole()


@pytest.mark.django_db(transaction=True)
def test_an_article_that_a_person_tied_elsewhere_since_a_merge_stays_there(three: list[Story]) -> None:
    act = merged_by_machine(three[2], three[1])
    mine = act.article_ids[0]
    Constraint.objects.create(kind="must", article_id=mine, other=three[0].memberships.first().article)
    carry_out_decided(NOW)
    assert homes()[mine] == three[0].pk
    undone(act)
    assert homes()[mine] == three[0].pk
    whole()


def test_an_undo_takes_its_move_away_with_what_came_after_it() -> None:
    assert in_effect([(1, "merge", 7), (2, "merge", 8)]) == [1, 2]
    assert in_effect([(1, "merge", 7), (2, "merge", 8), (3, UNDO, 7)]) == []
    assert in_effect([(1, "merge", 7), (2, "merge", 8), (3, UNDO, 8)]) == [1]
    assert in_effect([(1, "merge", 7), (2, UNDO, 7), (3, "person", 7)]) == [3]
    assert in_effect([(1, "move", None), (2, UNDO, None)]) == [1]
    assert in_effect([(1, "merge", 7), (2, "person", None)]) == []


MOVES = st.lists(st.tuples(st.sampled_from(["merge", "move", "split", UNDO, "person"]), st.none() | st.integers(1, 4)))


@given(MOVES)
def test_what_is_in_effect_are_moves_in_their_order_and_no_undo(moves: list[tuple[str, int | None]]) -> None:
    numbered = [(number, how, proposal) for number, (how, proposal) in enumerate(moves)]
    standing = in_effect(numbered)
    assert standing == sorted(set(standing))
    assert all(moves[number][0] != UNDO for number in standing)
