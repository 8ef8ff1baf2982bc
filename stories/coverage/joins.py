"""Why articles are one text: for each group, the pairs by which its articles were put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stories.annotate.fingerprint import from_bytes, jaccard
from stories.coverage.members import Member
from stories.coverage.texts import like_wordings, same_origins


@dataclass(frozen=True, slots=True)
class Join:
    """Two articles taken as one text: by whom both are credited (origin), or, with origin '', by their likeness."""

    article: int
    other: int
    origin: str
    likeness: float | None


def joins(members: Sequence[Member], same_at: float) -> tuple[Join, ...]:
    """As few pairs as put the groups of `texts.independent_texts` together: one less than a group has articles.

    Credits come first, since a reader checks them faster than a likeness.
    """
    ordered = sorted(members, key=lambda member: member.article_id)
    groups = list(range(len(ordered)))
    found = []
    for a, b, by_origin in _pairs(ordered, same_at):
        if groups[a] != groups[b]:
            groups = [groups[a] if group == groups[b] else group for group in groups]
            found.append(_join(ordered[a], ordered[b], by_origin=by_origin))
    return tuple(found)


def _pairs(members: Sequence[Member], same_at: float) -> Iterator[tuple[int, int, bool]]:
    for a, b in same_origins(members):
        yield a, b, True
    for a, b in like_wordings(members, same_at):
        yield a, b, False


def _join(a: Member, b: Member, *, by_origin: bool) -> Join:
    if by_origin:
        return Join(a.article_id, b.article_id, a.origin_key or b.origin_key, None)
    return Join(a.article_id, b.article_id, "", jaccard(from_bytes(a.fingerprint), from_bytes(b.fingerprint)))
