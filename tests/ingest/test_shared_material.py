"""Real material from the shared data folder: the seed articles as pages, feed documents, the small news web.

Nothing of it is in the repository; the tests wrap it at run time, and skip where the folder is absent.
"""

import gzip
import html
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stories.ingest.feed import BrokenFeed, parse_feed
from stories.ingest.page import Page, read_page
from stories.net.answers import FetchError, FetchPolicy
from stories.net.fetch import fetch
from stories.scales import DatePrecision, DateSource
from stories.text.folding import fold

SHARED = Path(os.environ.get("NEWSDESK_SHARED", "../shared"))
FETCHED = datetime(2025, 6, 28, 12, tzinfo=UTC)
NEWSWEB, STREAM = SHARED / "tools" / "newsweb.py", SHARED / "data" / "stream" / "august_2025.jsonl.gz"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the shared data folder is not here (NEWSDESK_SHARED)"),
]


def seed(number: str) -> list[str]:
    [path] = (SHARED / "seeds").glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")


def page_of(title: str, before: list[str], after: list[str]) -> Page:
    def paragraphs(lines: list[str]) -> str:
        return "".join(f"<p>{html.escape(line) if line.strip() else '&nbsp;'}</p>" for line in lines)

    name = html.escape(title)
    body = f"<html><head><title>{name}</title></head><body><div>{paragraphs(before)}<h1>{name}</h1>{paragraphs(after)}"
    return read_page(body.encode(), url="https://outlet.example/a-1", fetched_at=FETCHED, zone="Asia/Seoul")


def test_seed_002_gives_both_dates_and_its_paragraphs_alone():
    lines = seed("002")
    page = page_of(lines[2], lines[:1], lines[3:])
    assert page.title == lines[2]
    assert page.published.moment == page.modified.moment == datetime(2025, 6, 1, 22, 26, tzinfo=UTC)
    assert page.text.split("\n") == [" ".join(line.split()) for line in lines[7:] if line.strip()]
    assert page.authors == ()


def test_seed_003_is_twelve_hours_old_when_it_is_fetched():
    lines = seed("003")
    page = page_of(lines[1], lines[:1], lines[2:])
    assert page.title == lines[1]
    assert page.published.moment == FETCHED - timedelta(hours=12)
    assert (page.published.precision, page.published.source) == (DatePrecision.HOUR, DateSource.RELATIVE)
    assert page.text.split("\n") == [line.strip() for line in lines[2:] if line.strip()]


def test_seed_004_gives_its_caption_credit_tags_and_rights():
    lines = seed("004")
    page = page_of(lines[0], [], lines[1:])
    kept = page.text.split("\n")
    assert page.title == lines[0]
    assert page.published.moment == datetime(2025, 6, 26, 23, 44, tzinfo=UTC)
    assert page.image_credit == "Presidential Office"
    assert page.image_caption.startswith("Wi Seong-rak")
    assert page.tags == ("NATO", "Wi Seong-rak", "Marco Rubio", "defense spending")
    assert page.rights == "Copyright by Asiatoday"
    assert (len(kept), kept[0][:19], kept[-1][:7]) == (10, "Wi Seong-rak, South", "However")


def test_every_feed_document_is_a_feed_or_a_clear_error():
    read = broken = 0
    for path in sorted((SHARED / "data" / "feeds" / "documents").rglob("*")):
        if path.is_file() and path.suffix not in {".md", ".csv"}:
            try:
                read += bool(parse_feed(path.read_bytes(), address="https://outlet.example/feed", fetched_at=FETCHED))
            except BrokenFeed as error:
                broken += bool(error.words)
    assert read > 2500
    assert broken < 800


@pytest.fixture(scope="module")
def newsweb() -> Iterator[str]:
    if not (NEWSWEB.is_file() and STREAM.is_file()):
        pytest.skip("the small news web is not in the shared data folder")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(NEWSWEB), str(STREAM), "--outlets", "20", "--per-outlet", "30", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        assert "articles" in server.stderr.readline()
        _until_open(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _until_open(port: int) -> None:
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
    return None


def policy(base: str, **more: float) -> FetchPolicy:
    return FetchPolicy("newsdesk-test", allowed_hosts=frozenset({base.removeprefix("http://")}), **more)  # type: ignore[arg-type]


def test_the_small_news_web_gives_exactly_its_texts_and_times(newsweb):
    with gzip.open(STREAM, "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    now = datetime.now(UTC)
    opml = fetch(f"{newsweb}/feeds.opml", policy=policy(newsweb), now=now).body.decode()
    pages = 0
    for address in re.findall(r'xmlUrl="([^"]+)"', opml)[:6]:
        feed = parse_feed(fetch(address, policy=policy(newsweb), now=now).body, address=address, fetched_at=now)
        assert feed.dropped == 0
        for entry in [entry for entry in feed.entries if rows[entry.guid].get("text")][:10]:
            page = read_page(
                fetch(entry.address, policy=policy(newsweb), now=now).body, url=entry.address, fetched_at=now
            )
            wanted = {fold(line) for line in rows[entry.guid]["text"].split("\n") if line.strip()}
            kept = {fold(line) for line in page.text.split("\n")}
            assert kept <= wanted
            assert wanted - kept <= {fold(line) for line in (*page.dropped_lines, page.title)} | dates(wanted)
            assert page.published.moment == entry.published.moment
            pages += 1
    assert pages > 20


def dates(lines: set[str]) -> set[str]:
    """Lines of a recorded text that are a date and nothing else; they are dates on its page too."""
    return {line for line in lines if len(line) < 60 and re.search(r"\b20\d\d\b|\bago\b", line)}


@pytest.mark.parametrize(
    ("fault", "kind", "patience_s"),
    [
        ("loop", "redirect_loop", 20),
        ("endless", "too_large", 20),
        ("slow", "timeout", 1),
        ("drip", "timeout", 1),
    ],
)
def test_a_faulty_feed_of_the_small_news_web_is_a_clear_error(newsweb, fault, kind, patience_s):
    with pytest.raises(FetchError) as error:
        fetch(f"{newsweb}/fault/{fault}/x/feed.xml", policy=policy(newsweb, total_deadline_s=patience_s), now=FETCHED)
    assert error.value.kind == kind


@pytest.mark.parametrize(
    ("fault", "status", "wait"), [("410", 410, None), ("429", 429, 120), ("503", 503, 120), ("500", 500, None)]
)
def test_a_refusing_feed_of_the_small_news_web_says_how_long_to_wait(newsweb, fault, status, wait):
    answer = fetch(f"{newsweb}/fault/{fault}/x/feed.xml", policy=policy(newsweb), now=FETCHED)
    assert (answer.status, answer.retry_after_s, answer.body) == (status, wait, b"")


def test_an_unchanged_feed_of_the_small_news_web_is_not_sent_again(newsweb):
    opml = fetch(f"{newsweb}/feeds.opml", policy=policy(newsweb), now=FETCHED).body.decode()
    address = re.search(r'xmlUrl="([^"]+)"', opml)[1]
    first = fetch(address, policy=policy(newsweb), now=FETCHED)
    again = fetch(address, policy=policy(newsweb), now=FETCHED, etag=first.etag, last_modified=first.last_modified)
    assert (again.not_modified, again.body) == (True, b"")
