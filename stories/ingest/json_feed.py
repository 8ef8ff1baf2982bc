"""JSON Feed (jsonfeed.org, version 1.1) in the shape that the XML parser gives, so one reading serves both. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from stories.ingest.feed_caps import MAX_AUTHOR_CHARS, MAX_CATEGORIES, MAX_ITEMS


class Document(dict[str, Any]):
    """A parsed JSON Feed with the parts of feedparser's result that we read."""

    @property
    def feed(self) -> Mapping[str, Any]:
        """What the feed says of itself."""
        head: Mapping[str, Any] = self["feed"]
        return head

    @property
    def entries(self) -> list[Mapping[str, Any]]:
        """Its items, within the cap."""
        items: list[Mapping[str, Any]] = self["entries"]
        return items

    @property
    def version(self) -> str:
        """The version it claims, '' for other JSON."""
        return str(self["version"])


def read(text: str) -> Document | None:
    """The feed in a text, None when the text is no JSON Feed."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or "jsonfeed.org/version" not in str(whole.get("version")):
        return None
    items = whole.get("items")
    entries = [_entry(item) for item in items[:MAX_ITEMS] if isinstance(item, dict)] if isinstance(items, list) else []
    head = {"title": whole.get("title"), "link": whole.get("home_page_url"), "language": whole.get("language")}
    return Document(feed=head, entries=entries, version=str(whole["version"]))


def _entry(item: Mapping[str, Any]) -> dict[str, Any]:
    people = item.get("authors") or [item.get("author")]
    tags = item.get("tags")
    image = item.get("image") or item.get("banner_image")
    return {
        "id": str(item.get("id") or ""),
        "link": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "summary": item.get("summary") or ("" if item.get("content_html") else item.get("content_text")),
        "content": [{"value": item.get("content_html") or item.get("content_text")}],
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "authors": [
            {"name": person["name"][:MAX_AUTHOR_CHARS]}
            for person in (people[:MAX_CATEGORIES] if isinstance(people, list) else [])
            if isinstance(person, dict) and isinstance(person.get("name"), str)
        ],
        "tags": [{"term": tag} for tag in tags[:MAX_CATEGORIES]] if isinstance(tags, list) else [],
        "media_content": [{"url": image, "medium": "image"}] if isinstance(image, str) else [],
        "language": item.get("language"),
    }
