"""The search page by what a reader sees: results with their reasons, problems in words, and what is refused."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import article, counted, story_of

pytestmark = pytest.mark.django_db
NASTY = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture(autouse=True)
def patient(settings: object) -> None:
    settings.SEARCH_TIMEOUT_MS = 20_000  # type: ignore[attr-defined] # the machine that tests may be busy


def at(text: str, more: str = "") -> str:
    return f"/search/?q={quote(text)}{more}"


def test_every_page_has_a_search_field_with_a_label_and_the_page_holds_what_was_typed() -> None:
    for address in ("/", "/outlets/", "/search/", "/nowhere/"):
        tree = page(address, 404 if address == "/nowhere/" else 200)
        form = one(tree, "form.search-box")
        assert (form.get("action"), form.get("method", "get")) == ("/search/", "get")
        assert one(form, "label").get("for") == one(form, "input").get("id")
    assert one(page(at('ferry "pier"')), "#search-query").get("value") == 'ferry "pier"'


def test_without_a_query_the_page_shows_what_can_be_typed() -> None:
    tree = page("/search/")
    assert 'outlet:"Harbour Post"' in all_words(tree, ".search-examples dt")
    assert not tree.cssselect("#results, .search-problems")


def test_a_result_is_the_story_with_its_matching_articles_and_why_they_match() -> None:
    one_outlet = make.outlet("Harbour Post", lean=Lean.LEFT)
    rows = [
        article(one_outlet, "Ferries stop", text="Nothing."),
        article(make.outlet("Pier News"), "Quiet day", text="Long ago. The last ferry left the pier at noon."),
        article(make.outlet(), "Bridge opens", text="No boats."),
    ]
    counted(make.story(*rows, title="A day at the harbour"))
    tree = page(at("ferry"))
    assert words(one(tree, "#results-heading")) == "1 story with 2 matching articles"
    assert all_words(tree, ".found .card__title") == ["A day at the harbour"]
    assert all_words(tree, ".match__title") == ["Ferries stop", "Quiet day"]
    assert all_words(tree, "mark") == ["Ferries", "ferry"]
    assert all_words(tree, ".match__excerpt") == ["Long ago. The last ferry left the pier at noon."]
    assert "Harbour Post left" in all_words(tree, ".match__meta")[0]


def test_nothing_found_says_so_and_what_to_try() -> None:
    tree = page(at("zzzzzz"))
    assert words(one(tree, "#results-heading")) == "Nothing found"
    assert "zzzzzz" in words(one(tree, ".search-none"))
    assert tree.cssselect(".search-examples")


def test_a_misspelt_word_shows_what_was_taken_for_it_and_the_way_back() -> None:
    story_of(Lean.LEFT, title="Government votes on the bridge")
    tree = page(at("goverment"))
    notice = one(tree, ".search-respelt")
    assert "Showing results for government" in words(notice)
    exact = page(one(notice, "a").get("href"))
    assert words(one(exact, "#results-heading")) == "Nothing found"
    assert not exact.cssselect(".search-respelt")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ferry before:yesterdayish", "before:yesterdayish can't be read: that is not a date"),
        ("ferry outlet:nowhere", "No outlet here is called “nowhere”."),
        ("%%%", "There is no word in that to look for."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_searched(text: str, problem: str) -> None:
    story_of(Lean.LEFT, title="Ferry votes")
    tree = page(at(text))
    assert problem in words(one(tree, ".search-problems"))
    assert bool(tree.cssselect(".found")) == text.startswith("ferry before")


@pytest.mark.parametrize("text", ["x" * 10_000, "ferry " * 200, "%" * 10_000])
@pytest.mark.parametrize("path", ["/search/", "/search/more/"])
def test_what_nobody_would_type_is_refused_in_words_and_without_a_look_at_the_rows(text: str, path: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(path, {"q": text})
    assert answer.status_code == 400
    assert not captured.captured_queries
    assert text[:100] not in answer.content.decode()
    if path == "/search/":
        assert "up to" in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["%%%", "\x00", "'; DROP TABLE stories_article; --", "a\\", "((((", "!!:*<->", "\ud800x"]
)
def test_signs_that_mean_something_to_a_database_are_answered(text: str) -> None:
    assert Client().get("/search/", {"q": text.encode("utf-8", "surrogatepass")}).status_code == 200


def test_a_search_that_takes_too_long_is_stopped_and_says_so(settings: object) -> None:
    story_of(Lean.LEFT, title="Ferry votes")
    settings.SEARCH_TIMEOUT_MS = 50  # type: ignore[attr-defined]
    with connection.cursor() as cursor:  # documents that take a second each to be read
        cursor.execute("ALTER TABLE stories_searchdocument RENAME TO held")
        cursor.execute("CREATE VIEW stories_searchdocument AS SELECT * FROM held WHERE pg_sleep(1)::text = ''")
    tree = page(at("ferry"), 503)
    assert "takes too long" in words(one(tree, ".search-problems"))


def test_what_was_typed_is_only_ever_text() -> None:
    story_of(Lean.LEFT, title=f"Ferry {NASTY}")
    for text in (f"ferry {NASTY}", f"ferri {NASTY}", f"ferry outlet:{NASTY}", f'before:"{NASTY}"'):
        found = Client().get("/search/", {"q": text}).content.decode()
        assert "<script>alert" not in found
        assert "<img" not in found


def test_a_page_contains_its_results_and_each_story_comes_once() -> None:
    for i in range(25):
        story_of(Lean.LEFT, title=f"Council meeting {i}")
    seen: list[str] = []
    address = at("council meeting")
    for number in (1, 2, 3):
        fragment = f"/search/more/?q=council%20meeting&page={number}"
        assert body(fragment) in body(f"{at('council meeting')}&page={number}")
        assert "csrf" not in body(fragment)
        tree = page(address)
        seen += all_words(tree, ".found .card__title")
        address = next((link.get("href").partition("#")[0] for link in tree.cssselect(".more a")), "")
    assert sorted(seen) == sorted(f"Council meeting {i}" for i in range(25))
    assert not address


def test_a_search_page_is_kept_out_of_other_peoples_indexes() -> None:
    assert Client().get(at("ferry"))["X-Robots-Tag"] == "noindex"


def test_a_search_asks_as_much_for_one_result_as_for_ten() -> None:
    counts = []
    for n in (1, 12):
        for i in range(n):
            story_of(Lean.LEFT, Lean.RIGHT, title=f"Council meeting {i}")
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(at("council side:left")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 24  # ten are savepoints, five set limits


def test_a_search_allows_only_reading_and_has_the_strict_headers() -> None:
    for path in ("/search/", "/search/more/"):
        assert Client().post(path).status_code == 405
        answer = Client().get(path, {"q": "ferry"})
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert not answer.cookies
