"""Outlets' standings, rewritten from their ratings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q

from stories.coverage.effective import Bucket, Effective, RatingValue, Scheme, effective
from stories.coverage.steps.outdated import outdate
from stories.models import Outlet, Rating, RatingScheme, Standing
from stories.scales import Side

VALUES: Final = ("bucket", "side", "score", "spread", "raters", "inputs")


def refresh_standings(outlet_ids: Iterable[int], now: datetime) -> list[int]:
    """Rewrite the outlets' standing on every scheme; the ids of those whose standing changed, in order.

    An outlet without ratings has no standing; one whose ratings all don't count has an empty, unrated one that says
    why. Four queries and two writes, however many outlets.
    """
    with transaction.atomic():
        # The outlet's row is the lock: two editors' ratings of one outlet are worked out one after the other.
        locked = Outlet.objects.filter(pk__in=set(outlet_ids)).order_by("pk").select_for_update(no_key=True)
        ids = list(locked.values_list("pk", flat=True))
        held = {(row.outlet_id, row.scheme_id): row for row in Standing.objects.filter(outlet_id__in=ids)}
        wanted = {(row.outlet_id, row.scheme_id): row for row in _worked_out(ids, now)}
        changed = [row for key, row in wanted.items() if key not in held or _values(row) != _values(held[key])]
        gone = [row for key, row in held.items() if key not in wanted]
        Standing.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["outlet", "scheme"],
            update_fields=[*VALUES, "computed_at"],
            batch_size=1000,
        )
        Standing.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return sorted({row.outlet_id for row in [*changed, *gone]})


def refresh_turned(now: datetime) -> list[int]:
    """Refresh outlets of which a rating has begun or ended since their standing was worked out; their ids.

    The revision of every story they are in rises, so that it is counted anew.
    """
    since = F("outlet__standings__computed_at")
    turned = Q(valid_from__gt=since, valid_from__lte=now) | Q(valid_until__gt=since, valid_until__lte=now)
    of_scheme = Q(outlet__standings__scheme=F("scheme"))
    ids = set(Rating.objects.filter(turned & of_scheme).order_by().values_list("outlet_id", flat=True))
    with transaction.atomic():
        changed = refresh_standings(ids, now)
        outdate(changed)
        Standing.objects.filter(outlet_id__in=ids).update(computed_at=now)
    return changed


def scheme_of(row: RatingScheme) -> Scheme:
    """The scheme's row as the pure rule needs it."""
    return Scheme(
        row.slug,
        tuple(
            Bucket(
                key=str(bucket["key"]),
                side=Side(bucket.get("side") or Side.UNRATED),
                score=bucket.get("score"),
                low=bucket.get("low"),
                high=bucket.get("high"),
            )
            for bucket in row.buckets
        ),
    )


def _worked_out(outlet_ids: list[int], now: datetime) -> list[Standing]:
    """Unsaved standings of every outlet and scheme with a rating."""
    schemes = {row.pk: scheme_of(row) for row in RatingScheme.objects.all()}
    ratings: dict[tuple[int, int], list[Rating]] = defaultdict(list)
    for rating in Rating.objects.filter(outlet_id__in=outlet_ids).defer("note", "evidence_address"):
        ratings[rating.outlet_id, rating.scheme_id].append(rating)
    return [
        _standing(outlet_id, scheme_id, effective(map(_value, found), schemes[scheme_id], now), now)
        for (outlet_id, scheme_id), found in sorted(ratings.items())
    ]


def _value(row: Rating) -> RatingValue:
    return RatingValue(
        id=row.pk,
        rater=row.rater,
        bucket=row.bucket,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        by_desk=row.by_desk,
        withdrawn=row.withdrawn_at is not None,
    )


def _standing(outlet_id: int, scheme_id: int, found: Effective, now: datetime) -> Standing:
    return Standing(
        outlet_id=outlet_id,
        scheme_id=scheme_id,
        bucket=found.bucket or "",
        side=found.side.value,
        score=found.score,
        spread=found.spread,
        raters=found.n_raters,
        inputs={
            "rule": found.rule,
            "used": list(found.used),
            "left_out": [{"id": item.id, "why": item.why.value} for item in found.left_out],
        },
        computed_at=now,
    )


def _values(row: Standing) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in VALUES)
