"""What a feed's entry means to the articles we hold."""

from datetime import UTC, datetime, timedelta

from stories.ingest.decide import Kind, Known, decide, distinct, unsure_guids
from stories.ingest.feed import FeedEntry

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ENTRY = FeedEntry("g", "https://gazette.example/a-1", "The boats are out", "All of them left the old harbour at dawn.")


def known(title: str = ENTRY.title, summary: str = ENTRY.summary, days_ago: float = 1) -> Known:
    return Known(7, title, summary, NOW - timedelta(days=days_ago))


def test_an_entry_that_nothing_is_known_of_is_new():
    assert decide(ENTRY, None, None, NOW).kind == Kind.NEW


def test_a_known_address_with_the_same_words_is_seen_again():
    decision = decide(ENTRY, known("The boats  are OUT"), None, NOW)
    assert (decision.kind, decision.article_id) == (Kind.SEEN, 7)


def test_a_changed_headline_is_a_version():
    assert decide(ENTRY, known("Boats stay in port"), None, NOW).kind == Kind.VERSION


def test_a_new_address_with_a_known_guid_is_the_same_article():
    assert decide(ENTRY, None, known(), NOW).kind == Kind.SEEN
    assert decide(ENTRY, None, known("Boats stay in port"), NOW).kind == Kind.VERSION


def test_a_guid_used_again_after_a_month_for_other_words_is_a_new_article():
    other = known("Market opens late", "Rain kept the stalls shut until noon on Friday.", days_ago=31)
    assert decide(ENTRY, None, other, NOW).kind == Kind.NEW
    assert decide(ENTRY, None, known(days_ago=300), NOW).kind == Kind.SEEN
    soon = known("Market opens late", "Rain kept the stalls shut until noon on Friday.", days_ago=29)
    assert decide(ENTRY, None, soon, NOW).kind == Kind.VERSION


def test_the_address_counts_before_the_guid():
    other = Known(8, "Another", "", NOW)
    assert decide(ENTRY, known(), other, NOW).article_id == 7


def test_a_guid_of_several_addresses_identifies_nothing():
    entries = [FeedEntry("same", f"https://gazette.example/{n}", f"n{n}") for n in range(10)]
    entries += [
        FeedEntry("own", "https://gazette.example/x?utm_source=a", "x"),
        FeedEntry("own", "https://gazette.example/x", "x"),
    ]
    assert unsure_guids(entries) == {"", "same"}


def test_an_address_twice_in_a_feed_is_one_entry():
    entries = [
        FeedEntry("a", "https://gazette.example/x?utm_source=a", "first"),
        FeedEntry("b", "https://www.gazette.example/x/", "second"),
    ]
    assert [entry.title for entry in distinct([*entries, FeedEntry("c", "", "nowhere")])] == ["first"]
