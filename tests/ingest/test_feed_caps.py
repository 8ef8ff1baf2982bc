"""Feeds that would choke a parser, and what is left of them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from stories.ingest.feed import BrokenFeed
from stories.ingest.feed_caps import MAX_ITEMS
from tests.ingest.feeds import item, read, rss


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


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_costs_little(name):
    body = HOSTILE[name].encode()
    with suppress(BrokenFeed):
        assert len(read(body).entries) <= MAX_ITEMS
