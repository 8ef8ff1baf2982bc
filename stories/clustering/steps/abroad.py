"""Stories that are told in two languages: linked, never merged. An experiment, off unless it is switched on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.db import connection, transaction
from django.db.models import Max, Min, Q

from stories.annotate.language import encodes
from stories.clustering.abroad import GAP, Counterpart, Told, counterparts
from stories.models import Story, StoryLink, StoryLinkKind, StoryState

MOST: Final = 4_000  # open stories that are compared, the latest: some seconds
ARTICLES_READ: Final = 8  # of each story, its first ones
NAMED_TWICE: Final = 2  # a name in one article of many is by the way

_ARTICLES: Final = """
SELECT story.id, article.title, coalesce(note.entities, '[]'::jsonb)::text
FROM unnest(%(stories)s::bigint[]) AS story (id)
CROSS JOIN LATERAL (
    SELECT article_id FROM stories_membership WHERE story_id = story.id ORDER BY article_id LIMIT %(articles)s
) member
JOIN stories_article article ON article.id = member.article_id
LEFT JOIN stories_annotation note ON note.article_id = article.id
ORDER BY story.id, article.id
"""


def link_languages(story_ids: Collection[int], now: datetime) -> int:
    """Link these stories with those that tell of the same in other languages; how many links there are now.

    Links of before that no longer hold are gone. The stories stay as they are.
    """
    mine = Story.objects.filter(pk__in=list(story_ids), state=StoryState.OPEN, last_at__isnull=False)
    span = mine.aggregate(first=Min("first_at"), last=Max("last_at"))
    if span["first"] is None or span["last"] is None:
        return 0
    near = Story.objects.filter(
        state=StoryState.OPEN, last_at__gte=span["first"] - GAP, first_at__lte=span["last"] + GAP
    )
    rows = near.exclude(language="").order_by("-last_at", "-pk")
    told = _told(list(rows.values_list("pk", "language", "first_at", "last_at", "vector_sum")[:MOST]))
    found = counterparts(told, story_ids)
    with transaction.atomic():
        _write(found, story_ids, now)
    return len(found)


def _told(rows: Sequence[tuple[Any, ...]]) -> list[Told]:
    titles: dict[int, list[str]] = {pk: [] for pk, *_ in rows}
    names: dict[int, Counter[str]] = {pk: Counter() for pk, *_ in rows}
    with connection.cursor() as cursor:
        cursor.execute(_ARTICLES, {"stories": list(titles), "articles": ARTICLES_READ})
        for pk, title, entities in cursor.fetchall():
            titles[pk].append(title)
            names[pk].update({str(name) for name, _times in _read(entities)})
    return [
        Told(
            pk,
            _code(language),
            tuple(titles[pk]),
            _often(names[pk], len(titles[pk])),
            first,
            last,
            _mean(language, sums),
        )
        for pk, language, first, last, sums in rows
    ]


def _read(entities: str) -> list[list[Any]]:
    return list(json.loads(entities))


def _code(language: str) -> str:
    return language.lower().partition("-")[0]


def _often(names: Counter[str], articles: int) -> tuple[str, ...]:
    least = NAMED_TWICE if articles > NAMED_TWICE else 1
    return tuple(name for name, count in names.items() if count >= least)


def _mean(language: str, sums: Any) -> np.ndarray | None:
    if sums is None or not encodes(language):
        return None
    vector = np.asarray(sums, np.float32)
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else None


def _write(found: Sequence[Counterpart], story_ids: Collection[int], now: datetime) -> None:
    mine = list(story_ids)
    known = StoryLink.objects.filter(Q(story__in=mine) | Q(other__in=mine), kind=StoryLinkKind.LANGUAGE)
    wanted = {tuple(sorted((pair.story, pair.other))): pair for pair in found}
    for link in known:
        if (link.story_id, link.other_id) not in wanted:
            link.delete()
    for (story, other), pair in wanted.items():
        because = {"likeness": round(pair.likeness, 3), "shared": list(pair.shared)}
        StoryLink.objects.get_or_create(
            story_id=story, other_id=other, kind=StoryLinkKind.LANGUAGE, defaults={"made_at": now, "because": because}
        )
