"""The bar of a scheme that has steps of its own in place of left, center and right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stories.coverage.shares import Display, display_of, percents
from stories.scales import Side
from stories.web.bar import LABEL_FROM, LEAST_PLACES, LETTER_FROM, MOST_TILES, Bar, Entry, Segment, bar, strip
from stories.web.schemes import Axis, Group, unrated
from stories.web.wording import number, percent

WHOLE = 10_000  # hundredths of a percent, so that the segments end exactly at the edge


def axis_bar(axis: Axis, counts: Mapping[str, int]) -> Bar:
    """The bar of so many outlets in each group of the scheme; what is in none is unrated.

    Shares are shown under the same conditions as those of the house scheme: counts alone for few rated outlets.
    """
    nobody = counts.get(Side.UNRATED.value, 0)
    if axis.sided:
        return bar(*(counts.get(side.value, 0) for side in Side))
    rated = [(group, counts.get(group.key, 0)) for group in axis.groups]
    every = [*rated, (unrated(), nobody)]
    n = sum(outlets for _group, outlets in rated)
    display = display_of(n)
    exact = display is not Display.COUNTS
    shares = percents([outlets for _group, outlets in rated])
    entries = tuple(
        Entry(group.css, group.label, group.letter, outlets, share if exact and group.key != Side.UNRATED else None)
        for (group, outlets), share in zip(every, [*shares, 0], strict=True)
    )
    labels = {group.key: _text(group, share) for (group, _n), share in zip(rated, shares, strict=True)}
    return Bar(
        display=display,
        segments=_segments(rated, labels) if exact else _tiles(every),
        whole=_segments(every, {}) if exact and nobody else (),
        entries=entries,
        heading=_heading(rated, n, nobody, display),
        rated_words=ngettext("%(rated)s of %(total)s outlet rated", "%(rated)s of %(total)s outlets rated", n + nobody)
        % {"rated": number(n), "total": number(n + nobody)},
        description=_("%(sides)s.") % {"sides": ", ".join(_described(entry) for entry in entries)},
        outlets=n + nobody,
        rated=n,
    )


def _segments(counts: Sequence[tuple[Group, int]], labels: Mapping[str, str]) -> tuple[Segment, ...]:
    return strip([(group.css, n, labels.get(group.key, "")) for group, n in counts])


def _tiles(counts: Sequence[tuple[Group, int]]) -> tuple[Segment, ...]:
    """A tile per outlet; one block per group where there are too many to tell apart."""
    groups = [group for group, n in counts for _tile in range(n)]
    if len(groups) > MOST_TILES:
        return _segments(counts, {})
    width = WHOLE // max(len(groups), LEAST_PLACES)
    return tuple(_segment(group, i * width, width, group.letter) for i, group in enumerate(groups))


def _segment(group: Group, start: int, width: int, text: str) -> Segment:
    return Segment(group.css, _percent(start), _percent(width), _percent(start + width // 2), text)


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _text(group: Group, share: int) -> str:
    if share >= LABEL_FROM:
        return f"{group.letter} {percent(share / 100)}"
    return group.letter if share >= LETTER_FROM else ""


def _described(entry: Entry) -> str:
    if entry.percent is None:
        return _("%(side)s %(outlets)s") % {"side": entry.label, "outlets": number(entry.outlets)}
    values = {"side": entry.label, "outlets": number(entry.outlets), "percent": percent(entry.percent / 100)}
    return _("%(side)s %(outlets)s (%(percent)s of the rated)") % values


def _heading(rated: Sequence[tuple[Group, int]], n: int, nobody: int, display: Display) -> str:
    if n == 0:
        return _("None of the outlets is rated") if nobody != 1 else _("The one outlet is not rated")
    if display is Display.COUNTS:
        return _("Too few rated outlets for shares: %(rated)s") % {"rated": number(n)}
    most = max(outlets for _group, outlets in rated)
    leaders = [group for group, outlets in rated if outlets == most]
    words = {"rated": number(n), "n": number(most), "group": leaders[0].label}
    if len(leaders) > 1:
        return _("No group leads among %(rated)s rated outlets") % words
    if most == n:
        return _("All %(rated)s rated outlets: %(group)s") % words
    if 2 * most > n:
        return _("Most of the %(rated)s rated outlets: %(group)s, %(n)s") % words
    return _("The largest group of the %(rated)s rated outlets: %(group)s, %(n)s") % words
