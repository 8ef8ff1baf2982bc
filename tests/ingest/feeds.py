"""Small feeds of a fictional outlet, and how the tests read them."""

from datetime import UTC, datetime

from stories.ingest.feed import ParsedFeed, parse_feed

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
