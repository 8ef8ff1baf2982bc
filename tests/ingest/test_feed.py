"""Feeds as values, the malformed and the hostile ones too."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.ingest.feed import BrokenFeed, NotAFeed, ParsedFeed, feed_links, parse_feed
from stories.ingest.feed_caps import MAX_ITEMS
from stories.scales import DatePrecision, DateSource

NOW = datetime(2025, 7, 1, tzinfo=UTC)
BASE = "https://gazette.example/feed.xml"


def read(body: str | bytes, **more: str) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, address=BASE, fetched_at=NOW, **more)


def rss(items: str, head: str = "") -> str:
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {spaces}><channel><title>The Gazette</title>'
        f"<link>https://gazette.example/</link>{head}{items}</channel></rss>"
    )


def item(title: str = "The boats are out", link: str = "/a-1", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


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


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]>',
        '<!doctype rss [<!entity a "ha">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused(prolog, encoding):
    body = f"{prolog}<rss version='2.0'><channel>{item('&a;')}</channel></rss>".encode(encoding)
    with pytest.raises(BrokenFeed) as error:
        read(body)
    assert "entities" in error.value.words


def test_a_feed_about_entities_is_read():
    assert read(rss(item("How &lt;!ENTITY works"))).entries[0].title == "How <!ENTITY works"


def test_the_newest_items_of_a_flood_are_kept():
    def dated(count: int) -> str:
        return item(
            f"n{count}",
            f"/{count}",
            f"<pubDate>{datetime.fromtimestamp(count * 3600, UTC):%a, %d %b %Y %H:%M:%S} GMT</pubDate>",
        )

    count, first = MAX_ITEMS + 200, 480_000
    falling = read(rss("".join(dated(first - n) for n in range(count))))
    rising = read(rss("".join(dated(first + n) for n in range(count))))
    assert (len(falling.entries), falling.dropped, falling.entries[0].title) == (MAX_ITEMS, 200, f"n{first}")
    assert (len(rising.entries), rising.dropped, rising.entries[-1].title) == (MAX_ITEMS, 200, f"n{first + count - 1}")


HOSTILE = {
    "an author of 16,000 labels": rss(item(more="<author>a@" + "a." * 16_000 + "</author>")),
    "authors in every item": rss(item(more="<author>a@" + "a." * 4000 + "</author>") * 100),
    "an author in CDATA": rss(item(more="<dc:creator><![CDATA[a@" + "a." * 16_000 + "]]></dc:creator>")),
    "a mail address without an end": rss(item(more="<author>" + "a" * 100_000 + "</author>")),
    "150,000 items": rss("<item><title>x</title></item>" * 150_000),
    "50,000 categories": rss(item(more="".join(f"<category>c{n}</category>" for n in range(50_000)))),
    "one item of 4 MB": rss(item(more="<description>" + "word " * 800_000 + "</description>")),
    "unclosed tags": rss(item(more="<description>" + "&lt;a href=" * 200_000 + "</description>")),
    "nested elements": "<rss>" + "<channel>" * 3000,
    "open comments": rss(item(more="<description>" + "&lt;!--" * 200_000 + "</description>")),
}


@pytest.mark.timeout(60)  # without the caps most of these take minutes, one hours
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_costs_little(name):
    body = HOSTILE[name].encode()
    with suppress(BrokenFeed):
        assert len(read(body).entries) <= MAX_ITEMS


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
