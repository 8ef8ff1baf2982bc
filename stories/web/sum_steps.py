"""The arithmetic behind shares and verdict, step by step, for a reader who wants to check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.coverage.shares import Display
from stories.scales import RATED_SIDES, Side
from stories.web.schemes import Group
from stories.web.verdicts import Condition, conditions, rated, sentence
from stories.web.vocabulary import side_label, side_letter
from stories.web.wording import listed, number, percent, political_stories

NOT_POLITICAL: Final = gettext_lazy(
    "Only political stories are held against the blindspot rule, and this one isn't political."
)
_DISPLAYED: Final = {
    Display.COUNTS: gettext_lazy("So few rated outlets bear no percentage: only the outlets themselves are shown."),
    Display.FEW: gettext_lazy("The bar is marked as resting on few rated outlets."),
    Display.PERCENT: gettext_lazy("Enough rated outlets for percentages."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One side's way to its percent: 100 times its outlets over the rated ones, whole part, rest, point given."""

    side: str
    letter: str
    label: str
    outlets: int
    division: str
    whole: int
    rest: str
    point: int
    percent: int


@dataclass(frozen=True, slots=True)
class Rounding:
    """The largest-remainder rounding of the three shares in parts and words; parts is empty without rated outlets."""

    parts: tuple[Part, ...]
    points: str
    displayed: str
    leader: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The blindspot rule as it was applied: the verdict, each condition, the bound's numbers, the base rate's.

    Words alone for a story that isn't political.
    """

    words: str
    conditions: tuple[Condition, ...]
    bound: tuple[str, ...]
    base: str


def rounding(left: int, center: int, right: int, shares: Mapping[str, Any]) -> Rounding:
    """The steps from so many outlets to the percents that are stored."""
    counts = {Side.LEFT: left, Side.CENTER: center, Side.RIGHT: right}
    whole = left + center + right
    parts = tuple(_part(side, counts[side], whole, int(shares[side])) for side in RATED_SIDES) if whole else ()
    leader = Side.of(shares.get("leader"))
    return Rounding(
        parts=parts,
        points=_points(parts),
        displayed=str(_DISPLAYED[Display(shares["display"])]),
        leader=_leads(leader) if leader else _("No side is said to lead."),
    )


def step_rounding(groups: Sequence[Group], counts: Mapping[str, int], shares: Mapping[str, Any]) -> Rounding:
    """The same on a scheme without sides; counts: outlets by step."""
    whole, percents = int(shares["rated"]), shares["steps"]
    found = [(group, counts.get(group.key, 0), int(percents.get(group.key, 0))) for group in groups]
    parts = tuple(_part_of(group, n, whole, points) for group, n, points in found) if whole else ()
    leader = next((group.label for group in groups if group.key == shares["leader"]), "")
    leads = _("“%(step)s” has the most outlets and leads.") % {"step": leader}
    displayed = str(_DISPLAYED[Display(shares["display"])])
    return Rounding(parts, _points(parts), displayed, leads if leader else _("No step is said to lead."))


def _leads(leader: Side) -> str:
    return {
        Side.LEFT: _("Left has the most outlets and leads."),
        Side.CENTER: _("Center has the most outlets and leads."),
        Side.RIGHT: _("Right has the most outlets and leads."),
    }[leader]


def _part(side: Side, outlets: int, among: int, points: int) -> Part:
    return _part_of(Group(side.value, side_label(side), side_letter(side), side.value), outlets, among, points)


def _part_of(group: Group, outlets: int, among: int, points: int) -> Part:
    whole, rest = divmod(100 * outlets, among)
    division = f"{outlets} × 100 / {among}"
    return Part(
        group.css, group.letter, group.label, outlets, division, whole, f"{rest}/{among}", points - whole, points
    )


def _points(parts: Sequence[Part]) -> str:
    missing = sum(part.point for part in parts)
    whole = sum(part.whole for part in parts)
    if not parts:
        return _("No outlet is rated: there is nothing to round.")
    if not missing:
        return _("The whole parts add up to %(whole)s: nothing is rounded.") % {"whole": number(whole)}
    words = ngettext(
        "The whole parts add up to %(whole)s; %(n)s point missing goes to the largest rest: %(sides)s.",
        "The whole parts add up to %(whole)s; %(n)s points missing go to the largest rests: %(sides)s.",
        missing,
    )
    sides = {side.value: side_label(side, within=True) for side in RATED_SIDES}
    given = listed([sides.get(part.side, part.label) for part in parts if part.point])
    return words % {"whole": number(whole), "n": number(missing), "sides": given}


def verdict_steps(stored: Mapping[str, Any], z: float | None) -> Verdict:
    """The steps to a stored verdict; z is None where the thresholds that made it are not known any more."""
    if not stored["political"]:  # nothing else of it was worked out with care: its base rate is that of any old day
        return Verdict(str(NOT_POLITICAL), (), (), "")
    return Verdict(sentence(stored), conditions(stored), _bound(stored, z), _base(stored["base"]))


def _bound(stored: Mapping[str, Any], z: float | None) -> tuple[str, ...]:
    n = rated(stored)
    if stored["upper_bound"] is None or z is None or not n:
        return ()
    low = min(stored["left"], stored["right"])
    share = low / n
    root = sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    formula = f"1 + z²/n = {1 + z * z / n:.4f}"
    upper = _("their sum over %(formula)s is the upper end: %(upper)s")
    return (
        f"p = {low}/{n} = {share:.4f}, n = {n}, z = {z:g}",
        f"p + z²/2n = {share + z * z / (2 * n):.4f}",
        f"z · √(p(1 − p)/n + z²/4n²) = {z * root:.4f}",
        upper % {"formula": formula, "upper": f"{stored['upper_bound']:.4f}"},
    )


def _base(base: Mapping[str, int]) -> str:
    seats = base["left"] + base["center"] + base["right"]
    if not seats:
        return _("No political story with a rated outlet has been counted in that time.")
    # Translators: a seat is one outlet in one story.
    words = ngettext(
        "%(n)s seat of rated outlets in %(stories)s: %(rates)s.",
        "%(n)s seats of rated outlets in %(stories)s: %(rates)s.",
        seats,
    )
    rates = ", ".join(_rate(side, base[side], seats) for side in RATED_SIDES)
    return words % {"n": number(seats), "stories": political_stories(base["stories"]), "rates": rates}


def _rate(side: Side, n: int, seats: int) -> str:
    return f"{side_label(side, within=True)} {number(n)} ({percent(n / seats, digits=1, exactly=True)})"
