"""OPML as outliners really write it -> the feeds it lists.

Read by a scanner of its own instead of an XML parser: of 118 public OPML files 80 are not well-formed (bare & and <
in attributes, broken nesting, cut off). Nothing is ever expanded or fetched: no DTD, no entity but HTML's named ones.
Every loop is linear in the file.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stories.catalogue.decoding import text_of
from stories.catalogue.domains import feed_address
from stories.catalogue.report import Problem, UnreadableError
from stories.text.folding import clean

MAX_DEPTH: Final = 100  # real outlines nest 2 or 3 deep; a file with 10,000 levels is an attack
MAX_FEEDS: Final = 100_000
MAX_VALUE: Final = 5_000
MAX_ATTRIBUTES: Final = 50

_TAG: Final = re.compile(r"<!--|<!\[CDATA\[|<(/?)(?:\w+:)?outline(?=[\s/>])", re.IGNORECASE)
_NAME: Final = re.compile(r"[\s/]*([^\W\d][\w.:-]{0,60})\s{0,50}=\s{0,50}", re.ASCII)
_BARE: Final = re.compile(r"[^\s>\"']{0,2000}")
_KNOWN: Final = re.compile(
    r"""(?<![\w-])(xmlurl|htmlurl|type|language|category)\s{0,50}=\s{0,50}(["'])([^"'<>]{0,2000})\2""", re.IGNORECASE
)
_AMPERSAND: Final = re.compile(r"&amp;", re.IGNORECASE)
_NUMERIC: Final = re.compile(r"&#(?:x[0-9a-f]{1,6}|[0-9]{1,7});", re.IGNORECASE)


class NotOpmlError(UnreadableError):
    """The file isn't OPML; the words say what it seems to be."""


@dataclass(frozen=True, slots=True)
class OutlineFeed:
    """A feed as an outline lists it.

    home: its site's address or ''. categories: its own, then its folders' titles, outermost first.
    """

    title: str
    address: str
    home: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Outline:
    line: int
    attributes: Mapping[str, str]
    folders: tuple[str, ...]


def read_opml(source: bytes) -> tuple[tuple[OutlineFeed, ...], tuple[Problem, ...]]:
    """The feeds of an OPML file in its order, each address once, and the entries that can't be used.

    Raises NotOpmlError for a file that is none, is nested over MAX_DEPTH or lists more than MAX_FEEDS.
    """
    text = _opml_text(source)
    feeds: dict[str, OutlineFeed] = {}
    problems: list[Problem] = []
    for outline in _outlines(text):
        if (given := _given_address(outline.attributes)) is None:
            continue
        title = _words(outline.attributes.get("title") or outline.attributes.get("text") or "")
        try:
            address = feed_address(given)
        except ValueError as error:
            problems.append(Problem(outline.line, given[:100] or title[:100], str(error)))
            continue
        feeds.setdefault(address, _feed(outline, title, address))
        if len(feeds) > MAX_FEEDS:
            raise NotOpmlError(f"It lists more than {MAX_FEEDS:,} feeds.")
    if not feeds and not problems:
        raise NotOpmlError("It is OPML, but it lists no feed: no outline has an xmlUrl.")
    return tuple(feeds.values()), tuple(problems)


def looks_like_markup(source: bytes) -> bool:
    """True for a file that begins like XML or HTML, in any encoding that has ASCII: such a file is no CSV."""
    return (
        re.match(r"[\ufeff\s\0]*<", source[:400].decode("latin-1").removeprefix("ï»¿").removeprefix("ÿþ")) is not None
    )


def _opml_text(source: bytes) -> str:
    try:
        text = text_of(source)
    except UnreadableError as error:
        raise NotOpmlError(f"This is not an OPML file. {error}") from error
    start = re.search(r"<(?:\w+:)?opml[\s>]", text, re.IGNORECASE)
    if start:
        return text
    if re.search(r"<outline\s[^>]{0,5000}xmlUrl", text, re.IGNORECASE):
        return text
    raise NotOpmlError(
        f"This is not an OPML file: {_seems(text)}. OPML is what feed readers export as their list of feeds."
    )


def _seems(text: str) -> str:
    head = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    for mark, words in (
        (("<!doctype html", "<html"), "it is a web page"),
        (("<rss", "<feed", "<rdf:rdf"), "it is a feed itself; add it under Feeds, or list it in a CSV file"),
        (("{", "["), "it is JSON"),
    ):
        if head.startswith(mark) or (mark[0].startswith("<") and any(tag in head for tag in mark)):
            return words
    return "it has no <opml> element"


def _given_address(attributes: Mapping[str, str]) -> str | None:
    """The feed's address as written, None for a folder or a link."""
    if (address := attributes.get("xmlurl")) is not None:
        return _plain(address)
    if attributes.get("type", "").lower() in ("rss", "atom") and "url" in attributes:
        return _plain(attributes["url"])
    return None


def _feed(outline: _Outline, title: str, address: str) -> OutlineFeed:
    own = [_words(part).strip("/ ") for part in outline.attributes.get("category", "").split(",")]
    return OutlineFeed(
        title=title[:300],
        address=address,
        home=_plain(outline.attributes.get("htmlurl", "")),
        categories=tuple(dict.fromkeys(part for part in [*own, *outline.folders] if part)),
        language=_plain(outline.attributes.get("language", ""))[:8],
    )


def _plain(value: str) -> str:
    """An address out of its attribute: &amp; and numbered references only, as '&copy=1' is a parameter, not ©."""
    return _NUMERIC.sub(lambda found: html.unescape(found.group()), _AMPERSAND.sub("&", clean(value)))


def _words(value: str) -> str:
    """A title out of its attribute, entities read (twice, as many exporters escape twice), white space folded."""
    return clean(html.unescape(html.unescape(value)))


def _outlines(text: str) -> Iterator[_Outline]:
    """Every outline element in order with its folders' titles; closing tags too many or too few don't matter."""
    folders: list[str] = []
    position, line, counted = 0, 1, 0
    while tag := _TAG.search(text, position):
        if tag.group().startswith("<!"):
            position = _after(text, "-->" if tag.group() == "<!--" else "]]>", tag.end())
            continue
        position = tag.end()
        if tag.group(1):
            del folders[-1:]
            continue
        attributes, position, closed = _attributes(text, position)
        line, counted = line + text.count("\n", counted, tag.start()), tag.start()
        yield _Outline(line, attributes, tuple(folder for folder in folders if folder))
        if not closed:
            folders.append(
                "" if "xmlurl" in attributes else _words(attributes.get("title") or attributes.get("text", ""))
            )
        if len(folders) > MAX_DEPTH:
            raise NotOpmlError(f"Its outlines are nested more than {MAX_DEPTH} deep.")


def _after(text: str, end: str, start: int) -> int:
    found = text.find(end, start)
    return len(text) if found < 0 else found + len(end)


def _attributes(text: str, position: int) -> tuple[dict[str, str], int, bool]:
    """The attributes of a tag by lower-case name, where it ends, and whether it closes itself."""
    found: dict[str, str] = {}
    while len(found) < MAX_ATTRIBUTES and (name := _NAME.match(text, position)):
        value, position = _value(text, name.end())
        found.setdefault(name.group(1).lower(), value)
        if text[position : position + 1] not in " \t\r\n/>":
            return _salvaged(text, position, found)
    end = text.find(">", position, position + MAX_VALUE)
    if end < 0:
        return found, position, True
    return found, end + 1, text[end - 1] == "/"


def _salvaged(text: str, position: int, found: dict[str, str]) -> tuple[dict[str, str], int, bool]:
    """The rest of a tag in which a quote or a whole <a href="..."> stands inside a value.

    All that stands before the next outline belongs to it; there the attributes are found by their known names.
    """
    following = _TAG.search(text, position)
    end = following.start() if following else len(text)
    for name in _KNOWN.finditer(text, position, end):
        found.setdefault(name.group(1).lower(), name.group(3))
    return found, end, text[position:end].rstrip().endswith("/>")


def _value(text: str, position: int) -> tuple[str, int]:
    quote = text[position : position + 1]
    if quote in ('"', "'"):
        end = text.find(quote, position + 1, position + 1 + MAX_VALUE)
        if end >= 0:
            return text[position + 1 : end], end + 1
        position += 1
    bare = _BARE.match(text, position)
    return (bare.group(), bare.end()) if bare else ("", position)
