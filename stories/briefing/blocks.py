"""The blocks of a briefing by name, in the order of the page: the one place where a new one is entered. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from stories.briefing.background import background_content
from stories.briefing.claims import SILENT
from stories.briefing.context import Context
from stories.briefing.daily_index import tone_content
from stories.briefing.happened import happened
from stories.briefing.papers_content import claims_block, figures_block, papers_block, quotes_block
from stories.briefing.questions import questions_content
from stories.briefing.reading import Source
from stories.briefing.summary import summary
from stories.briefing.who_is import names_content

# Content is plain JSON with text and "citations" [[article, start, end], ...]; None where the block can't be made
# honestly, and then there is none.
Content = dict[str, Any]
Block = Callable[[Sequence[Source], Context], Content | None]

METHOD: Final = "extractive"
VERSION: Final = "extractive-9"  # a change of any block changes this
BLOCKS: Final[Mapping[str, Block]] = {
    "summary": summary,
    "happened": happened,
    "papers": papers_block,
    "figures": figures_block,
    "quotes": quotes_block,
    "claims": claims_block,
    "background": background_content,
    "names": names_content,
    "tone": tone_content,
    "questions": questions_content,
}
# What a story's briefing is held against: a new block, or another version of one, makes it outdated.
MADE_BY: Final = " ".join((VERSION, *BLOCKS))


def cited(content: Any) -> Iterator[int]:
    """The articles that a content cites, wherever in it, or of which it says what they lack; some more than once."""
    if isinstance(content, Mapping):
        if content.get("left_out") or content.get("state") == SILENT:
            yield from map(int, content.get("articles", ()))
        for key, value in content.items():
            if key == "citations":
                yield from (int(article) for article, _start, _end in value)
            else:
                yield from cited(value)
    elif isinstance(content, list | tuple):
        for item in content:
            yield from cited(item)
