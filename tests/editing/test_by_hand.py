"""What an editor does to articles and stories of their own accord: carried out, held to, shown, and undone."""

from datetime import timedelta

import pytest

from stories import tasks
from stories.clustering.steps.audit import audit
from stories.editing.decision import RefusedError
from stories.editing.steps.articles import put_up, take_down
from stories.editing.steps.by_hand import merge_stories, move_to, split_off
from stories.editing.steps.undo import undo, undoable
from stories.management.invariants import breaches
from stories.models import Article, Coverage, Edit, Membership, Story
from tests import make
from tests.clustering.rows import DAM, LEVY, article, event, home
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def dam() -> Story:
    return make.story(*event(DAM))


@pytest.fixture
def levy() -> Story:
    return make.story(*event(LEVY))


def done() -> None:
    """Everything that follows, and the invariants hold."""
    tasks.run_until_idle(lambda _what, _count: None)
    assert [one for one in breaches(NOW) if "count" in one.invariant] == []


def of(story: Story) -> list[Article]:
    return list(Article.objects.filter(membership__story=story).order_by("pk"))


def titles(story: Story) -> set[str]:
    return {row.title for row in of(story)}


def test_an_article_taken_down_is_in_no_count_and_lends_no_headline(dam: Story) -> None:
    done()
    dam.refresh_from_db()
    first = dam.title_article
    assert first is not None
    edit = take_down([first], "ana", NOW, "the outlet asked")
    done()
    dam.refresh_from_db()
    assert (dam.article_count, dam.title_article == first) == (3, False)
    assert Coverage.objects.get(story=dam, scheme__slug="lean").articles == 3
    assert (edit.reason, undoable(edit)) == ("the outlet asked", True)


def test_taking_down_is_undone_and_the_undoing_too(dam: Story) -> None:
    one = of(dam)[0]
    edit = take_down([one], "ana", NOW, "a mistake")
    again = undo(edit, "ben", NOW, "it was right")
    done()
    one.refresh_from_db()
    assert one.removed_at is None
    undo(again, "ana", NOW, "no, it was not")
    done()
    one.refresh_from_db()
    assert one.removed_at == NOW
    dam.refresh_from_db()
    assert dam.article_count == 3


def test_a_story_whose_articles_are_all_down_has_no_place_until_one_is_shown_again(dam: Story) -> None:
    take_down(of(dam), "ana", NOW, "a hoax")
    done()
    assert not Story.objects.live().filter(pk=dam.pk).exists()
    put_up(of(dam)[:1], "ana", NOW, "this one is right")
    done()
    assert Story.objects.live().get(pk=dam.pk).article_count == 1


def test_what_is_down_can_t_be_taken_down_and_what_is_shown_can_t_be_shown_again(dam: Story) -> None:
    with pytest.raises(RefusedError, match="not taken down"):
        put_up(of(dam), "ana", NOW)
    take_down(of(dam), "ana", NOW)
    with pytest.raises(RefusedError, match="taken down already"):
        take_down(of(dam), "ana", NOW)
    assert Edit.objects.count() == 1


def test_stories_merged_by_hand_are_one_and_the_machine_leaves_it(dam: Story, levy: Story) -> None:
    (edit,) = merge_stories([levy, dam], "ana", NOW, "one affair")
    done()
    assert Story.objects.get(pk=levy.pk).merged_into_id == dam.pk
    audit(LATER, everything=True)
    assert Story.objects.live().count() == 1
    undo(edit, "ana", LATER, "two affairs")
    done()
    assert titles(levy) == set(LEVY)


def test_articles_split_off_by_hand_stay_apart_and_come_back_when_it_is_undone(dam: Story) -> None:
    leaving = of(dam)[2:]
    (edit,) = split_off(leaving, "ana", NOW, "another dam")
    done()
    other = Membership.objects.get(article=leaving[0]).story
    assert (titles(dam), titles(other)) == (set(DAM[:2]), set(DAM[2:]))
    audit(LATER, everything=True)
    assert {home(row) for row in leaving} == {other.pk}
    undo(edit, "ana", LATER, "the same dam")
    done()
    assert titles(dam) == set(DAM)


def test_a_moved_article_is_where_the_editor_put_it_and_undone_it_is_where_it_was(dam: Story, levy: Story) -> None:
    stray = of(dam)[3]
    (edit,) = move_to([stray], levy, "ana", NOW, "it is about the levy")
    done()
    audit(LATER, everything=True)
    assert home(stray) == levy.pk
    back = undo(edit, "ana", LATER, "no")
    done()
    assert home(stray) == dam.pk
    undo(back, "ana", LATER, "yes")
    done()
    assert home(stray) == levy.pk


def test_the_only_article_of_a_story_moves_by_a_merge_and_its_address_leads_on(dam: Story) -> None:
    lone = make.story(article("Something else altogether in Quayside"))
    move_to(of(lone), dam, "ana", NOW, "it is the dam")
    done()
    assert Story.objects.get(pk=lone.pk).merged_into_id == dam.pk
    assert len(of(dam)) == 5


def test_what_can_t_be_done_by_hand_is_refused_in_words(dam: Story, levy: Story) -> None:
    for match, act in (
        ("two stories or more", lambda: merge_stories([dam], "ana", NOW)),
        ("articles of one story", lambda: split_off([*of(dam), *of(levy)], "ana", NOW)),
        ("all articles of the story", lambda: split_off(of(dam), "ana", NOW)),
        ("in that story already", lambda: move_to(of(dam), dam, "ana", NOW)),
    ):
        with pytest.raises(RefusedError, match=match):
            act()
    assert not Edit.objects.exists()
