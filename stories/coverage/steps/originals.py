"""Copies attached to their originals: what each membership says of it, written where it changed."""

from __future__ import annotations

from collections.abc import Sequence

from stories.coverage.members import Member
from stories.coverage.originals import originals
from stories.models import Membership


def attach_copies(stories: Sequence[Sequence[Member]], same_at: float) -> int:
    """How many memberships have another original than before; one query where none has. stories: members of each."""
    wanted = {copy: first for members in stories for copy, first in originals(members, same_at).items()}
    ids = [member.article_id for members in stories for member in members]
    rows = Membership.objects.filter(article__in=ids).order_by("article_id").only("article", "original")
    changed = [row for row in rows if row.original_id != wanted.get(row.article_id)]
    for row in changed:
        row.original_id = wanted.get(row.article_id)
    Membership.objects.bulk_update(changed, ["original"])
    return len(changed)
