"""Any page with lists of stories, read by another scheme: its bars counted anew, its links keeping the scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, QuerySet

from stories.models import Standing
from stories.scales import Side
from stories.web.bar import Bar, bar
from stories.web.cards import StoryCard
from stories.web.group_bar import axis_bar
from stories.web.schemes import PARAMETER, Axis

Page = TypeVar("Page")
# Addresses below these are read by a scheme; of the others none needs to be kept twice.
KEEPING: Final = ("/more/", "/stories/", "/sections/", "/topics/", "/outlets/", "/blindspots/", "/search/", "/compare/")
_SIDES: Final = {side.value: side for side in Side}
# Seats as coverage.members counts them: no republisher, nobody who is present with opinion alone.
_COUNTS: Final = """
WITH seat AS (
    SELECT member.story_id, article.outlet_id
    FROM stories_membership member
    JOIN stories_article article ON article.id = member.article_id
    JOIN stories_outlet outlet ON outlet.id = article.outlet_id
    WHERE member.story_id = ANY(%s) AND article.removed_at IS NULL AND outlet.kind <> 'republisher'
    GROUP BY member.story_id, article.outlet_id
    HAVING NOT bool_and(article.genre = 'opinion')
)
SELECT seat.story_id, coalesce(standing.bucket, ''), coalesce(standing.side, 'unrated'), count(*)
FROM seat
LEFT JOIN stories_standing standing ON standing.outlet_id = seat.outlet_id AND standing.scheme_id = %s
GROUP BY seat.story_id, standing.bucket, standing.side
"""


def recoloured(page: Page, axis: Axis) -> Page:
    """The page (a dataclass) with the bars of its stories on the scheme and links that keep it; one query.

    On the house scheme, on which pages are made, it is left as it is.
    """
    if axis.house:
        return page
    bars = story_bars(axis, set(stories_of(page)))
    read: Page = _read_by(page, axis, bars)
    return read


def story_bars(axis: Axis, story_ids: Iterable[int]) -> dict[int, Bar]:
    """The bar of each story on the scheme. One query."""
    counts: dict[int, dict[str, int]] = {story_id: defaultdict(int) for story_id in story_ids}
    if counts:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTS, [sorted(counts), axis.id])
            for story_id, bucket, side, n in cursor.fetchall():
                counts[story_id][axis.key(bucket, _SIDES[side])] += n
    return {story_id: axis_bar(axis, found) for story_id, found in counts.items()}


def mix(axis: Axis, counts: Mapping[str, int]) -> Bar:
    """The bar of outlets by the groups of the scheme and 'unrated'."""
    return bar(*(counts.get(side.value, 0) for side in Side)) if axis.house else axis_bar(axis, counts)


def group_counts(axis: Axis, standings: QuerySet[Standing], outlets: int) -> dict[str, int]:
    """Outlets per group of the scheme and 'unrated'; outlets: how many they are in all. One query."""
    rows = standings.filter(scheme__slug=axis.slug).values_list("bucket", "side").annotate(n=Count("pk"))
    counts = {group.key: 0 for group in axis.groups}
    for bucket, side, n in rows:
        key = axis.key(bucket, Side(side))
        if key in counts:
            counts[key] += n
    return counts | {Side.UNRATED.value: outlets - sum(counts.values())}


def keeping(address: str, axis: Axis) -> str:
    """The address with the scheme in its query, where the page there is read by one."""
    if axis.house or not (address.startswith(KEEPING) or address.partition("?")[0] == "/"):
        return address
    before, hash_, anchor = address.partition("#")
    return f"{before}{'&' if '?' in before else '?'}{urlencode({PARAMETER: axis.slug})}{hash_}{anchor}"


def stories_of(value: Any) -> Iterator[int]:
    """The stories that a page (a dataclass, or a tuple of them) shows."""
    if type(value) is tuple:
        for each in value:
            yield from stories_of(each)
    elif is_dataclass(value):
        if story_id := story_of(value):
            yield story_id
        for field in fields(value):
            yield from stories_of(getattr(value, field.name))


def story_of(value: Any) -> int | None:
    """The story whose bar the part shows."""
    return value.id if isinstance(value, StoryCard) else getattr(value, "story_of_bar", None)


def _read_by(value: Any, axis: Axis, bars: Mapping[int, Bar]) -> Any:
    if type(value) is tuple:  # not one with names
        return tuple(_read_by(each, axis, bars) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        before = getattr(value, field.name)
        if isinstance(before, str):
            changed[field.name] = keeping(before, axis) if field.name.endswith(("href", "fragment")) else before
        else:
            changed[field.name] = _read_by(before, axis, bars)
    story_id = story_of(value)
    if story_id is not None and story_id in bars:
        changed["bar"] = bars[story_id]
    return replace(value, **changed)
