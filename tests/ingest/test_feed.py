"""Feeds as values, the malformed and the hostile ones too."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.ingest.feed import BrokenFeed, NotAFeed, feed_links
from stories.scales import DatePrecision, DateSource
from tests.ingest.feeds import BASE, item, read, rss


def test_an_item_has_all_that_its_feed_says():
    feed = read(
        rss(
            item(
                "The boats &amp; the toll",
                "/2025/06/a-1",
                """<guid isPermaLink="false">g-1</guid><pubDate>Mon, 02 Jun 2025 07:26:00 +0900</pubDate>
                <dc:creator>Noor Delacroix</dc:creator><category>Harbour</category><category>Money</category>
                <source url="https://wire.example/rss">The Wire</source>
                <description>&lt;p&gt;Out at &lt;b&gt;last&lt;/b&gt;.&lt;/p&gt;</description>
                <content:encoded><![CDATA[<p>They went.</p><script>no()</script><p>All did.</p>]]></content:encoded>
                <media:content url="https://gazette.example/b.jpg" medium="image">
                <media:description>The pier.</media:description>
                <media:credit>Sam Whitlow</media:credit></media:content>""",
            ),
            "<language>en-GB</language><ttl>15</ttl>",
        )
    )
    [entry] = feed.entries
    assert (feed.title, feed.home, feed.language, feed.ttl_s) == ("The Gazette", "https://gazette.example/", "en", 900)
    assert (entry.guid, entry.address) == ("g-1", "https://gazette.example/2025/06/a-1")
    assert (entry.title, entry.summary) == ("The boats & the toll", "Out at last.")
    assert entry.content_text == "They went.\nAll did."
    assert entry.published.moment == datetime(2025, 6, 1, 22, 26, tzinfo=UTC)
    assert (entry.published.source, entry.published.precision) == (DateSource.FEED, DatePrecision.SECOND)
    assert entry.published_raw == "Mon, 02 Jun 2025 07:26:00 +0900"
    assert (entry.authors, entry.categories) == (("Noor Delacroix",), ("Harbour", "Money"))
    assert (entry.source_name, entry.source_address) == ("The Wire", "https://wire.example/rss")
    assert (entry.image_address, entry.image_caption) == ("https://gazette.example/b.jpg", "The pier.")
    assert (entry.image_credit, entry.language) == ("Sam Whitlow", "en")


def test_an_atom_entry_is_read_alike():
    feed = read(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>
        <link href="https://gazette.example/"/>
        <entry><id>tag:1</id>
        <title type="html">Die &amp;lt;b&amp;gt;Boote&amp;lt;/b&amp;gt; sind aus</title>
        <link rel="enclosure" href="https://gazette.example/x.mp3"/><link rel="alternate" href="/a-1"/>
        <published>2025-06-02T07:26:00Z</published><updated>2025-06-03T07:26:00Z</updated>
        <author><name>Piet Okonjo</name><email>piet@gazette.example</email></author>
        <summary>Kurz.</summary></entry></feed>"""
    )
    [entry] = feed.entries
    assert (entry.title, entry.address, entry.authors) == (
        "Die Boote sind aus",
        "https://gazette.example/a-1",
        ("Piet Okonjo",),
    )
    assert (entry.published.moment.day, entry.modified.moment.day) == (2, 3)


def test_a_json_feed_is_read_alike():
    feed = read(
        """{"version": "https://jsonfeed.org/version/1.1", "title": "The Gazette", "home_page_url": "/",
        "language": "en", "items": [{"id": 1, "url": "/a-1",
        "title": "The boats are <b>out</b>", "content_html": "<p>They went.</p><p>All did.</p>",
        "summary": "Out.", "date_published": "2025-06-02T07:26:00Z", "authors": [{"name": "Piet Okonjo"}, "odd"],
        "tags": ["Harbour"], "image": "/b.jpg"}, {"id": 2, "url": "javascript:x", "title": "No"}, 3]}"""
    )
    [entry] = feed.entries
    assert (feed.title, feed.dropped, entry.guid, entry.address) == (
        "The Gazette",
        1,
        "1",
        "https://gazette.example/a-1",
    )
    assert (entry.title, entry.summary, entry.content_text) == ("The boats are out", "Out.", "They went.\nAll did.")
    assert (entry.authors, entry.categories, entry.image_address) == (
        ("Piet Okonjo",),
        ("Harbour",),
        "https://gazette.example/b.jpg",
    )
    assert entry.published.moment == datetime(2025, 6, 2, 7, 26, tzinfo=UTC)


@pytest.mark.parametrize("body", ["{}", "{", '{"version": 1}', '{"items": []}', "{" * 5000, '[{"version": 1}]'])
def test_other_json_is_no_feed(body):
    with pytest.raises(NotAFeed):
        read(body)


def test_items_without_dates_are_kept_and_say_so():
    feed = read(rss(item() + item("Second", "/a-2", "<pubDate>soon</pubDate>")))
    assert [entry.published for entry in feed.entries] == [None, None]
    assert feed.entries[1].published_raw == "soon"


def test_a_date_without_a_zone_is_in_the_outlets():
    entry = read(rss(item(more="<pubDate>2025-06-02 07:26</pubDate>")), zone="Asia/Seoul").entries[0]
    assert entry.published.moment == datetime(2025, 6, 1, 22, 26, tzinfo=UTC)
    assert entry.published.zone_guessed


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "java&#10;script:x",
        "&#1;javascript:x",
        "mailto:a@b.example",
        "file:///etc/passwd",
        "http://",
        "",
    ],
)
def test_a_link_that_is_no_web_address_is_dropped_with_its_item(link):
    feed = read(rss(item(link=link) + item("Kept", "/a-2")))
    assert ([entry.title for entry in feed.entries], feed.dropped) == (["Kept"], 1)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;script&gt;x()&lt;/script&gt;Boats", "Boats"),
        ("&lt;img src=x onerror=y()&gt;Boats", "Boats"),
        ("&amp;lt;b&amp;gt;Boats&amp;lt;/b&amp;gt;", "Boats"),
        ("<![CDATA[<b>Boats</b> & tolls]]>", "Boats & tolls"),
        ("5 &lt; 6 boats", "5 < 6 boats"),
        ("Boats\u202e&#8203; \n  out", "Boats out"),
        ("x" * 5000, "x" * 1000),
    ],
)
def test_a_title_is_text_and_nothing_else(title, shown):
    assert read(rss(item(title))).entries[0].title == shown


def test_an_item_without_a_title_takes_its_first_words():
    entry = read(
        rss("<item><link>/a</link><description>The boats are out. More follows.</description></item>")
    ).entries[0]
    assert entry.title == "The boats are out. More follows."


@pytest.mark.parametrize(
    ("body", "kind", "word"),
    [
        (b"", BrokenFeed, "empty"),
        (b"   \n", BrokenFeed, "empty"),
        (b"<!doctype html><title>Log in</title><p>Please log in.", NotAFeed, "web page"),
        (b"<html><body>Parked</body></html>", NotAFeed, "web page"),
        (b'{"not": "xml"}', NotAFeed, "not a feed"),
        (b"plain words", NotAFeed, "not a feed"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, NotAFeed, "not a feed"),
        (b"<rss>" + b" " * 5_000_001, BrokenFeed, "larger"),
    ],
)
def test_what_is_no_feed_is_a_clear_error(body, kind, word):
    with pytest.raises(kind) as error:
        read(body)
    assert word in error.value.words


def test_a_page_at_a_feeds_address_names_its_feeds():
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}.xml">' for n in range(5))
    page = f'<!doctype html><head>{links}<link rel="alternate" type="text/html" href="/x"></head>'
    with pytest.raises(NotAFeed) as error:
        read(page)
    assert error.value.alternates == tuple(f"https://gazette.example/{n}.xml" for n in range(3))
    assert feed_links('<link rel=alternate type=application/atom+xml href="javascript:x">', BASE) == ()


def test_a_mail_address_is_no_author():
    entry = read(rss(item(more="<author>noor@gazette.example (Noor Delacroix)</author>"))).entries[0]
    assert entry.authors == ("Noor Delacroix",)
    assert read(rss(item(more="<author>desk@gazette.example</author>"))).entries[0].authors == ()


def test_of_a_feed_cut_in_the_middle_the_whole_items_stay():
    whole = rss("".join(item(f"n{n}", f"/{n}", "<description>Some words.</description>") for n in range(4)))
    cut = whole[: whole.index("n3") + 30]
    feed = read(cut)
    assert [entry.title for entry in feed.entries] == ["n0", "n1", "n2"]
    assert feed.trouble


@pytest.mark.parametrize(
    ("encoding", "label", "charset"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "windows-1251", "windows-1251"),
        ("utf-8", "iso-8859-1", "us-ascii"),
        ("utf-8-sig", "utf-8", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("cp1251", "windows-1251", ""),
        ("cp1251", "utf-8", "windows-1251"),
        ("koi8-r", "koi8-r", ""),
    ],
)
def test_a_feed_is_read_in_the_encoding_it_has(encoding, label, charset):
    body = rss(item("Лодки вышли в море")).replace('encoding="utf-8"', f'encoding="{label}"')
    assert read(body.encode(encoding), charset=charset).entries[0].title == "Лодки вышли в море"


def test_blank_lines_before_the_document_do_no_harm():
    assert read("\n\n  " + rss(item())).entries


@pytest.mark.parametrize(
    ("head", "ttl_s"),
    [
        ("<ttl>15</ttl>", 900),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>999999</ttl>", 86_400),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400),
        ("", None),
    ],
)
def test_a_feed_says_how_long_to_leave_it_alone(head, ttl_s):
    assert read(rss(item(), head)).ttl_s == ttl_s


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_feed_or_a_clear_error(body, inside):
    whole = rss(item("@@")).encode().replace(b"@@", body) if inside else body
    with suppress(BrokenFeed):
        assert all(entry.title and entry.address.startswith("http") for entry in read(whole).entries)
