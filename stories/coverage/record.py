"""A story's coverage as it is stored: plain JSON values from which every number can be shown and recomputed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from stories.coverage import distributions
from stories.coverage.blindspot import Blindspot, Verdict
from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.coverage.counts import Counts
from stories.coverage.members import Member, Seat
from stories.coverage.shares import shares
from stories.coverage.texts import Text, carried_by
from stories.coverage.timeline import Hour, first_report, per_hour

COUNTED = (
    "outlets",
    "left",
    "center",
    "right",
    "unrated",
    "opinion_only",
    "republishers",
    "articles",
    "independent_texts",
)


def numbers(counts: Counts) -> dict[str, int]:
    """The counts that have a column of their own."""
    return {name: getattr(counts, name) for name in COUNTED}


def shares_record(counts: Counts, config: CoverageConfig = DEFAULT_CONFIG) -> dict[str, Any]:
    """Percent per side, on how many rated outlets, how it may be shown, and the leading side or None."""
    return asdict(shares(counts.left, counts.center, counts.right, config))


def blindspot_record(found: Blindspot) -> dict[str, Any]:
    """The verdict, its words, each condition and the base rate that it was held against."""
    return asdict(found)


def blind_side(record: Mapping[str, Any]) -> str:
    """The side that hardly covers the story, '' unless the stored verdict is a blindspot."""
    return str(record["side"]) if record.get("verdict") == Verdict.BLINDSPOT else ""


def distributions_record(seats: Sequence[Seat]) -> dict[str, list[dict[str, Any]]]:
    """Factuality, ownership and countries of the counted outlets, each a list of key, outlets and percent."""
    split = {
        "factuality": distributions.factuality(seats),
        "ownership": distributions.ownership(seats),
        "countries": distributions.countries(seats),
    }
    return {
        name: [{"key": part.key, "outlets": part.outlets, "percent": part.percent} for part in parts]
        for name, parts in split.items()
    }


def inputs_record(
    counts: Counts, members: Sequence[Member], ratings: Mapping[int, Mapping[str, Any]], removed: Sequence[int]
) -> dict[str, Any]:
    """What the counts are counts of: every outlet's seat, copies of one text, the first report, coverage by hour.

    ratings: outlet id -> the rule in words, and the ids of the ratings used and left out. removed: articles that
    their outlets took down, which are in no count.
    """
    first = first_report(members)
    return {
        "seats": [_seat(seat, ratings.get(seat.outlet_id, {})) for seat in counts.seats],
        "copies": [_text(text) for text in carried_by(counts.texts)],
        "removed": sorted(removed),
        "first": asdict(first) | {"at": first.at.isoformat(), "words": first.words} if first else None,
        "hours": [_hour(hour) for hour in per_hour(members)],
    }


def _seat(seat: Seat, ratings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "outlet": seat.outlet_id,
        "name": seat.outlet,
        "kind": seat.kind.value,
        "side": seat.side.value,
        "bucket": seat.bucket,
        "articles": list(seat.articles),
        "ratings": dict(ratings),
    }


def _text(text: Text) -> dict[str, Any]:
    return {"articles": list(text.articles), "outlets": text.outlets, "origin": text.origin}


def _hour(hour: Hour) -> list[Any]:
    return [hour.start.isoformat(), hour.left, hour.center, hour.right, hour.unrated]
