"""A story's coverage with everything it was made from, as plain values: what /stories/<id>/sum.json answers.

docs/formula.md says what each value means and how every number follows from the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, NamedTuple

from stories.coverage.config import DEFAULT_CONFIG
from stories.coverage.joins import joins
from stories.coverage.members import Member
from stories.coverage.record import COUNTED
from stories.coverage.steps.load import ArticleRow, load
from stories.models import Article, Coverage, Rating, RatingScheme, Story
from stories.web.links import outbound

GIVEN_SINCE: Final = "given since the story was counted"
BUCKET_KEYS: Final = ("key", "label", "side", "score", "low", "high")


class Face(NamedTuple):
    """What names an article on a page."""

    id: int
    title: str
    address: str
    language: str
    slug: str


def sum_record(story: Story, coverage: Coverage) -> dict[str, Any]:
    """Everything behind the story's numbers on the coverage's scheme; four queries.

    The coverage must have been read with its scheme.
    """
    slug = coverage.scheme.slug
    batch = load([story.pk], [slug])
    members = batch.members(story.pk, slug)
    faces = {row.id: row for row in map(Face._make, _faces(story.pk))}
    seats = coverage.inputs.get("seats", [])
    ratings = _ratings(coverage.scheme, (seat["outlet"] for seat in seats))
    current = coverage.configuration_hash == DEFAULT_CONFIG.hash
    return {
        "story": {"id": story.pk, "headline": story.title, "section": story.section},
        "scheme": _scheme(coverage.scheme),
        "computed_at": _iso(coverage.computed_at),
        "counted_since_last_change": coverage.revision == story.revision,
        "configuration": {
            "hash": coverage.configuration_hash,
            "thresholds": asdict(DEFAULT_CONFIG) if current else None,
        },
        "outlets": _outlets(seats, members, ratings, faces),
        "articles": [_article(member, faces) for member in members],
        "joins": [asdict(join) for join in joins(members, DEFAULT_CONFIG.same_text_jaccard)],
        "removed": [_removed(row) for row in batch.removed.get(story.pk, [])],
        "counts": {name: getattr(coverage, name) for name in COUNTED},
        "buckets": coverage.buckets,
        "shares": coverage.shares,
        "blindspot": coverage.blindspot or None,
        "distributions": coverage.distributions,
    }


def _faces(story_id: int) -> Iterable[tuple[Any, ...]]:
    shown = Article.objects.shown().filter(membership__story=story_id).order_by()
    return shown.values_list("pk", "title", "canonical_address", "language", "outlet__slug")


def _ratings(scheme: RatingScheme, outlets: Iterable[int]) -> dict[int, list[Rating]]:
    """Every rating of these outlets on the scheme, by outlet, the latest first."""
    found: dict[int, list[Rating]] = {}
    for row in Rating.objects.filter(scheme=scheme, outlet_id__in=set(outlets)):
        found.setdefault(row.outlet_id, []).append(row)
    return found


def _scheme(row: RatingScheme) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name": row.name,
        "has_sides": row.has_sides,
        "buckets": [{key: bucket.get(key) for key in BUCKET_KEYS} for bucket in row.buckets],
    }


def _outlets(
    seats: Sequence[Mapping[str, Any]],
    members: Sequence[Member],
    ratings: Mapping[int, Sequence[Rating]],
    faces: Mapping[int, Face],
) -> list[dict[str, Any]]:
    first = {member.outlet_id: member for member in reversed(members)}
    return [
        _outlet(seat, first[seat["outlet"]], ratings.get(seat["outlet"], []), faces)
        for seat in seats
        if seat["outlet"] in first  # else all its articles have moved since, and the story is to be counted again
    ]


def _outlet(
    seat: Mapping[str, Any], member: Member, ratings: Sequence[Rating], faces: Mapping[int, Face]
) -> dict[str, Any]:
    inputs = seat.get("ratings") or {}
    why = {item["id"]: item["why"] for item in inputs.get("left_out", ())}
    used = set(inputs.get("used", ()))
    face = faces.get(member.article_id)
    return {
        "id": seat["outlet"],
        "name": seat["name"],
        "slug": face.slug if face else "",
        "kind": member.kind.value,
        "seat": seat["kind"],
        "side": seat["side"],
        "bucket": seat["bucket"],
        "rule": inputs.get("rule", ""),
        "articles": seat["articles"],
        "factuality": member.factuality,
        "owner": member.owner,
        "owner_kind": member.owner_kind,
        "country": member.country,
        "ratings": [_rating(row, used=row.pk in used, why=why.get(row.pk, "")) for row in ratings],
    }


def _rating(row: Rating, *, used: bool, why: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "rater": row.rater,
        "raw": row.raw_value,
        "bucket": row.bucket,
        "from": _iso(row.valid_from),
        "until": _iso(row.valid_until),
        "by_desk": row.by_desk,
        "withdrawn": row.withdrawn_at is not None,
        "evidence": outbound(row.evidence_address),
        "licence": row.licence,
        "used": used,
        "why_not": "" if used else why or GIVEN_SINCE,
    }


def _article(member: Member, faces: Mapping[int, Face]) -> dict[str, Any]:
    face = faces.get(member.article_id)
    return {
        "id": member.article_id,
        "outlet": member.outlet_id,
        "title": face.title if face else "",
        "address": outbound(face.address) if face else "",
        "language": face.language if face else "",
        "published": _iso(member.published),
        "published_precision": member.precision.value,
        "seen": _iso(member.seen),
        "genre": member.genre.value,
        "credited_to": member.origin_key,
    }


def _removed(row: ArticleRow) -> dict[str, Any]:
    """An article that its outlet took down: who and when, and no more of it."""
    return {"id": row.article_id, "outlet": row.outlet_id, "name": row.outlet, "at": _iso(row.removed)}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
