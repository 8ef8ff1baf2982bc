"""What became of articles after they were read, by what a reader and an editor see."""

from datetime import timedelta

import pytest
from django.test import Client

from stories import tasks
from stories.models import Article, ArticleVersion, PageCheck, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, one, page, words
from tests.web.rows import article, counted

pytestmark = pytest.mark.django_db
SINCE = make.NOW - timedelta(days=2)
NOTICE = "Correction: the work on the piles cost 130 thousand crowns, not 310 thousand."


def story_with(*, gone: bool = False, edits: int = 0) -> tuple[Story, Article]:
    """Two outlets' story; the first one's article is no longer at its address, or its text was changed so often."""
    row = article(
        make.outlet("The Lantern", lean=Lean.LEFT), "Forty hurt at the pier", gone_since=SINCE if gone else None
    )
    other = article(make.outlet("Gull", lean=Lean.RIGHT), "Pier closed after a fall")
    for number in range(edits + 1):
        ArticleVersion.objects.create(
            article=row,
            title=row.title,
            text_hash=str(number),
            seen_at=make.NOW - timedelta(hours=3 - number),
            words_changed=14 * number,
            notice=NOTICE if number else "",
        )
    return counted(make.story(row, other)), row


def test_an_article_that_its_outlet_took_away_says_so_and_counts_and_the_list_says_that() -> None:
    story, row = story_with(gone=True)
    tree = page(f"/stories/{story.pk}/")
    assert all_words(tree, ".report__gone") == ["No longer at its address since 8 Mar 2026, 12:00 UTC"]
    assert words(one(tree, ".sources__gone")).startswith("1 article is no longer at its address. It counts as before")
    assert story.coverages.get(scheme__slug="lean").left == 1
    assert all_words(page(f"/stories/{story.pk}/articles/{row.pk}/"), ".report__gone")
    assert all_words(page(row.outlet.get_absolute_url()), ".report__gone")


def test_a_story_whose_articles_are_all_there_says_nothing_of_it() -> None:
    story, _row = story_with()
    assert not page(f"/stories/{story.pk}/").cssselect(".report__gone, .sources__gone, .changes")


def test_a_correction_stands_beside_its_article_and_among_what_changed() -> None:
    story, _row = story_with(edits=2)
    tree = page(f"/stories/{story.pk}/")
    assert words(one(tree, ".report__edit")) == f"Text changed by 28 words, seen 10 Mar 2026, 11:00 UTC. {NOTICE}"
    assert words(one(tree, ".change .columns__outlet")) == "The Lantern"
    assert len(tree.cssselect(".change__edit")) == 2
    assert words(one(tree, ".change__wording")) == "Headline unchanged Forty hurt at the pier"
    assert all_words(page(f"/stories/{story.pk}/changes/"), ".change__edit q") == [NOTICE] * 2


def test_an_article_that_was_taken_away_neither_names_nor_leads_a_story_while_another_can() -> None:
    story, row = story_with(gone=True)
    story.title_article = None
    story.save()
    Article.objects.filter(pk=row.pk).update(stage="cluster")
    tasks.run_until_idle(lambda _what, _count: None)
    story.refresh_from_db()
    assert story.title == "Pier closed after a fall"
    Article.objects.exclude(pk=row.pk).update(gone_since=SINCE)
    Article.objects.filter(pk=row.pk).update(stage="cluster")
    tasks.run_until_idle(lambda _what, _count: None)
    story.refresh_from_db()
    assert story.title
    page(f"/stories/{story.pk}/")


def test_the_desk_says_how_the_last_look_went_and_lists_what_is_away(admin_client: Client) -> None:
    _story, row = story_with(gone=True)
    words_ = "The page is not at its address. (404)"
    PageCheck.objects.create(article=row, read_at=SINCE, looked_at=make.NOW, missing_since=SINCE, words=words_)
    shown = admin_client.get(f"/admin/stories/article/{row.pk}/change/").content.decode()
    assert "The page is not at its address. (404) · not any more" in shown
    listed = admin_client.get("/admin/stories/article/?away=yes").content.decode()
    assert "Forty hurt at the pier" in listed
    assert "Pier closed after a fall" not in listed
