"""A story's honest lead: the first sentences of the first independent news article that has any, quoted and named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stories.briefing.datelines import behind_dateline
from stories.text.sentences import sentences
from stories.web.links import outbound
from stories.web.story_rows import ArticleRow

MOST_SENTENCES: Final = 3
ENOUGH_CHARACTERS: Final = 260
MOST_CHARACTERS: Final = 600
MOST_READ: Final = 10  # reports: of feeds without texts the first may have its headline alone


@dataclass(frozen=True, slots=True)
class Lead:
    """A quotation and whose it is; href is '' where the article can't be linked; first: it is of the first report."""

    text: str
    outlet: str
    outlet_href: str
    href: str
    language: str
    first: bool = True


def leading(rows: Sequence[ArticleRow]) -> list[ArticleRow]:
    """The articles to quote, the first choice first: the earliest news of outlets' own, else the earliest of all.

    What is no longer at its address is quoted only where nothing else is.
    """
    there = [row for row in rows if row.gone is None] or rows
    ordered = sorted(there, key=lambda row: (row.published, row.id))
    return ([row for row in ordered if row.own_news] or ordered)[:MOST_READ]


def lead(rows: Sequence[ArticleRow], openings: Mapping[int, str]) -> Lead | None:
    """The quotation from the first of the articles that has a sentence; None where none has."""
    for place, row in enumerate(rows):
        if quoted := opening_sentences(openings.get(row.id, "")):
            href = outbound(row.address)
            return Lead(quoted, row.outlet, f"/outlets/{row.slug}/", href, row.language, first=not place)
    return None


def opening_sentences(text: str) -> str:
    """The first whole sentences, up to three, without a dateline before them.

    A first sentence that is very long is cut at a word, with an ellipsis.
    """
    taken: list[str] = []
    for place, told in enumerate(sentences(text)[:MOST_SENTENCES]):
        sentence = told if place else told[behind_dateline(told, 0, len(told)) :]
        if taken and len(" ".join([*taken, sentence])) > MOST_CHARACTERS:
            break
        taken.append(sentence)
        if len(" ".join(taken)) >= ENOUGH_CHARACTERS:
            break
    quoted = " ".join(taken)
    return quoted if len(quoted) <= MOST_CHARACTERS else quoted[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"
