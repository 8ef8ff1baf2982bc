"""What an encyclopedia's answer says of a name, where it surely means that name. Pure."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlsplit

from stories.finding.spellings import one_name
from stories.text.folding import fold
from stories.text.sentences import sentence_spans

SOURCE: Final = "Wikipedia"
LICENCE: Final = "CC BY-SA 4.0"
MOST_CHARACTERS: Final = 300
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


def described(name: str, body: bytes) -> Described | None:
    """What the answer says; None for a page of several meanings, of another name, or without a whole short sentence."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("type") != "standard":
        return None
    title, extract = read.get("title"), read.get("extract")
    if not isinstance(title, str) or not isinstance(extract, str) or not _same(name, title):
        return None
    text = whole_sentences(extract, MOST_CHARACTERS)
    return Described(text, _page(read), _moment(read.get("timestamp"))) if text else None


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


def _page(read: dict[str, object]) -> str:
    urls = read.get("content_urls")
    desktop = urls.get("desktop") if isinstance(urls, dict) else None
    page = desktop.get("page") if isinstance(desktop, dict) else None
    return page if isinstance(page, str) and urlsplit(page).scheme == "https" and len(page) <= 500 else ""


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
