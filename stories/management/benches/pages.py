"""What pages cost: questions to the database, CPU against a hello page, kept pages, bytes and requests."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import clear_script_prefix

from stories.management.benches.paired import PAIRS, NothingToMeasureError, Row, compare, cpu_ms, row
from stories.management.benches.reader import reader_cookie
from stories.models import Story
from stories.web.page_store import store

SMALL, LARGE = 10, 1_000
MOST_QUERIES: Final = 8
MOST_HELLOS: Final = 5.0
KEPT_SHARE: Final = 0.05
UNCHANGED_SHARE: Final = 0.02
LARGE_BY_SMALL: Final = 3.0
FIRST_VIEW_BYTES: Final = 66_000
FIRST_VIEW_REQUESTS: Final = 8
HELLO_URLS: Final = "stories.management.benches.hello"
GZIP_MARK: Final = b"\x1f\x8b"
# What a browser fetches for a first view, also what a script fetches then; a feed or another form of it is none of it.
ASSET: Final = re.compile(rb"""<(?:link(?![^>]*rel="(?:alternate|canonical))|script)[^>]*?(?:href|src)="([^"]+)\"""")
THEN: Final = re.compile(rb'<script[^>]*?\sdata-then="([^"]+)"')


class Answer(NamedTuple):
    """An answer as a server would send it."""

    status: str
    headers: dict[str, str]
    body: bytes


def run(pairs: int = PAIRS) -> list[Row]:
    """All figures, from the database as it is; pairs: of each comparison."""
    small, large = _story_of(SMALL), _story_of(LARGE)
    with override_settings(ROOT_URLCONF=HELLO_URLS, ALLOWED_HOSTS=["bench.example"], SECURE_SSL_REDIRECT=False):
        site = Site()
        rows = [*_questions(site, small, large), *_cpu(site, small, large, pairs), *_kept(site, small, pairs)]
        rows += _signed_in(site, small, large, pairs)
        return [*rows, *_first_view(site, small), *_first_view(site, large)]


class Site:
    """The site with all its middleware, called as a server calls it."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to GET path; headers as in an environ, such as HTTP_IF_NONE_MATCH."""
        found: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
            found.append((status, headers))
            return bytes

        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "bench.example",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "bench.example",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",  # as browsers ask
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            **headers,
        }
        response = self._handler(environ, start)
        body = b"".join(response)
        response.close()
        clear_script_prefix()
        ((status, own),) = found
        return Answer(status, dict(own), body)

    def asking(self, path: str, status: str = "200", **headers: str) -> Callable[[], Answer]:
        """A function that asks for the path; it is tried once and must get the status."""
        found = self.get(path, **headers).status
        if not found.startswith(status):
            raise NothingToMeasureError(f"{path} answers {found}, not {status}")
        return lambda: self.get(path, **headers)


@contextmanager
def keeping(on: bool) -> Iterator[None]:
    """With or without the page cache, which is empty before and after."""
    with override_settings(PAGE_CACHE=on):
        store(settings.REDIS_URL).forget()
        yield
        store(settings.REDIS_URL).forget()


def _questions(site: Site, small: Story, large: Story) -> list[Row]:
    with keeping(False):
        few, many = (_queries(site, story) for story in (small, large))
    return [
        row(f"queries on a story page of {small.article_count} articles", few, "queries", MOST_QUERIES),
        row(f"queries on a story page of {large.article_count} articles", many, "queries", MOST_QUERIES),
        row("queries of the large story ÷ those of the small one", round(many / few, 3), "ratio", 1.0),
    ]


def _queries(site: Site, story: Story) -> int:
    return _asked(lambda: site.get(story.get_absolute_url()))


def _asked(ask: Callable[[], object]) -> int:
    """How many questions one answer asks."""
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as captured:
        ask()
        first = len(captured)
    # The check that a connection which was idle still lives is not the page's question.
    return first - sum(query["sql"] == "SELECT 1" for query in captured.captured_queries[:first])


def _cpu(site: Site, small: Story, large: Story, pairs: int) -> list[Row]:
    with keeping(False):
        hello = site.asking("/hello/")
        one, thousand, front = (site.asking(path) for path in (_path(small), _path(large), "/"))
        return [
            row("hello page, CPU", round(cpu_ms(hello), 3), "ms"),
            row(f"story page of {small.article_count} articles, CPU", round(cpu_ms(one), 3), "ms"),
            row("front page, CPU", round(cpu_ms(front), 3), "ms"),
            *compare(one, hello, pairs).rows(
                f"story page of {small.article_count} articles, made anew ÷ hello page, CPU", MOST_HELLOS
            ),
            *compare(thousand, hello, pairs).rows(
                f"story page of {large.article_count} articles ÷ hello page, CPU", None
            ),
            *compare(thousand, one, pairs).rows("large story page ÷ small one, CPU", LARGE_BY_SMALL),
            *compare(front, hello, pairs).rows("front page ÷ hello page, CPU", None),
        ]


def _kept(site: Site, story: Story, pairs: int) -> list[Row]:
    """A kept page and an unchanged one against a page that is made, which is made without looking for a kept one."""
    with keeping(True):
        etag = site.get(_path(story)).headers["ETag"]
        kept = site.asking(_path(story))
        unchanged = site.asking(_path(story), "304", HTTP_IF_NONE_MATCH=etag)

        def without(ask: Callable[[], Answer]) -> Callable[[], Answer]:
            """The same without the cache; switched by hand, since override_settings costs as much as a kept page."""

            def asked() -> Answer:
                settings.PAGE_CACHE = False
                answer = ask()
                settings.PAGE_CACHE = True
                return answer

            return asked

        made, hello = without(site.asking(_path(story))), without(site.asking("/hello/"))
        return [
            row("kept story page, CPU", round(cpu_ms(kept), 3), "ms"),
            row("unchanged story page (304), CPU", round(cpu_ms(unchanged), 3), "ms"),
            *compare(kept, made, pairs).rows("kept story page ÷ made one, CPU", KEPT_SHARE),
            *compare(kept, hello, pairs).rows("kept story page ÷ hello page, CPU", None),
            *compare(unchanged, made, pairs).rows("unchanged story page (304) ÷ made one, CPU", UNCHANGED_SHARE),
        ]


def _signed_in(site: Site, small: Story, large: Story, pairs: int) -> list[Row]:
    """The page for a reader who follows, saves and hides: no whole page is kept for them, its body is."""
    hello = site.asking("/hello/")
    rows: list[Row] = []
    with keeping(True), reader_cookie() as cookie:
        for story in (small, large):
            site.get(_path(story))
            read = site.asking(_path(story), HTTP_COOKIE=cookie)
            of = f"story page of {story.article_count} articles, body kept, for a reader with follows and hidden words"
            rows += [row(f"queries for {of}", _asked(read), "queries", MOST_QUERIES)]
            rows += [row(f"{of}, CPU", round(cpu_ms(read), 3), "ms")]
            rows += compare(read, hello, pairs).rows(f"{of} ÷ hello page, CPU", MOST_HELLOS)
    return rows


def _first_view(site: Site, story: Story) -> list[Row]:
    """The page with its styles, scripts and icon, without pictures: as sent to a browser, and as it reads them."""
    page = site.get(_path(story)).body
    html = _read(page)
    addresses = dict.fromkeys([*ASSET.findall(html), *THEN.findall(html)])
    files = [page, *(site.get(address.decode()).body for address in addresses if address.startswith(b"/"))]
    of = f"first view of a story of {story.article_count} articles"
    return [
        row(f"{of}, as sent", sum(map(len, files)), "bytes", FIRST_VIEW_BYTES),
        row(f"{of}, as read", sum(len(_read(body)) for body in files), "bytes"),
        row(f"{of}, requests", len(files), "requests", FIRST_VIEW_REQUESTS),
    ]


def _read(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(GZIP_MARK) else body


def _story_of(articles: int) -> Story:
    """The story whose number of articles is nearest."""
    stories = Story.objects.live().defer("vector_sum")
    above = stories.filter(article_count__gte=articles).order_by("article_count", "pk").first()
    found = above or stories.order_by("-article_count", "pk").first()
    if found is None:
        raise NothingToMeasureError("There are no stories; manage.py seed_bench makes some.")
    return found


def _path(story: Story) -> str:
    return story.get_absolute_url()
