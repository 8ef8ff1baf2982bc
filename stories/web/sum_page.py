"""What 'show the sum' shows, put together from the record that its JSON is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.coverage.members import SeatKind
from stories.scales import Side
from stories.web.links import host
from stories.web.moments import Moment, moment
from stories.web.rules import NOBODY, SINCE_COUNTED, rule, why_not
from stories.web.schemes import Axis, unrated
from stories.web.sum_makeup import Makeup, makeup
from stories.web.sum_record import GIVEN_SINCE
from stories.web.sum_steps import Rounding, Verdict, rounding, step_rounding, verdict_steps
from stories.web.wording import articles, day, independent_texts, number, outlets, percent

OPEN_UP_TO: Final = 5  # outlets; a longer group is folded
LEFT_OUT: Final[Mapping[SeatKind, Promise]] = {
    SeatKind.OPINION_ONLY: gettext_lazy("Present only with opinion: in no share"),
    SeatKind.REPUBLISHER: gettext_lazy("Republishers, which carry others' articles: in no share"),
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
    """The fragment's one argument. thresholds: empty where the story was counted with others than today's.

    verdict: None on a scheme without sides. makeup: factuality, owners and countries with their outlets.
    """

    json_href: str
    total: str
    groups: tuple[Group, ...]
    left_out: tuple[Group, ...]
    removed: tuple[str, ...]
    rounding: Rounding
    verdict: Verdict | None
    makeup: tuple[Makeup, ...]
    texts: str
    copies: tuple[Copies, ...]
    computed: Moment | None
    behind: bool
    hash: str
    thresholds: tuple[Threshold, ...]


def sum_page(record: Mapping[str, Any], axis: Axis, now: datetime) -> Sum:
    """The record as a reader reads it at `now`; axis: its scheme."""
    counts = record["counts"]
    thresholds = record["configuration"]["thresholds"] or {}
    return Sum(
        json_href=f"/stories/{record['story']['id']}/sum.json?scheme={record['scheme']['slug']}",
        total=_total(record, axis),
        groups=_groups(record, axis, now),
        left_out=_left_out(record, axis, now),
        removed=tuple(_removed(row) for row in record["removed"]),
        rounding=_rounding(record, axis),
        verdict=verdict_steps(record["blindspot"], thresholds.get("blindspot_z")) if record["blindspot"] else None,
        makeup=makeup(record),
        texts=f"{articles(counts['articles'])}, {independent_texts(counts['independent_texts'])}",
        copies=_copies(record),
        computed=moment(datetime.fromisoformat(record["computed_at"]), now) if record["computed_at"] else None,
        behind=not record["counted_since_last_change"],
        hash=record["configuration"]["hash"],
        thresholds=tuple(Threshold(name, f"{value:g}") for name, value in thresholds.items()),
    )


def _rounding(record: Mapping[str, Any], axis: Axis) -> Rounding:
    counts = record["counts"]
    if axis.sided:
        return rounding(counts["left"], counts["center"], counts["right"], record["shares"])
    return step_rounding(axis.groups, record["buckets"], record["shares"])


def _total(record: Mapping[str, Any], axis: Axis) -> str:
    counts = record["counts"]
    if not axis.sided:
        parts = [f"{group.label} {number(record['buckets'].get(group.key, 0))}" for group in axis.groups]
        parts.append(f"{unrated().label} {number(counts['outlets'] - sum(record['buckets'].values()))}")
        return f"{' + '.join(parts)} = {outlets(counts['outlets'])}"
    values = {side.value: number(counts[side]) for side in Side} | {"outlets": outlets(counts["outlets"])}
    return _("Left %(left)s + center %(center)s + right %(right)s + unrated %(unrated)s = %(outlets)s") % values


def _removed(row: Mapping[str, Any]) -> str:
    return _("%(outlet)s, taken down %(day)s") % {
        "outlet": row["name"],
        "day": day(datetime.fromisoformat(row["at"])),
    }


def _groups(record: Mapping[str, Any], axis: Axis, now: datetime) -> tuple[Group, ...]:
    seated = [row for row in record["outlets"] if row["seat"] == SeatKind.COUNTED]
    of_key: dict[str, list[Mapping[str, Any]]] = {}
    for row in seated:
        of_key.setdefault(axis.key(row["bucket"] or "", Side(row["side"])), []).append(row)
    return tuple(
        Group(
            title=_titled(group.label, of_key[group.key]),
            side=group.css,
            letter=group.letter,
            entries=_entries(of_key[group.key], record, axis, now),
            opened=len(of_key[group.key]) <= OPEN_UP_TO,
        )
        for group in (*axis.groups, unrated())
        if group.key in of_key
    )


def _left_out(record: Mapping[str, Any], axis: Axis, now: datetime) -> tuple[Group, ...]:
    found = [
        (str(title), [row for row in record["outlets"] if row["seat"] == kind]) for kind, title in LEFT_OUT.items()
    ]
    return tuple(
        Group(_titled(title, rows), "", "", _entries(rows, record, axis, now), opened=len(rows) <= OPEN_UP_TO)
        for title, rows in found
        if rows
    )


def _titled(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    return f"{title}: {outlets(len(rows))}"


def _entries(
    rows: Sequence[Mapping[str, Any]], record: Mapping[str, Any], axis: Axis, now: datetime
) -> tuple[Entry, ...]:
    ordered = sorted(rows, key=lambda row: str(row["name"]).casefold())
    return tuple(_entry(row, record, axis, now) for row in ordered)


def _entry(row: Mapping[str, Any], record: Mapping[str, Any], axis: Axis, now: datetime) -> Entry:
    return Entry(
        outlet=row["name"],
        href=f"/outlets/{row['slug']}/" if row["slug"] else "",
        bucket=axis.label(row["bucket"] or ""),
        rule=_rule(row, record["scheme"]["buckets"]) if row["rule"] else str(NOBODY),
        articles=articles(len(row["articles"])),
        ratings=tuple(_given(rating, axis, now) for rating in row["ratings"]),
    )


def _rule(row: Mapping[str, Any], buckets: Sequence[Mapping[str, Any]]) -> str:
    """The rule that docs/formula.md applies to the ratings used."""
    axis = {bucket["key"]: bucket["score"] for bucket in buckets}
    used = [rating for rating in row["ratings"] if rating["used"]]
    scores = [axis[rating["bucket"]] for rating in used if axis.get(rating["bucket"]) is not None]
    mean = sum(scores) / len(scores) if scores else None
    by_desk = any(rating["by_desk"] for rating in used)
    return rule(len(used), by_desk=by_desk, score=mean, placed=row["bucket"] is not None)


def _given(row: Mapping[str, Any], axis: Axis, now: datetime) -> Given:
    return Given(
        rater=row["rater"],
        raw=row["raw"],
        counts_as=axis.label(row["bucket"]),
        since=moment(datetime.fromisoformat(row["from"]), now),
        evidence=row["evidence"],
        evidence_host=host(row["evidence"]),
        licence=row["licence"],
        why=str(SINCE_COUNTED) if row["why_not"] == GIVEN_SINCE else why_not(row["why_not"]),
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
    return tuple(Copies(_one_text(members, outlet_of), why) for members, why in ordered)


def _one_text(members: Sequence[int], outlet_of: Mapping[int, str]) -> str:
    names = {outlet_of[article] for article in members}
    values = {"articles": articles(len(members)), "outlets": outlets(len(names))}
    return _("%(articles)s of %(outlets)s: one text") % values


def _reason(join: Mapping[str, Any], outlet_of: Mapping[int, str]) -> str:
    pair = {"one": outlet_of[join["article"]], "other": outlet_of[join["other"]]}
    if join["likeness"] is None:
        return _("%(one)s and %(other)s: credited to %(origin)s") % (pair | {"origin": join["origin"]})
    words = _("%(one)s and %(other)s: %(share)s of the wording in common")
    return words % (pair | {"share": percent(join["likeness"])})
