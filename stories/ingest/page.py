"""An article page's bytes as a Page: its text without chrome, and what it says of itself. Pure.

The text is trafilatura's (the best library in our measurement, docs/decisions/0002), with the article's body from
JSON-LD where that holds clearly more, then sorted out line by line (boilerplate).
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import htmldate
import lxml.html
import trafilatura
from lxml import etree

from stories.ingest import boilerplate, metadata, visible_dates
from stories.ingest.blocks import Block, blocks
from stories.ingest.canonical import canonical_of_page
from stories.ingest.dates import ParsedDate, parse_date
from stories.ingest.encodings import as_text
from stories.ingest.markup import one_line
from stories.net.answers import PAGE_BYTES
from stories.scales import DateSource
from stories.text.folding import fold

MAX_NODES = 20_000  # real pages of our sets have at most 5,000; trafilatura is quadratic in them
MAX_DEPTH = 200
SIMPLE_FROM_NODES = 8_000  # above, the text is read by a plain rule that is linear
MIN_PARAGRAPH_CHARS = 40
LAID_OUT_SHARE = 0.8  # of a one-line text, found again in the page's own lines
LINKED_SHARE = 0.6  # the page's text shorter than this share of JSON-LD's body: a teaser or a miss, take the body
# Parsing, and each copy of the tree, is quadratic in an element's attributes. Scripts of real pages look like a tag of
# up to 1,000; elements that have over 200 after parsing lose them all.
MAX_ATTRIBUTES, MAX_KEPT_ATTRIBUTES = 1_500, 200
_START_TAG = re.compile(r"<[a-zA-Z]")
# A start tag as the HTML standard splits it into attributes; possessive, so that it never looks back.
_WIDE_TAG = re.compile(
    r"<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+)"
    rf"{{{MAX_ATTRIBUTES}}}"
)
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_WORDS = {
    "not_a_page": "The address answers with a file, not with a web page.",
    "empty": "The page is empty.",
    "too_large": f"The page is larger than {PAGE_BYTES // 1_000_000} MB.",
    "too_complex": "The page is too complex to be read: it has too many elements, or too deeply nested ones.",
}
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class UnreadablePage(ValueError):  # noqa: N818  a recorded state of an article, in the words an editor reads
    """A page that isn't read; `kind` is not_a_page, empty, too_large or too_complex, `words` say it to an editor."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.words = _WORDS[kind]
        super().__init__(self.words)


@dataclass(frozen=True)
class Page:
    """An article as its page gives it: texts plain, one line per paragraph; '' , () and None where it says nothing.

    canonical: the key of its address. section_hint: the page's own word for its section. source_name: whom it names
    as its origin; site_name: what the site calls itself. dropped_lines: what was taken for chrome.
    """

    title: str
    text: str
    published: ParsedDate | None
    modified: ParsedDate | None
    authors: tuple[str, ...]
    image_address: str
    image_caption: str
    image_credit: str
    tags: tuple[str, ...]
    section_hint: str
    json_ld_type: str
    rights: str
    canonical: str
    language: str
    source_name: str
    site_name: str
    is_list_page: bool
    dropped_lines: tuple[str, ...]


def read_page(
    body: bytes,
    *,
    url: str,
    fetched_at: datetime,
    content_type: str = "",
    charset: str = "",
    zone: str = "",
    repeated: frozenset[str] = frozenset(),
) -> Page:
    """The article on a page; zone: the outlet's, for dates without one. Raises UnreadablePage.

    repeated: folded lines that the outlet has on its other pages too (boilerplate.repeated_lines).
    """
    tree = parsed(body, content_type, charset)
    lines = blocks(tree)
    meta = metadata.read(tree, url, zone, fetched_at)
    shown = visible_dates.ShownDates() if meta.published else visible_dates.read(lines, zone, fetched_at)
    published = _published(meta, shown, url, zone, fetched_at) or _guessed_date(tree, url, fetched_at)
    headings = frozenset({fold(meta.title), *(fold(line.text) for line in lines if line.tag == "h1")})
    around = boilerplate.notes([line.text for line in lines])
    of_article = _by_layout(_article_lines(tree, meta), lines)
    dates = frozenset(fold(line) for line in of_article if visible_dates.is_date_line(line, zone, fetched_at))
    within = boilerplate.sort_out(of_article, repeated | dates, headings)
    return Page(
        title=meta.title,
        text="\n".join(within.kept),
        published=published,
        modified=meta.modified or shown.modified,
        authors=meta.authors,
        image_address=meta.image_address,
        image_caption=within.caption or around.caption or meta.image_caption,
        image_credit=within.credit or around.credit or meta.image_credit,
        tags=tuple(dict.fromkeys((*meta.tags, *within.tags, *around.tags)))[: metadata.MAX_TAGS],
        section_hint=meta.section_hint,
        json_ld_type=meta.json_ld_type,
        rights=(meta.rights or within.rights or around.rights)[:500],
        canonical=canonical_of_page(url, meta.rel_canonical, meta.og_url),
        language=meta.language,
        source_name=meta.source_name,
        site_name=meta.site_name,
        is_list_page=meta.is_list_page,
        dropped_lines=within.dropped,
    )


def parsed(body: bytes, content_type: str, charset: str) -> Any:
    """The page as a tree within the caps on size, elements and depth. Raises UnreadablePage."""
    if content_type not in _PAGE_TYPES or body.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"GIF8")
    ):
        raise UnreadablePage("not_a_page")
    if len(body) > PAGE_BYTES:
        raise UnreadablePage("too_large")
    text = as_text(body, charset)
    if sum(1 for _ in _START_TAG.finditer(text)) > MAX_NODES or _WIDE_TAG.search(text):
        raise UnreadablePage("too_complex")
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True)
        tree = lxml.html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePage("empty") from error
    if _depth(tree) > MAX_DEPTH:
        raise UnreadablePage("too_complex")
    for element in tree.iter():
        if len(element.attrib) > MAX_KEPT_ATTRIBUTES:
            element.attrib.clear()
    return tree


def _depth(tree: Any) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _published(
    meta: metadata.Metadata, shown: visible_dates.ShownDates, url: str, zone: str, fetched_at: datetime
) -> ParsedDate | None:
    """The marked-up date, else the one shown, unless the address names quite another day."""
    named = metadata.address_date(url, zone, fetched_at)
    if meta.published is not None:
        return meta.published
    if shown.published and (named is None or abs(shown.published.moment - named.moment) < timedelta(days=3)):
        return shown.published
    return named


def _guessed_date(tree: Any, url: str, fetched_at: datetime) -> ParsedDate | None:
    """htmldate's reading of the whole page, by the day: the last resort."""
    try:
        found = htmldate.find_date(
            deepcopy(tree), original_date=True, extensive_search=True, url=url, max_date=fetched_at.strftime("%Y-%m-%d")
        )
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
        return None
    return parse_date(found, "", fetched_at, DateSource.PAGE_TEXT) if found else None


def _article_lines(tree: Any, meta: metadata.Metadata) -> list[str]:
    """The article's lines, chrome not yet sorted out; uses up the tree."""
    _drop_further_articles(tree, fold(meta.title))
    nodes = sum(1 for _ in tree.iter())
    text = _simple_text(tree) if nodes > SIMPLE_FROM_NODES else _extracted(tree)
    if meta.json_ld_body and len(text) < LINKED_SHARE * len(meta.json_ld_body):
        text = meta.json_ld_body
    return text.split("\n")


def _drop_further_articles(tree: Any, title: str) -> None:
    """Leave out whole articles under other headlines, which some sites load below the one that was asked for."""
    headed = [
        (article, fold(one_line(h.text_content()))) for article in tree.iter("article") for h in _own_head(article)
    ]
    ours = [article for article, headline in headed if headline and (headline in title or title in headline)]
    if not ours:
        return
    kin = {ours[0], *ours[0].iterancestors(), *ours[0].iterdescendants()}
    for article, _ in headed:
        if article not in kin and article.getparent() is not None:
            article.drop_tree()


def _own_head(article: Any) -> list[Any]:
    return list(article.xpath(".//h1")[:1])


def _by_layout(of_article: list[str], lines: list[Block]) -> list[str]:
    """The lines as the page lays them out, where trafilatura hands a short page over as one, chrome and all."""
    whole = " ".join(" ".join(of_article).split())
    parts = [line.text for line in lines if not line.aside and line.text in whole]
    return parts if len(of_article) == 1 and sum(map(len, parts)) >= LAID_OUT_SHARE * len(whole) else of_article


def _extracted(tree: Any) -> str:
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return _simple_text(tree)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def _simple_text(tree: Any) -> str:
    """The longer paragraphs of the article element, or of the page: where trafilatura would take minutes."""
    roots = tree.xpath("//article") or tree.xpath("//main") or [tree]
    return "\n".join(
        block.text for block in blocks(roots[0]) if not block.aside and len(block.text) >= MIN_PARAGRAPH_CHARS
    )
