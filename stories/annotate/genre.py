"""News or opinion, by what the outlet calls it; news unless something says otherwise. Pure.

A first person or a strong word proves nothing, so the text itself is not asked: wrongly left out of the shares is worse
than wrongly in, because an editor sees the evidence and can say otherwise.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stories.annotate.article_text import ArticleText
from stories.annotate.section import address_parts, plain
from stories.annotate.section_words import OPINION_CATEGORY
from stories.scales import Genre
from stories.text.folding import fold

OPINION_TYPES: Final = frozenset(("opinionnewsarticle", "opinion", "editorial"))
_LABELS: Final = (
    "opinion|editorial|op-ed|commentary|column|letters to the editor|guest column|viewpoint|perspective|"
    "tribune|edito|éditorial|chronique|point de vue|meinung|kommentar|leitartikel|kolumne|gastbeitrag|opinión|"
    "columna|tribuna|사설|칼럼|기고|시론|오피니언|기자수첩|데스크칼럼|社説|論説|コラム|主張|天声人語"
)
_TITLE_LABEL: Final = re.compile(
    rf"^\W?(?P<first>{_LABELS}|letters?)\s?[:|\]】）)–—/]|^[\[【（(](?:[^\])】）]{{0,12}}\s)?(?P<boxed>{_LABELS})[\]】）)]"
    rf"|[|–—-]\s(?P<last>{_LABELS})$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GenreVerdict:
    """A genre and the evidence for it, none for news that nothing contradicts."""

    value: Genre
    evidence: tuple[str, ...]


def genre(article: ArticleText) -> GenreVerdict:
    """Opinion when the page's type, a category, the address, a tag or the headline's label says so, else news."""
    evidence = tuple(_evidence(article))
    return GenreVerdict(Genre.OPINION if evidence else Genre.NEWS, evidence)


def _evidence(article: ArticleText) -> Iterator[str]:
    types = re.split(r"\W+", article.json_ld_type.casefold())
    if OPINION_TYPES.intersection(types):
        yield f"JSON-LD type {article.json_ld_type}"
    yield from (f"feed category '{name}'" for name in article.feed_categories if _is_opinion(name))
    if _is_opinion(article.json_ld_section):
        yield f"page's section '{article.json_ld_section}'"
    yield from (f"address has /{part}/" for part in address_parts(article.address) if _is_opinion(part))
    # A tag names what an article is about; only a bare 'opinion' says what it is.
    yield from (f"tag '{tag}'" for tag in article.tags if plain(tag) in OPINION_CATEGORY)
    label = _TITLE_LABEL.search(fold(article.title))
    if label:
        yield f"title is labelled '{next(found for found in label.groups() if found)}'"


def _is_opinion(name: str) -> bool:
    """Whether a category is one of opinion: 'Opinion', 'China-Opinion', 'Opinion / Columns'."""
    key = plain(name)
    words = key.split()
    ends = (words[0], words[-1]) if words and len(words) <= 3 else ()
    return key in OPINION_CATEGORY or any(word in OPINION_CATEGORY for word in ends)
