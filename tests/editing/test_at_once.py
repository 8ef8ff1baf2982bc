"""Decisions about the same articles that come before the first of them is carried out, or after the machine's act."""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import connection, transaction

from stories import tasks
from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.clustering.steps.relocate import Relocation, relocate
from stories.editing.decision import RefusedError
from stories.editing.steps.by_hand import merge_stories, move_to, split_off
from stories.editing.steps.undo import undo
from stories.models import Article, Constraint, Edit, Membership, Story
from tests import make
from tests.clustering.rows import DAM, LEVY, article, event, home
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=3)
FERRY = ("Ferry runs aground off Marrow Point", "Marrow Point ferry aground: two hundred taken off")


@pytest.fixture
def dam() -> Story:
    return make.story(*event(DAM))


@pytest.fixture
def levy() -> Story:
    return make.story(*event(LEVY))


@pytest.fixture
def ferry() -> Story:
    return make.story(*[article(title) for title in FERRY])


def done() -> None:
    """Everything that follows, and then the machine looks at all stories."""
    tasks.run_until_idle(lambda _what, _count: None)
    audit(LATER, everything=True)


def of(story: Story) -> list[Article]:
    return list(Article.objects.filter(membership__story=story).order_by("pk"))


def titles(story: Story) -> set[str]:
    return {row.title for row in of(story)}


def test_an_article_in_two_moves_at_once_goes_where_the_first_says_and_drags_nothing_along(
    dam: Story, levy: Story, ferry: Story
) -> None:
    stray = of(dam)[3]
    move_to([stray], levy, "ana", NOW, "it is about the levy")
    with pytest.raises(RefusedError, match="Another decision on these articles is being carried out"):
        move_to([stray], ferry, "ben", NOW, "it is about the ferry")
    done()
    assert (home(stray), titles(ferry), len(of(levy))) == (levy.pk, set(FERRY), 4)
    move_to([stray], ferry, "ben", LATER, "it is about the ferry")  # now it can be said, and the later word counts
    done()
    assert (home(stray), titles(levy)) == (ferry.pk, set(LEVY))


@pytest.mark.parametrize("first", ["merge", "move", "split"])
@pytest.mark.parametrize("second", ["merge", "move", "split"])
def test_a_second_decision_is_either_refused_in_words_or_carried_out(
    dam: Story, levy: Story, ferry: Story, first: str, second: str
) -> None:
    stray, others = of(dam)[3], of(dam)[:1]
    acts: dict[str, Callable[[Story, str], list[Edit]]] = {
        "merge": lambda into, who: merge_stories([dam, into], who, NOW, "one"),
        "move": lambda into, who: move_to([stray], into, who, NOW, "there"),
        "split": lambda _into, who: split_off([stray], who, NOW, "apart"),
    }
    acts[first](levy, "ana")
    if first == second == "merge":
        acts[second](ferry, "ben")
        done()
        assert Story.objects.live().count() == 1
        return
    with pytest.raises(RefusedError, match="few seconds"):
        acts[second](ferry, "ben")
    done()
    assert titles(ferry) == set(FERRY)
    if first != "merge":
        split_off(others, "ben", LATER, "apart as well")  # of other articles it may be said at any time


def test_two_articles_of_one_story_may_be_moved_one_after_the_other_without_waiting(dam: Story, levy: Story) -> None:
    rows = of(dam)
    move_to(rows[:1], levy, "ana", NOW, "one")
    move_to(rows[1:2], levy, "ana", NOW, "two")
    done()
    assert {home(row) for row in rows[:2]} == {levy.pk}


def test_an_undo_waits_for_what_is_being_carried_out(dam: Story, levy: Story, ferry: Story) -> None:
    (edit,) = merge_stories([dam, levy], "ana", NOW, "one affair")
    carry_out_decided(NOW)
    stray = Article.objects.get(title=LEVY[0])
    move_to([stray], ferry, "ben", NOW, "there")
    with pytest.raises(RefusedError, match="few seconds"):
        undo(edit, "ana", NOW, "two affairs")
    done()
    undo(edit, "ana", LATER, "two affairs")
    done()
    assert (titles(dam), titles(levy), home(stray)) == (set(DAM), set(LEVY[1:]), ferry.pk)


def test_what_the_machine_moved_between_a_decision_and_its_carrying_out_goes_where_the_person_said(
    dam: Story, levy: Story, ferry: Story
) -> None:
    stray = of(dam)[3]
    (edit,) = move_to([stray], levy, "ana", NOW, "it is about the levy")
    with transaction.atomic():
        relocate([Relocation(stray.pk, ferry.pk, "move")], "move", NOW)
    done()
    assert (home(stray), titles(ferry), titles(levy)) == (levy.pk, set(FERRY), {*LEVY, stray.title})
    assert Membership.objects.get(article=stray).because["from"] == ferry.pk
    undo(edit, "ana", LATER, "no")
    done()
    assert (home(stray), titles(ferry)) == (dam.pk, set(FERRY))  # where the person saw it


def test_two_editors_who_move_one_article_at_the_same_moment_do_not_both_succeed(
    dam: Story, levy: Story, ferry: Story
) -> None:
    stray, told, both = of(dam)[3], [], threading.Barrier(2)

    def decide(into: Story) -> None:
        try:
            both.wait()
            told.append(str(move_to([stray], into, "ana", NOW, "there")[0].kind))
        except RefusedError as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(into,)) for into in (levy, ferry)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [
        "Another decision on these articles is being carried out at this moment. Try again in a few seconds.",
        "move",
    ]


def test_the_earliest_article_of_a_large_story_that_a_person_merged_leaves_it_alone(dam: Story) -> None:
    rows = [article(f"Levy on empty shops in Marrowby, report {n}") for n in range(260)]
    large = make.story(*rows)
    merge_stories([large, make.story(article("Marrowby levy"))], "ana", NOW, "one affair")
    carry_out_decided(NOW)
    move_to(rows[:1], dam, "ana", LATER, "not this one")
    carry_out_decided(LATER)
    assert len(of(dam)) == 5
    assert not Constraint.objects.filter(kind="must", article=rows[0], other__in=rows, lifted_at__isnull=True).exists()


def test_the_nearest_other_story_of_a_moved_article_is_compared_without_the_article_itself(
    dam: Story, levy: Story
) -> None:
    stray = of(levy)[0]
    Membership.objects.exclude(article=stray).filter(story=levy).update(story=dam)
    Story.objects.filter(pk__in=[dam.pk, levy.pk]).update(revision=1)
    move_to([stray], dam, "ana", NOW, "there")
    done()
    row = Membership.objects.get(article=stray)
    assert (row.story_id, row.runner_up_id) == (dam.pk, None)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_two_merges_and_what_was_parted_from_them_come_back_to_where_they_were_in_any_order(
    dam: Story, levy: Story, ferry: Story, order: tuple[int, int, int]
) -> None:
    edits = merge_stories([dam, ferry], "ana", NOW, "one affair")
    carry_out_decided(NOW)
    edits += merge_stories([dam, levy], "ana", NOW, "one affair")
    carry_out_decided(NOW)
    stray = Article.objects.get(title=LEVY[0])
    edits += split_off([stray], "ben", NOW, "not this one")
    done()
    for number in order:
        undo(edits[number], "ana", LATER, "as it was")
        done()
    assert (titles(dam), titles(levy), titles(ferry)) == (set(DAM), set(LEVY), set(FERRY))
