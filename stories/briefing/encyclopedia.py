"""What an encyclopedia's answer says of a name, where it surely means that name. Pure."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlsplit

from stories.briefing.kinds import KINDS
from stories.clustering.terms import stem
from stories.finding.spellings import one_name
from stories.text.folding import clean, fold
from stories.text.sentences import sentence_spans
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import tokens

# Host -> name and licence; of any other its host is the name, and its licence is not known.
_KNOWN: Final = {"wikipedia.org": ("Wikipedia", "CC BY-SA 4.0")}
LEAST_SHARED: Final = 2  # words of the description that the articles have in their sentences with the name
MOST_CHARACTERS: Final = 300
MOST_OF_AN_ADDRESS: Final = 500
_KINDS: Final = frozenset(map(stem, KINDS))
_OTHERS: Final = re.compile(r"\s*\([^()]*\)")  # what a title has to part it from others: 'Ada Brandt (pilot)'


@dataclass(frozen=True, slots=True)
class Described:
    """text: whole sentences; address: of the page; changed: when it was last edited, None where it doesn't say."""

    text: str
    address: str
    changed: datetime | None


def summary_address(template: str, language: str, name: str) -> str:
    """The address to ask. template: with {language} and {title}."""
    return template.format(language=quote(language, safe=""), title=quote(name.replace(" ", "_"), safe=""))


def source_and_licence(host: str) -> tuple[str, str]:
    """Whose words they are, and on which terms."""
    return _KNOWN.get(".".join(host.split(".")[-2:]), (host, ""))


def described(name: str, body: bytes, host: str) -> Described | None:
    """What the answer says; None for a page of several meanings, of another name, or without a whole short sentence.

    host: that was asked; an address anywhere else is left out.
    """
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("type") != "standard":
        return None
    title, extract = read.get("title"), read.get("extract")
    if not isinstance(title, str) or not isinstance(extract, str) or not _same(name, title):
        return None
    text = whole_sentences(clean(extract), MOST_CHARACTERS)
    return Described(text, _page(read, host), _moment(read.get("timestamp"))) if text else None


def fits(text: str, name: str, sentences: Iterable[str]) -> bool:
    """Whether a description can be of whom the sentences name: a councillor's namesake is a singer.

    They must share what the name is ('mayor'), or two other words.
    """
    own = _words(text) - _words(name)
    told = {word for sentence in sentences if fold(name) in fold(sentence) for word in _words(sentence)}
    shared = own & told
    return not shared.isdisjoint(_KINDS) or len(shared) >= LEAST_SHARED


def _words(text: str) -> set[str]:
    return {stem(word) for word in tokens(text) if word not in STOP_WORDS and len(word) > 1}


def whole_sentences(text: str, most_characters: int) -> str:
    """As many sentences from the beginning as fit, '' where not even the first one does."""
    end = 0
    for _, stop in sentence_spans(text):
        if stop > most_characters:
            break
        end = stop
    return text[:end].strip()


def _same(name: str, title: str) -> bool:
    bare = _OTHERS.sub("", title)
    return bare == title and (fold(bare) == fold(name) or one_name(bare, name))


def _page(read: dict[str, object], host: str) -> str:
    urls = read.get("content_urls")
    desktop = urls.get("desktop") if isinstance(urls, dict) else None
    page = desktop.get("page") if isinstance(desktop, dict) else None
    if not isinstance(page, str) or len(page) > MOST_OF_AN_ADDRESS:
        return ""
    try:
        parts = urlsplit(page)
    except ValueError:
        return ""
    return page if (parts.scheme, parts.hostname) == ("https", host) else ""


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
