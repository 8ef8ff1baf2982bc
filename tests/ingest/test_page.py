"""Article pages as values: pages of fictional outlets, in the forms that real ones have."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.ingest.page import MAX_NODES, Page, UnreadablePage, read_page
from stories.scales import DatePrecision, DateSource
from stories.text.folding import fold

PAGES = Path(__file__).parent / "pages"
FETCHED = datetime(2025, 6, 28, 12, tzinfo=UTC)


def read(name: str, url: str = "https://haneul.example/article/1", zone: str = "Asia/Seoul") -> Page:
    return read_page((PAGES / name).read_bytes(), url=url, fetched_at=FETCHED, zone=zone)


def wrong(body: bytes, content_type: str = "text/html") -> UnreadablePage:
    with pytest.raises(UnreadablePage) as error:
        read_page(body, url="https://haneul.example/a", fetched_at=FETCHED, content_type=content_type)
    return error.value


def test_posted_and_updated_lines_give_two_dates_in_the_outlets_zone():
    page = read("posted_updated.html")
    assert page.title == "Harbour towns split over the new ferry toll"
    assert page.published.moment == page.modified.moment == datetime(2025, 6, 1, 22, 26, tzinfo=UTC)
    assert (page.published.precision, page.published.source) == (DatePrecision.MINUTE, DateSource.PAGE_TEXT)
    assert page.published.raw == "June. 02, 2025 07:26"


def test_skip_links_menus_dates_and_blank_paragraphs_are_no_text():
    lines = read("posted_updated.html").text.split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("The council of Port Almery")
    assert lines[2].endswith("the last one.")


def test_hours_ago_is_a_date_by_the_hour_that_says_it_is_relative():
    page = read("republished.html")
    assert page.published.moment == FETCHED - timedelta(hours=12)
    assert (page.published.precision, page.published.source) == (DatePrecision.HOUR, DateSource.RELATIVE)
    assert page.published.raw == "12 hours ago"
    assert page.title == "Two ports agree on a common pilot service"
    assert len(page.text.split("\n")) == 4
    assert "ago" not in page.text.split("\n")[0]
    assert (page.authors, page.site_name) == ((), "Morning Collector")


def test_widgets_caption_tags_and_rights_are_told_apart_from_the_text():
    page = read("widgets_and_tags.html")
    assert page.title == "Top pilot says toll talks echo the towns’ own worries"
    lines = page.text.split("\n")
    assert lines[0].startswith("Jun Okafor-Reyes, who heads")
    assert len(lines) == 4
    assert page.image_caption.endswith("stayed in port on that day.")
    assert page.image_credit == "Harbour Office"
    assert page.tags == ("Port Almery", "Jun Okafor-Reyes", "ferry toll", "harbour")
    assert page.rights == "Copyright by Seabird Today"
    assert page.published.moment == datetime(2025, 6, 26, 23, 44, tzinfo=UTC)
    assert {"print page small font big font", "facebook share", "tweet share"} <= set(page.dropped_lines)


def test_marked_up_facts_come_before_shown_ones():
    page = read(
        "marked_up.html", "https://www.almery-gazette.example/2025/06/03/lantern-festival-moved-inland/?utm_source=x"
    )
    assert page.title == "Lantern festival moved inland after storm warning"
    assert page.published.moment == datetime(2025, 6, 3, 8, 15, 30, tzinfo=UTC)
    assert (page.published.source, page.modified.moment.hour) == (DateSource.JSON_LD, 10)
    assert page.authors == ("Noor Delacroix", "Piet Okonjo")
    assert (page.section_hint, page.json_ld_type, page.tags) == (
        "Culture",
        "ReportageNewsArticle",
        ("storm", "lanterns"),
    )
    assert page.image_address == "https://almery-gazette.example/img/lanterns-large.jpg"
    assert (page.image_caption, page.image_credit) == ("Lanterns on the old pier last year.", "Sam Whitlow")
    assert page.rights == "© 2025 The Almery Gazette"
    assert (page.language, page.is_list_page) == ("en", False)
    assert page.canonical == "https://almery-gazette.example/2025/06/03/lantern-festival-moved-inland"
    assert len(page.text.split("\n")) == 3


def test_a_hostile_canonical_is_not_believed():
    body = (
        b'<html><head><link rel="canonical" href="https://rival.example/scoop"></head><body><p>Words.</p></body></html>'
    )
    page = read_page(body, url="https://haneul.example/a-1", fetched_at=FETCHED)
    assert page.canonical == "https://haneul.example/a-1"


def test_a_line_the_outlet_repeats_on_every_page_is_no_text():
    plain = read("republished.html")
    furniture = frozenset({fold(plain.text.split("\n")[-1])})
    body = (PAGES / "republished.html").read_bytes()
    page = read_page(body, url="https://haneul.example/a", fetched_at=FETCHED, repeated=furniture)
    assert page.text.split("\n") == plain.text.split("\n")[:-1]


@pytest.mark.parametrize(
    ("path", "is_list"),
    [
        ("/tag/nato", True),
        ("/hashtag/ferry", True),
        ("/category/world", True),
        ("/", True),
        ("/2025/06/03/a-b-c", False),
        ("/tag/20250603-a", False),
    ],
)
def test_a_list_of_articles_is_told_by_its_address(path, is_list):
    body = b"<html><head><title>x</title></head><body><p>Some words that stand here.</p></body></html>"
    assert read_page(body, url=f"https://haneul.example{path}", fetched_at=FETCHED).is_list_page == is_list


def test_a_page_with_nothing_but_its_headline_has_no_text():
    page = """<html><head><title>Ferry pier reopens</title></head><body><nav>World</nav><main>
    <article><h1>Ferry pier reopens</h1><p>print page small font big font</p><time>2026-03-09 21:43</time>
    <div><p>Ferry pier reopens</p></div><p>facebook share tweet share</p></article></main></body></html>"""
    assert read_page(page.encode(), url="https://haneul.example/a", fetched_at=FETCHED).text == ""


def two_articles(first: str, second: str) -> str:
    """A page that loads another article below the one that was asked for."""
    ferry = "The ferry pier was opened by the mayor on Monday after two years of work on its piles and its roof. "
    crane = "A crane was hired by the harbour office, which had been without one since the storm of last autumn. "
    return (
        f"<html><head><title>{first} | Quay</title></head><body>"
        f"<article><h1>{first}</h1>{f'<p>{ferry}</p>' * 4}</article>"
        f"<article><h1>{second}</h1>{f'<p>{crane}</p>' * 9}</article></body></html>"
    )


def test_another_article_that_a_page_loads_below_is_not_its_text():
    page = read_page(
        two_articles("Ferry pier reopens at last", "Crane hired").encode(),
        url="https://quay.example/a",
        fetched_at=FETCHED,
    )
    assert "ferry pier was opened" in page.text
    assert "crane" not in page.text


def test_parts_of_one_article_under_headings_of_their_own_stay_where_none_has_its_headline():
    html = two_articles("Part one", "Part two").replace("<title>Part one | Quay", "<title>What the year brought")
    page = read_page(html.encode(), url="https://quay.example/a", fetched_at=FETCHED)
    assert "ferry pier was opened" in page.text
    assert "crane" in page.text


def test_the_name_of_a_logo_in_a_heading_is_no_headline():
    head = "<title>Ferry pier reopens at last</title><meta property='og:site_name' content='Quay'>"
    logo = "<h1><a href='/'>Quay<svg><title>Quay Logo</title></svg></a></h1>"
    page = read_page(
        f"<html><head>{head}</head><body>{logo}<p>Words.</p></body></html>".encode(),
        url="https://quay.example/a",
        fetched_at=FETCHED,
    )
    assert page.title == "Ferry pier reopens at last"


def test_a_page_of_ten_megabytes_is_a_clear_error():
    assert wrong(b"<p>word</p>" * 1_000_000).kind == "too_large"


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * (MAX_NODES + 1),
        b"<p>x</p>" * (MAX_NODES + 1),
        b"<table>" + b"<tr><td>1" * MAX_NODES,
        b"<body>" + b"<span>" * 5000 + b"x",
        b"<div " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">x</div>",
        b'<div x=">" \'' + b" ".join(b"a%d" % n for n in range(50_000)) + b">x</div>",
    ],
    ids=["elements", "paragraphs", "rows", "levels", "attributes", "hidden attributes"],
)
def test_a_page_too_complex_to_read_is_a_clear_error(body):
    assert wrong(body).kind == "too_complex"


@pytest.mark.timeout(60)  # without the caps 50,000 attributes took 71 s, the comments 16 s
@pytest.mark.parametrize(
    "body",
    [
        b"<p>x</p>" + (b"<div " + b" ".join(b"a%d" % n for n in range(1_400)) + b">x</div>") * 300,
        b"<!--x-->" * 300_000 + b"<p>x",
        b"<p>" + b"photo / ( [ source : " * 100_000,
        b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script><p>x",
    ],
    ids=["many attributes", "comments", "almost credits", "nested JSON"],
)
def test_a_hostile_page_costs_little(body):
    assert read_page(b"<html><body>" + body, url="https://haneul.example/a", fetched_at=FETCHED).published is None


@pytest.mark.parametrize("count", [7_900, 19_000])
def test_many_short_paragraphs_are_read_all_the_same(count):
    body = b"<article>" + b"<p>The boats stayed in the harbour for another day.</p>" * (count - 10) + b"</article>"
    page = read_page(body, url="https://haneul.example/a", fetched_at=FETCHED)
    assert page.text


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"", "text/html", "empty"),
        (b"   ", "text/html", "empty"),
        (b"<!-- nothing -->", "text/html", "empty"),
        (b"%PDF-1.7", "text/html", "not_a_page"),
        (b"x", "application/pdf", "not_a_page"),
        (b"x", "image/jpeg", "not_a_page"),
        (b"x", "video/mp4", "not_a_page"),
    ],
)
def test_what_is_no_page_is_a_clear_error(body, content_type, kind):
    error = wrong(body, content_type)
    assert error.kind == kind
    assert error.words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "cp949", "shift_jis", "gb18030"])
def test_a_page_is_read_in_its_encoding(encoding):
    words = {
        "cp949": "항구의 배들은 하루 더 머물렀다.",
        "shift_jis": "船は港にもう一日とどまった。",
        "gb18030": "船只在港口又停留了一天。",
    }
    text = words.get(encoding, "Die Fähren blieben über Nacht im Hafen, für alle überraschend.")
    head = f'<html><head><meta charset="{encoding}"></head>'
    body = f"{head}<body><article><p>{text * 6}</p></article></body></html>".encode(encoding)
    assert text in read_page(body, url="https://haneul.example/a", fetched_at=FETCHED).text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "windows-1251", "no-such"]))
def test_any_bytes_are_a_page_or_a_clear_error(body, charset):
    for whole in (
        body,
        b"<html><body><article><p>" + body + b"</p></article><script type='application/ld+json'>" + body,
    ):
        with suppress(UnreadablePage):
            page = read_page(whole, url="https://haneul.example/a", fetched_at=FETCHED, charset=charset)
            assert "\0" not in page.text
            assert page.text.encode() or not page.text
