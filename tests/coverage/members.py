"""Builders of values for these tests: a member of a story about fictional outlets."""

from datetime import UTC, datetime, timedelta
from itertools import count

from stories.coverage.members import Member
from stories.scales import DatePrecision, Genre, Lean, OutletKind, Side

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
_ids = count(1)


def member(number=1, lean=None, *, minute=0, genre=Genre.NEWS, kind=OutletKind.PUBLISHER, **values):
    """A Member of outlet `number`, `minute` minutes after noon; lean is a Lean, or None for unrated."""
    at = NOON + timedelta(minutes=minute)
    defaults = {
        "article_id": next(_ids),
        "outlet_id": number,
        "outlet": f"Outlet {number}",
        "kind": kind,
        "side": lean.side if lean else Side.UNRATED,
        "bucket": lean.value if lean else None,
        "genre": genre,
        "published": at,
        "precision": DatePrecision.SECOND,
        "seen": at + timedelta(minutes=3),
    }
    return Member(**{**defaults, **values})


def left(number, **values):
    """A member of a left outlet."""
    return member(number, Lean.LEFT, **values)


def center(number, **values):
    """A member of a center outlet."""
    return member(number, Lean.CENTER, **values)


def right(number, **values):
    """A member of a right outlet."""
    return member(number, Lean.RIGHT, **values)
