"""A reader's own blindspots: stories that the side they read most hardly covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count

from stories.models import Coverage, Standing
from stories.readers.diet import FEWEST, Aspect, mix, unseen_sides
from stories.readers.following import Following
from stories.readers.steps.diet import diet_rows
from stories.readers.steps.feed import CARD

DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Basis:
    """Which sides, and from what: 'diet' (n readings), 'outlets' (n followed), or '' for nothing to go by."""

    sides: tuple[str, ...] = ()
    by: str = ""
    n: int = 0


def basis(account_id: int, following: Following, today: date) -> Basis:
    """What a reader reads most: by the diet where it is on and has enough, else by the outlets they follow."""
    rows = diet_rows(account_id, today, days=DAYS)
    if rows.since and len(rows.read) >= FEWEST:
        known = [rows.dishes[each.story] for each in rows.read if each.story in rows.dishes]
        return Basis(unseen_sides(mix(known, Aspect.SIDES)), "diet", len(rows.read))
    standings = Standing.objects.filter(scheme__slug="lean", outlet__slug__in=following.outlets)
    counts = dict(standings.values_list("side").annotate(n=Count("pk")))
    sides = unseen_sides({side: float(n) for side, n in counts.items()})
    return Basis(sides, "outlets" if sides else "", len(following.outlets))


def blindspots(sides: tuple[str, ...], *, limit: int) -> tuple[Coverage, ...]:
    """Stories that one of these sides hardly covers, the newest first, joined with what a card shows. One query."""
    if not sides:
        return ()
    rows = Coverage.objects.filter(scheme__slug="lean", blindspot_side__in=sides, articles__gt=0)
    rows = rows.exclude(story__state="merged").select_related("story__title_article__outlet").only(*CARD)
    return tuple(rows.order_by("-story__last_at", "-story_id")[:limit])
