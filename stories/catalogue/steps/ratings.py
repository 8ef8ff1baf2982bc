"""A CSV file of ratings -> Rating rows beside the ones that are there; a rating is never changed or deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from stories.catalogue.actors import Actor, signed
from stories.catalogue.csv_ratings import RatedDomain, read_ratings_csv
from stories.catalogue.mappings import PRESETS, Mapping, Scheme
from stories.catalogue.report import ImportReport, Problem, many
from stories.catalogue.steps.outlets import BATCH, take_turns
from stories.models import Domain, Edit, EditKind, Rating, RatingScheme


def scheme_of(slug: str) -> Scheme:
    """The scheme as the pure parts need it; raises RatingScheme.DoesNotExist."""
    row = RatingScheme.objects.get(slug=slug)
    return Scheme(row.slug, {bucket["key"]: bucket["label"] for bucket in row.buckets})


def import_ratings(
    source: bytes,
    name: str,
    rater: str,
    actor: Actor,
    now: datetime,
    *,
    scheme: str = "lean",
    mapping: Mapping = PRESETS["seven"],
    column: str = "",
) -> ImportReport:
    """The file's ratings, in one transaction, with one Edit if anything changed.

    rater is for rows without a rater of their own. A rating that says what its rater's latest one says already is
    left alone; so is one that an editor here has withdrawn. Raises UnreadableError when the file can't be used, and
    RatingScheme.DoesNotExist.
    """
    row = RatingScheme.objects.get(slug=scheme)
    rated, problems = read_ratings_csv(source, rater, scheme_of(scheme), mapping, column)
    with transaction.atomic():
        take_turns()
        outlets = dict(Domain.objects.filter(name__in={each.domain for each in rated}).values_list("name", "outlet_id"))
        matched = [each for each in rated if each.domain in outlets]
        matched, doubled = _one_per_outlet(matched, outlets)
        new, withdrawn = _new(matched, outlets, row, now)
        Rating.objects.bulk_create(new, batch_size=BATCH)
        report = ImportReport(
            name=name,
            ratings_new=len(new),
            ratings_known=len(matched) - len(new) - len(withdrawn),
            unknown_domains=tuple(sorted({each.domain for each in rated if each.domain not in outlets})),
            problems=(*problems, *doubled, *withdrawn),
        )
        return _recorded(report, new, row, actor, now) if new else report


def _one_per_outlet(
    rated: Sequence[RatedDomain], outlets: dict[str, int]
) -> tuple[list[RatedDomain], tuple[Problem, ...]]:
    """One rating per outlet and rater: an outlet with two domains may stand in a file twice."""
    found: dict[tuple[int, str], RatedDomain] = {}
    problems: list[Problem] = []
    for each in rated:
        key = (outlets[each.domain], each.rater)
        if key in found and found[key].bucket != each.bucket:
            why = f"the same outlet is rated under {found[key].domain} in line {found[key].line}, which counts"
            problems.append(Problem(each.line, each.domain, why))
        found.setdefault(key, each)
    return list(found.values()), tuple(problems)


def _new(
    rated: Sequence[RatedDomain], outlets: dict[str, int], scheme: RatingScheme, now: datetime
) -> tuple[list[Rating], tuple[Problem, ...]]:
    latest: dict[tuple[int, str], Rating] = {}
    known = Rating.objects.filter(scheme=scheme, outlet_id__in=set(outlets.values()), valid_from__lte=now)
    for rating in known.order_by("valid_from", "id"):
        latest[rating.outlet_id, rating.rater] = rating
    undone = _undone_by_import()
    new: list[Rating] = []
    problems: list[Problem] = []
    for each in rated:
        before = latest.get((outlets[each.domain], each.rater))
        same = before is not None and _says_the_same(before, each)
        if before is None or not same or _open_again(before, undone, now):
            new.append(_rating(each, outlets[each.domain], scheme, now))
        elif before.withdrawn_at is not None:
            problems.append(
                Problem(each.line, each.domain, "an editor here has withdrawn this rating; not added again")
            )
    return new, tuple(problems)


def _undone_by_import() -> set[int]:
    """Ratings whose whole import was undone: importing the file again means them again."""
    undone = Edit.objects.filter(kind=EditKind.IMPORT_RATINGS, undone_by__isnull=False)
    return {pk for after in undone.values_list("after", flat=True) for pk in after.get("new_rating_ids", ())}


def _open_again(rating: Rating, undone: set[int], now: datetime) -> bool:
    if rating.withdrawn_at is not None:
        return rating.pk in undone
    return rating.valid_until is not None and rating.valid_until <= now


def _says_the_same(rating: Rating, each: RatedDomain) -> bool:
    return (rating.raw_value, rating.bucket, rating.evidence_address, rating.note, rating.licence) == (
        each.raw,
        each.bucket,
        each.evidence,
        each.note,
        each.licence,
    )


def _rating(each: RatedDomain, outlet_id: int, scheme: RatingScheme, now: datetime) -> Rating:
    return Rating(
        outlet_id=outlet_id,
        scheme=scheme,
        rater=each.rater,
        raw_value=each.raw,
        bucket=each.bucket,
        evidence_address=each.evidence,
        licence=each.licence,
        note=each.note,
        valid_from=now,
        created_at=now,
    )


def _recorded(
    report: ImportReport,
    new: Sequence[Rating],
    scheme: RatingScheme,
    actor: Actor,
    now: datetime,
) -> ImportReport:
    count = Rating.objects.filter(scheme=scheme).count()
    raters = ", ".join(sorted({rating.rater for rating in new}))
    edit = Edit.objects.create(
        kind=EditKind.IMPORT_RATINGS,
        subject=f"{report.name}: {many(len(new), 'rating')} on {scheme.name.lower()} by {raters}"[:300],
        outlet_ids=sorted({rating.outlet_id for rating in new}),
        before={"ratings": count - len(new)},
        after={"ratings": count, "new_rating_ids": [rating.pk for rating in new]},
        created_at=now,
        **signed(actor),
    )
    return replace(report, edit_id=edit.pk)
