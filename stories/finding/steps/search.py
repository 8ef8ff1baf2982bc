"""Search as rows: articles found by their words, grouped to their stories, the best first.

    an article's score = text rank · (0.5 + 0.5 · 0.5 ^ (age in days / 30))
    a story's score    = its best article's · (1 + 0.1 · ln(matching articles))

So that neither a common word nor a rare one costs much, the newest documents are read one by one first, which is
enough for a word that many have; how many of them match tells how far back the index must be asked for the rest.
What takes too long all the same is answered from the newer documents alone, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Any, Final

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Left
from psycopg.errors import QueryCanceled

from stories.finding.search import Query, forms
from stories.finding.spelling import closest
from stories.finding.steps.named_outlets import outlets_of
from stories.models import Article, Coverage, Standing
from stories.scales import Side
from stories.text.folding import fold

RANKED: Final = 500  # newest matching articles that are ranked at all; docs/decisions/0008-search.md
FEW: Final = 100  # that are ranked where so many take too long
NEWEST: Final = 5000  # documents that are read one by one: 20 to 30 ms on an idle core
SEARCHED: Final = 20_000  # characters of a text that are searched: newsdesk_search_words says the same
SHOWN: Final = 3  # matching articles of a story that are shown
TIMEOUT_MS: Final = 200  # of one statement
BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
FRUGAL: Final = {"jit": "off", "max_parallel_workers_per_gather": "0", "work_mem": "16MB"}  # one core, exact bitmaps
HEADLINES: Final = 6000  # newest ones whose words a misspelt word is compared with
SHORTEST_MISSPELT: Final = 3

_NEWEST: Final = """
SELECT document.article_id FROM (
    SELECT * FROM stories_searchdocument WHERE {dates} ORDER BY published_at DESC LIMIT %s
) document WHERE {others} ORDER BY document.published_at DESC LIMIT %s
"""
_SINCE: Final = """
SELECT document.article_id FROM stories_searchdocument document
WHERE {dates} AND {others} AND published_at >= %s ORDER BY document.published_at DESC LIMIT %s
"""
_SPAN: Final = """
SELECT max(published_at), min(published_at) FROM (
    SELECT published_at FROM stories_searchdocument WHERE {dates} ORDER BY published_at DESC LIMIT %s
) newest
"""
_STORIES: Final = """
WITH scored AS (
    SELECT membership.story_id, document.article_id, {rank}
        * (0.5 + 0.5 * power(0.5, greatest(extract(epoch FROM %s - document.published_at), 0) / 2592000.0)) AS score
    FROM stories_searchdocument document
    JOIN stories_membership membership ON membership.article_id = document.article_id
    WHERE document.article_id = ANY(%s)
), story AS (
    SELECT scored.story_id, max(score) * (1 + 0.1 * ln(count(*))) AS score, count(*) AS articles,
        (array_agg(article_id ORDER BY score DESC, article_id DESC))[1:%s] AS best
    FROM scored
    JOIN stories_coverage coverage ON coverage.story_id = scored.story_id AND coverage.articles > 0
    JOIN stories_ratingscheme scheme ON scheme.id = coverage.scheme_id AND scheme.slug = 'lean'
    GROUP BY scored.story_id
)
SELECT story_id, articles, best, count(*) OVER (), sum(articles) OVER ()
FROM story ORDER BY score DESC, story_id DESC LIMIT %s OFFSET %s
"""
_RANK: Final = "ts_rank('{{0.05, 0.1, 0.4, 1.0}}', document.words, {query}, 1)"
_NEAR: Final = """
WITH known AS MATERIALIZED (
    SELECT word, ndoc FROM ts_stat(
        'SELECT title_words FROM stories_searchdocument ORDER BY published_at DESC LIMIT {headlines}'
    ) WHERE length(word) > 2
)
SELECT asked, word, ndoc FROM unnest(%s::text[]) asked JOIN known
    ON abs(length(word) - length(asked)) <= 2 AND similarity(word, asked) > 0.2
"""


class TookTooLongError(Exception):
    """The database was stopped before it had the answer."""


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story with its best matching articles, and how many match in all.

    The articles come with their outlet, its `side` and the searched `body`.
    """

    coverage: Coverage
    best: tuple[Article, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found.

    query: what was looked for in the end; respelt: typed word -> the word it was taken for, empty mostly.
    stories, articles: how many in all; capped: there are more articles than were ranked;
    back_to: since when articles were searched, where all of them took too long.
    """

    query: Query
    page: tuple[FoundStory, ...] = ()
    stories: int = 0
    articles: int = 0
    capped: bool = False
    back_to: datetime | None = None
    respelt: dict[str, str] = field(default_factory=dict)
    unknown_outlets: tuple[str, ...] = ()


def search(
    query: Query, now: datetime, *, limit: int = 10, offset: int = 0, respell: bool = True, timeout_ms: int = TIMEOUT_MS
) -> Found:
    """Stories with articles that match the query; a fixed number of queries.

    respell: look for the likely words where one that was typed is nowhere.
    timeout_ms: for each statement. Raises TookTooLongError where there is not even a partial answer.
    """
    found = _search(query, now, limit, offset, timeout_ms)
    if found.stories or found.unknown_outlets or not respell or not (meant := _meant(query, timeout_ms)):
        return found
    return replace(_search(query.respelt(meant), now, limit, offset, timeout_ms), respelt=meant)


@contextmanager
def limited(timeout_ms: int, **settings: str) -> Iterator[CursorWrapper]:
    """No statement inside runs longer; raises TookTooLongError where one would have. settings: for the transaction."""
    chosen = {"statement_timeout": str(timeout_ms), **FRUGAL, **settings}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            calls = ", ".join(["set_config(%s, %s, true)"] * len(chosen))
            cursor.execute(f"SELECT {calls}", [text for pair in chosen.items() for text in pair])
            yield cursor
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TookTooLongError(f"a search took over {timeout_ms} ms") from error
        raise


def _search(query: Query, now: datetime, limit: int, offset: int, timeout_ms: int) -> Found:
    outlets, unknown = outlets_of(query)
    if not query.asks or unknown or outlets == []:
        return Found(query, unknown_outlets=unknown)
    ids, back_to = _articles(query, outlets, timeout_ms)
    asked, parameters = _asked(query)
    rank = _RANK.format(query=asked) if asked else "1.0"
    statement = _STORIES.format(rank=rank)
    for most in (RANKED, FEW):
        rows = _rows(statement, [*parameters, now, ids[:most], SHOWN, limit, offset], timeout_ms)
        if rows is not None:
            break
    else:
        raise TookTooLongError("the articles that were found could not be ranked in time")
    if not rows:
        return Found(query, back_to=back_to)
    *_, stories, articles = rows[0]
    return Found(query, _joined(rows), stories, int(articles), len(ids) > RANKED, back_to)


def _articles(query: Query, outlets: list[int] | None, timeout_ms: int) -> tuple[list[int], datetime | None]:
    """The newest matching articles, one more than are ranked if there are more; and since when, if not of all times."""
    dates, days = _dates(query)
    others, values = _others(query, outlets)
    clauses = {"dates": dates, "others": others}
    # The planner knows the commonest words alone. Any other it takes for one in two hundred, and reads every document
    # from the newest on, to the end where nobody has it: with words to look for it must ask the index.
    settings = {"enable_indexscan": "off", "enable_seqscan": "off"} if query.words or query.phrases else {}
    newest = _rows(_NEWEST.format(**clauses), [*days, NEWEST, *values, RANKED + 1], timeout_ms)
    latest, searched = (_rows(_SPAN.format(**clauses), [*days, NEWEST], timeout_ms) or [(None, None)])[0]
    found = newest or []
    for since in (_back(len(found), latest, searched) if settings else BEGINNING, BEGINNING):
        if len(found) > RANKED or searched == BEGINNING:
            break
        rows = _rows(_SINCE.format(**clauses), [*days, *values, since, RANKED + 1], timeout_ms, **settings)
        if rows is None and newest is None:
            raise TookTooLongError("neither the newest documents nor the index could be read in time")
        if rows is None:
            return [row[0] for row in found], searched
        found, searched = rows, since
    return [row[0] for row in found], None


def _rows(statement: str, parameters: list[Any], timeout_ms: int, **settings: str) -> list[Any] | None:
    """What the statement answers; None where it took too long."""
    try:
        with limited(timeout_ms, **settings) as cursor:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())
    except TookTooLongError:
        return None


def _back(hits: int, latest: datetime | None, earliest: datetime | None) -> datetime:
    """Since when there are likely twice as many matching documents as are ranked, if the newest have so many hits.

    Without a hit, twenty times as long: that answers what is too much to ask of all.
    """
    if latest is None or earliest is None:
        return BEGINNING
    times = 2 * RANKED / hits if hits else 20
    try:
        return latest - (latest - earliest) * times
    except OverflowError:
        return BEGINNING


def _joined(rows: list[Any]) -> tuple[FoundStory, ...]:
    """The rows of stories and articles for the ids, in the same order. Two queries."""
    counted = Coverage.objects.filter(scheme__slug="lean", story__in=[row[0] for row in rows])
    joined = counted.select_related("story__title_article__outlet").defer(
        "inputs", "distributions", "story__vector_sum", "story__title_article__text", "story__title_article__summary"
    )
    coverages = {row.story_id: row for row in joined}
    lean = Standing.objects.filter(outlet=OuterRef("outlet"), scheme__slug="lean")
    best = Article.objects.filter(pk__in=[id_ for row in rows for id_ in row[2]]).select_related("outlet")
    read = best.annotate(side=_side_or_unrated(lean), body=Left("text", SEARCHED)).defer("text")
    articles = {row.pk: row for row in read}
    return tuple(
        FoundStory(coverages[story_id], tuple(articles[id_] for id_ in ids if id_ in articles), n)
        for story_id, n, ids, *_ in rows
        if story_id in coverages
    )


def _side_or_unrated(lean: Any) -> Coalesce:
    return Coalesce(Subquery(lean.values("side")[:1]), Value(Side.UNRATED.value))


def _others(query: Query, outlets: list[int] | None) -> tuple[str, list[Any]]:
    """The condition on documents but for their dates, with its parameters."""
    asked, parameters = _asked(query)
    wanted = [asked] if asked else []
    wanted += ["!!newsdesk_search_query(%s)"] * len(query.excluded)
    parts = [f"document.words @@ ({' && '.join(wanted)})"] if wanted else []
    parameters += query.excluded
    for column, value in (("outlet_id", outlets), ("language", query.languages), ("section", query.sections)):
        if value:
            parts.append(f"document.{column} = ANY(%s)")
            parameters.append(list(value))
    return " AND ".join(parts) or "true", parameters


def _dates(query: Query) -> tuple[str, list[datetime]]:
    """The condition on the documents' dates, with its parameters."""
    found = [(sign, day) for sign, day in (("<", query.before), (">=", query.after)) if day]
    parts = [f"published_at {sign} %s" for sign, _ in found]
    return " AND ".join(parts) or "true", [datetime.combine(day, time(), UTC) for _, day in found]


def _asked(query: Query) -> tuple[str, list[Any]]:
    """The words and phrases as an expression of type tsquery; '' where there are none."""
    terms: list[tuple[str, ...]] = [*(forms(word) for word in query.words), *((phrase,) for phrase in query.phrases)]
    parts = [f"({' || '.join(['newsdesk_search_query(%s)'] * len(term))})" for term in terms]
    return " && ".join(parts), [form for term in terms for form in term]


def _meant(query: Query, timeout_ms: int) -> dict[str, str]:
    """Typed word -> the word of recent headlines that it was likely meant to be, for words that are nowhere.

    Empty where finding out takes too long: it is a courtesy.
    """
    words = [word for word in query.words if len(word) >= SHORTEST_MISSPELT and word.isalpha()]
    try:
        with limited(timeout_ms, enable_seqscan="off", enable_indexscan="off") as cursor:
            nowhere = {fold(word): word for word in words if _is_nowhere(word, cursor)}
            if not nowhere:
                return {}
            cursor.execute(_NEAR.format(headlines=HEADLINES), [list(nowhere)])
            near: dict[str, list[tuple[str, int]]] = {}
            for folded, word, headlines in cursor.fetchall():
                near.setdefault(folded, []).append((word, headlines))
    except TookTooLongError:
        return {}
    return {nowhere[folded]: best for folded, known in near.items() if (best := closest(folded, known))}


def _is_nowhere(word: str, cursor: CursorWrapper) -> bool:
    asked, parameters = _asked(Query(words=(word,)))
    cursor.execute(f"SELECT FROM stories_searchdocument document WHERE document.words @@ ({asked}) LIMIT 1", parameters)
    return cursor.fetchone() is None
