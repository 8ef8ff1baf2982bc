"""A story's briefing as its page shows it: the rows of its blocks into what their parts show."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from stories.models import Story
from stories.web.briefing_background import background
from stories.web.briefing_compared import compared
from stories.web.briefing_names import introductions
from stories.web.briefing_papers import claims, figures, papers, quotes
from stories.web.briefing_questions import deeper
from stories.web.briefing_tone import gauge
from stories.web.cited import Citations, Cited, Made, Stored, quotations
from stories.web.story_rows import ArticleRow

__all__ = ["Citations", "Cited", "Made", "Stored", "briefing", "told"]

log = logging.getLogger(__name__)

View = Callable[[Stored, Citations], object | None]

# Which function makes a block's value for its part, templates/web/parts/briefing_<block>.html; in the page's order.
VIEWS: Final[Mapping[str, View]] = {
    "summary": quotations,
    "happened": quotations,
    "compared": compared,
    "papers": papers,
    "figures": figures,
    "quotes": quotes,
    "claims": claims,
    "behind": quotations,
    "background": background,
    "names": introductions,
    "tone": gauge,
    "questions": deeper,
}


def briefing(found: Iterable[Mapping[str, Any]] | None, rows: Sequence[ArticleRow], now: datetime) -> dict[str, object]:
    """Block -> what its part shows, for the blocks that can be shown. found: as `briefing_rows` has."""
    stored = {row["block"]: row for row in found or ()}
    citations = Citations(rows, now) if stored else None
    shown: dict[str, object] = {}
    for block, view in VIEWS.items():
        if citations and (row := stored.get(block)):
            read = frozenset(row["articles"])
            value = _shown(view, Stored(row["content"], row["language"], citations.made(row), read), citations)
            if value is not None:
                shown[block] = value
    return shown


def _shown(view: View, stored: Stored, citations: Citations) -> object | None:
    """What the block's part shows; None for a row of another shape, as an older or a newer version writes it."""
    try:
        return view(stored, citations)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        log.exception("a block of a briefing has another shape: %s", stored.made.version)
        return None


def told(story: Story, block: str) -> bool:
    """Whether the story's briefing, as its row has found it, has the block."""
    return any(row["block"] == block for row in story.__dict__.get("told") or ())
