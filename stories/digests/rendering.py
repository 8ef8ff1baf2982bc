"""A digest as a mail: its subject, its plain text, its HTML with the styles in place, its headers. Pure.

The plain text and the HTML are made of one value, so that they hold the same stories, in the same order, with the same
facts.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import css_inline

from stories.digests.bar import Cell
from stories.text.folding import clean

WIDTH: Final = 72
INDENT: Final = "   "
# Gmail hides what is beyond 102 kB of HTML, links to unsubscribe first.
MOST_BYTES: Final = 96_000
LONGEST_SUBJECT: Final = 200
LONGEST_HEADLINE: Final = 240
IN_SUBJECT: Final = 90


@dataclass(frozen=True, slots=True)
class Quote:
    """A headline of one side, or the beginning of an article, and whose it is; label: the side's words, or ''."""

    text: str
    language: str
    outlet: str
    side: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A story in words. badge: 'Blindspot of the left' or ''; blurb: of blindspot reports; labels are with their words.

    origin: whose headline it is; cells are what `split` says; side: of the badge.
    """

    story: int
    title: str
    language: str
    href: str
    origin: str
    badge: str
    side: str
    cells: tuple[Cell, ...]
    split: str
    counts: str
    quotes: tuple[Quote, ...]
    blurb: Quote | None
    why: str
    changed: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Stories under one heading; words: what they are, or ''."""

    title: str
    words: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The small words around stories, in the reader's language."""

    why: str
    changed: str
    read: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands below: why the mail came, how it was chosen, its settings, the way out, what it doesn't do."""

    words: str
    method: str
    method_href: str
    settings: str
    settings_href: str
    stop: str
    stop_href: str
    privacy: str


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that a digest says."""

    language: str
    site: str
    site_href: str
    name: str
    date: str
    subject: str
    colours: str
    chapters: tuple[Chapter, ...]
    labels: Labels
    ending: Ending

    @property
    def items(self) -> tuple[Item, ...]:
        """Every story, in order."""
        return tuple(item for chapter in self.chapters for item in chapter.items)


def headline(text: str, longest: int = LONGEST_HEADLINE) -> str:
    """An outlet's words on one line, without what breaks lines or turns them round, cut at a word."""
    text = clean(text)
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut).rstrip() + "…"


def subject(text: str) -> str:
    """A header's worth of it: one line of at most 200 characters."""
    return headline(text, LONGEST_SUBJECT)


def plain(digest: Digest) -> str:
    """The mail as text of at most 72 columns; addresses stay whole."""
    return "\n".join(line.rstrip() for line in _plain(digest)) + "\n"


def _plain(digest: Digest) -> Iterator[str]:
    yield from _wrapped(f"{digest.site}: {digest.name}")
    yield digest.date
    number = 0
    for chapter in digest.chapters:
        yield ""
        yield "=" * WIDTH
        yield from _wrapped(chapter.title)
        if chapter.words:
            yield from _wrapped(chapter.words)
        for item in chapter.items:
            number += 1
            yield ""
            yield from _item(number, item, digest.labels)
    yield ""
    yield "=" * WIDTH
    yield from _wrapped(digest.ending.words)
    yield f"{digest.ending.method}: {digest.ending.method_href}"
    yield f"{digest.ending.settings}: {digest.ending.settings_href}"
    yield f"{digest.ending.stop}: {digest.ending.stop_href}"
    yield from _wrapped(digest.ending.privacy)


def _item(number: int, item: Item, labels: Labels) -> Iterator[str]:
    yield from _wrapped(f"{number}. {item.title}", later=INDENT)
    facts = [item.origin, item.badge, item.split, item.counts]
    if item.blurb:
        facts.append(f"“{item.blurb.text}” — {item.blurb.outlet}")
    facts += [f"{quote.label}: “{quote.text}” — {quote.outlet}" for quote in item.quotes]
    facts.append(f"{labels.changed}: {item.changed}" if item.changed else "")
    facts.append(f"{labels.why}: {item.why}")
    for fact in facts:
        if fact:
            yield from _wrapped(fact, first=INDENT, later=INDENT)
    yield f"{INDENT}{item.href}"


def _wrapped(text: str, *, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )


def inlined(html: str, css: str) -> str:
    """The page with each rule in the `style` of its elements; rules under @media stay in the head, for dark mode."""
    return _inliner(css).inline(html)


@lru_cache(maxsize=4)
def _inliner(css: str) -> css_inline.CSSInliner:
    return css_inline.CSSInliner(extra_css=css, keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)


def fits(html: str) -> bool:
    """Whether no mail program cuts it."""
    return len(html.encode()) <= MOST_BYTES


def headers(*, message_id: str, list_domain: str, stop_href: str, stop_mail: str) -> tuple[tuple[str, str], ...]:
    """What bulk mail has to say of itself (RFC 2369, 2919, 3834, 8058); stop_mail: a mailto address."""
    return (
        ("Message-ID", message_id),
        ("List-Id", f"<digests.{list_domain}>"),
        ("List-Unsubscribe", f"<{stop_href}>, <{stop_mail}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Auto-Submitted", "auto-generated"),
    )
