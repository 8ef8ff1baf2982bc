"""The arithmetic behind shares and verdict, step by step, for a reader who wants to check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from stories.coverage.shares import Display
from stories.scales import RATED_SIDES, Side
from stories.web.verdicts import Condition
from stories.web.wording import closed_percents, counted

NOT_POLITICAL: Final = "Only political stories are held against the blindspot rule, and this one isn't political."
_DISPLAYED: Final = {
    Display.COUNTS: "So few rated outlets bear no percentage: only the outlets themselves are shown.",
    Display.FEW: "The bar is marked as resting on few rated outlets.",
    Display.PERCENT: "Enough rated outlets for percentages.",
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
    rated = left + center + right
    parts = tuple(_part(side, counts[side], rated, int(shares[side])) for side in RATED_SIDES) if rated else ()
    leader = Side.of(shares.get("leader"))
    return Rounding(
        parts=parts,
        points=_points(parts),
        displayed=_DISPLAYED[Display(shares["display"])],
        leader=f"{leader.label} has the most outlets and leads." if leader else "No side is said to lead.",
    )


def _part(side: Side, outlets: int, rated: int, percent: int) -> Part:
    whole, rest = divmod(100 * outlets, rated)
    division = f"{outlets} × 100 / {rated}"
    return Part(side, side.letter, side.label, outlets, division, whole, f"{rest}/{rated}", percent - whole, percent)


def _points(parts: Sequence[Part]) -> str:
    missing = sum(part.point for part in parts)
    whole = sum(part.whole for part in parts)
    if not parts:
        return "No outlet is rated: there is nothing to round."
    if not missing:
        return f"The whole parts add up to {whole}: nothing is rounded."
    given = " and ".join(part.label.lower() for part in parts if part.point)
    verb = "goes to the largest rest" if missing == 1 else "go to the largest rests"
    return f"The whole parts add up to {whole}; {counted(missing, 'point')} missing {verb}: {given}."


def verdict_steps(stored: Mapping[str, Any], z: float | None) -> Verdict:
    """The steps to a stored verdict; z is None where the thresholds that made it are not known any more."""
    if not stored["political"]:  # nothing else of it was worked out with care: its base rate is that of any old day
        return Verdict(NOT_POLITICAL, (), (), "")
    conditions = tuple(Condition(bool(row["holds"]), closed_percents(row["words"])) for row in stored["conditions"])
    return Verdict(closed_percents(stored["words"]), conditions, _bound(stored, z), _base(stored["base"]))


def _bound(stored: Mapping[str, Any], z: float | None) -> tuple[str, ...]:
    rated = stored["left"] + stored["center"] + stored["right"]
    if stored["upper_bound"] is None or z is None or not rated:
        return ()
    low = min(stored["left"], stored["right"])
    share = low / rated
    root = sqrt(share * (1 - share) / rated + z * z / (4 * rated * rated))
    return (
        f"p = {low}/{rated} = {share:.4f}, n = {rated}, z = {z:g}",
        f"p + z²/2n = {share + z * z / (2 * rated):.4f}",
        f"z · √(p(1 − p)/n + z²/4n²) = {z * root:.4f}",
        f"their sum over 1 + z²/n = {1 + z * z / rated:.4f} is the upper end: {stored['upper_bound']:.4f}",
    )


def _base(base: Mapping[str, int]) -> str:
    seats = base["left"] + base["center"] + base["right"]
    if not seats:
        return "No political story with a rated outlet has been counted in that time."
    rates = ", ".join(f"{side} {base[side]} ({100 * base[side] / seats:.1f}%)" for side in RATED_SIDES)
    stories = counted(base["stories"], "political story", "political stories")
    return f"{counted(seats, 'seat')} of rated outlets in {stories}: {rates}."
