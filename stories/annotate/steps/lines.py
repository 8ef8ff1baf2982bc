"""Which lines each outlet repeats, and what its columns print: counted as articles are read; earlier ones are again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection

from stories.annotate import columns
from stories.annotate.furniture import PAGES, furniture, hash_of, hashes
from stories.models import Annotation, Article, ArticleLines, Stage

_LATEST: Final = """
SELECT outlet.id, page.article_id, page.hashes
FROM unnest(%(outlets)s::bigint[]) outlet (id)
CROSS JOIN LATERAL (
    SELECT article_id, hashes FROM stories_articlelines
    WHERE outlet_id = outlet.id AND hashes <> '{}' ORDER BY article_id DESC LIMIT %(pages)s
) page
"""
# As `columns.printed` has it: of the marks that are asked for, those that came on so many days, over so many.
_PRINTED: Final = """
SELECT lines.outlet_id, lines.mark
FROM (
    SELECT outlet_id, day, unnest(marks) mark FROM stories_articlelines
    WHERE outlet_id = ANY(%(of)s) AND day BETWEEN %(since)s AND %(until)s
) lines
JOIN (SELECT DISTINCT outlet_id, mark FROM unnest(%(outlets)s::bigint[], %(marks)s::bigint[]) wanted (outlet_id, mark))
    wanted ON wanted.outlet_id = lines.outlet_id AND wanted.mark = lines.mark
GROUP BY lines.outlet_id, lines.mark
HAVING count(DISTINCT day) >= %(days)s AND max(day) - min(day) >= %(span)s
"""


def repeated(articles: Sequence[Article]) -> Mapping[int, frozenset[int]]:
    """Outlet -> hashes of the lines that it repeats, now that these articles' lines are counted too."""
    ArticleLines.objects.bulk_create(
        [
            ArticleLines(
                article=article,
                outlet_id=article.outlet_id,
                hashes=hashes(article.text),
                marks=columns.marks(article.title, article.text or article.summary),
                day=article.published_at.astimezone(UTC).date(),
            )
            for article in sorted(articles, key=lambda article: article.pk)
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["outlet", "hashes", "marks", "day"],
    )
    return {outlet: furniture(list(pages.values())) for outlet, pages in _pages(articles).items()}


def printed(articles: Iterable[Article]) -> Mapping[int, frozenset[int]]:
    """Outlet -> marks of these articles that its columns print, of its last forty days; after `repeated`."""
    wanted = ArticleLines.objects.filter(article__in=[article.pk for article in articles])
    counted = wanted.values_list("outlet", "day", "marks")
    rows = [(outlet, day, mark) for outlet, day, marks in counted for mark in marks]
    days = [day for _, day, _ in rows if day]
    found: dict[int, set[int]] = defaultdict(set)
    if days:
        known: dict[str, Any] = {
            "of": sorted({outlet for outlet, _, _ in rows}),
            "outlets": [outlet for outlet, _, _ in rows],
            "marks": [mark for _, _, mark in rows],
            "since": max(days) - columns.HISTORY,
            "until": max(days),
            "days": columns.LEAST_DAYS,
            "span": columns.LEAST_SPAN.days,
        }
        with connection.cursor() as cursor:
            cursor.execute(_PRINTED, known)
            for outlet, mark in cursor.fetchall():
                found[outlet].add(mark)
    return {outlet: frozenset(marks) for outlet, marks in found.items()}


def read_again(articles: Sequence[Article], found: Mapping[int, frozenset[int]], now: datetime) -> int:
    """Let the outlets' first articles, where they still hold such lines, wait to be read again; how many.

    They were read before it could be known what the outlet repeats. articles: those read for the first time; reading
    an article again asks for no further one, so this comes to an end.
    """
    stale = [
        article_id
        for outlet, pages in _pages(articles).items()
        if len(pages) < PAGES
        for article_id, page in pages.items()
        if found.get(outlet, frozenset()) & set(page)
    ]
    held = Annotation.objects.filter(article__in=stale, article__stage=Stage.PLACED)
    wanted = []
    for article_id, outlet, page, left_out in held.values_list(
        "article_id", "article__outlet_id", "article__lines__hashes", "left_out"
    ):
        known = {hash_of(piece) for piece in left_out}
        if found[outlet] & set(page) - known and not _spared(page, found[outlet]):
            wanted.append(article_id)
    rows = Article.objects.filter(pk__in=wanted, stage=Stage.PLACED)
    return rows.update(stage=Stage.ANNOTATE, due_at=now, attempts=0)


def _spared(page: Sequence[int], found: frozenset[int]) -> bool:
    # A page that is mostly what is repeated is kept whole: reading it again would change nothing.
    return sum(line in found for line in page) * 2 > len(page)


def _pages(articles: Sequence[Article]) -> Mapping[int, dict[int, list[int]]]:
    pages: dict[int, dict[int, list[int]]] = defaultdict(dict)
    outlets = sorted({article.outlet_id for article in articles})
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, {"outlets": outlets, "pages": PAGES})
        for outlet, article_id, lines in cursor.fetchall():
            pages[outlet][article_id] = lines
    return pages
