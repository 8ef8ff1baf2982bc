"""The commands by what they print, keep and refuse."""

import gzip
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from stories.models import Article, ArticleVersion, Edit, Feed, Outlet, Rating
from tests import make

pytestmark = pytest.mark.django_db


def run(*args: str, **options: Any) -> str:
    out = StringIO()
    call_command(*args, stdout=out, verbosity=0, **options)
    return out.getvalue()


def written(folder: Path, name: str, content: str | bytes) -> str:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)


@pytest.fixture
def site() -> Iterator[str]:
    """A loopback site with an OPML file at /feeds.opml and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/feeds.opml" else 404)
            self.end_headers()
            self.wfile.write(b'<opml><outline text="Gull" xmlUrl="https://gull.example/f"/></opml>')

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_feeds_are_imported_from_a_file_and_the_report_says_what_could_not_be_used(tmp_path: Path) -> None:
    file = written(tmp_path, "f.csv", "domain,feed\ngull.example,https://gull.example/f\nb.example,ftp://b\n")
    said = run("import_feeds", file)
    assert "1 new outlet, 1 new feed" in said
    assert "line 3: ftp://b: it is no web address" in said
    assert "nothing changed" in run("import_feeds", file)


def test_feeds_are_imported_from_an_address_through_the_guard(site: str, settings: Any) -> None:
    with pytest.raises(CommandError, match="could not be fetched"):
        run("import_feeds", f"http://{site}/feeds.opml")
    settings.FETCH_ALLOWED_HOSTS = [site]
    run("import_feeds", f"http://{site}/feeds.opml")
    assert Feed.objects.get().address == "https://gull.example/f"
    with pytest.raises(CommandError, match="answered 404"):
        run("import_feeds", f"http://{site}/other")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html>hi</html>", "web page"),
        ("", "empty"),
        ("a,b\n1,2\n", "feed_url"),
        (b"\x89PNG\r\n", "neither an OPML nor a CSV"),
    ],
)
def test_a_file_that_is_no_list_of_feeds_is_refused_in_words(tmp_path: Path, content: Any, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run("import_feeds", written(tmp_path, "x", content))
    assert not Edit.objects.exists()


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        run("import_feeds", str(tmp_path / "none.opml"))
    with pytest.raises(CommandError, match="could not be read"):
        run("import_feeds", str(tmp_path))


def test_ratings_are_imported_with_a_mapping_of_ones_own(tmp_path: Path) -> None:
    make.outlet(domain="gull.example")
    file = written(tmp_path, "r.csv", "domain;score\ngull.example;-40\n")
    mapping = written(tmp_path, "m.csv", "low,high,bucket\n,-30,far left\n")
    said = run("import_ratings", file, "--rater", "Panel", "--mapping", mapping)
    assert "1 new rating" in said
    assert Rating.objects.get().bucket == "far_left"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--scheme", "tone"], "there are factuality, lean"),
        (["--scheme", "factuality", "--mapping", "mbfc"], "for the scheme lean"),
        (["--mapping", "nowhere.csv"], "There is no file.*by name are .*allsides"),
        (["--column", "mood"], "'mood' is needed"),
        (["--rater", " "], "who says so"),
    ],
)
def test_options_that_do_not_fit_are_refused_in_words(tmp_path: Path, options: list[str], words: str) -> None:
    file = written(tmp_path, "r.csv", "domain,lean\ngull.example,L\n")
    with pytest.raises(CommandError, match=words):
        run("import_ratings", file, "--rater", "Panel", *options)


def row(number: int, **fields: Any) -> str:
    base = {"url": f"https://gull.example/{number}", "outlet": "gull.example", "title": f"Pier {number}", "lang": "en"}
    return json.dumps(base | fields)


def test_an_archive_keeps_its_good_lines_and_names_the_bad_ones(tmp_path: Path) -> None:
    lines = "\n".join([row(1), "{broken", row(2, title=""), "", row(3, outlet="tern.example", outlet_name="The Tern")])
    file = written(tmp_path, "a.jsonl.gz", gzip.compress(lines.encode()))
    said = run("import_articles", file, "--leave-to-workers")
    assert "2 new articles, 0 already there, 2 new outlets" in said
    assert "line 2: the line is not JSON" in said
    assert "line 3: it has no title" in said
    assert Outlet.objects.at("tern.example").get().name == "The Tern"
    assert "0 new articles, 2 already there" in run("import_articles", file, "--leave-to-workers")
    assert Edit.objects.count() == 1


def test_an_archive_of_which_nothing_can_be_used_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="line 1: the line is not JSON"):
        run("import_articles", written(tmp_path, "a.jsonl", "not json\n"), "--leave-to-workers")
    good = written(tmp_path, "c.jsonl", row(1))
    with pytest.raises(CommandError, match=r"no file .*none\.jsonl\. Nothing was imported"):
        run("import_articles", good, str(tmp_path / "none.jsonl"), "--leave-to-workers")
    assert not Article.objects.exists()
    broken = gzip.compress(row(1).encode())[:-9]
    with pytest.raises(CommandError, match="could not be read"):
        run("import_articles", written(tmp_path, "b.jsonl.gz", broken), "--leave-to-workers")


def test_labels_that_an_archive_carries_for_measuring_are_not_taken_over(tmp_path: Path) -> None:
    run("import_articles", written(tmp_path, "a.jsonl", row(1, story="s1", lean="left")), "--leave-to-workers")
    assert not Rating.objects.exists()
    assert "s1" not in str(Article.objects.values().get())


def test_the_demo_newsroom_is_dated_relative_to_now_and_loaded_once() -> None:
    run("load_demo", leave_to_workers=True)
    now, newest = timezone.now(), Article.objects.order_by("published_at").last()
    assert newest is not None
    assert timedelta(0) < now - newest.published_at < timedelta(minutes=30)
    assert Article.objects.filter(published_at__gte=now - timedelta(days=10)).count() >= 120
    assert set(Rating.objects.filter(scheme__slug="lean").values_list("bucket", flat=True)) == {
        *("far_left", "left", "lean_left", "center", "lean_right", "right", "far_right")
    }
    assert set(Outlet.objects.values_list("kind", flat=True)) == {"publisher", "wire", "republisher"}
    assert ArticleVersion.objects.count() >= 2
    assert set(Edit.objects.values_list("actor_label", flat=True)) == {"demo newsroom"}
    before = (Outlet.objects.count(), Rating.objects.count(), Article.objects.count(), Edit.objects.count())
    run("load_demo", leave_to_workers=True)
    assert (Outlet.objects.count(), Rating.objects.count(), Article.objects.count(), Edit.objects.count()) == before
