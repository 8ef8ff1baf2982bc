"""Articles that change after they were placed, and articles that come late."""

from datetime import timedelta

import pytest

from stories.clustering.steps.place import place_due
from stories.clustering.steps.summing import close_old_stories
from stories.clustering.steps.writer import held
from stories.models import Annotation, Article, Constraint, Membership, Move, Stage, Story, StoryState
from tests import make
from tests.clustering.rows import DAM, LEVY, TEXTS, article, drain, event, home, vector
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def edit(row: Article, title: str, text: str) -> None:
    """The outlet changes its article: read again, and then placed again."""
    Article.objects.filter(pk=row.pk).update(title=title, text=text, stage=Stage.CLUSTER, attempts=0)
    Annotation.objects.filter(article=row).update(vector=vector(title))
    drain()


def to_the_levy(row: Article) -> None:
    edit(row, LEVY[0], f"{LEVY[0]}. {TEXTS[LEVY]}")


@pytest.fixture
def newsroom() -> tuple[Story, Story, Article]:
    """A story on the dam and one on the levy, and the dam's last article."""
    dam = event(DAM)
    stories = make.story(*dam), make.story(*event(LEVY))
    held.forget()
    return *stories, dam[-1]


def test_an_article_that_now_tells_of_another_event_moves_there_and_says_why(
    newsroom: tuple[Story, Story, Article],
) -> None:
    dam, levy, row = newsroom
    to_the_levy(row)
    place = Membership.objects.get(article=row)
    assert (place.story_id, place.method, place.because["from"]) == (levy.pk, "move", dam.pk)
    assert place.runner_up_id == dam.pk
    assert place.score is not None
    assert place.runner_up_score is not None
    assert place.score - place.runner_up_score >= 1.5
    assert (Move.objects.get().from_story_id, Move.objects.get().how) == (dam.pk, "move")
    counts = dict(Story.objects.values_list("pk", "article_count"))
    assert (counts[dam.pk], counts[levy.pk]) == (3, 4)


def test_an_article_with_a_few_other_words_stays_and_its_reasons_are_those_of_today(
    newsroom: tuple[Story, Story, Article],
) -> None:
    dam, _levy, row = newsroom
    edit(row, "Cracked Velden dam: Port Ansel lowers its reservoir", f"{DAM[3]}. {TEXTS[DAM]}")
    place = Membership.objects.get(article=row)
    assert place.story_id == dam.pk
    assert place.evidence
    assert place.because["rescored_at"]
    assert not Move.objects.exists()


def test_a_copy_that_was_rewritten_is_no_copy_any_more(newsroom: tuple[Story, Story, Article]) -> None:
    dam, _levy, row = newsroom
    Membership.objects.filter(article=row).update(method="near_duplicate", score=4.0)
    edit(row, "Cracked Velden dam: Port Ansel lowers its reservoir", f"{DAM[3]}. {TEXTS[DAM]}")
    place = Membership.objects.get(article=row)
    assert (place.story_id, place.method) == (dam.pk, "score")
    assert place.score != 4.0
    assert place.because["rescored_at"]


def test_an_article_that_a_person_placed_never_moves(newsroom: tuple[Story, Story, Article]) -> None:
    dam, _levy, row = newsroom
    Membership.objects.filter(article=row).update(locked=True)
    to_the_levy(row)
    assert home(row) == dam.pk


def test_an_article_that_a_person_tied_to_another_stays_with_it(newsroom: tuple[Story, Story, Article]) -> None:
    dam, _levy, row = newsroom
    first = dam.memberships.order_by("pk").first()
    Constraint.objects.create(kind="must", article=first.article, other=row)
    to_the_levy(row)
    assert home(row) == dam.pk


def test_an_article_does_not_move_to_what_a_person_set_it_apart_from(newsroom: tuple[Story, Story, Article]) -> None:
    dam, levy, row = newsroom
    Constraint.objects.create(kind="cannot", article=levy.memberships.first().article, other=row)
    to_the_levy(row)
    assert home(row) == dam.pk


def test_a_story_whose_only_article_moves_leads_to_where_it_went() -> None:
    alone, levy = event(DAM[:1]), event(LEVY)
    single, other = make.story(*alone), make.story(*levy)
    to_the_levy(alone[0])
    single.refresh_from_db()
    assert (single.state, single.merged_into_id) == (StoryState.MERGED, other.pk)


def test_an_article_of_a_closed_story_stays_when_it_is_edited(newsroom: tuple[Story, Story, Article]) -> None:
    dam, _levy, row = newsroom
    Story.objects.filter(pk=dam.pk).update(state=StoryState.CLOSED)
    to_the_levy(row)
    assert home(row) == dam.pk


def test_a_late_article_joins_the_open_story_of_its_time() -> None:
    days_ago = NOW - timedelta(days=5)
    story = make.story(*event(DAM[:3], published_at=days_ago))
    make.story(*event(LEVY))
    late = article(DAM[3], f"{DAM[3]}. {TEXTS[DAM]}", waits=True, published_at=days_ago + timedelta(hours=2))
    drain()
    assert home(late) == story.pk
    assert Story.objects.get(pk=story.pk).last_at == late.published_at


def test_a_late_article_does_not_reopen_a_closed_story() -> None:
    long_ago = NOW - timedelta(days=9)
    story = make.story(*event(DAM[:3], published_at=long_ago), changed_at=long_ago)
    assert close_old_stories(NOW) == 1
    late = article(DAM[3], f"{DAM[3]}. {TEXTS[DAM]}", waits=True, published_at=long_ago + timedelta(hours=2))
    drain()
    assert home(late) != story.pk
    assert Story.objects.get(pk=story.pk).state == StoryState.CLOSED


def test_an_article_published_over_a_week_after_a_story_begins_its_own() -> None:
    story = make.story(*event(DAM[:3], published_at=NOW - timedelta(days=8)))
    late = article(DAM[3], f"{DAM[3]}. {TEXTS[DAM]}", waits=True)
    drain()
    assert home(late) != story.pk


def test_a_batch_with_new_and_edited_articles_is_placed_whole(newsroom: tuple[Story, Story, Article]) -> None:
    dam, levy, row = newsroom
    fresh = article("Velden dam near Port Ansel: reservoir lowered further", f"{DAM[0]}. {TEXTS[DAM]}", waits=True)
    Article.objects.filter(pk=row.pk).update(title=LEVY[0], text=f"{LEVY[0]}. {TEXTS[LEVY]}", stage=Stage.CLUSTER)
    Annotation.objects.filter(article=row).update(vector=vector(LEVY[0]))
    assert place_due(NOW) == 2
    assert (home(fresh), home(row)) == (dam.pk, levy.pk)
    assert set(Article.objects.values_list("stage", flat=True)) == {Stage.PLACED}
