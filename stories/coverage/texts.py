"""Which articles of a story are one text: copies of an agency's piece and near-identical wordings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stories.annotate.fingerprint import from_bytes
from stories.coverage.members import Member
from stories.scales import OutletKind


@dataclass(frozen=True, slots=True)
class Text:
    """One independent text with the articles that carry it, by id; origin is whom it is credited to, '' if nobody."""

    articles: tuple[int, ...]
    outlets: int
    origin: str


def independent_texts(members: Sequence[Member], same_at: float) -> tuple[Text, ...]:
    """The texts of a story, by their lowest article id; every article is in exactly one.

    Articles are one text when their fingerprints' Jaccard reaches same_at, or when they are credited to the same
    agency or outlet; both spread (a like b, b like c: one text). An article without a fingerprint and without a
    credit is a text of its own: a headline alone can't be told to be a copy.
    """
    ordered = sorted(members, key=lambda member: member.article_id)
    parents = list(range(len(ordered)))
    for a, b in like_wordings(ordered, same_at):
        _join(parents, a, b)
    for a, b in same_origins(ordered):
        _join(parents, a, b)
    groups: dict[int, list[Member]] = {}
    for i, member in enumerate(ordered):
        groups.setdefault(_root(parents, i), []).append(member)
    return tuple(_text(group) for group in groups.values())


def _text(group: Sequence[Member]) -> Text:
    origins = sorted({member.origin_key for member in group if member.origin_key})
    return Text(
        articles=tuple(member.article_id for member in group),
        outlets=len({member.outlet_id for member in group}),
        origin=origins[0] if origins else "",
    )


def like_wordings(members: Sequence[Member], same_at: float) -> Iterator[tuple[int, int]]:
    """Pairs of positions with fingerprints alike; a row at a time in numpy, for stories of a thousand articles."""
    by_bytes: dict[bytes, int] = {}
    for i, member in enumerate(members):
        if member.fingerprint:
            first = by_bytes.setdefault(member.fingerprint, i)
            if first != i:
                yield first, i
    positions = list(by_bytes.values())
    if len(positions) < 2:
        return
    lanes = np.stack([from_bytes(stored) for stored in by_bytes])
    for row in range(len(positions) - 1):
        alike = (lanes[row + 1 :] == lanes[row]).mean(axis=1) >= same_at
        for other in np.flatnonzero(alike):
            yield positions[row], positions[row + 1 + int(other)]


def same_origins(members: Sequence[Member]) -> Iterator[tuple[int, int]]:
    """Pairs credited to one origin, with the origin's own article: an agency's all, another outlet's first."""
    first: dict[str, int] = {}
    for i, member in enumerate(members):
        key = member.origin_key.casefold()
        if key and first.setdefault(key, i) != i:
            yield first[key], i
    found: set[str] = set()
    for i, member in enumerate(members):
        name = member.outlet.casefold()
        if not member.origin_key and name in first and (member.kind is OutletKind.WIRE or name not in found):
            found.add(name)
            yield first[name], i


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def _join(parents: list[int], a: int, b: int) -> None:
    low, high = sorted((_root(parents, a), _root(parents, b)))
    parents[high] = low


def carried_by(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Texts that more than one outlet carries, the most carried first."""
    return tuple(sorted((text for text in texts if text.outlets > 1), key=lambda text: (-text.outlets, text.articles)))
