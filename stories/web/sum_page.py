"""What 'show the sum' shows, put together from the record that its JSON is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stories.coverage.members import SeatKind
from stories.scales import Side
from stories.web.links import host
from stories.web.moments import Moment, moment
from stories.web.sources import lean_label
from stories.web.sum_steps import Rounding, Verdict, rounding, verdict_steps
from stories.web.wording import counted

OPEN_UP_TO: Final = 5  # outlets; a longer group is folded
NOBODY: Final = "nobody has rated it"
LEFT_OUT: Final = {
    SeatKind.OPINION_ONLY: "Present only with opinion: in no share",
    SeatKind.REPUBLISHER: "Republishers, which carry others' articles: in no share",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One rater's word on an outlet. raw: the rater's own; counts_as: the step here; why: why not used, or ''."""

    rater: str
    raw: str
    counts_as: str
    since: Moment
    evidence: str
    evidence_host: str
    licence: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One outlet: where it stands, by which rule and whose ratings, and its articles here in words."""

    outlet: str
    href: str
    bucket: str
    rule: str
    articles: str
    ratings: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The outlets of one side, or of one reason to be left out; letter is '' for the latter."""

    title: str
    side: str
    letter: str
    entries: tuple[Entry, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that are one text: by whom, and pair by pair why."""

    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of the configuration by its name there."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The fragment's one argument. thresholds: empty where the story was counted with others than today's."""

    json_href: str
    total: str
    groups: tuple[Group, ...]
    left_out: tuple[Group, ...]
    removed: tuple[str, ...]
    rounding: Rounding
    verdict: Verdict
    texts: str
    copies: tuple[Copies, ...]
    computed: Moment | None
    behind: bool
    hash: str
    thresholds: tuple[Threshold, ...]


def sum_page(record: Mapping[str, Any], now: datetime) -> Sum:
    """The record as a reader reads it at `now`."""
    counts = record["counts"]
    sides = " + ".join(f"{side.label.lower()} {counts[side]}" for side in Side)
    thresholds = record["configuration"]["thresholds"] or {}
    return Sum(
        json_href=f"/stories/{record['story']['id']}/sum.json?scheme={record['scheme']['slug']}",
        total=f"{sides.capitalize()} = {counted(counts['outlets'], 'outlet')}",
        groups=_sides(record["outlets"], now),
        left_out=_left_out(record["outlets"], now),
        removed=tuple(f"{row['name']}, taken down {_day(row['at'])}" for row in record["removed"]),
        rounding=rounding(counts["left"], counts["center"], counts["right"], record["shares"]),
        verdict=verdict_steps(record["blindspot"], thresholds.get("blindspot_z")),
        texts=f"{counted(counts['articles'], 'article')}, {counted(counts['independent_texts'], 'independent text')}",
        copies=_copies(record),
        computed=moment(datetime.fromisoformat(record["computed_at"]), now) if record["computed_at"] else None,
        behind=not record["counted_since_last_change"],
        hash=record["configuration"]["hash"],
        thresholds=tuple(Threshold(name, f"{value:g}") for name, value in thresholds.items()),
    )


def _sides(outlets: Sequence[Mapping[str, Any]], now: datetime) -> tuple[Group, ...]:
    seated = [row for row in outlets if row["seat"] == SeatKind.COUNTED]
    return tuple(
        _group(side.label, side, [row for row in seated if row["side"] == side], now)
        for side in Side
        if any(row["side"] == side for row in seated)
    )


def _left_out(outlets: Sequence[Mapping[str, Any]], now: datetime) -> tuple[Group, ...]:
    found = [(title, [row for row in outlets if row["seat"] == kind]) for kind, title in LEFT_OUT.items()]
    return tuple(_group(title, None, rows, now) for title, rows in found if rows)


def _group(title: str, side: Side | None, rows: Sequence[Mapping[str, Any]], now: datetime) -> Group:
    return Group(
        title=f"{title}: {counted(len(rows), 'outlet')}",
        side=side or "",
        letter=side.letter if side else "",
        entries=tuple(_entry(row, now) for row in sorted(rows, key=lambda row: str(row["name"]).casefold())),
        opened=len(rows) <= OPEN_UP_TO,
    )


def _entry(row: Mapping[str, Any], now: datetime) -> Entry:
    return Entry(
        outlet=row["name"],
        href=f"/outlets/{row['slug']}/" if row["slug"] else "",
        bucket=lean_label(row["bucket"] or ""),
        rule=row["rule"] or NOBODY,
        articles=counted(len(row["articles"]), "article"),
        ratings=tuple(_given(rating, now) for rating in row["ratings"]),
    )


def _given(row: Mapping[str, Any], now: datetime) -> Given:
    return Given(
        rater=row["rater"],
        raw=row["raw"],
        counts_as=lean_label(row["bucket"]),
        since=moment(datetime.fromisoformat(row["from"]), now),
        evidence=row["evidence"],
        evidence_host=host(row["evidence"]),
        licence=row["licence"],
        why=row["why_not"],
    )


def _copies(record: Mapping[str, Any]) -> tuple[Copies, ...]:
    """The groups that the joins make, the largest first."""
    names = {outlet["id"]: outlet["name"] for outlet in record["outlets"]}
    outlet_of = {row["id"]: names.get(row["outlet"], "") for row in record["articles"]}
    groups: dict[int, list[int]] = {article: [article] for article in outlet_of}
    reasons: dict[int, list[str]] = {article: [] for article in outlet_of}
    at = {article: article for article in outlet_of}
    for join in record["joins"]:
        a, b = at[join["article"]], at[join["other"]]
        groups[a] += groups.pop(b)
        reasons[a] += [*reasons.pop(b), _reason(join, outlet_of)]
        at.update(dict.fromkeys(groups[a], a))
    found = [(groups[key], tuple(reasons[key])) for key in groups if len(groups[key]) > 1]
    ordered = sorted(found, key=lambda item: (-len(item[0]), item[0]))
    return tuple(Copies(_one_text(articles, outlet_of), why) for articles, why in ordered)


def _one_text(articles: Sequence[int], outlet_of: Mapping[int, str]) -> str:
    outlets = counted(len({outlet_of[article] for article in articles}), "outlet")
    return f"{counted(len(articles), 'article')} of {outlets}: one text"


def _reason(join: Mapping[str, Any], outlet_of: Mapping[int, str]) -> str:
    pair = f"{outlet_of[join['article']]} and {outlet_of[join['other']]}"
    if join["likeness"] is None:
        return f"{pair}: credited to {join['origin']}"
    return f"{pair}: {100 * join['likeness']:.0f}% of the wording in common"


def _day(iso: str) -> str:
    at = datetime.fromisoformat(iso)
    return f"{at.day} {at:%b %Y}"
