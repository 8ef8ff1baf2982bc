"""A robots.txt over time, on a real server: kept for a day, and what it means when it can't be had."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stories.ingest.robots_kept import GIVEN_UP_AFTER, LATEST, Kept, is_due, missed
from stories.ingest.steps.page import page_due, read_page
from stories.ingest.steps.robots import permission
from stories.models import Article, Feed, PageCheck, RobotsFile, Stage
from stories.net.fetch import fetch
from tests import make
from tests.ingest.site import Site, page, site_running
from tests.ingest.test_visit import failing
from tests.make import NOW

pytestmark = pytest.mark.django_db
CLOSED_PART = "User-agent: *\nDisallow: /members/\n"


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    with site_running() as running:
        settings.FETCH_ALLOWED_HOSTS = [running.place]
        running.answers["/news/1"] = page("Ferry pier reopens")
        yield running


def article(site: Site, path: str = "/news/1") -> Article:
    return make.article(
        make.outlet("Quay"), "Ferry pier reopens", address=site.at(path), stage=Stage.PAGE, text="", text_source=""
    )


def reads(row: Article, at: datetime) -> Article:
    """The article after its page was asked for, as often as it is tried again."""
    for _ in range(3):
        if claimed := page_due(row.pk, at):
            read_page(claimed, at)
        at += timedelta(minutes=3)
    row.refresh_from_db()
    return row


def allowed(row: Article, at: datetime) -> bool:
    return permission(row, at, fetch).allowed


@pytest.mark.parametrize("status", [500, 503, 599])
def test_pages_of_a_site_whose_robots_file_answers_with_an_error_are_not_read_and_the_desk_says_why(
    site: Site, status: int
) -> None:
    site.answers["/robots.txt"] = status
    row = reads(article(site), NOW)
    assert "/news/1" not in site.asked
    assert (row.stage, row.text) == (Stage.ANNOTATE, "")
    assert "robots.txt can't be had since 10 March" in row.page_error
    assert f"HTTP {status}" in row.page_error


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_site_without_a_robots_file_or_with_a_refusal_of_it_asks_nothing(site: Site, status: int) -> None:
    site.answers["/robots.txt"] = status
    assert reads(article(site), NOW).text.startswith("The ferry pier of Port Ansel")


def test_a_site_that_nobody_answers_at_is_not_read(site: Site) -> None:
    row = article(site)
    site.close()
    assert not allowed(row, NOW)
    assert RobotsFile.objects.get().words == "The site could not be reached, or it broke off."


def test_the_last_copy_stands_for_a_day_more_where_the_site_fails_and_then_nothing_is_read(site: Site) -> None:
    site.answers["/robots.txt"] = CLOSED_PART
    row, members_only = article(site), article(site, "/members/1")
    assert (allowed(row, NOW), allowed(members_only, NOW)) == (True, False)
    site.answers["/robots.txt"] = 503
    later = NOW + timedelta(hours=30)
    assert (allowed(row, later), allowed(members_only, later)) == (True, False)
    assert not allowed(row, NOW + timedelta(hours=49))
    site.answers["/robots.txt"] = CLOSED_PART
    assert allowed(row, NOW + timedelta(hours=60))
    assert RobotsFile.objects.get().unreachable_since is None


def test_a_site_whose_robots_file_always_fails_is_read_after_thirty_days(site: Site) -> None:
    site.answers["/robots.txt"] = 500
    row = article(site)
    for day in range(30):
        assert not allowed(row, NOW + timedelta(days=day))
    assert allowed(row, NOW + GIVEN_UP_AFTER)


def test_a_robots_file_is_asked_for_once_a_day_whoever_reads(site: Site) -> None:
    site.answers["/robots.txt"] = CLOSED_PART
    rows = [article(site, "/members/1"), article(site)]
    for hour in range(0, 24, 2):
        for row in rows:
            allowed(row, NOW + timedelta(hours=hour))
    assert site.asked == ["/robots.txt"]
    allowed(rows[0], NOW + timedelta(hours=24))
    assert len(site.asked) == 2


def test_a_robots_file_that_cant_be_had_is_asked_for_less_and_less_often() -> None:
    kept, asked = missed(Kept(), "HTTP 503", NOW), 1
    for minute in range(1, 60 * 24 * 3):
        now = NOW + timedelta(minutes=minute)
        if is_due(kept, now):
            kept, asked = missed(kept, "HTTP 503", now), asked + 1
    assert 20 <= asked <= 60
    assert is_due(kept, kept.asked_at + LATEST)


def test_a_page_kept_back_by_its_robots_file_is_read_an_hour_later(site: Site) -> None:
    site.answers["/robots.txt"] = 503
    row = reads(article(site), NOW)
    due_at = PageCheck.objects.get(article=row).due_at
    assert due_at
    assert timedelta(minutes=50) < due_at - NOW < timedelta(minutes=80)


def test_a_day_offline_blames_no_site_and_its_articles_wait(site: Site) -> None:
    for number in range(5):
        make.feed(make.outlet(f"Paper {number}"), last_visit_at=NOW, error_kind="dns")
    row = article(site)
    for minute in range(0, 60, 10):
        claimed = page_due(row.pk, NOW + timedelta(minutes=minute))
        assert claimed
        Feed.objects.update(last_visit_at=NOW + timedelta(minutes=minute))
        read_page(claimed, NOW + timedelta(minutes=minute), fetch=failing("dns"))
    row.refresh_from_db()
    assert (row.stage, row.attempts) == (Stage.PAGE, 0)
    assert "own network" in row.page_error
    assert not RobotsFile.objects.exists()


def test_a_robots_file_larger_than_counts_is_read_as_far_as_it_counts(site: Site) -> None:
    site.answers["/robots.txt"] = CLOSED_PART + "# and so on\n" * 60_000
    assert not allowed(article(site, "/members/1"), NOW)


def test_the_desk_says_of_each_site_what_its_robots_file_means(admin_client: Client, site: Site) -> None:
    site.answers["/robots.txt"] = 503
    allowed(article(site), timezone.now())
    RobotsFile.objects.create(site="https://gull.example", had_at=NOW, asked_at=NOW)
    RobotsFile.objects.create(site="https://tern.example", text=CLOSED_PART, had_at=NOW, asked_at=NOW)
    listed = admin_client.get("/admin/stories/robotsfile/").content.decode()
    assert "its pages aren&#x27;t read until it can" in listed
    assert "It asks nothing." in listed
    assert "It has its rules, which are gone by." in listed
    trouble = admin_client.get("/admin/stories/robotsfile/?had=no").content.decode()
    assert site.place in trouble
    assert "gull.example" not in trouble
