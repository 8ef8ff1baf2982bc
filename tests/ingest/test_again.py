"""Pages looked at again, on a real server: what outlets correct and word anew, and what a look costs."""

from datetime import timedelta
from typing import Any

import pytest

from stories import tasks
from stories.ingest.steps.again import look_again
from stories.ingest.steps.checks import claim_check, looks_due
from stories.ingest.steps.page import page_due, read_page
from stories.models import Article, ArticleVersion, Feed, PageCheck, Stage
from tests import make
from tests.ingest.looking import CORRECTED, DAY, TITLE, WEEK, looks, placed, plan, read
from tests.ingest.site import SENTENCES, Site, page
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_a_page_is_looked_at_after_a_day_and_after_a_week_and_then_no_more(article: Article, site: Site) -> None:
    due = plan(article).due_at
    assert due
    assert timedelta(hours=21) < due - NOW < timedelta(hours=27)
    assert not looks(article, DAY)
    due = plan(article).due_at
    assert due
    assert timedelta(days=6) < due - NOW < timedelta(days=8)
    assert not looks(article, WEEK)
    assert plan(article).due_at is None
    assert [path for path in site.asked if path == "/news/1"] == ["/news/1"] * 2


def test_an_unchanged_page_is_not_sent_again(article: Article, site: Site) -> None:
    looks(article, DAY)
    assert site.statuses[-1] == 304


def test_a_corrected_text_is_a_version_and_the_old_one_stays(article: Article, site: Site) -> None:
    notice = "Correction: an earlier version of this article gave a wrong sum for the work on the piles."
    site.answers["/news/1"] = page(TITLE, *CORRECTED, notice)
    assert looks(article, DAY)
    assert "130 thousand" in article.text
    old, new = ArticleVersion.objects.filter(article=article)
    assert "310 thousand" in old.text
    assert (old.title, new.title, new.notice) == (TITLE, TITLE, notice)
    assert new.words_changed == len(notice.split()) + 1
    assert (new.seen_at, article.modified_at) == (DAY, DAY)


def test_a_changed_article_waits_to_be_annotated_and_held_against_its_story(article: Article, site: Site) -> None:
    site.answers["/news/1"] = page(TITLE, *CORRECTED)
    check = claim_check(article.pk, DAY)
    assert check
    assert look_again(check, DAY)
    article.refresh_from_db()
    assert (article.stage, article.due_at, article.leased_until) == (Stage.ANNOTATE, DAY, None)


def test_a_headline_changed_on_the_page_is_the_articles_though_the_feed_worded_its_own(site: Site) -> None:
    row = read(site)
    Article.objects.filter(pk=row.pk).update(title="PIER: back in service")
    row = placed(row)
    assert not looks(row, DAY)
    assert row.title == "PIER: back in service"
    site.answers["/news/1"] = page("Ferry pier reopens after nine weeks")
    assert looks(row, WEEK)
    assert row.title == "Ferry pier reopens after nine weeks"
    assert [version.title for version in row.versions.all()][-2:] == ["PIER: back in service", row.title]


def test_what_moved_about_on_a_page_and_short_lines_are_no_change(article: Article, site: Site) -> None:
    site.answers["/news/1"] = page(TITLE, SENTENCES[1], "12 comments", SENTENCES[0], SENTENCES[2])
    assert not looks(article, DAY)
    assert ArticleVersion.objects.filter(article=article).count() <= 1


def test_a_wall_that_came_up_takes_no_text_away(article: Article, site: Site) -> None:
    whole = article.text
    site.answers["/news/1"] = page(TITLE, SENTENCES[0])
    assert not looks(article, DAY)
    assert article.text == whole
    assert "only a part" in plan(article).words


def test_an_article_alone_in_its_story_costs_its_site_nothing(site: Site) -> None:
    row = read(site)
    Article.objects.filter(pk=row.pk).update(stage=Stage.PLACED)
    make.story(row)
    row.refresh_from_db()
    looks(row, DAY)
    assert not site.asked
    assert plan(row).due_at


def test_an_outlet_whose_feeds_are_paused_and_an_article_taken_down_are_left_alone(
    article: Article, site: Site
) -> None:
    feed = make.feed(article.outlet, state="paused")
    looks(article, DAY)
    Feed.objects.filter(pk=feed.pk).update(state="active")
    Article.objects.filter(pk=article.pk).update(removed_at=DAY)
    looks(article, WEEK)
    assert not site.asked


def test_a_look_that_died_is_taken_up_when_its_lease_ends_and_the_late_one_writes_nothing(
    article: Article, site: Site
) -> None:
    dead = claim_check(article.pk, DAY)
    assert dead
    assert claim_check(article.pk, DAY) is None
    site.answers["/news/1"] = page(TITLE, *CORRECTED)
    after = DAY + timedelta(minutes=2)
    assert looks(article, after)
    assert not look_again(dead, after)
    assert ArticleVersion.objects.filter(article=article).count() == 2


def test_one_that_always_kills_its_reader_is_passed_by(article: Article, site: Site) -> None:
    at = DAY
    for _ in range(3):
        assert claim_check(article.pk, at)
        at += timedelta(minutes=2)
    looks(article, at)
    assert not site.asked
    assert not plan(article).words.startswith("The site")


def test_a_headline_that_a_feed_brings_during_the_look_stays(article: Article, site: Site) -> None:
    check = claim_check(article.pk, DAY)
    assert check
    Article.objects.filter(pk=article.pk).update(title="Pier shut again", stage=Stage.PAGE)
    site.answers["/news/1"] = page("Ferry pier reopens in the rain", *CORRECTED)
    assert not look_again(check, DAY)
    article.refresh_from_db()
    assert (article.title, article.stage) == ("Pier shut again", Stage.PAGE)
    assert plan(article).leased_until is None


def test_a_page_that_could_not_be_had_is_read_an_hour_later_as_a_new_one_is(site: Site) -> None:
    site.answers["/news/1"] = 503
    row = make.article(make.outlet(), TITLE, address=site.at("/news/1"), stage=Stage.PAGE, text="", text_source="")
    for minute in (0, 3, 6):
        claimed = page_due(row.pk, NOW + timedelta(minutes=minute))
        assert claimed
        read_page(claimed, NOW + timedelta(minutes=minute))
    placed(row)
    site.answers["/news/1"] = page(TITLE)
    later = NOW + timedelta(hours=2)
    looks(row, later)
    claimed = page_due(row.pk, later)
    assert claimed
    read_page(claimed, later)
    row.refresh_from_db()
    assert row.text.startswith("The ferry pier")
    assert plan(row).step == 1


def test_nothing_is_planned_or_looked_at_where_it_is_turned_off(site: Site, settings: Any) -> None:
    row = placed(read(site))
    assert looks_due(WEEK) == [row.pk]
    settings.READ_AGAIN = False
    assert looks_due(WEEK) == []
    Article.objects.all().delete()
    read(site)
    assert not PageCheck.objects.exists()


def test_after_a_fortnight_off_nothing_is_caught_up(article: Article) -> None:
    looks(article, NOW + timedelta(days=20))
    assert plan(article).due_at is None


def test_a_run_of_all_stages_looks_at_what_is_due_too(article: Article) -> None:
    PageCheck.objects.update(due_at=NOW)
    tasks.run_until_idle(lambda _what, _count: None)
    assert plan(article).step == 2
