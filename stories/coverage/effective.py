"""An outlet's effective rating: what several raters' values come to on one scheme, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import fsum

from stories.scales import Side


@dataclass(frozen=True, slots=True)
class Bucket:
    """One step of a scheme: its place on the axis, None where there is none, and the band of means it stands for.

    A band without a low or a high end is open there.
    """

    key: str
    side: Side
    score: float | None = None
    low: float | None = None
    high: float | None = None

    def holds(self, mean: float) -> bool:
        """True where the mean lies in the step's band, the ends included."""
        return (self.low is None or self.low <= mean) and (self.high is None or mean <= self.high)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A rating scheme as the rule needs it: its buckets in order."""

    key: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class RatingValue:
    """One rater's value for one outlet. In force from valid_from up to, not including, valid_until.

    by_desk: given by an editor of this installation rather than imported.
    """

    id: int
    rater: str
    bucket: str
    valid_from: datetime
    valid_until: datetime | None = None
    by_desk: bool = False
    withdrawn: bool = False


class Why(StrEnum):
    """Why a rating has no part in the effective value; the value is what the reader is told."""

    NOT_YET = "not yet in force"
    WITHDRAWN = "withdrawn"
    ENDED = "no longer in force"
    SUPERSEDED = "replaced by a later rating of the same rater"
    OVERRULED = "overruled by an editor of this site"
    UNKNOWN_BUCKET = "its value is not a step of this scheme"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rating that was not used, with the reason."""

    id: int
    why: Why


@dataclass(frozen=True, slots=True)
class Effective:
    """What counts for the outlet now. bucket is None and side unrated where nobody's rating is in force or all tie.

    score: mean on the scheme's axis; spread: highest minus lowest of the scores used; both None without an axis.
    rule: the sentence that was applied. used and left_out name every rating given to the rule once.
    """

    bucket: str | None
    side: Side
    score: float | None
    spread: float | None
    n_raters: int
    rule: str
    used: tuple[int, ...]
    left_out: tuple[LeftOut, ...]


def effective(ratings: Iterable[RatingValue], scheme: Scheme, now: datetime) -> Effective:
    """The outlet's value on the scheme at `now`; ratings are those of one outlet on that scheme, in any order.

    The rule: of the ratings in force, the latest of each rater; if an editor of this installation has rated, the
    latest of the editors' alone; else the mean of the scores, put into the nearest bucket of those whose band holds
    it; halfway between two, into the one nearer to the center. A scheme without scores takes the majority, and
    nothing on a tie.
    """
    buckets = {bucket.key: bucket for bucket in scheme.buckets}
    ordered = sorted(ratings, key=lambda rating: (rating.valid_from, rating.id), reverse=True)
    used, left_out = _chosen(ordered, buckets, now)
    steps = [buckets[rating.bucket] for rating in used]
    bucket, rule = _settled(steps, scheme)
    if steps and used[0].by_desk:
        rule = "set by an editor of this site"
    scores = [step.score for step in steps if step.score is not None]
    return Effective(
        bucket=bucket.key if bucket else None,
        side=bucket.side if bucket else Side.UNRATED,
        score=_mean(scores) if scores else None,
        spread=max(scores) - min(scores) if scores else None,
        n_raters=len(used),
        rule=rule,
        used=tuple(sorted(rating.id for rating in used)),
        left_out=tuple(sorted(left_out, key=lambda item: item.id)),
    )


def _chosen(
    ordered: Sequence[RatingValue], buckets: dict[str, Bucket], now: datetime
) -> tuple[list[RatingValue], list[LeftOut]]:
    """The ratings that count and the others; `ordered` has the latest first."""
    in_force: list[RatingValue] = []
    left_out: list[LeftOut] = []
    raters: set[str] = set()
    for rating in ordered:
        why = _excluded(rating, buckets, raters, now)
        if why is None:
            in_force.append(rating)
            raters.add(rating.rater)
        else:
            left_out.append(LeftOut(rating.id, why))
    editors = [rating for rating in in_force if rating.by_desk]
    used = editors[:1] or in_force
    left_out += [LeftOut(rating.id, Why.OVERRULED) for rating in in_force if rating not in used]
    return used, left_out


def _excluded(rating: RatingValue, buckets: dict[str, Bucket], raters: set[str], now: datetime) -> Why | None:
    if rating.withdrawn:
        return Why.WITHDRAWN
    if rating.valid_from > now:
        return Why.NOT_YET
    if rating.valid_until is not None and rating.valid_until <= now:
        return Why.ENDED
    if rating.bucket not in buckets:
        return Why.UNKNOWN_BUCKET
    return Why.SUPERSEDED if rating.rater in raters else None


def _settled(steps: Sequence[Bucket], scheme: Scheme) -> tuple[Bucket | None, str]:
    """The bucket the steps come to, and the rule in words."""
    if not steps:
        return None, "no rating in force"
    scores = [step.score for step in steps if step.score is not None]
    if len(steps) == 1:
        return steps[0], "the only rating in force"
    if not scores:
        return _majority(steps, scheme)
    mean = _mean(scores)
    scored = [bucket for bucket in scheme.buckets if bucket.score is not None]
    near = [bucket for bucket in scored if bucket.holds(mean)] or scored
    nearest = min(near, key=lambda bucket: (abs((bucket.score or 0.0) - mean), abs(bucket.score or 0.0)))
    return nearest, f"the mean of {len(scores)} raters' latest ratings, {mean:+.2f}"


def _majority(steps: Sequence[Bucket], scheme: Scheme) -> tuple[Bucket | None, str]:
    votes = {bucket: steps.count(bucket) for bucket in scheme.buckets}
    most = max(votes.values())
    leaders = [bucket for bucket, n in votes.items() if n == most]
    if len(leaders) > 1:
        return None, f"no majority among {len(steps)} raters"
    return leaders[0], f"the majority of {len(steps)} raters"


def _mean(scores: Sequence[float]) -> float:
    return fsum(scores) / len(scores)
