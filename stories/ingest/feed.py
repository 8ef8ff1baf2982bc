"""A feed's bytes as values: ParsedFeed with its FeedEntries, or an error in an editor's words. Pure."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit
from xml.sax import SAXException

import feedparser

from stories.ingest import json_feed
from stories.ingest.dates import ParsedDate, parse_date
from stories.ingest.encodings import as_text
from stories.ingest.feed_caps import MAX_ITEMS, BrokenFeed, Capped, NotAFeed, capped
from stories.ingest.markup import first_image, one_line, plain, web_address
from stories.text.folding import clean

__all__ = ["BrokenFeed", "FeedEntry", "NotAFeed", "ParsedFeed", "feed_links", "parse_feed"]

MAX_TITLE_CHARS, MAX_SUMMARY_CHARS, MAX_GUID_CHARS = 1000, 5000, 1000
MAX_AUTHORS, MAX_NAME_CHARS, MAX_KEPT_CATEGORIES = 20, 200, 30
MAX_ALTERNATES = 3
MAX_ODD_DATES = 50  # each takes milliseconds to be given up
MIN_TTL_S, MAX_TTL_S = 60, 86_400
_PERIOD_S = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_ALTERNATE = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{2,12})\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")

Node = Mapping[str, Any]


@dataclass(frozen=True)
class FeedEntry:
    """One item. Texts are plain, without markup; addresses absolute http(s) or ''; content_text only where the feed
    carries the article itself. source_name, source_address: whom the item names as its origin (RSS <source>)."""

    guid: str
    address: str
    title: str
    summary: str = ""
    content_text: str = ""
    published: ParsedDate | None = None
    published_raw: str = ""
    modified: ParsedDate | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    image_address: str = ""
    image_caption: str = ""
    image_credit: str = ""
    source_name: str = ""
    source_address: str = ""
    language: str = ""


@dataclass(frozen=True)
class ParsedFeed:
    """A feed as read. ttl_s: how long it asks to be left alone; dropped: items over the cap or without address or
    title; trouble: what was not well-formed, '' for a clean feed."""

    title: str
    home: str
    language: str
    ttl_s: int | None
    entries: tuple[FeedEntry, ...]
    dropped: int = 0
    trouble: str = ""


def parse_feed(body: bytes, *, address: str, fetched_at: datetime, charset: str = "", zone: str = "") -> ParsedFeed:
    """The feed in a body that was fetched from `address`; zone: the outlet's, for dates without one.

    Raises NotAFeed for a web page or other document (naming at most three feeds that the page offers), BrokenFeed for
    an empty, oversized or unreadable one.
    """
    text = as_text(body, charset)
    if not text.strip():
        raise BrokenFeed("The feed is empty.")
    _refuse_pages(text, address)
    is_json = text.lstrip().startswith("{")
    within = Capped(text, 0) if is_json else capped(text)  # what an article says of XML is no danger in JSON
    parsed = json_feed.read(text) if is_json else _parsed(within.text, address)
    if parsed is None:
        raise NotAFeed("The address answers with a document that is not a feed.")
    raw_entries = parsed.entries[:MAX_ITEMS]
    if not parsed.version and not raw_entries:
        raise NotAFeed("The address answers with a document that is not a feed.")
    head: Node = parsed.feed
    language = _language(head.get("language"))
    entries = _entries(raw_entries, _Setting(address, fetched_at, zone, language))
    kept = tuple(entry for entry in entries if entry.title and entry.address)
    return ParsedFeed(
        title=clean(one_line(_text(head, "title")), max_length=300),
        home=web_address(_text(head, "link"), address),
        language=language,
        ttl_s=_ttl_s(head),
        entries=kept,
        dropped=within.dropped + len(parsed.entries) - len(kept),
        trouble=_trouble(parsed),
    )


def feed_links(page: str, address: str) -> tuple[str, ...]:
    """The feeds that a web page names in its head, at most three, absolute."""
    found: list[str] = []
    for tag in _ALTERNATE.findall(page[:200_000]):
        fields = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if "alternate" in fields.get("rel", "").lower() and fields.get("type", "").lower() in _FEED_TYPES:
            found.append(web_address(fields.get("href", "").replace("&amp;", "&"), address))
    return tuple(dict.fromkeys(link for link in found if link))[:MAX_ALTERNATES]


def _refuse_pages(text: str, address: str) -> None:
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    head = re.sub(r"^(<\?xml[^<>]*\?>|<!--[^<>]*-->|\s)+", "", head)
    if head.startswith(("<!doctype html", "<html", "<head", "<body")) and not re.search(r"<(rss|feed|rdf:rdf)\b", head):
        raise NotAFeed("The address answers with a web page, not with a feed.", feed_links(text, address))


def _parsed(text: str, address: str) -> Any:
    """feedparser's reading of a stream: given a string, it would open it as a file or an address."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,  # all markup is dropped below
            resolve_relative_uris=False,
        )
    except (SAXException, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise BrokenFeed("The feed is so malformed that nothing in it can be read.") from error


@dataclass(frozen=True)
class _Setting:
    """What a feed's items are read in: its address, when it was fetched, the outlet's zone, its own language."""

    base: str
    fetched_at: datetime
    zone: str
    language: str

    def date(self, text: str, *, odd: bool) -> ParsedDate | None:
        """The moment that a text names; odd: in a form that no reader of ours needs long to know."""
        return parse_date(text, self.zone, self.fetched_at, known_forms_only=odd)


def _entries(raw_entries: Sequence[Node], setting: _Setting) -> list[FeedEntry]:
    """The items. After many dates that nothing could read the slow reader of dates isn't asked any more."""
    entries: list[FeedEntry] = []
    unread = 0
    for raw in raw_entries:
        entries.append(_entry(raw, setting, odd=unread >= MAX_ODD_DATES))
        unread += bool(entries[-1].published_raw) and entries[-1].published is None
    return entries


def _entry(raw: Node, setting: _Setting, *, odd: bool) -> FeedEntry:
    base = setting.base
    published_raw = (_text(raw, "published") or _text(raw, "updated") or _text(raw, "created"))[:200]
    published = setting.date(published_raw, odd=odd)
    modified = setting.date(_text(raw, "updated"), odd=odd) if raw.get("published") else None
    summary, content = plain(_text(raw, "summary")), plain(_content(raw))
    summary = clean(summary, max_length=MAX_SUMMARY_CHARS, keep_lines=True)
    image, caption, credit = _image(raw, base)
    return FeedEntry(
        guid=clean(_text(raw, "id"), max_length=MAX_GUID_CHARS),
        address=_address(raw, base),
        title=clean(one_line(_text(raw, "title")), max_length=MAX_TITLE_CHARS) or _first_words(summary),
        summary=summary,
        content_text=clean(content, keep_lines=True) if len(content) > len(summary) else "",
        published=published,
        published_raw=published_raw,
        modified=modified,
        authors=_authors(raw),
        categories=_categories(raw),
        image_address=image,
        image_caption=caption,
        image_credit=credit,
        source_name=clean(one_line(_text(_node(raw, "source"), "title")), max_length=MAX_NAME_CHARS),
        source_address=web_address(_text(_node(raw, "source"), "href"), base),
        language=_language(raw.get("language")) or setting.language,
    )


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""


def _node(node: Node, key: str) -> Node:
    value = node.get(key)
    return value if isinstance(value, Mapping) else {}


def _nodes(node: Node, key: str) -> Sequence[Node]:
    value = node.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _address(raw: Node, base: str) -> str:
    """The article's own address: an alternate link, else any link that is no enclosure, else a guid that is one.

    The feed itself and a site's home page are nobody's article: items that all lead there would become one.
    """
    links = [link for link in _nodes(raw, "links") if link.get("rel") in (None, "alternate")]
    candidates = [_text(raw, "feedburner_origlink"), _text(raw, "link"), *(_text(link, "href") for link in links)]
    candidates += [_text(raw, "id")] if re.match(r"https?://", _text(raw, "id")) else []
    addresses = (web_address(text, base) for text in candidates if text)
    return next((address for address in addresses if address and not _of_all(address, base)), "")


def _of_all(address: str, base: str) -> bool:
    parts = urlsplit(address)
    return (parts.path in ("", "/") and not parts.query) or urldefrag(address).url == urldefrag(base).url


def _content(raw: Node) -> str:
    return max((_text(part, "value") for part in _nodes(raw, "content")), key=len, default="")


def _first_words(summary: str) -> str:
    """A title for an item that has none: its summary's first line, to 120 characters."""
    line = summary.split("\n", 1)[0]
    return line if len(line) <= 120 else line[:120].rsplit(" ", 1)[0] + "…"


def _authors(raw: Node) -> tuple[str, ...]:
    names = [_text(author, "name") for author in _nodes(raw, "authors")] or [_text(raw, "author")]
    cleaned = (clean(one_line(name), max_length=MAX_NAME_CHARS).strip(" ,;()") for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name and "@" not in name))[:MAX_AUTHORS]


def _categories(raw: Node) -> tuple[str, ...]:
    terms = (_text(tag, "label") or _text(tag, "term") for tag in _nodes(raw, "tags"))
    cleaned = (clean(one_line(term), max_length=MAX_NAME_CHARS) for term in terms)
    return tuple(dict.fromkeys(term for term in cleaned if term))[:MAX_KEPT_CATEGORIES]


def _image(raw: Node, base: str) -> tuple[str, str, str]:
    """A picture's address, caption and credit: media:content, an enclosure, a thumbnail, a picture in the text."""
    media = [item for item in _nodes(raw, "media_content") if _is_image(item)]
    enclosures = [link for link in _nodes(raw, "links") if link.get("rel") == "enclosure" and _is_image(link)]
    found = [_text(item, "url") for item in media] + [_text(link, "href") for link in enclosures]
    found += [_text(item, "url") for item in _nodes(raw, "media_thumbnail")]
    found += [first_image(_content(raw) or _text(raw, "summary"))]
    address = next((address for text in found if text and (address := web_address(text, base))), "")
    if not address:
        return "", "", ""
    described = _text(_node(raw, "summary_detail"), "value")  # where feedparser leaves a media:description
    caption = described if media and described != _text(raw, "summary") else ""
    credit = next((_text(item, "content") for item in _nodes(raw, "media_credit")), "")
    return address, clean(one_line(caption), max_length=MAX_TITLE_CHARS), clean(one_line(credit), max_length=500)


def _is_image(node: Node) -> bool:
    kind = f"{_text(node, 'medium')} {_text(node, 'type')}".strip().lower()
    if kind:
        return kind.startswith("image") or " image/" in kind
    return bool(re.search(r"\.(jpe?g|png|webp|gif|avif)(\?|$)", _text(node, "url") or _text(node, "href"), re.I))


def _language(value: object) -> str:
    """The two or three letters of a language tag, '' for none."""
    found = re.match(r"[a-z]{2,3}(?![a-z])", value.strip().lower()) if isinstance(value, str) else None
    return found[0] if found else ""


def _ttl_s(head: Node) -> int | None:
    """How many seconds the feed asks to be left alone, within a minute and a day: ttl, else its update period."""
    minutes = _text(head, "ttl").strip()
    if re.fullmatch(r"\d{1,6}", minutes, re.ASCII) and int(minutes):
        return min(max(int(minutes) * 60, MIN_TTL_S), MAX_TTL_S)
    period = _PERIOD_S.get(_text(head, "sy_updateperiod").strip().lower())
    times = _text(head, "sy_updatefrequency").strip()
    often = int(times) if re.fullmatch(r"\d{1,4}", times, re.ASCII) and int(times) else 1
    return min(max(period // often, MIN_TTL_S), MAX_TTL_S) if period else None


def _trouble(parsed: Any) -> str:
    if not parsed.get("bozo"):
        return ""
    error = parsed.get("bozo_exception")
    return f"The feed is not well-formed ({type(error).__name__}); what could be read was kept." if error else ""
