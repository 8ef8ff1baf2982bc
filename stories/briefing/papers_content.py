"""The blocks that compare papers as plain JSON for rows: what they say, figures that differ, quotations, claims. Pure.

Made from one comparison of the story, which is the dearer half of the work: the last one is kept.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from stories.briefing.claims import SILENT, Cell, Claim, Stated, claim_table
from stories.briefing.context import Context
from stories.briefing.facts_differ import facts_differing
from stories.briefing.figures_differ import MOST_ROWS, Differing, Value, differing
from stories.briefing.papers import Paper, compare
from stories.briefing.quotes import Quote, quotes
from stories.briefing.reading import Citation, Said, Source
from stories.briefing.statements import Compared, compared

Content = dict[str, Any]


def papers_block(sources: Sequence[Source], context: Context) -> Content | None:
    """agreed, sides, outlets: what papers agree on and what only one of them has; None with nothing to say."""
    found = compare(_story(sources, context))
    if found is None:
        return None
    return {
        "agreed": _all_said(found.agreed),
        "sides": [_paper(paper) for paper in found.sides],
        "outlets": [_paper(paper) for paper in found.outlets],
    }


def figures_block(sources: Sequence[Source], context: Context) -> Content | None:
    """rows: the figures that differ, then ages, costs, years and days; None where none do."""
    story = _story(sources, context)
    rows = [_differing(row) for row in (*differing(story), *facts_differing(story))[:MOST_ROWS]]
    return {"rows": rows} if rows else None


def quotes_block(sources: Sequence[Source], context: Context) -> Content | None:
    """quotes: who said what, and which outlet prints how much of it; None without any."""
    found = [_quote(quote) for quote in quotes(_story(sources, context).sources)]
    return {"quotes": found} if found else None


def claims_block(sources: Sequence[Source], context: Context) -> Content | None:
    """rows: the claim table; None with under two rows."""
    story = _story(sources, context)
    rows = [_claim(row, story.sources) for row in claim_table(story)]
    return {"rows": rows} if rows else None


class _Same:
    """Sources, equal when they are the same object: their vectors have no hash."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources

    def __hash__(self) -> int:
        return id(self.sources)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.sources is self.sources


@lru_cache(maxsize=1)
def _compared(same: _Same, language: str) -> Compared:
    return compared([source for source in same.sources if not language or source.language.startswith(language)])


def _story(sources: Sequence[Source], context: Context) -> Compared:
    return _compared(_Same(sources), context.language)


def _cited(citations: Iterable[Citation]) -> list[list[int]]:
    return [[each.article, each.start, each.end] for each in citations]


def _said(said: Said) -> dict[str, Any]:
    return {"text": said.text, "citations": _cited(said.citations)}


def _all_said(said: Iterable[Said]) -> list[dict[str, Any]]:
    return [_said(each) for each in said]


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "outlet": paper.outlet,
        "name": paper.name,
        "side": paper.side.value,
        "articles": list(paper.articles),
        "statements": _all_said(paper.statements),
        "names": [{"name": name} | _said(said) for name, said in paper.names],
        "stresses": [{"term": s.term, "times": s.times, "elsewhere": round(s.elsewhere, 1)} for s in paper.stresses],
        "left_out": _all_said(paper.left_out),
    }


def _value(value: Value) -> dict[str, Any]:
    return {"written": value.written, "note": value.note, "said": _all_said(value.said)}


def _differing(row: Differing) -> dict[str, Any]:
    values = [_value(value) for value in row.values]
    return {"about": row.about, "kind": row.kind, "unit": row.unit, "over_time": row.over_time, "values": values}


def _quote(quote: Quote) -> dict[str, Any]:
    versions = [
        {"outlet": each.outlet_name, "text": each.text, "note": each.note, "citations": _cited([each.citation])}
        for each in quote.versions
    ]
    return {"text": quote.text, "speaker": quote.speaker, "versions": versions}


def _stated(stated: Stated) -> dict[str, Any]:
    return {"text": stated.text, "outlet": stated.outlet_name, "citations": _cited([stated.citation])}


def _cell(cell: Cell, sources: Sequence[Source]) -> dict[str, Any]:
    made = {"side": cell.side.value, "state": cell.state, "stated": [_stated(each) for each in cell.stated]}
    if cell.state != SILENT:
        return made
    return made | {"articles": [source.article for source in sources if source.side is cell.side]}


def _claim(row: Claim, sources: Sequence[Source]) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "text": row.text,
        "citations": _cited([row.citation]),
        "values": list(row.values),
        "speaker": row.speaker,
        "over_time": row.over_time,
        "cells": [_cell(cell, sources) for cell in row.cells],
    }
