"""Imports against the database: what is new, what stays, what the Edit keeps."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from stories.catalogue.mappings import PRESETS
from stories.catalogue.opml import NotOpmlError
from stories.catalogue.steps.feeds import import_feeds
from stories.catalogue.steps.ratings import import_ratings
from stories.models import Domain, Edit, Feed, Outlet, Rating
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
FEEDS = b"""domain,name,feed_url,country,language,owner,owner_kind
gull.example,Daily Gull,https://gull.example/rss,US,en,Quay Group,corporation
gull.example,Daily Gull,https://gull.example/sport,US,en,,
tern.example,,https://tern.example/rss,,,,
"""
SHARED = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "feeds" / "feeds.csv"


def test_an_import_makes_outlets_and_feeds_and_one_edit_that_waits_to_be_followed() -> None:
    report = import_feeds(FEEDS, "feeds.csv", "", "importer", NOW)
    assert (report.outlets_new, report.feeds_new) == (2, 3)
    gull = Outlet.objects.at("gull.example").get()
    assert (gull.name, gull.country, gull.owner and gull.owner.kind, gull.slug) == (
        "Daily Gull",
        "US",
        "corporation",
        "gull-example",
    )
    assert set(gull.feeds.values_list("address", flat=True)) == {
        "https://gull.example/rss",
        "https://gull.example/sport",
    }
    edit = Edit.objects.get()
    assert (edit.kind, edit.actor_label, edit.followed_at, edit.pk) == (
        "import_feeds",
        "importer",
        None,
        report.edit_id,
    )
    assert (edit.before["feeds"], edit.after["feeds"]) == (0, 3)
    assert sorted(edit.outlet_ids) == sorted(Outlet.objects.values_list("pk", flat=True))


def test_a_second_import_changes_nothing_and_says_so() -> None:
    import_feeds(FEEDS, "feeds.csv", "", "importer", NOW)
    report = import_feeds(FEEDS, "feeds.csv", "", "importer", NOW)
    assert not report.changed
    assert report.lines() == ["feeds.csv: nothing changed, 3 feeds already there."]
    assert (Outlet.objects.count(), Feed.objects.count(), Edit.objects.count()) == (2, 3, 1)


def test_what_an_editor_wrote_is_not_overwritten_and_only_blanks_are_filled() -> None:
    mine = make.outlet("The Gull", domain="gull.example", country="CA", language="")
    import_feeds(FEEDS, "feeds.csv", "csv", "importer", NOW)
    mine.refresh_from_db()
    assert (mine.name, mine.country, mine.language, mine.owner and mine.owner.name) == (
        "The Gull",
        "CA",
        "en",
        "Quay Group",
    )


def test_an_outlet_called_by_its_domain_gets_its_name_from_a_later_file() -> None:
    import_feeds(FEEDS, "feeds.csv", "csv", "importer", NOW)
    import_feeds(b"domain,name\ntern.example,The Tern\n", "names.csv", "csv", "importer", NOW)
    assert Outlet.objects.at("tern.example").get().name == "The Tern"


def test_the_outlet_of_an_opml_feed_is_that_of_its_home_page_even_where_feeds_share_a_host() -> None:
    source = b"""<opml><body>
        <outline text="Daily Gull" xmlUrl="http://127.0.0.1:8765/gull.example/feed.xml" htmlUrl="https://gull.example/"/>
        <outline text="The Tern" xmlUrl="http://127.0.0.1:8765/tern.example/feed.xml" htmlUrl="https://www.tern.example/"/>
        <outline text="Nobody" xmlUrl="http://127.0.0.1:8765/nobody/feed.xml"/></body></opml>"""
    import_feeds(source, "feeds.opml", "", "importer", NOW)
    assert dict(Domain.objects.values_list("name", "outlet__name")) == {
        "gull.example": "Daily Gull",
        "tern.example": "The Tern",
    }
    assert Feed.objects.get(title="Nobody").outlet.name == "Nobody"
    assert not import_feeds(source, "feeds.opml", "", "importer", NOW).changed


def test_a_feed_under_a_known_outlets_parent_domain_joins_that_outlet() -> None:
    gull = make.outlet(domain="gull.example")
    import_feeds(b'<opml><outline text="x" xmlUrl="https://edition.gull.example/f"/></opml>', "x", "", "importer", NOW)
    assert Feed.objects.get().outlet == gull


def test_a_feed_that_an_editor_moved_stays_where_it_is() -> None:
    import_feeds(FEEDS, "feeds.csv", "csv", "importer", NOW)
    Feed.objects.filter(address="https://tern.example/rss").update(outlet=Outlet.objects.at("gull.example").get())
    report = import_feeds(FEEDS, "feeds.csv", "csv", "importer", NOW)
    assert Feed.objects.get(address="https://tern.example/rss").outlet.name == "Daily Gull"
    assert "stays there" in report.problems[0].why


def test_two_outlets_whose_domains_look_alike_get_two_slugs() -> None:
    import_feeds(b"domain\na-b.example\na.b.example\n", "x.csv", "csv", "importer", NOW)
    assert set(Outlet.objects.values_list("slug", flat=True)) == {"a-b-example", "a-b-example-2"}


def test_a_file_that_cannot_be_used_writes_nothing() -> None:
    with pytest.raises(NotOpmlError):
        import_feeds(b"<html>hello</html>", "page.html", "", "importer", NOW)
    assert not Edit.objects.exists()


def ratings(source: bytes, **options: object) -> object:
    return import_ratings(source, "ratings.csv", "Panel", "importer", NOW, **options)  # type: ignore[arg-type]


def test_ratings_keep_the_raters_word_and_what_cannot_be_matched_is_listed() -> None:
    gull, _tern = make.outlet(domain="gull.example"), make.outlet(domain="tern.example")
    report = import_ratings(
        b"domain,lean,evidence,licence\nwww.gull.example,-7.5,https://r.example/g,CC BY\n"
        b"tern.example,puce,,\nauk.example,2,,\n",
        "mb.csv",
        "MBFC",
        "importer",
        NOW,
        mapping=PRESETS["mbfc"],
    )
    row = Rating.objects.get()
    assert (row.outlet, row.rater, row.raw_value, row.bucket, row.by_desk) == (gull, "MBFC", "-7.5", "left", False)
    assert (row.evidence_address, row.licence, row.valid_from) == ("https://r.example/g", "CC BY", NOW)
    assert report.unknown_domains == ("auk.example",)
    assert [problem.line for problem in report.problems] == [3]
    assert Edit.objects.get().outlet_ids == [gull.pk]


def test_the_same_ratings_again_change_nothing_and_a_new_word_is_a_new_row() -> None:
    make.outlet(domain="gull.example")
    ratings(b"domain,lean\ngull.example,L\n")
    assert not ratings(b"domain,lean\ngull.example,L\n").changed  # type: ignore[attr-defined]
    import_ratings(b"domain,lean\ngull.example,C\n", "x", "Panel", "importer", NOW + timedelta(days=1))
    assert list(Rating.objects.order_by("valid_from").values_list("bucket", flat=True)) == ["left", "center"]


def test_a_rating_that_an_editor_withdrew_does_not_come_back_with_the_next_import() -> None:
    make.rating(make.outlet(domain="gull.example"), "left", rater="Panel", raw_value="L", withdrawn_at=NOW)
    report = ratings(b"domain,lean\ngull.example,L\n")
    assert Rating.objects.count() == 1
    assert "withdrawn" in report.problems[0].why  # type: ignore[attr-defined]


def test_an_outlet_rated_under_both_of_its_domains_is_rated_once() -> None:
    gull = make.outlet(domain="gull.example")
    Domain.objects.create(name="gull.news", outlet=gull)
    report = ratings(b"domain,lean\ngull.example,L\ngull.news,R\n")
    assert Rating.objects.get().bucket == "left"
    assert "gull.example" in report.problems[0].why  # type: ignore[attr-defined]


def test_factuality_is_imported_like_lean() -> None:
    make.outlet(domain="gull.example")
    ratings(b"domain,factuality\ngull.example,Mostly factual\n", scheme="factuality")
    assert Rating.objects.get().bucket == "high"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason="the shared data folder is not here (NEWSDESK_SHARED)")
def test_the_shared_list_of_feeds_is_imported_whole_in_few_queries(django_assert_max_num_queries: object) -> None:
    source = SHARED.read_bytes()
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        report = import_feeds(source, "feeds.csv", "csv", "importer", NOW)
    assert report.feeds_new + len(report.problems) == 11_256
    assert not import_feeds(source, "feeds.csv", "csv", "importer", NOW).changed
