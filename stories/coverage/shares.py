"""Left, center and right as percent of the rated outlets, and when they may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.scales import RATED_SIDES, Side


class Display(StrEnum):
    """How much the number of rated outlets bears: counts alone, percent marked as resting on few, or percent."""

    COUNTS = "counts"
    FEW = "few"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Shares:
    """Percent per side over the rated outlets: they sum to 100, or are all 0 where no outlet is rated.

    leader: the side with the most outlets; None on a tie for the first place and where only counts are shown.
    """

    left: int
    center: int
    right: int
    rated: int
    display: Display
    leader: Side | None

    def of(self, side: Side) -> int:
        """The percent of a rated side; 0 for unrated, which is in no share."""
        return {Side.LEFT: self.left, Side.CENTER: self.center, Side.RIGHT: self.right}.get(side, 0)


def shares(left: int, center: int, right: int, config: CoverageConfig = DEFAULT_CONFIG) -> Shares:
    """The shares of a story with so many outlets on each side.

    >>> shares(4, 1, 2).left, shares(4, 1, 2).center, shares(4, 1, 2).right
    (57, 14, 29)
    """
    counts = {Side.LEFT: left, Side.CENTER: center, Side.RIGHT: right}
    # Center first among equal remainders: neither side gains the point where all three tie.
    center_percent, left_percent, right_percent = percents([center, left, right])
    rated = left + center + right
    display = display_of(rated, config)
    return Shares(left_percent, center_percent, right_percent, rated, display, _leader(counts, display))


def display_of(rated: int, config: CoverageConfig = DEFAULT_CONFIG) -> Display:
    """What a reader is shown for so many rated outlets."""
    if rated < config.few_rated_from:
        return Display.COUNTS
    return Display.FEW if rated < config.percent_from else Display.PERCENT


def _leader(counts: Mapping[Side, int], display: Display) -> Side | None:
    if display is Display.COUNTS:
        return None
    most = max(counts.values())
    leaders = [side for side in RATED_SIDES if counts[side] == most]
    return leaders[0] if len(leaders) == 1 else None


def percents(counts: Sequence[int], total: int = 100) -> list[int]:
    """Whole percents that sum to exactly `total`, by largest remainder; all 0 where the counts are.

    A tie between remainders goes to the larger count, then to the earlier in the list. Integer arithmetic, so the
    same counts give the same percents on every machine.
    Source: Hamilton's method, Balinski & Young, Fair Representation, 1982.
    """
    if any(count < 0 for count in counts):
        raise ValueError(f"counts can't be negative: {list(counts)}")
    whole = sum(counts)
    if whole == 0:
        return [0] * len(counts)
    floors = [count * total // whole for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: (-(counts[i] * total % whole), -counts[i], i))
    for i in by_remainder[: total - sum(floors)]:
        floors[i] += 1
    return floors
