"""The search page: what was looked for, the stories it was found in, and which articles of them match."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.finding.marks import Piece, excerpt, marked
from stories.finding.search import Query, RefusedError, parse
from stories.finding.steps.search import RANKED, Found, FoundStory, TookTooLongError
from stories.finding.steps.search import search as find
from stories.models import Article
from stories.scales import Side
from stories.web.cards import StoryCard, card
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.paging import page_number
from stories.web.wording import counted

PAGE_SIZE: Final = 10
MOST_PAGES: Final = 20
TOO_LONG: Final = "That search takes too long here. Add a word, an outlet or a date, such as after:2026-01."
EXAMPLES: Final = (
    ("harbour ferry", "both words, in any order, with their plurals"),
    ('"harbour ferry"', "exactly these words, one after the other"),
    ("ferry -strike", "without a word"),
    ('outlet:"Harbour Post"', "from one outlet, by its name or its address"),
    ("side:left", "from outlets on one side: left, center, right or unrated"),
    ("country:kr language:ko", "from a country, in a language"),
    ("section:politics", "from a section"),
    ("after:2026-01-15 before:2026-03", "from a day on, and before a day, a month or a year"),
)


@dataclass(frozen=True, slots=True)
class Match:
    """An article that matches: its headline in pieces, and an excerpt where the headline alone doesn't show why."""

    title: tuple[Piece, ...]
    href: str
    language: str
    outlet: str
    outlet_href: str
    side: str
    letter: str
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
    context = {"page": page, "examples": EXAMPLES}
    return _not_indexed(render(request, "web/search.html", context, status=page.status))


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """One page of results."""
    page = _page(request)
    chunk = page.chunk or ResultChunk((), "", "")
    return _not_indexed(render(request, "web/parts/search_results.html", {"chunk": chunk}, status=page.status))


def _page(request: HttpRequest) -> SearchPage:
    typed = request.GET.get("q", "")
    exact = bool(request.GET.get("exact"))
    try:
        query = parse(typed)
        if not query.asks:
            return SearchPage(typed, query.problems or _nothing_to_look_for(typed))
        number = min(page_number(request), MOST_PAGES)
        now = datetime.now(UTC)
        first = (number - 1) * PAGE_SIZE
        timeout_ms = settings.SEARCH_TIMEOUT_MS
        found = find(query, now, limit=PAGE_SIZE, offset=first, respell=not exact, timeout_ms=timeout_ms)
    except RefusedError as refused:
        return SearchPage("", (str(refused),), status=400)
    except TookTooLongError:
        return SearchPage(typed, (TOO_LONG,), status=503)
    unknown = tuple(f"No outlet here is called “{name}”." for name in found.unknown_outlets)
    return SearchPage(
        typed,
        (*(f"{problem}." for problem in query.problems), *unknown),
        chunk=_chunk(typed, exact, number, found, now),
        summary=_summary(found, number),
        respelt=found.query.text if found.respelt else "",
        exact_href=f"/search/?{urlencode({'q': typed, 'exact': 1})}",
    )


def _nothing_to_look_for(typed: str) -> tuple[str, ...]:
    return ("There is no word in that to look for.",) if typed.strip() else ()


def _chunk(typed: str, exact: bool, number: int, found: Found, now: datetime) -> ResultChunk:
    further = number < MOST_PAGES and found.stories > number * PAGE_SIZE
    query = urlencode({"q": typed, **({"exact": 1} if exact else {}), "page": number + 1})
    return ResultChunk(
        tuple(_result(item, found.query, now) for item in found.page),
        f"/search/?{query}#results" if further else "",
        f"/search/more/?{query}" if further else "",
    )


def _result(found: FoundStory, query: Query, now: datetime) -> Result:
    further = found.articles - len(found.best)
    return Result(
        card(found.coverage, now),
        tuple(_match(article, query, now) for article in found.best),
        f"{counted(further, 'further article')} of this story {'matches' if further == 1 else 'match'}"
        if further
        else "",
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
        side=side.value,
        letter=side.letter,
        at=moment(article.published_at, now, article.published_precision),
        opinion=article.genre == "opinion",
        excerpt=() if in_title else excerpt(f"{article.summary} {read['body']}", query),
    )


def _summary(found: Found, number: int) -> str:
    articles = counted(found.articles, "matching article")
    words = f"{counted(found.stories, 'story', 'stories')} with {articles}" if found.stories else "Nothing found"
    if found.back_to:
        day = f"{found.back_to.day} {found.back_to:%B %Y}"
        words = f"{words}, searched back to {day}: to search all articles takes too long here"
    elif found.capped:
        words = f"{words} among the newest {RANKED:,} that match"
    return f"{words}, page {number}" if number > 1 else words


def _not_indexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
