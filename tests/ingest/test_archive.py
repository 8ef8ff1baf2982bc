"""Archives: lines to articles, articles to rows."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.archive import latest, read_line
from stories.ingest.steps.archive import store_archive
from stories.models import Article, OtherAddress
from tests import make

NOW = make.NOW


def line(**fields: object) -> str:
    row = {"url": "https://www.gull.example/news/1?utm_source=x", "title": "Pier reopens", "published": "2026-03-01"}
    return json.dumps(row | fields)


def test_a_line_becomes_an_article_with_a_canonical_address() -> None:
    item = read_line(line(id="a-1", outlet="gull.example", lang="en", text="One.\n\nTwo.", tags=["pier", "pier"]), NOW)
    assert item.canonical_address == "https://gull.example/news/1"
    assert (item.archive_id, item.outlet, item.language, item.text, item.tags) == (
        "a-1",
        "gull.example",
        "en",
        "One.\nTwo.",
        ("pier",),
    )


@pytest.mark.parametrize(
    ("published", "precision"),
    [("2026-03-01", "day"), ("2026-03-01T09:30Z", "minute"), ("2026-03-01T09:30:15+09:00", "second")],
)
def test_a_date_is_as_exact_as_it_was_written(published: str, precision: str) -> None:
    item = read_line(line(published=published), NOW)
    assert (item.precision, item.source, item.published_raw) == (precision, "feed", published)


def test_without_a_date_the_time_of_observation_is_taken_and_marked_as_seen() -> None:
    item = read_line(line(published=None, observed="2026-03-02T10:00:00"), NOW)
    assert (item.published_at, item.precision, item.source) == (datetime(2026, 3, 2, 10, tzinfo=UTC), "seen", "seen")
    assert read_line(line(published="not a date"), NOW).published_at == NOW


def test_no_article_is_from_the_future_whatever_its_date_or_the_shift() -> None:
    assert read_line(line(published="2031-01-01"), NOW).published_at == NOW
    assert read_line(line(), NOW, timedelta(days=400)).published_at == NOW


def test_dates_are_moved_together() -> None:
    item = read_line(
        line(published="2026-03-01T10:00:00Z", previous_title="Pier shut", retitled_at="2026-03-01T12:00:00Z"),
        NOW,
        timedelta(days=2),
    )
    assert item.published_at == datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert item.earlier is not None
    assert (item.earlier.title, item.earlier.changed_at) == ("Pier shut", datetime(2026, 3, 3, 12, tzinfo=UTC))
    assert latest(line(retitled_at="2026-03-05")) == datetime(2026, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{broken", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1, 2]", "no object"),
        (line(url=""), "no url"),
        (line(url="javascript:alert(1)"), "no web address"),
        (line(title="  \u200b "), "no title"),
        (line(title=["a"]), "no title"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_line(text, NOW)


@given(
    st.dictionaries(
        st.sampled_from(["url", "title", "published", "authors", "text", "outlet", "id", "lang", "image"]),
        st.none() | st.booleans() | st.floats() | st.text(max_size=30) | st.lists(st.none() | st.text(max_size=5)),
    )
)
def test_no_row_breaks_the_reader_in_another_way_than_by_words(row: dict[str, object]) -> None:
    try:
        item = read_line(json.dumps(row), NOW)
    except ValueError:
        return
    assert item.title
    assert item.published_at <= NOW


@pytest.mark.django_db
def test_an_archive_is_stored_once_and_waits_to_be_annotated() -> None:
    gull = make.outlet()
    items = [
        read_line(line(), NOW),
        read_line(line(url="https://gull.example/news/1/"), NOW),
        read_line(line(url="https://gull.example/news/2", text="One. Two."), NOW),
    ]
    assert store_archive([(item, gull.pk) for item in items], NOW) == 2
    assert store_archive([(item, gull.pk) for item in items], NOW) == 0
    assert sorted(Article.objects.values_list("canonical_address", "stage", "text_source")) == [
        ("https://gull.example/news/1", "annotate", ""),
        ("https://gull.example/news/2", "annotate", "archive"),
    ]


@pytest.mark.django_db
def test_a_changed_headline_is_kept_with_both_wordings() -> None:
    item = read_line(line(previous_title="Pier shut", retitled_at="2026-03-02"), NOW)
    store_archive([(item, make.outlet().pk)], NOW)
    article = Article.objects.get()
    assert article.title == "Pier reopens"
    assert list(article.versions.values_list("title", flat=True)) == ["Pier shut", "Pier reopens"]


@pytest.mark.django_db
def test_an_article_that_a_feed_brought_is_left_as_it_is() -> None:
    known = make.article(title="As the feed says", address="https://gull.example/news/1")
    store_archive([(read_line(line(), NOW), known.outlet_id)], NOW)
    assert Article.objects.get().title == "As the feed says"


@pytest.mark.django_db
def test_an_article_that_is_held_under_another_address_is_not_stored_again() -> None:
    known = make.article(address="https://gull.example/own")
    OtherAddress.objects.create(canonical_address="https://gull.example/news/1", article=known)
    assert store_archive([(read_line(line(), NOW), known.outlet_id)], NOW) == 0
