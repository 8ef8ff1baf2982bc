"""Stories of fictional outlets, as digests choose among them."""

from __future__ import annotations

from typing import Any

from stories.digests.candidate import Candidate, Report
from stories.scales import Side


def report(outlet: str, side: Side = Side.UNRATED, title: str = "", *, article: int = 0) -> Report:
    """An article of an outlet; its slug is its name in small letters."""
    return Report(article, title or f"{outlet} on the new pier", "en", outlet, outlet.lower().replace(" ", "-"), side)


def candidate(story: int, *reports: Report, **fields: Any) -> Candidate:
    """A story of these reports, its counts theirs and its headline the first one's, scored by its outlets."""
    reports = reports or (report(f"Harbour Post {story}"),)
    counts = {side.value: sum(each.side is side for each in reports) for side in Side}
    defaults: dict[str, Any] = {
        "title": reports[0].title,
        "language": "en",
        "outlet": reports[0].outlet,
        "slug": reports[0].slug,
        "section": "world",
        "independent_texts": len(reports),
        "blindspot": "",
        "score": float(len(reports)),
    }
    return Candidate(story=story, reports=reports, **counts | defaults | fields)
