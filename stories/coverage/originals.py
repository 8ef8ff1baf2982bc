"""Which article each copy in a story is a copy of: the agency's or outlet's own where it is here, else the earliest."""

from collections.abc import Sequence
from typing import Final

from stories.coverage.members import Member
from stories.coverage.texts import like_wordings
from stories.scales import OutletKind

MOST_STEPS: Final = 10  # a copy of a copy is a copy of the first; more steps would be a circle


def originals(members: Sequence[Member], same_at: float) -> dict[int, int]:
    """Copy -> original, by article id; articles that are nobody's copy are left out.

    An article credited to an agency or outlet is a copy of that one's own article; one whose wording reaches the
    likeness same_at with others is a copy of the earliest of them that is an outlet's own. Never across languages.
    """
    ordered = sorted(members, key=lambda member: (member.published, member.article_id))
    found = _by_wording(ordered, same_at)
    for member in ordered:
        source = _credited(member, ordered)
        if source:
            found[member.article_id] = source.article_id
    return {copy: first for copy in found if (first := _first(copy, found)) != copy}


def _by_wording(ordered: Sequence[Member], same_at: float) -> dict[int, int]:
    groups = list(range(len(ordered)))
    for a, b in like_wordings(ordered, same_at):
        if ordered[a].language == ordered[b].language and groups[a] != groups[b]:
            groups = [groups[a] if group == groups[b] else group for group in groups]
    found: dict[int, int] = {}
    for group in {group for group in groups if groups.count(group) > 1}:
        alike = [member for member, own in zip(ordered, groups, strict=True) if own == group]
        first = min(alike, key=lambda one: (bool(one.origin_key), one.kind is OutletKind.REPUBLISHER, one.published))
        found |= {member.article_id: first.article_id for member in alike if member is not first}
    return found


def _credited(member: Member, ordered: Sequence[Member]) -> Member | None:
    """The earliest own article of whom the member is credited to."""
    name = member.origin_key.casefold()
    if not name:
        return None
    own = (one for one in ordered if one.outlet.casefold() == name and not one.origin_key)
    return next((one for one in own if one.language == member.language and one is not member), None)


def _first(copy: int, found: dict[int, int]) -> int:
    now = copy
    for _ in range(MOST_STEPS):
        if now not in found:
            break
        now = found[now]
    return now
