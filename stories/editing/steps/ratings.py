"""Editors rate outlets and withdraw ratings. Rows are added or marked, never changed or deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.catalogue.actors import Actor
from stories.catalogue.mappings import PRESETS, Scheme, bucket_of
from stories.editing.decision import Decision, RefusedError
from stories.models import Edit, EditKind, Outlet, Rating, RatingScheme, Standing

DESK = "this newsroom's desk"


def rate(
    outlets: Sequence[Outlet],
    scheme: RatingScheme,
    value: str,
    editor: Actor,
    now: datetime,
    *,
    rater: str = "",
    evidence: str = "",
    note: str = "",
) -> Edit:
    """The Edit of one rating for each outlet, to be followed on commit.

    value: one of the scheme's words. rater '' is this newsroom's own desk, whose word overrules imported raters; any
    other rater's word, typed in by an editor, stands beside the others. Raises RefusedError for an unknown word.
    """
    known = Scheme(scheme.slug, {bucket["key"]: bucket["label"] for bucket in scheme.buckets})
    bucket = bucket_of(value, known, PRESETS["seven"])
    if bucket is None:
        raise RefusedError(f"'{value[:60]}' is none of {known.accepted}.")
    if not outlets:
        raise RefusedError("No outlet was chosen.")
    person: Any = None if isinstance(editor, str) else editor
    with transaction.atomic():
        before = _standings(outlets, scheme)
        ratings = Rating.objects.bulk_create(
            Rating(
                outlet=outlet,
                scheme=scheme,
                rater=(rater.strip() or DESK)[:100],
                raw_value=value.strip()[:100],
                bucket=bucket,
                evidence_address=evidence,
                note=note,
                editor=person,
                by_desk=not rater.strip(),
                valid_from=now,
                created_at=now,
            )
            for outlet in outlets
        )
        return Edit.objects.create(
            kind=EditKind.RATE,
            subject=f"{_named(outlets)}: {known.buckets[bucket]} on {scheme.name.lower()}"[:300],
            outlet_ids=[outlet.pk for outlet in outlets],
            before={"standing": before},
            after={"scheme": scheme.slug, "bucket": bucket, "rating_ids": [rating.pk for rating in ratings]},
            **Decision(editor, now, note).fields(),
        )


def withdraw(ratings: Sequence[Rating], editor: Actor, reason: str, now: datetime) -> Edit:
    """The Edit of these ratings being withdrawn; they stay as rows. Raises RefusedError when none is in force."""
    with transaction.atomic():
        ids = mark_withdrawn([rating.pk for rating in ratings], now)
        if not ids:
            raise RefusedError("These ratings are withdrawn already.")
        return withdrawal(ids, Decision(editor, now, reason))


def mark_withdrawn(rating_ids: Sequence[int], now: datetime) -> list[int]:
    """Those of the ratings that were not withdrawn and now are."""
    free = Rating.objects.select_for_update().filter(pk__in=rating_ids, withdrawn_at__isnull=True)
    ids = list(free.order_by("pk").values_list("pk", flat=True))
    Rating.objects.filter(pk__in=ids).update(withdrawn_at=now)
    return ids


def withdrawal(rating_ids: Sequence[int], decision: Decision, undoes: Edit | None = None) -> Edit:
    """The Edit that says these ratings were withdrawn."""
    return _about(rating_ids, EditKind.WITHDRAW, "rating by {} withdrawn", decision, undoes)


def restore(rating_ids: Sequence[int], decision: Decision, undoes: Edit) -> Edit:
    """The Edit that undoes a withdrawal: the ratings are in force again."""
    Rating.objects.filter(pk__in=rating_ids).update(withdrawn_at=None)
    return _about(rating_ids, EditKind.RATE, "rating by {} back in force", decision, undoes)


def _about(rating_ids: Sequence[int], kind: EditKind, words: str, decision: Decision, undoes: Edit | None) -> Edit:
    rows = list(Rating.objects.filter(pk__in=rating_ids).select_related("outlet").order_by("outlet__name"))
    raters = ", ".join(sorted({row.rater for row in rows}))
    outlets = list({row.outlet_id: row.outlet for row in rows}.values())
    return Edit.objects.create(
        kind=kind,
        subject=f"{_named(outlets)}: {words.format(raters)}"[:300],
        outlet_ids=sorted(outlet.pk for outlet in outlets),
        after={"rating_ids": list(rating_ids)},
        undoes=undoes,
        **decision.fields(),
    )


def _standings(outlets: Sequence[Outlet], scheme: RatingScheme) -> dict[str, str]:
    rows = Standing.objects.filter(outlet__in=outlets, scheme=scheme)
    return {str(outlet_id): bucket for outlet_id, bucket in rows.values_list("outlet_id", "bucket")}


def _named(outlets: Sequence[Outlet]) -> str:
    first = ", ".join(outlet.name for outlet in outlets[:3])
    return first if len(outlets) <= 3 else f"{first} and {len(outlets) - 3} more"
