"""Whether a text is the outlet's own, an agency's, or another outlet's. Pure.

Only the places where outlets put a credit are read: the feed's or page's source, the byline, the rights, the dateline
at the head and the lines at the foot. A mention of an agency in the story itself ("told Reuters") proves nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stories.annotate.agencies import AGENCIES, Agency
from stories.annotate.article_text import ArticleText
from stories.scales import OriginKind, OutletKind
from stories.text.folding import fold

HEAD_LENGTH: Final = 240
FOOT_LENGTH: Final = 500
MAX_QUOTE: Final = 80
MAX_NAME: Final = 200  # what a row holds

_BRACKETS: Final = re.compile(r"[(\[（【［〔](?P<inside>[^)\]）】］〕\n]{2,60})[)\]）】］〕]")
# "REUTERS - ", "BRELL, AP — ", "ANI: ": a place in capitals at most, so that "The AA warned – " is no dateline.
_LEAD_IN: Final = re.compile(
    r"^(?:[A-Z][^a-z\n]{1,40}[ ,/])?(?P<inside>[^\s\n]{2,20}(?: \w{2,10})?)\s?(?:[–—]|-|\.-|--|:)\s"
)
_BY: Final = re.compile(r"^\s*(?:by|from|von|par|por|di)\s+(?P<inside>[^\n]{2,80})", re.IGNORECASE)
_REUTERS_FOOT: Final = re.compile(r"\bReporting by [^\n]{3,200}?[;.]?\s*(?:\b(?:editing|writing) by\b)", re.IGNORECASE)
_FOOT_CREDIT: Final = re.compile(
    r"(?:©|\(c\)|copyright|source|quelle|fuente|fonte|출처|出典|credit)\s*:?\s*(?:\d{4}\s*)?(?:by\s+)?(?:the\s+)?"
    r"(?P<inside>[^\n]{2,60})",
    re.IGNORECASE,
)
_FEED_NOTE: Final = re.compile(
    r"(?:published|generated|sourced|taken) (?:from|by) (?:an?|the) (?:syndicated|wire|(?:news )?agency)\b[^\n]{0,80}",
    re.IGNORECASE,
)
_REPUBLISHED: Final = re.compile(
    r"(?:(?:originally|first) (?:published|appeared)|republished with permission|"
    r"this (?:article|story) (?:is )?(?:republished|from)) (?:on|in|by|at|from|of) "
    r"(?P<inside>(?:[Tt]he )?[A-Z][\w.&' ]{2,60}?)(?=\.(?:\s|$)|[,;:\n]| (?:on|at|is|in|and|under)\b|$)"
)
_PICTURE: Final = re.compile(r"photo|picture|image|file|getty|via|video|credit|사진|写真|foto|bild", re.IGNORECASE)
_SHARED_WORK: Final = re.compile(
    r"contributed|told|according to|reported|\bwith\b|inputs from|avec|zufolge|citing|전했다", re.IGNORECASE
)


@dataclass(frozen=True)
class Origin:
    """Where a text comes from; name is the agency or outlet, '' for the outlet's own and where it is not said."""

    kind: OriginKind
    name: str = ""
    evidence: tuple[str, ...] = ()


def origin(article: ArticleText) -> Origin:
    """The origin of an article's text, with the words that show it; own when nothing does. A wire's own text is own."""
    if article.outlet_kind == OutletKind.WIRE:
        return Origin(OriginKind.OWN)
    known = _known(article.wires)
    for place, credit in _credits(article):
        agency = _agency_in(credit, known)
        if agency and not _same_name(agency, article.outlet_name):
            return Origin(OriginKind.WIRE, agency, (f"{place}: {credit.strip()[:MAX_QUOTE]}",))
    return _republished(article)


def _republished(article: ArticleText) -> Origin:
    source, text = article.source_name, article.body
    if source and not _same_name(source, article.outlet_name):
        return Origin(OriginKind.REPUBLISHED, source[:MAX_NAME], (f"source: {source[:MAX_QUOTE]}",))
    found = _REPUBLISHED.search(text[:HEAD_LENGTH]) or _REPUBLISHED.search(text[-FOOT_LENGTH:])
    if found and not _same_name(found["inside"], article.outlet_name):
        return Origin(OriginKind.REPUBLISHED, found["inside"].strip(), (f"text: {found.group()[:MAX_QUOTE]}",))
    if article.outlet_kind == OutletKind.REPUBLISHER:
        return Origin(OriginKind.REPUBLISHED, "", ("the outlet republishes others' articles",))
    return Origin(OriginKind.OWN)


def _same_name(name: str, outlet_name: str) -> bool:
    """Whether a credit names the outlet itself: 'The Brell Post' and 'brellpost.example' do."""
    mine, theirs = (re.sub(r"^the|\W", "", fold(given)) for given in (outlet_name, name))
    return bool(mine and theirs) and (theirs in mine or mine in theirs)


def _credits(article: ArticleText) -> Iterator[tuple[str, str]]:
    """(place, words) of everything that reads as a credit, the surest place first."""
    yield from (("source", article.source_name), ("byline", article.byline), ("rights", article.rights))
    text = article.body
    head, foot = text[:HEAD_LENGTH], text[HEAD_LENGTH:][-FOOT_LENGTH:]
    yield from (("dateline", found["inside"]) for found in _brackets(head, near_start=True))
    for pattern, place in ((_LEAD_IN, "dateline"), (_BY, "byline")):
        found = pattern.search(head)
        if found:
            yield place, found["inside"]
    if _REUTERS_FOOT.search(foot):
        yield "foot", "Reporting by …; editing by …, as Reuters signs"
    yield from (("foot", found["inside"]) for found in _FOOT_CREDIT.finditer(foot))
    yield from (("foot", found.group()) for found in _FEED_NOTE.finditer(foot))
    yield from (("foot", found["inside"]) for found in _brackets(foot, near_start=False))


def _brackets(part: str, *, near_start: bool) -> Iterator[re.Match[str]]:
    """Brackets in a dateline's place, or alone at the end of the text: (Reuters), [서울=뉴시스], 【ソウル時事】."""
    for found in _BRACKETS.finditer(part):
        if near_start or not part[found.end() :].strip(" .\n"):
            yield found


@lru_cache(maxsize=8)
def _known(wires: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    further = tuple(Agency(name, (name,)) for name in wires if all(name != agency.name for agency in AGENCIES))
    return tuple((agency.name, _pattern(agency)) for agency in (*AGENCIES, *further))


def _pattern(agency: Agency) -> re.Pattern[str]:
    """The agency's spellings as whole words; a script without spaces has no word edges to ask for."""
    spellings = [
        re.escape(word) if not word.isascii() else rf"(?<!\w){re.escape(word)}(?!\w)"
        for word in (*agency.spellings, *agency.marks)
    ]
    return re.compile("|".join(spellings))


def _agency_in(credit: str, known: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    """The agency that a credit names first, '' when it names none, a picture's source or a contributor."""
    if _PICTURE.search(credit) or _SHARED_WORK.search(credit):
        return ""
    found = [(match.start(), name) for name, pattern in known if (match := pattern.search(credit))]
    return min(found)[1] if found else ""
