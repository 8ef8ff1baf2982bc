"""The search page: what was looked for, the stories it was found in, and which articles of them match."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.finding.marks import Piece, excerpt, marked
from stories.finding.search import Query, RefusedError, parse
from stories.finding.steps.search import Found, FoundStory, TookTooLongError
from stories.finding.steps.search import search as find
from stories.models import Article, Standing
from stories.scales import Side
from stories.web.cards import StoryCard, card
from stories.web.feeds import feed_of
from stories.web.hidden import HidingNote, results_note
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.paging import page_number
from stories.web.recolour import recoloured
from stories.web.schemes import Axis, axis_of, read_by
from stories.web.search_words import (
    EXAMPLES,
    NO_WORD,
    TOO_LONG,
    further,
    problem_words,
    refused_words,
    summary,
    unknown_outlet,
)
from stories.web.vocabulary import side_label, side_letter

PAGE_SIZE: Final = 10
MOST_PAGES: Final = 20


@dataclass(frozen=True, slots=True)
class Match:
    """An article that matches: its headline in pieces, and an excerpt where the headline alone doesn't show why.

    stands: where its outlet does, as it reads within a line.
    """

    title: tuple[Piece, ...]
    href: str
    language: str
    outlet: str
    outlet_href: str
    outlet_slug: str
    side: str
    letter: str
    stands: str
    at: Moment
    opinion: bool
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found; more: how many further articles of it match, in words, or ''."""

    card: StoryCard
    matches: tuple[Match, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ResultChunk:
    """One page of results and the way to the next, '' at the end."""

    results: tuple[Result, ...]
    next_href: str
    next_fragment: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page's one argument. status is for the answer; chunk is None where nothing was looked for.

    summary: how much was found, in words; respelt: the query that was used instead of the typed one, with exact_href.
    """

    typed: str
    problems: tuple[str, ...] = ()
    status: int = 200
    chunk: ResultChunk | None = None
    summary: str = ""
    respelt: str = ""
    exact_href: str = ""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page of ?q=; with exact=1 no misspelt word is taken for another."""
    page = _page(request)
    if page.status == HTTPStatus.BAD_REQUEST:  # not even the schemes are asked for what nobody would type
        return _not_indexed(render(request, "web/search.html", {"page": page, "examples": EXAMPLES}, status=400))
    axis, schemes = read_by(request)
    hiding = results_note(request, _story_ids(page.chunk))
    page = replace(page, chunk=_without(_read_by(page.chunk, axis), hiding) if page.chunk else None)
    feed = feed_of(f"/search/?{urlencode({'q': page.typed})}") if page.chunk else ""
    context = {"page": page, "examples": EXAMPLES, "schemes": schemes, "feed": feed, "hiding": hiding}
    return _not_indexed(render(request, "web/search.html", context, status=page.status))


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """One page of results."""
    page = _page(request)
    chunk = _read_by(page.chunk or ResultChunk((), "", ""), axis_of(request))
    chunk = _without(chunk, results_note(request, _story_ids(chunk)))
    return _not_indexed(render(request, "web/parts/search_results.html", {"chunk": chunk}, status=page.status))


def _story_ids(chunk: ResultChunk | None) -> list[int]:
    return [result.card.id for result in chunk.results] if chunk else []


def _without(chunk: ResultChunk, hiding: HidingNote) -> ResultChunk:
    """The results but those that this reader hides."""
    return replace(chunk, results=tuple(each for each in chunk.results if each.card.id not in hiding.without))


def _read_by(chunk: ResultChunk, axis: Axis) -> ResultChunk:
    """The results read by a scheme, and where the outlets of matching articles stand on it. One query more."""
    if axis.house:
        return chunk
    slugs = {match.outlet_slug for result in chunk.results for match in result.matches}
    standings = Standing.objects.filter(scheme__slug=axis.slug, outlet__slug__in=slugs)
    placed = {
        slug: (bucket, Side(side)) for slug, bucket, side in standings.values_list("outlet__slug", "bucket", "side")
    }
    results = [
        replace(result, matches=tuple(_placed(match, axis, placed) for match in result.matches))
        for result in chunk.results
    ]
    return recoloured(replace(chunk, results=tuple(results)), axis)


def _placed(match: Match, axis: Axis, placed: Mapping[str, tuple[str, Side]]) -> Match:
    group = axis.group(*placed.get(match.outlet_slug, ("", Side.UNRATED)))
    return replace(match, side=group.css, letter=group.letter, stands=group.label)


def _page(request: HttpRequest) -> SearchPage:
    typed = request.GET.get("q", "")
    exact = bool(request.GET.get("exact"))
    try:
        query = parse(typed)
        if not query.asks:
            return SearchPage(typed, _problems(query) or _nothing_to_look_for(typed))
        number = min(page_number(request), MOST_PAGES)
        now = datetime.now(UTC)
        first = (number - 1) * PAGE_SIZE
        timeout_ms = settings.SEARCH_TIMEOUT_MS
        found = find(query, now, limit=PAGE_SIZE, offset=first, respell=not exact, timeout_ms=timeout_ms)
    except RefusedError as refused:
        return SearchPage("", (refused_words(refused),), status=400)
    except TookTooLongError:
        return SearchPage(typed, (str(TOO_LONG),), status=503)
    return SearchPage(
        typed,
        (*_problems(query), *map(unknown_outlet, found.unknown_outlets)),
        chunk=_chunk(typed, exact, number, found, now),
        summary=summary(found, number),
        respelt=found.query.text if found.respelt else "",
        exact_href=f"/search/?{urlencode({'q': typed, 'exact': 1})}",
    )


def _problems(query: Query) -> tuple[str, ...]:
    return tuple(map(problem_words, query.problems))


def _nothing_to_look_for(typed: str) -> tuple[str, ...]:
    return (str(NO_WORD),) if typed.strip() else ()


def _chunk(typed: str, exact: bool, number: int, found: Found, now: datetime) -> ResultChunk:
    more_follow = number < MOST_PAGES and found.stories > number * PAGE_SIZE
    query = urlencode({"q": typed, **({"exact": 1} if exact else {}), "page": number + 1})
    return ResultChunk(
        tuple(_result(item, found.query, now) for item in found.page),
        f"/search/?{query}#results" if more_follow else "",
        f"/search/more/?{query}" if more_follow else "",
    )


def _result(found: FoundStory, query: Query, now: datetime) -> Result:
    return Result(
        card(found.coverage, now),
        tuple(_match(article, query, now) for article in found.best),
        further(found.articles - len(found.best)),
    )


def _match(article: Article, query: Query, now: datetime) -> Match:
    """An excerpt is shown where a word of the query is not in the headline."""
    read: dict[str, str] = article.__dict__  # with the annotations, which the type doesn't know
    side = Side(read["side"])
    title = marked(article.title, query)
    wanted = len(query.words) + len(query.phrases)
    in_title = sum(piece.marked for piece in title) >= wanted
    return Match(
        title=title,
        href=outbound(article.address),
        language=article.language,
        outlet=article.outlet.name,
        outlet_href=article.outlet.get_absolute_url(),
        outlet_slug=article.outlet.slug,
        side=side.value,
        letter=side_letter(side),
        stands=side_label(side, within=True),
        at=moment(article.published_at, now, article.published_precision),
        opinion=article.genre == "opinion",
        excerpt=() if in_title else excerpt(f"{article.summary} {read['body']}", query),
    )


def _not_indexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
