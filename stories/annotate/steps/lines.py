"""Which lines each outlet repeats: counted as its articles are read; earlier articles are read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import connection

from stories.annotate.furniture import PAGES, furniture, hash_of, hashes
from stories.models import Annotation, Article, ArticleLines, Stage

_LATEST: Final = """
SELECT outlet.id, page.article_id, page.hashes
FROM unnest(%(outlets)s::bigint[]) outlet (id)
CROSS JOIN LATERAL (
    SELECT article_id, hashes FROM stories_articlelines
    WHERE outlet_id = outlet.id ORDER BY article_id DESC LIMIT %(pages)s
) page
"""


def repeated(articles: Sequence[Article]) -> Mapping[int, frozenset[int]]:
    """Outlet -> hashes of the lines that it repeats, now that these articles' lines are counted too."""
    ArticleLines.objects.bulk_create(
        [
            ArticleLines(article=article, outlet_id=article.outlet_id, hashes=hashes(article.text))
            for article in sorted(articles, key=lambda article: article.pk)
            if article.text
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["outlet", "hashes"],
    )
    return {outlet: furniture(list(pages.values())) for outlet, pages in _pages(articles).items()}


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
