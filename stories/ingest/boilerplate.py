"""Lines of an extracted text that are not the article: chrome, captions, tags, rights, dates. Pure.

Generic rules only match whole short lines, so that a sentence about printing a page stays; what one outlet repeats on
every page is found by comparing its pages (`repeated_lines`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stories.text.folding import clean, fold

MAX_CHROME_CHARS = 120
MAX_CAPTION_CHARS = 600
MAX_CREDIT_CHARS = 100
MIN_NOTE_CHARS = 4
MIN_PAGES = 4
REPEATED_SHARE = 0.5
MAX_PLACEHOLDER_CHARS = 300

_WIDGETS = frozenset(
    {
        "print", "small", "big", "bigger", "larger", "smaller", "font", "size", "page", "text", "facebook", "twitter",
        "tweet", "x", "linkedin", "whatsapp", "telegram", "email", "e-mail", "mail", "share", "sharing", "copy", "link",
        "url", "save", "bookmark", "comment", "comments", "like", "pin", "pinterest", "reddit", "line", "kakao",
        "kakaotalk", "this", "article", "on", "to", "via", "by", "+", "-", "|", "/", "·", ",", "instagram", "threads",
    }
)  # fmt: skip
_CHROME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:share|print|tweet|e-?mail|whatsapp|facebook|copy link|save|bookmark|listen|subscribe|sponsored)",
        r"(?:skip|go|jump) to (?:the )?(?:main )?(?:contents?|navigation|article|search|footer)",
        r"(?:back|return) to (?:the )?(?:top|home ?page|list)",
        r"(?:advertisement|sponsored content|story continues below(?: advertisement)?|continue reading|read more)[.…]*",
        r"(?:sign up|subscribe) (?:for|to) (?:our|the) [\w\s]{0,40}newsletters?.?",
        r"(?:most (?:read|popular|viewed|shared)|related (?:articles?|stories|news|content)|recommended(?: for you)?"
        r"|you (?:may|might) also like|more (?:from|on|in) [\w\s]{1,30}|trending(?: now)?|latest news"
        r"|editors['’] picks?)",
        r"(?:all )?comments? ?\(?\d*\)?|no comments yet|leave a comment|log ?in|sign ?in|register|menu|search|close",
        r"click here to [\w\s]{2,40}|follow us on [\w\s,]{2,60}|download (?:our|the) app",
    )
)
# What stands in place of a post, a map or a film until the reader lets it load.
_PLACEHOLDER = re.compile(
    r"(?:externer? inhalt|external content|contenu externe|contenuto esterno)\b.{0,60}"
    r"(?:nicht verfügbar|not available|unavailable|indisponible|non disponibile).{0,60}"
    r"|.{0,40}\b(?:einstellungen|settings|preferences)\b.{0,40}\b(?:verhinder\w+|prevent|block)\b.{0,200}"
    r"|(?:zur anzeige aktivier|to (?:view|see|show) (?:this|the) (?:content|post|video|map)).{0,160}"
    r"(?:einstellungen|settings|cookies|consent).{0,80}",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:copyrights?\s*(?:by\b|©|\(c\)|ⓒ|\d{4}|[:,])|©|\(c\)|ⓒ|<?저작권자).{0,200}"
    r"|.{0,120}\ball rights reserved\b.{0,80}",
    re.IGNORECASE,
)
_UNAUTHORISED = re.compile(
    r".{0,80}(?:unauthorized|무단)\s*(?:reproduction|redistribution|copying|전재).{0,120}", re.IGNORECASE
)
_CREDIT_TAIL = re.compile(
    r"(?P<caption>.*?[^\s/|(\[]?)\s*(?:[/|(\[–—-]\s*)?"
    r"(?P<label>source|photos?(?:\s+(?:by|courtesy(?:\s+of)?|credit))?|images?|picture|pic|credits?|courtesy(?:\s+of)?"
    r"|사진|写真|foto|quelle|crédit(?:\s+photo)?)"
    r"\s*(?P<mark>[:=©]|by\b)\s*(?P<credit>[^/|()\[\]]{2,80})[)\]]?\.?",
    re.IGNORECASE,
)
_CREDIT_HINT = re.compile(
    r"(?:source|photo|image|pic|credit|courtesy|사진|写真|foto|quelle|crédit)[^:=©]{0,20}[:=©]", re.IGNORECASE
)
_CREDIT_SLASH = re.compile(
    r"(?P<caption>.{20,})\s+/\s*(?:source|photo|image|credit|사진)\s*[:=]\s*(?P<credit>[^/]{2,80})", re.IGNORECASE
)
_AGENCIES = (
    r"getty(?: images)?|afp|reuters|ap(?: photo)?|dpa|epa(?:-efe)?|efe|shutterstock|alamy|imago(?: images)?"
    r"|picture alliance|ansa|anp|belga|keystone|tass|xinhua|yonhap|kyodo"
)
_CREDIT_ALONE = re.compile(rf"[\w .,'’&-]{{2,50}}/\s?(?:{_AGENCIES})(?:\s?/[\w .]{{2,30}})?", re.IGNORECASE)
_CREDIT_SIGN = re.compile(r"(?P<caption>.*?)\s*[(\[]?©\s*(?P<credit>[^()\[\]©]{2,80})[)\]]?", re.IGNORECASE)
_TAGS = re.compile(r"(?:(?:tags?|topics?|keywords?|태그)\s*[:|]\s*)?#\S.*", re.IGNORECASE)


@dataclass(frozen=True)
class Lines:
    """An article's lines sorted out: what stays, and what the others say."""

    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rights: str = ""
    caption: str = ""
    credit: str = ""


def sort_out(
    lines: Iterable[str], repeated: frozenset[str] = frozenset(), titles: frozenset[str] = frozenset()
) -> Lines:
    """The lines of an extracted text, sorted out. repeated: folded lines that the outlet has on its other pages too;
    titles: folded forms of the article's own headline, which is not part of its text."""
    kept: list[str] = []
    dropped: list[str] = []
    tags: list[str] = []
    rights = caption = credit = ""
    for raw in lines:
        line = clean(raw)
        if not line:
            continue
        if is_chrome(line) or fold(line) in repeated or (fold(line) in titles and not kept):
            dropped.append(line)
        elif hashtags(line):
            tags += hashtags(line)
            dropped.append(line)
        elif is_rights(line):
            rights = rights or line
            dropped.append(line)
        elif found := caption_line(line):
            caption, credit = (caption, credit) if credit else found
            dropped.append(line)
        else:
            kept.append(line)
    return Lines(tuple(kept), tuple(dropped), tuple(dict.fromkeys(tags)), rights, caption, credit)


def notes(lines: Iterable[str]) -> Lines:
    """What the lines of a whole page, chrome and all, say in their own right: tags, rights, a picture's credit."""
    tags: list[str] = []
    rights = caption = credit = ""
    for line in lines:
        if not MIN_NOTE_CHARS <= len(line) <= MAX_CAPTION_CHARS:
            continue
        found_tags = hashtags(line)
        tags += found_tags if len(found_tags) > 1 else []
        rights = rights or (line if is_rights(line) else "")
        if not credit and (found := caption_line(line)):
            caption, credit = found
    return Lines(tags=tuple(dict.fromkeys(tags)), rights=rights, caption=caption, credit=credit)


def is_chrome(line: str) -> bool:
    """Whether the whole line is a control, a skip link, a heading of lists, or stands for what isn't loaded."""
    if len(line) <= MAX_PLACEHOLDER_CHARS and _PLACEHOLDER.fullmatch(line):
        return True
    if len(line) > MAX_CHROME_CHARS:
        return False
    words = line.lower().split()
    if 2 <= len(words) <= 12 and _WIDGETS.issuperset(words):
        return True
    return any(pattern.fullmatch(line) for pattern in _CHROME)


def is_rights(line: str) -> bool:
    """Whether the whole line claims the rights."""
    if len(line) > 300:
        return False
    return bool(_RIGHTS.fullmatch(line) or _UNAUTHORISED.fullmatch(line))


def hashtags(line: str) -> list[str]:
    """'#NATO #Marco Rubio' as ['NATO', 'Marco Rubio']; [] for a line that isn't made of them.

    Tags may hold spaces: the line is split on '#'. One '#' alone counts only for a short line, to keep sentences.
    """
    if not _TAGS.fullmatch(line) or len(line) > 400:
        return []
    parts = [part.strip(" ,;|·") for part in line[line.index("#") :].split("#")]
    tags = [part for part in parts if part]
    if any(len(tag) > 60 or re.search(r"[.!?]$", tag) for tag in tags):
        return []
    return tags if len(tags) > 1 or len(line) <= 40 else []


def caption_line(line: str) -> tuple[str, str] | None:
    """(caption, credit) of a line that is a picture's: it ends in '/ Source: X', or is no more than 'Photo: X'."""
    if len(line) <= MAX_CREDIT_CHARS and _CREDIT_ALONE.fullmatch(line):
        return "", line
    if len(line) > MAX_CAPTION_CHARS or not _CREDIT_HINT.search(line):
        return None
    found = _CREDIT_SLASH.fullmatch(line)
    if found:
        return found["caption"].strip(), found["credit"].strip(" .")
    bare = _CREDIT_TAIL.fullmatch(line) if len(line) <= MAX_CREDIT_CHARS else None
    if bare and not bare["caption"].strip(" /|([–—-") and bare["mark"] != "by":
        label = bare["label"].lower()
        return None if label.startswith(("source", "quelle")) else ("", bare["credit"].strip(" ."))
    return None


def split_caption(text: str) -> tuple[str, str]:
    """A figure's caption as (caption, credit): 'The bridge. (Photo: Ann Lee)' -> ('The bridge.', 'Ann Lee')."""
    line = clean(text)
    for pattern in (_CREDIT_SLASH, _CREDIT_TAIL, _CREDIT_SIGN):
        found = pattern.fullmatch(line) if len(line) <= MAX_CAPTION_CHARS else None
        if found:
            return found["caption"].strip(" /|([–—-"), found["credit"].strip(" .")
    return line, ""


def repeated_lines(pages: Sequence[Sequence[str]], min_pages: int = MIN_PAGES) -> frozenset[str]:
    """Folded lines that at least half of an outlet's pages have, from four pages on: its furniture.

    pages: the kept lines of its last pages, of different articles. A long line is never taken for furniture alone by
    being long, but it is compared whole, so a shared paragraph of an appeal for donations goes too.
    """
    if len(pages) < min_pages:
        return frozenset()
    counts = Counter(line for page in pages for line in {fold(line) for line in page})
    need = max(min_pages - 1, len(pages) * REPEATED_SHARE)
    return frozenset(line for line, count in counts.items() if line and count >= need)
