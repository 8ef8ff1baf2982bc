"""Editors make rating schemes of their own and word them; the seeded ones stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.models import Edit, EditKind, Rating, RatingScheme
from stories.scales import RATED_SIDES, Side

SEEDED: Final = ("lean", "factuality")
MOST_STEPS: Final = 9
LEAST_STEPS: Final = 2
RESERVED: Final = ("unrated", "not_counted", "all")  # filters of a page
LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One step as an editor writes it; key is '' for a new one, side '' on a scheme without sides."""

    label: str
    side: str = ""
    key: str = ""


def read_steps(text: str) -> list[Step]:
    """The steps of a text, one a line from one end of the scale to the other: 'label' or 'label, side'."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Step(label.strip(), side.strip().casefold()) for label, _comma, side in (_parted(line) for line in lines)]


def _parted(line: str) -> tuple[str, str, str]:
    label, comma, side = line.rpartition(",")
    known = side.strip().casefold() in {each.value for each in RATED_SIDES}
    return (label, comma, side) if known else (line, "", "")


def write_steps(scheme: RatingScheme) -> str:
    """The steps of a scheme as `read_steps` reads them."""
    return "\n".join(
        f"{bucket['label']}, {bucket['side']}" if scheme.has_sides else bucket["label"] for bucket in scheme.buckets
    )


def save_scheme(scheme: RatingScheme, steps: Sequence[Step], editor: Actor, now: datetime) -> Edit | None:
    """Save a scheme with its steps; the Edit to be followed on commit, None when nothing changed.

    Every step needs a side, or none does. A step that ratings use stays: one that is worded anew keeps its ratings
    where the number of steps is the same. Raises RefusedError.
    """
    with transaction.atomic():
        known = RatingScheme.objects.select_for_update().filter(pk=scheme.pk).first()
        before = _values(known) if known else {}
        if known and known.slug in SEEDED:
            raise RefusedError(f"{known.name} comes with newsdesk and stays as it is.")
        _check(steps)
        scheme.has_sides = any(step.side for step in steps)
        scheme.buckets = _buckets(_kept(steps, known), scheme.has_sides)
        gone = {bucket["key"] for bucket in known.buckets} - _keys(scheme) if known else set()
        if used := Rating.objects.filter(scheme=known, bucket__in=gone).values_list("bucket", flat=True).first():
            raise RefusedError(f"Outlets are rated {used}: that step stays. Word it anew, or add steps one at a time.")
        if known is None:
            scheme.slug = slugify(scheme.name)[:LONGEST].strip("-")
        if not scheme.slug or _taken(scheme):
            raise RefusedError("A scheme needs a name of its own, with letters in it.")
        if before == _values(scheme):
            return None
        try:
            with transaction.atomic():
                scheme.save()
        except IntegrityError as error:
            raise RefusedError("Another scheme has that name.") from error
        return _edit(scheme, before, Decision(editor, now))


def _check(steps: Sequence[Step]) -> None:
    if not LEAST_STEPS <= len(steps) <= MOST_STEPS:
        raise RefusedError(f"A scale has {LEAST_STEPS} to {MOST_STEPS} steps, one a line.")
    if len({bool(step.side) for step in steps}) > 1:
        raise RefusedError("Either every step has a side (left, center or right) after a comma, or none has.")
    keys = [_key(step) for step in steps]
    if len(set(keys)) < len(keys) or not all(keys) or set(keys) & set(RESERVED):
        raise RefusedError("Each step needs a word of its own, which is not 'unrated', 'all' or 'not counted'.")


def _kept(steps: Sequence[Step], known: RatingScheme | None) -> list[Step]:
    """The steps with their keys: of the same words, else of the same place where there are as many as before."""
    by_label = {bucket["label"]: bucket["key"] for bucket in known.buckets} if known else {}
    as_many = known is not None and len(known.buckets) == len(steps)
    found = []
    for place, step in enumerate(steps):
        key = by_label.get(step.label) or (known.buckets[place]["key"] if known and as_many else _key(step))
        found.append(Step(step.label, step.side, key))
    if len({step.key for step in found}) < len(found):
        raise RefusedError("Steps were moved and worded anew at once: do one, then the other.")
    return found


def _buckets(steps: Sequence[Step], has_sides: bool) -> list[dict[str, Any]]:
    """Scores go up by one from step to step around nought, so that raters' words have a mean."""
    middle = (len(steps) - 1) / 2
    return [
        {
            "key": step.key,
            "label": step.label,
            "side": step.side if has_sides else Side.UNRATED.value,
            "score": place - middle,
            "low": None,
            "high": None,
            "colour": "",
        }
        for place, step in enumerate(steps)
    ]


def _key(step: Step) -> str:
    return slugify(step.label).replace("-", "_")[:LONGEST].strip("_") if len(step.label) <= 100 else ""


def _keys(scheme: RatingScheme) -> set[str]:
    return {bucket["key"] for bucket in scheme.buckets}


def _taken(scheme: RatingScheme) -> bool:
    return RatingScheme.objects.filter(slug=scheme.slug).exclude(pk=scheme.pk).exists()


def _values(scheme: RatingScheme) -> dict[str, Any]:
    return {"name": scheme.name, "country": scheme.country, "buckets": scheme.buckets, "has_sides": scheme.has_sides}


def _edit(scheme: RatingScheme, before: dict[str, Any], decision: Decision) -> Edit:
    """The outlets that it rates are worked out anew."""
    outlets = Rating.objects.filter(scheme=scheme).order_by("outlet_id").values_list("outlet_id", flat=True)
    return Edit.objects.create(
        kind=EditKind.SCHEME,
        subject=f"rating scheme {scheme.name}"[:300],
        outlet_ids=list(dict.fromkeys(outlets)),
        before=before,
        after=_values(scheme),
        **decision.fields(),
    )
