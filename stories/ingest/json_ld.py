"""A page's JSON-LD: the node that describes the article, and its fields as plain values. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from stories.ingest.markup import one_line, plain

MAX_SCRIPT_CHARS, MAX_SCRIPTS, MAX_NODES, MAX_DEPTH = 1_000_000, 40, 2000, 12
LIST_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"})
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|\w*Review)$")
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|\]\]>|/\*\]\]>\*/)\s*$")

Node = Mapping[str, Any]


@dataclass(frozen=True)
class JsonLd:
    """What the article's node says; '' and () where it says nothing. types: of all nodes on the page."""

    kind: str = ""
    headline: str = ""
    body: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    image: str = ""
    image_caption: str = ""
    image_credit: str = ""
    publisher: str = ""
    source: str = ""
    rights: str = ""
    language: str = ""
    types: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_list(self) -> bool:
        """Whether the page says that it is a list, and of no article."""
        return not self.kind and bool(self.types & LIST_TYPES)


def read(scripts: Sequence[str]) -> JsonLd:
    """The page's JSON-LD blocks as one JsonLd; broken blocks are passed over."""
    nodes = [node for script in scripts[:MAX_SCRIPTS] for node in _nodes(_loaded(script))][:MAX_NODES]
    types = frozenset(kind for node in nodes for kind in _types(node))
    articles = [node for node in nodes if any(_ARTICLE.match(kind) for kind in _types(node))]
    articles = [node for node in articles if node.get("headline") or node.get("name") or node.get("datePublished")]
    if not articles:
        return JsonLd(types=types)
    return _article(max(articles[:20], key=_fullness), nodes, types)


def _article(node: Node, nodes: Sequence[Node], types: frozenset[str]) -> JsonLd:
    by_id = {str(other["@id"]): other for other in nodes if "@id" in other and len(other) > 1}
    image, caption, credit = _image(node, by_id)
    return JsonLd(
        kind=next(kind for kind in _types(node) if _ARTICLE.match(kind)),
        headline=one_line(_text(node.get("headline")) or _text(node.get("name"))),
        body=plain(_text(node.get("articleBody"))),
        published=_text(node.get("datePublished")),
        modified=_text(node.get("dateModified")),
        authors=tuple(dict.fromkeys(_names(node.get("author") or node.get("creator"), by_id))),
        tags=tuple(_tags(node.get("keywords"))),
        section=", ".join(one_line(part) for part in _strings(node.get("articleSection")))[:200],
        image=image,
        image_caption=caption,
        image_credit=credit,
        publisher=next(iter(_names(node.get("publisher"), by_id)), ""),
        source=next(iter(_names(node.get("sourceOrganization") or node.get("isBasedOn"), by_id)), ""),
        rights=one_line(
            _text(node.get("copyrightNotice")) or next(iter(_names(node.get("copyrightHolder"), by_id)), "")
        ),
        language=_text(node.get("inLanguage")),
        types=types,
    )


def _loaded(script: str) -> object:
    if len(script) > MAX_SCRIPT_CHARS:
        return None
    text = _COMMENT.sub("", _COMMENT.sub("", script)).strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:  # a comma too many, the commonest fault
        return json.loads(re.sub(r",(\s*[}\]])", r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """All typed nodes of a block, outermost first; never into an article's own parts such as its comments."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: Node) -> list[str]:
    return [kind.rpartition("/")[2] for kind in _strings(node.get("@type"))]


def _fullness(node: Node) -> int:
    return sum(
        1 for key in ("headline", "datePublished", "articleBody", "author", "image", "publisher") if node.get(key)
    )


def _strings(value: object) -> list[str]:
    if isinstance(value, list):
        return [item for item in value[:50] if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


def _text(value: object) -> str:
    return next((text.strip() for text in _strings(value) if text.strip()), "")


def _names(value: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    """The names of people or organisations, however they are wrapped; never a bare address."""
    if isinstance(value, list):
        for item in value[:20]:
            yield from _names(item, by_id)
    elif isinstance(value, dict):
        known = by_id.get(str(value.get("@id", "")), value)
        yield from (one_line(name) for name in _strings(known.get("name"))[:20] if one_line(name))
    elif isinstance(value, str) and value.strip() and not re.match(r"\s*https?:|.*@", value):
        yield one_line(value)


def _tags(value: object) -> Iterator[str]:
    for text in _strings(value):
        parts = re.split(r"\s*[,;]\s*", text) if not isinstance(value, list) or text.count(",") > 2 else [text]
        yield from (tag for part in parts if (tag := one_line(part).lstrip("#").strip()))


def _image(node: Node, by_id: Mapping[str, Node]) -> tuple[str, str, str]:
    value = node.get("image")
    for item in value[:5] if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            return item.strip(), "", ""
        if isinstance(item, dict):
            full = by_id.get(str(item.get("@id", "")), item)
            address = _text(full.get("url")) or _text(full.get("contentUrl"))
            credit = _text(full.get("creditText")) or next(iter(_names(full.get("creator"), by_id)), "")
            if address:
                return address, one_line(_text(full.get("caption"))), one_line(credit)
    return "", "", ""
