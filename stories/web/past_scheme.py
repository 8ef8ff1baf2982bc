"""The time machine's bar and counts: as they were kept on the house scheme, reckoned anew on any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from stories.coverage.counts import Counts, counts
from stories.coverage.members import Member
from stories.coverage.record import COUNTED, numbers
from stories.scales import RATED_SIDES, Side
from stories.web.bar import Bar, bar
from stories.web.group_bar import axis_bar
from stories.web.past_rows import Past, Snapshot
from stories.web.schemes import Axis, unrated
from stories.web.vocabulary import blindspot_label

LABELS: Final = {
    "outlets": gettext_lazy("Outlets"),
    "left": pgettext_lazy("side", "Left"),
    "center": pgettext_lazy("side", "Center"),
    "right": pgettext_lazy("side", "Right"),
    "unrated": pgettext_lazy("side", "Unrated"),
    "opinion_only": gettext_lazy("Opinion only"),
    "republishers": gettext_lazy("Republishers"),
    "articles": gettext_lazy("Articles"),
    "independent_texts": gettext_lazy("Independent texts"),
}
FROM_DATES: Final = gettext_lazy(
    "This site was not counting the story yet: bar and counts are reckoned from the articles that bear a date by then "
    "and are in the story today, with today's ratings."
)
FROM_KEPT: Final = gettext_lazy(
    "Headline, bar and counts are what this page showed then; listed are the articles that we had seen by then and "
    "that are in the story today."
)
_SIDES: Final = frozenset(side.value for side in (*RATED_SIDES, Side.UNRATED))


@dataclass(frozen=True, slots=True)
class Row:
    """One count then and now."""

    label: str
    then: int
    now: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted at an hour, beside today; how: from what, in words; blindspot: the badge's words, or ''."""

    how: str
    bar: Bar
    rows: tuple[Row, ...]
    blindspot: str


def counted_at(past: Past, kept: Snapshot | None, there: list[Member], axis: Axis) -> Counted:
    """The counts of one hour on the scheme that the past was read on; there: the articles of then."""
    return _kept(past, kept, there) if axis.house else _reckoned(past, kept, there, axis)


def _kept(past: Past, kept: Snapshot | None, there: list[Member]) -> Counted:
    then: Mapping[str, Any] = kept.counts if kept else numbers(counts(there))
    blind = Side.of(str(then.get("blindspot_side", "")))
    return Counted(
        how=str(FROM_KEPT if kept else FROM_DATES),
        bar=bar(*(int(then.get(side, 0)) for side in Side)),
        rows=tuple(
            _row(str(LABELS[name]), int(then.get(name, 0)), int(getattr(past.coverage, name, 0))) for name in COUNTED
        ),
        blindspot=blindspot_label(blind or ""),
    )


def _reckoned(past: Past, kept: Snapshot | None, there: list[Member], axis: Axis) -> Counted:
    then, now = counts(there), counts(past.members)
    groups_then, groups_now = _groups(then, axis), _groups(now, axis)
    rows = []
    for name in COUNTED:
        if name == Side.LEFT:  # where the sides begin
            rows += [
                _row(group.label, groups_then[group.key], groups_now[group.key]) for group in (*axis.groups, unrated())
            ]
        elif name not in _SIDES:
            rows.append(_row(str(LABELS[name]), getattr(then, name), getattr(now, name)))
    how = _(
        "Bar and counts are reckoned from the articles that were there by then, with today's ratings on %(scheme)s."
    ) % {"scheme": axis.name}
    return Counted(how if kept else f"{FROM_DATES} {how}", axis_bar(axis, groups_then), tuple(rows), "")


def _groups(found: Counts, axis: Axis) -> dict[str, int]:
    """Counted outlets by the groups of the scheme and 'unrated'."""
    by_key = {group.key: 0 for group in (*axis.groups, unrated())}
    for seat in found.seats:
        if seat.counted:
            by_key[axis.key(seat.bucket or "", seat.side)] += 1
    return by_key


def _row(label: str, then: int, now: int) -> Row:
    return Row(label, then, now, then != now)
