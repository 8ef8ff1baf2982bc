"""Whether one side of the rated outlets covers a political story far less than chance and habit would have it.

Source: the thresholds recommended over those observed elsewhere; docs/decisions/0005-coverage.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.scales import Section, Side


class Verdict(StrEnum):
    """blindspot, near miss (all conditions but one), none, or unknown for want of a base rate or of rated outlets."""

    BLINDSPOT = "blindspot"
    NEAR_MISS = "near_miss"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BaseRate:
    """What the installation's own mix is: rated outlet seats, per side, in the political stories of the last days.

    A seat is one outlet in one story.
    """

    stories: int
    left: int
    center: int
    right: int

    @property
    def seats(self) -> int:
        """All rated seats."""
        return self.left + self.center + self.right

    def of(self, side: Side) -> float:
        """The side's share of the rated seats, 0..1; 0.0 where there are none."""
        count = {Side.LEFT: self.left, Side.CENTER: self.center, Side.RIGHT: self.right}.get(side, 0)
        return count / self.seats if self.seats else 0.0


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the rule with what was found and what was needed, as a reader can check it."""

    name: str
    holds: bool
    found: float
    needed: float
    words: str


@dataclass(frozen=True, slots=True)
class Blindspot:
    """The verdict with every input; side is the one that covers the story little, None on a tie of left and right."""

    verdict: Verdict
    side: Side | None
    left: int
    center: int
    right: int
    political: bool
    base: BaseRate
    upper_bound: float | None
    conditions: tuple[Condition, ...]
    words: str


def blindspot(
    left: int, center: int, right: int, *, section: str, base: BaseRate, config: CoverageConfig = DEFAULT_CONFIG
) -> Blindspot:
    """The verdict on a story with so many rated outlets per side; the side that covers it less is examined.

    Center is counted among the rated and is never the blind side.
    """
    political = section == Section.POLITICS
    if left == right:
        words = "Left and right cover this story equally."
        return Blindspot(Verdict.NONE, None, left, center, right, political, base, None, (), words)
    side = Side.LEFT if left < right else Side.RIGHT
    low, high, rated = min(left, right), max(left, right), left + center + right
    upper = upper_bound(low, rated, config.blindspot_z)
    conditions = (
        *_sizes(side, low, high, rated, config),
        _is_political(political),
        _enough_stories(base, config),
        _below_base_rate(side, upper, base),
    )
    verdict = _verdict(conditions)
    return Blindspot(
        verdict, side, left, center, right, political, base, upper, conditions, _words(verdict, side, conditions)
    )


def upper_bound(successes: int, trials: int, z: float) -> float:
    """Upper end of the Wilson score interval of a share, 0..1; 1.0 without trials.

    z: 1.2816 for the two-sided 80 % interval.
    Source: Wilson, Probable Inference, JASA 22, 1927.
    """
    if trials == 0:
        return 1.0
    share = successes / trials
    middle = share + z * z / (2 * trials)
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return min((middle + half) / (1 + z * z / trials), 1.0)


def _sizes(side: Side, low: int, high: int, rated: int, config: CoverageConfig) -> tuple[Condition, ...]:
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    least, most = config.blindspot_low_share_max, config.blindspot_high_share_min
    return (
        Condition(
            "rated",
            rated >= config.blindspot_min_rated,
            rated,
            config.blindspot_min_rated,
            f"{rated} rated outlets; at least {config.blindspot_min_rated} are needed",
        ),
        Condition(
            "low_share",
            low / rated <= least,
            low / rated,
            least,
            f"{low} of {rated} are {side}, {_percent(low / rated)}; at most {_percent(least)} is a blindspot",
        ),
        Condition(
            "high_share",
            high / rated >= most,
            high / rated,
            most,
            f"{high} of {rated} are {other}, {_percent(high / rated)}; at least {_percent(most)} is needed",
        ),
        Condition(
            "high_outlets",
            high >= config.blindspot_high_outlets_min,
            high,
            config.blindspot_high_outlets_min,
            f"{high} outlets are {other}; at least {config.blindspot_high_outlets_min} are needed",
        ),
    )


def _is_political(political: bool) -> Condition:
    words = "the story is political" if political else "the story is not political"
    return Condition("political", political, float(political), 1.0, words)


def _enough_stories(base: BaseRate, config: CoverageConfig) -> Condition:
    needed = config.base_rate_min_stories
    words = f"{base.stories} political stories in the last {config.base_rate_days} days; at least {needed} are needed"
    return Condition("base_stories", base.stories >= needed, base.stories, needed, words)


def _below_base_rate(side: Side, upper: float, base: BaseRate) -> Condition:
    usual = base.of(side)
    words = f"chance alone could raise {side} to {_percent(upper)}; its usual share here is {_percent(usual)}"
    return Condition("below_base_rate", upper < usual, upper, usual, words)


def _verdict(conditions: tuple[Condition, ...]) -> Verdict:
    failed = [condition.name for condition in conditions if not condition.holds]
    if not failed:
        return Verdict.BLINDSPOT
    if "political" in failed:
        return Verdict.NONE
    if "base_stories" in failed:
        # Without a base rate nothing is claimed; what fails on its own sizes is known not to be one.
        return Verdict.UNKNOWN if set(failed) <= {"base_stories", "below_base_rate"} else Verdict.NONE
    return Verdict.NEAR_MISS if len(failed) == 1 else Verdict.NONE


def _words(verdict: Verdict, side: Side, conditions: tuple[Condition, ...]) -> str:
    failed = [condition.words for condition in conditions if not condition.holds]
    if verdict is Verdict.BLINDSPOT:
        return f"A blindspot of the {side}: {conditions[1].words}, and {conditions[-1].words}."
    if verdict is Verdict.NEAR_MISS:
        return f"Nearly a blindspot of the {side}: {failed[0]}."
    if verdict is Verdict.UNKNOWN:
        return f"No verdict: {failed[0]}."
    return f"No blindspot: {'; '.join(failed)}."


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + " %"
