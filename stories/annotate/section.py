"""The section of an article by what its outlet calls it and by what its headline says. Pure.

Every hit is a vote and the evidence is the votes of the winner, in words an editor understands. An outlet's own
category outvotes a headline; a place (world) gives way to a topic, for a page on foreign elections is politics.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from stories.annotate.article_text import ArticleText
from stories.annotate.section_words import CATEGORY, TITLE
from stories.scales import Section
from stories.text.folding import fold

CATEGORY_VOTE: Final = 3.0
PLACE_VOTE: Final = 1.5  # what the world section weighs
TAG_VOTE: Final = 1.0
TITLE_VOTE: Final = 1.0
LEAD_VOTE: Final = 0.5
LEAST: Final = 1.0  # one word of a headline, or two of a lead
MAX_HITS: Final = 3  # of one kind, so that a long tag list can't outvote an outlet
LEAD_LENGTH: Final = 300
SLUG_WORDS: Final = 4  # a path part of more words is the headline again

# brell.example and brell.co.uk are names; what stands before them may be a section.
_NAME_AND_SUFFIX: Final = re.compile(r"(?:^|\.)[^.]+\.(?:(?:com?|org|net|gov|ac|or|ne|go)\.[a-z]{2}|[^.]+)$")
_ADDRESS_WORD: Final = re.compile(r"[^\W_]+")
_ACCENT: Final = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüçñ", "aaaaaaeeeeiiiiooooouuuucn")


@dataclass(frozen=True)
class SectionVerdict:
    """A section and the evidence for it, none for `other`."""

    value: Section
    evidence: tuple[str, ...]


def section(article: ArticleText) -> SectionVerdict:
    """The section with the most votes, `other` when none has one; on a tie the first of Section's order.

    Of the text or summary the first 300 characters count.
    """
    votes: dict[Section, float] = defaultdict(float)
    evidence: dict[Section, list[str]] = defaultdict(list)
    for found, vote, words in (*_named_votes(article), *_worded_votes(article.title, article.body[:LEAD_LENGTH])):
        votes[found] += min(vote, PLACE_VOTE) if found is Section.WORLD else vote
        evidence[found].append(words)
    best = max(Section, key=lambda each: votes[each])
    if votes[best] < LEAST:
        return SectionVerdict(Section.OTHER, ())
    return SectionVerdict(best, tuple(evidence[best]))


Vote = tuple[Section, float, str]


def _named_votes(article: ArticleText) -> Iterator[Vote]:
    """Votes of what the outlet calls the article's place."""
    for names, vote, words in (
        (article.feed_categories, CATEGORY_VOTE, "feed category"),
        ((article.json_ld_section,), CATEGORY_VOTE, "page's section"),
        (article.tags, TAG_VOTE, "tag"),
    ):
        hits = [(found, name) for name in names for found in sections_named(name)]
        yield from ((found, vote, f"{words} '{name}'") for found, name in hits[:MAX_HITS])
    for part in address_parts(article.address):
        yield from ((found, CATEGORY_VOTE, f"address has /{part}/") for found in sections_named(part))


def _worded_votes(title: str, lead: str) -> Iterator[Vote]:
    """Votes of the words in the headline and the lead, at most three and four for each section."""
    in_title = _worded(title)
    in_lead = {
        found: [word for word in words if word not in in_title.get(found, ())] for found, words in _worded(lead).items()
    }
    for found, words in in_title.items():
        yield from ((found, TITLE_VOTE, f"title says '{word}'") for word in words[:MAX_HITS])
    for found, words in in_lead.items():
        yield from ((found, LEAD_VOTE, f"lead says '{word}'") for word in words[: MAX_HITS + 1])


def sections_named(name: str) -> list[Section]:
    """The sections that a category's name may mean: 'US-Politics' is politics, 'Sports' sport, 'Latest' none."""
    key = plain(name)
    if not key or len(key.split()) > SLUG_WORDS:
        return []
    exact = [each for each, words in CATEGORY.items() if key in words]
    return exact or [each for each, pattern in _category_patterns().items() if pattern.search(key)]


def address_parts(address: str) -> list[str]:
    """The parts of an address that may name a section: what stands before the host's name, and folders of the path.

    The last part of the path and parts of four words and more are headlines, and left out.
    """
    try:
        parts = urlsplit(address)
        labels = _NAME_AND_SUFFIX.sub("", parts.hostname or "").split(".")
    except ValueError:
        return []
    folders = [unquote(part) for part in parts.path.split("/")[:-1]]
    named = [part for part in [*labels, *folders] if any(letter.isalpha() for letter in part)]
    return [part for part in named if len(_ADDRESS_WORD.findall(part)) < SLUG_WORDS]


def plain(name: str) -> str:
    """A name as the word lists write it: folded, without accents, words apart."""
    return " ".join(_ADDRESS_WORD.findall(fold(name).translate(_ACCENT)))


def _worded(text: str) -> dict[Section, list[str]]:
    """Each section's words in a text, once each."""
    folded = fold(text).translate(_ACCENT)
    return {each: list(dict.fromkeys(pattern.findall(folded))) for each, pattern in _title_patterns().items()}


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words: Latin and Cyrillic as whole words, others anywhere."""
    ordered = sorted(words, key=len, reverse=True)
    whole = "|".join(re.escape(word) for word in ordered if word.isascii())
    anywhere = "|".join(re.escape(word) for word in ordered if not word.isascii())
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)|{anywhere}")


@cache
def _title_patterns() -> dict[Section, re.Pattern[str]]:
    return {each: word_pattern(words) for each, words in TITLE.items()}


@cache
def _category_patterns() -> dict[Section, re.Pattern[str]]:
    return {each: word_pattern(words) for each, words in CATEGORY.items()}
