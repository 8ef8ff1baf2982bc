import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.catalogue.domains import candidates, feed_address, host, is_shared, outlet_domain, outlet_name, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.DailyGull.example/a?b#c", "dailygull.example"),
        ("dailygull.example", "dailygull.example"),
        ("www.dailygull.example.", "dailygull.example"),
        ("//dailygull.example:8080/x", "dailygull.example"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("www.example", "www.example"),
        ("http://[::1]/feed", "::1"),
        ("", None),
        ("http://", None),
        ("not a host", None),
        ("http://[broken", None),
    ],
)
def test_a_host_is_comparable_however_it_was_written(text: str, expected: str | None) -> None:
    assert host(text) == expected


@given(st.text(max_size=300))
def test_no_text_breaks_host_and_a_host_is_its_own_host(text: str) -> None:
    found = host(text)
    assert found is None or ":" in found or host(found) == found


def test_the_outlet_of_a_feed_is_the_host_of_its_home_page() -> None:
    assert outlet_domain("https://www.gull.example/", "http://127.0.0.1:8765/gull.example/feed.xml") == "gull.example"


def test_without_a_home_page_the_feed_host_says_the_outlet_and_a_host_for_feeds_stands_for_its_parent() -> None:
    assert outlet_domain("", "https://rss.gull.example/all.xml") == "gull.example"
    assert outlet_domain("", "https://feeds.gull.co.uk/all.xml") == "gull.co.uk"
    assert outlet_domain("", "https://news.gull.example/all.xml") == "news.gull.example"


@pytest.mark.parametrize(
    "feed", ["https://medium.com/feed/@gull", "http://127.0.0.1/feed", "http://localhost/feed", "https://rss.app/x"]
)
def test_a_shared_host_says_nothing_about_the_outlet(feed: str) -> None:
    assert outlet_domain("", feed) is None


def test_a_feed_host_that_is_somebodys_registered_name_stays() -> None:
    assert outlet_domain("", "https://rss.com/feed") == "rss.com"
    assert not is_shared("rss.com")


def test_parents_are_tried_down_to_the_registered_name() -> None:
    assert list(candidates("a.b.gull.co.uk")) == ["a.b.gull.co.uk", "b.gull.co.uk", "gull.co.uk"]
    assert list(candidates("gull.blogspot.com")) == ["gull.blogspot.com"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("feed://Gull.example/Rss?a=1&b=2#top", None),
        ("feed:https://Gull.example/Rss?a=1&b=2#top", "https://gull.example/Rss?a=1&b=2"),
        ("//gull.example", "https://gull.example/"),
        (" https://gull.example/fe\ned ", "https://gull.example/feed"),
        ("HTTP://GULL.example:8080/x", "http://gull.example:8080/x"),
    ],
)
def test_a_feeds_address_is_stored_in_one_form(text: str, expected: str | None) -> None:
    assert feed_address(text) == (expected or "https://gull.example/Rss?a=1&b=2")


@pytest.mark.parametrize(
    "text", ["", "javascript:alert(1)", "ftp://gull.example/", "https://user:secret@gull.example/", "https://", "x" * 9]
)
def test_what_is_no_address_is_refused_without_repeating_a_password(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        feed_address(text)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("domain", "titles", "expected"),
    [
        ("dailygull.example", ["Latest News | Daily Gull", "Sport | Daily Gull"], "Daily Gull"),
        ("thegull.example", ["The Gull - All stories"], "The Gull"),
        ("pmh.example", ["Port Morning Herald - Latest"], "Port Morning Herald"),
        ("gull.example", ["Harbour news"], "Harbour news"),
        ("gull.example", ["Sport", "Politics"], "gull.example"),
        ("gull.example", [], "gull.example"),
    ],
)
def test_an_outlet_is_named_after_the_part_of_a_title_that_its_domain_is_short_for(
    domain: str, titles: list[str], expected: str
) -> None:
    assert outlet_name(domain, titles) == expected


@given(st.text(max_size=200))
def test_a_slug_is_never_empty(text: str) -> None:
    assert slug(text)
    assert slug(slug(text)) == slug(text)
