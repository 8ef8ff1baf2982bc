"""A story's honest lead: the first sentences of the first independent news article, quoted and named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stories.text.sentences import sentences
from stories.web.links import outbound
from stories.web.story_rows import ArticleRow

MOST_SENTENCES: Final = 3
ENOUGH_CHARACTERS: Final = 260
MOST_CHARACTERS: Final = 600


@dataclass(frozen=True, slots=True)
class Lead:
    """A quotation and whose it is; href is '' where the article can't be linked."""

    text: str
    outlet: str
    outlet_href: str
    href: str
    language: str


def leading(rows: Sequence[ArticleRow]) -> ArticleRow | None:
    """The article to quote: the earliest news of an outlet's own, else the earliest of all; None without articles."""
    ordered = sorted(rows, key=lambda row: (row.published, row.id))
    return next((row for row in ordered if row.own_news), ordered[0] if ordered else None)


def lead(row: ArticleRow, text: str) -> Lead | None:
    """The quotation from an article's text; None where the text has no sentence."""
    quoted = opening_sentences(text)
    if not quoted:
        return None
    return Lead(quoted, row.outlet, f"/outlets/{row.slug}/", outbound(row.address), row.language)


def opening_sentences(text: str) -> str:
    """The first whole sentences, up to three; a first sentence that is very long is cut at a word, with an ellipsis."""
    taken: list[str] = []
    for sentence in sentences(text)[:MOST_SENTENCES]:
        if taken and len(" ".join([*taken, sentence])) > MOST_CHARACTERS:
            break
        taken.append(sentence)
        if len(" ".join(taken)) >= ENOUGH_CHARACTERS:
            break
    quoted = " ".join(taken)
    return quoted if len(quoted) <= MOST_CHARACTERS else quoted[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"
