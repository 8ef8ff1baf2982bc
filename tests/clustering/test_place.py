"""Placing on rows: one story for one event, why, and what survives an edit, a constraint and a second writer."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from stories.clustering.lanes import WHOLE, WRITER_LOCK, lanes
from stories.clustering.steps.place import TRIES, place_due
from stories.clustering.steps.summing import close_old_stories
from stories.clustering.steps.writer import only_writer
from stories.management.invariants import breaches
from stories.models import Annotation, Article, Constraint, Membership, Stage, Story, StoryState
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)

DAM = "Engineers in Port Ansel found cracks in the Velden dam on Monday and had the reservoir lowered by three metres."
VOTE = "The council of Marrowby approved a levy on empty shops after a six hour debate led by councillor Ines Tarrant."


def waiting(title: str, text: str, **fields: object) -> Article:
    """An annotated article that waits for a story."""
    row = make.article(title=title, text=text, stage=Stage.CLUSTER, **fields)
    Annotation.objects.create(article=row, language=row.language, version="test")
    return row


def drain() -> None:
    while place_due(NOW):
        pass


def test_articles_on_one_event_share_a_story_and_others_do_not() -> None:
    one = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    two = waiting("Velden dam: reservoir near Port Ansel lowered after cracks", DAM.replace("found", "reported"))
    other = waiting("Marrowby council approves levy on empty shops", VOTE)
    drain()
    stories = dict(Membership.objects.values_list("article_id", "story_id"))
    assert stories[one.pk] == stories[two.pk] != stories[other.pk]
    assert set(Article.objects.values_list("stage", flat=True)) == {Stage.PLACED}


def test_a_story_row_says_what_its_articles_say() -> None:
    early = waiting("Cracks found in Velden dam near Port Ansel", DAM, published_at=NOW - timedelta(hours=5))
    late = waiting("Velden dam near Port Ansel: cracks found, reservoir lowered", DAM)
    drain()
    story = Story.objects.get()
    assert (story.article_count, story.first_at, story.last_at) == (2, early.published_at, late.published_at)
    assert story.title in {early.title, late.title}
    assert story.title_article_id in {early.pk, late.pk}


def test_a_membership_says_why() -> None:
    waiting("Cracks found in Velden dam near Port Ansel", DAM, published_at=NOW - timedelta(hours=2))
    joined = waiting(
        "Port Ansel engineers lower reservoir: cracks in Velden dam", DAM.replace("on Monday", "yesterday")
    )
    drain()
    membership = Membership.objects.get(article=joined)
    assert membership.method in {"score", "near_duplicate"}
    assert all(part["words"] for part in membership.evidence)
    assert membership.model_version


def test_an_edited_article_stays_in_its_story() -> None:
    row = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    drain()
    before = Membership.objects.get(article=row).story_id
    Article.objects.filter(pk=row.pk).update(title="Marrowby council approves levy", text=VOTE, stage=Stage.CLUSTER)
    drain()
    assert Membership.objects.get(article=row).story_id == before
    assert Article.objects.get(pk=row.pk).stage == Stage.PLACED


def test_a_cannot_link_keeps_two_articles_apart() -> None:
    one = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    two = waiting("Cracks found in Velden dam near Port Ansel, say engineers", DAM)
    Constraint.objects.create(kind="cannot", article=one, other=two)
    drain()
    assert Story.objects.live().count() == 2


def test_a_story_that_changed_in_the_rows_is_read_anew() -> None:
    one = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    drain()
    Story.objects.update(state=StoryState.CLOSED, revision=9)
    late = waiting("Cracks found in Velden dam near Port Ansel, report says", DAM)
    drain()
    assert Membership.objects.get(article=late).story_id != Membership.objects.get(article=one).story_id


def test_a_story_without_a_new_article_for_seven_days_is_closed() -> None:
    make.story(make.article(published_at=NOW - timedelta(days=8)))
    fresh = make.story(make.article(published_at=NOW - timedelta(days=6)))
    assert close_old_stories(NOW) == 1
    assert Story.objects.get(state=StoryState.OPEN) == fresh


def test_a_second_writer_places_nothing_while_the_first_is_at_work() -> None:
    waiting("Cracks found in Velden dam near Port Ansel", DAM)
    found: list[int] = []

    def other_writer() -> None:
        found.append(place_due(NOW))
        connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [WRITER_LOCK])
        thread = threading.Thread(target=other_writer)
        thread.start()
        thread.join()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [WRITER_LOCK])
    assert found == [0]
    assert Article.objects.get().stage == Stage.CLUSTER


def test_an_article_that_was_killed_over_each_time_gets_a_story_of_its_own_and_holds_nobody_up() -> None:
    poison = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    Article.objects.filter(pk=poison.pk).update(attempts=TRIES)
    Annotation.objects.filter(article=poison).update(fingerprint=b"damaged")
    good = waiting("Marrowby council approves levy", VOTE)
    drain()
    assert Membership.objects.get(article=poison).story_id != Membership.objects.get(article=good).story_id
    assert Article.objects.get(pk=poison.pk).stage_error
    assert set(Article.objects.values_list("stage", "attempts")) == {(Stage.PLACED, 0)}


def test_the_articles_of_a_batch_that_failed_are_tried_one_by_one() -> None:
    poison = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    Annotation.objects.filter(article=poison).update(fingerprint=b"damaged")
    good = waiting("Marrowby council approves levy", VOTE)
    for _try in range(TRIES):
        with pytest.raises(ValueError):
            drain()
    drain()
    assert set(Membership.objects.values_list("article", flat=True)) == {poison.pk, good.pk}


def test_an_article_whose_annotation_is_missing_is_annotated_first() -> None:
    row = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    Annotation.objects.all().delete()
    drain()
    assert Article.objects.get(pk=row.pk).stage == Stage.ANNOTATE


def test_old_stories_of_an_archive_stay_open_for_the_rest_of_it() -> None:
    make.story(make.article(published_at=NOW - timedelta(days=800)), changed_at=NOW - timedelta(minutes=9))
    assert close_old_stories(NOW) == 0


def test_an_edited_article_in_another_language_stays_and_its_story_takes_further_articles() -> None:
    one = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    two = waiting("Cracks found in Velden dam near Port Ansel, say engineers", DAM)
    drain()
    Article.objects.filter(pk=two.pk).update(language="de", stage=Stage.CLUSTER)
    drain()
    Story.objects.update(revision=F("revision") + 1)
    three = waiting("Cracks found in Velden dam near Port Ansel, report says", DAM)
    drain()
    assert set(Membership.objects.values_list("article", flat=True)) == {one.pk, two.pk, three.pk}
    assert Story.objects.get().article_count == 3


def test_each_lane_places_its_own_languages_at_the_same_time_as_the_other() -> None:
    english, rest = lanes(["en", "*"])
    waiting("Cracks found in Velden dam near Port Ansel", DAM)
    german = waiting("Risse im Velden-Damm bei Port Ansel", "Ingenieure fanden Risse im Damm.", language="de")
    found: list[int] = []

    def other_writer() -> None:
        found.append(place_due(NOW, lane=rest))
        connection.close()

    with only_writer(wait=True, lane=english):  # its writer is at work
        thread = threading.Thread(target=other_writer)
        thread.start()
        thread.join()
    assert found == [1]
    assert set(Membership.objects.values_list("article", flat=True)) == {german.pk}
    assert place_due(NOW, lane=english) == 1


@pytest.mark.parametrize("first", [0, 1])
def test_who_writes_everything_and_who_writes_a_lane_keep_each_other_out(first: int) -> None:
    waiting("Cracks found in Velden dam near Port Ansel", DAM)
    pair = [WHOLE, lanes(["en", "*"])[0]]
    found: list[int] = []

    def other_writer() -> None:
        found.append(place_due(NOW, lane=pair[1 - first]))
        connection.close()

    with only_writer(wait=True, lane=pair[first]):
        thread = threading.Thread(target=other_writer)
        thread.start()
        thread.join()
    assert found == [0]


def test_an_article_edited_into_another_lane_stays_and_both_lanes_go_on() -> None:
    english, rest = lanes(["en", "*"])
    one = waiting("Cracks found in Velden dam near Port Ansel", DAM)
    two = waiting("Cracks found in Velden dam near Port Ansel, say engineers", DAM)
    more = waiting("Cracks found in Velden dam near Port Ansel, mayor says", DAM)
    place_due(NOW, lane=english)
    Article.objects.filter(pk=two.pk).update(language="de", stage=Stage.CLUSTER)
    assert place_due(NOW, lane=rest) == 1
    three = waiting("Cracks found in Velden dam near Port Ansel, report says", DAM)
    assert place_due(NOW, lane=english) == 1
    assert set(Membership.objects.values_list("article", "story")) == {
        (row.pk, Story.objects.get().pk) for row in (one, two, more, three)
    }
    assert not list(breaches(NOW))


def test_stories_that_later_articles_show_to_be_one_are_merged_with_an_address_that_leads_on() -> None:
    # Two of few words in common, then some that link them.
    first = waiting("Cracks found in Velden dam", "", published_at=NOW - timedelta(hours=6))
    second = waiting("Port Ansel reservoir lowered by three metres", "", published_at=NOW - timedelta(hours=5))
    drain()
    before = dict(Membership.objects.values_list("article_id", "story_id"))
    assert before[first.pk] != before[second.pk]
    for hours, title in enumerate(
        (
            "Cracks in Velden dam: Port Ansel reservoir lowered by three metres",
            "Port Ansel reservoir lowered by three metres after cracks found in Velden dam",
            "Velden dam cracks found, Port Ansel reservoir lowered",
        )
    ):
        waiting(title, "", published_at=NOW - timedelta(hours=4 - hours))
        drain()
    after = dict(Membership.objects.values_list("article_id", "story_id"))
    assert len(set(after.values())) == 1
    gone = Story.objects.get(pk=({*before.values()} - {*after.values()}).pop())
    assert (gone.state, gone.merged_into_id) == (StoryState.MERGED, next(iter(after.values())))
    moved = Membership.objects.get(article__in=[first, second], method="merge")
    assert sum(line["contribution"] for line in moved.evidence) == pytest.approx(moved.score, abs=0.01)
    assert moved.because["from"] == gone.pk
    # Its own sum, not that of the two stories: it stands beside the score of the next best story.
    assert "where every article starts before it is compared" in {line["words"] for line in moved.evidence}
    assert not list(breaches(NOW))
