"""Markup of feeds as plain text. Pure, and linear in its input whatever that is (Django's striptags is not)."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urljoin, urlsplit

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_BREAK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|pre)\b[^<>]*>", re.I)
_SILENT = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "figcaption")
_IMAGE = re.compile(r"<img\b[^<>]{0,2000}?\ssrc\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.I)
_SPACE = re.compile(r"[^\S\n]+")
MAX_MARKUP_CHARS = 400_000
MAX_ADDRESS_CHARS = 2000


def plain(markup: str) -> str:
    """The words of a piece of HTML, a line per block, entities undone, script and captions left out.

    Text that only looks like markup ('5 < 6') stays; markup that was escaped twice is undone twice.
    """
    text = markup[:MAX_MARKUP_CHARS]
    for _ in range(2):
        text = html.unescape(_without_tags(text)) if "<" in text or "&" in text else text
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(markup: str) -> str:
    """The words of a title: as plain, on one line."""
    return " ".join(plain(markup).split())


def _without_tags(text: str) -> str:
    lowered = text.lower()
    for name in _SILENT:
        if f"<{name}" in lowered:
            text = _without_element(text, name)
            lowered = text.lower()
    return _TAG.sub("", _BREAK.sub("\n", text))


def _without_element(text: str, name: str) -> str:
    """Without `<name …>…</name>`; an element that never ends takes the rest with it."""
    lowered, kept, place = text.lower(), [], 0
    while (start := lowered.find(f"<{name}", place)) >= 0:
        kept.append(text[place:start])
        end = lowered.find(f"</{name}", start)
        if end < 0:
            return "".join(kept)
        close = lowered.find(">", end)
        place = close + 1 if close >= 0 else len(text)
    return "".join((*kept, text[place:]))


def first_image(markup: str) -> str:
    """The address of the first picture in a piece of HTML, '' without one."""
    found = _IMAGE.search(markup[:MAX_MARKUP_CHARS])
    return html.unescape(found[1]) if found else ""


def web_address(text: str, base: str) -> str:
    """The absolute http or https address that a link means, '' for any other (javascript:, data:, mailto:).

    Control characters and line breaks inside, by which 'java\\nscript:' hides, make it no address; spaces are escaped.
    """
    stripped = text.strip()
    if not stripped or any(ord(char) < 32 or ord(char) == 127 for char in stripped):
        return ""
    try:
        absolute = urljoin(base, stripped)
        parts = urlsplit(absolute)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or len(absolute) > MAX_ADDRESS_CHARS:
        return ""
    return quote(absolute, safe="/:@!$&'()*+,;=~%-._?#[]|") if " " in absolute else absolute
