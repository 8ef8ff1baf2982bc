"""An article's wording as counted terms, in three views: headline, text, names. Pure."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from stories.annotate.furniture import told_headline
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import content_tokens

TEXT_CHARACTERS = 1500  # the lead says what happened; the rest is background that other stories share
HEADLINE_WEIGHT = 2  # the headline counts twice in the text view (reference: "title x2 + first 1,500 characters")
KNOWN_WORDS = 100_000  # stems kept: 15 MB; a week's news in one language has about as many words
HEADLINE_TERMS, TEXT_TERMS = 30, 120  # up to so many counted terms an article is a bare headline, from so many a text
SLUG_WORDS = 3  # a path segment with fewer words is a section's name or an id

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_CASED = re.compile(r"[^\W_][\w&.'’-]*")
_ENDING = re.compile(r"\.\w{2,5}$")
_DOUBLED = re.compile(r"([^sl])\1$")


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.replace("’", "'").replace("‘", "'"))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain))


@lru_cache(maxsize=KNOWN_WORDS)
def stem(word: str) -> str:
    """The word without an English plural or verb ending; short words and numbers as they are.

    Deliberately light: 'tariffs' meets 'tariff' and 'merging' meets 'merge', while names keep their shape.
    """
    if len(word) < 5 or not word.isascii() or word[0].isdigit():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        if len(word) > 5 and word.endswith(ending):
            return _DOUBLED.sub(r"\1", word[: -len(ending)])
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> list[str]:
    """Content tokens in order, English endings removed."""
    return [stem(token) for token in content_tokens(text)]


def slug(address: str) -> str:
    """The words of an address's longest wordy path segment; '' when it has none.

    Feeds cut headlines short; the address often holds the whole (docs/decisions/0004).
    """
    best = ""
    for segment in unquote(urlsplit(address.replace("\\", "")).path).split("/"):
        parts = [part for part in re.split(r"[-_+.]", _ENDING.sub("", segment)) if part.isalpha()]
        joined = " ".join(parts)
        if len(parts) >= SLUG_WORDS and len(joined) > len(best):
            best = joined
    return best


@dataclass(frozen=True)
class Wording:
    """Counted terms per view, and how the stemmed ones among them are spelled.

    headline: terms of the title and of the address, each once. text: the title's twice, the address's and those of the
    first 1,500 characters. names: single words of names, and numbers.
    """

    headline: Counter[str]
    text: Counter[str]
    names: Counter[str]
    spelled: dict[str, str]


def wording(title: str, text: str, address: str) -> Wording:
    """The three views of an article, its headline without labels. text: '' when only the headline is known."""
    title = told_headline(title)
    spelled: dict[str, str] = {}
    in_title, in_address, in_text = (_stemmed(part, spelled) for part in (title, slug(address), text[:TEXT_CHARACTERS]))
    return Wording(
        headline=Counter(dict.fromkeys(in_title + in_address, 1)),
        text=Counter(in_title * HEADLINE_WEIGHT + in_address + in_text),
        names=name_terms(title, text),
        spelled=spelled,
    )


def brevity(found: Wording) -> float:
    """How little of an article is known: 1.0 for a bare headline, 0.0 for a text, between them in proportion."""
    known = (found.text.total() - HEADLINE_TERMS) / (TEXT_TERMS - HEADLINE_TERMS)
    return min(max(1.0 - known, 0.0), 1.0)


def _stemmed(text: str, spelled: dict[str, str]) -> list[str]:
    found = []
    for token in content_tokens(text):
        term = stem(token)
        if term != token:
            spelled.setdefault(term, token)
        found.append(term)
    return found


def name_terms(title: str, text: str) -> Counter[str]:
    """Single words of names, and numbers of two digits or more.

    Within a sentence a capital letter marks a name; at its start only when the whole word is in capitals. Headlines
    are too short and too often in title case for that, so each of their capitalised words counts.
    """
    found: Counter[str] = Counter()
    for sentence in [title, *_SENTENCE.split(text[:TEXT_CHARACTERS])]:
        in_title = sentence is title
        plain = _unaccented(sentence)
        if "'" in plain or "’" in plain:
            plain = _POSSESSIVE.sub("", plain)
        for place, run in enumerate(_CASED.findall(plain)):
            if run[0].islower():  # most words: no name begins so
                continue
            word = run.strip(".'-")
            if _is_name(word, in_title or place > 0 or not plain.startswith(run)):
                found[stem(word.lower())] += 1
    return found


def _is_name(word: str, inside: bool) -> bool:
    if len(word) < 2:
        return False
    if word[0].isdigit():
        return True
    return word[0].isupper() and word.lower() not in STOP_WORDS and (inside or word.isupper())
