"""Two outlets side by side: which stories each reports, and how long after the first report. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median


@dataclass(frozen=True, slots=True)
class Report:
    """An outlet's first article in a story, and the story's first article of all.

    alone: nobody else has the story, so there is no lag in it.
    """

    story_id: int
    outlet_id: int
    at: datetime
    first: datetime
    alone: bool


@dataclass(frozen=True, slots=True)
class Lag:
    """How long after a story's first report an outlet's own came, in the middle; over how many stories."""

    middle: timedelta | None
    stories: int
    firsts: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Story ids: of both outlets, of the one alone, of the other alone; in the order of the reports."""

    both: tuple[int, ...]
    only_one: tuple[int, ...]
    only_other: tuple[int, ...]


def compare(reports: Iterable[Report], one: int, other: int) -> Comparison:
    """What the outlets of these ids share of the stories reported; each story is in one list at most."""
    found: dict[int, set[int]] = {}
    for report in reports:
        found.setdefault(report.story_id, set()).add(report.outlet_id)
    return Comparison(
        tuple(story for story, outlets in found.items() if {one, other} <= outlets),
        tuple(story for story, outlets in found.items() if one in outlets and other not in outlets),
        tuple(story for story, outlets in found.items() if other in outlets and one not in outlets),
    )


def lag(reports: Iterable[Report], outlet_id: int) -> Lag:
    """The outlet's median lag over the stories that others have too; middle is None where there is none."""
    own = [report for report in reports if report.outlet_id == outlet_id and not report.alone]
    lags_s = [max((report.at - report.first).total_seconds(), 0.0) for report in own]
    middle = timedelta(seconds=median(lags_s)) if lags_s else None
    return Lag(middle, len(lags_s), sum(not each for each in lags_s))
