from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import catalogue
from stories.catalogue.csv_feeds import read_feeds_csv
from stories.catalogue.csv_ratings import read_ratings_csv
from stories.catalogue.mappings import PRESETS, Mapping, Scheme, bucket_of, read_mapping
from stories.catalogue.plans import plans
from stories.catalogue.table import NotCsvError, guarded, read_table, unguarded
from stories.scales import Factuality, Lean

LEAN = Scheme("lean", {lean.value: lean.label for lean in Lean})
FACTUALITY = Scheme("factuality", {step.value: step.label for step in Factuality})
SEVEN = PRESETS["seven"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_any_delimiter_and_encoding_is_read(delimiter: str, encoding: str) -> None:
    text = (
        delimiter.join(["Domain", "Name", "Feed URL"]) + "\r\n" + delimiter.join(["möwe.example", "Möwe", ""]) + "\r\n"
    )
    (item,), problems = read_feeds_csv(text.encode(encoding))
    assert (item.domain, item.name, problems) == ("xn--mwe-sna.example", "Möwe", ())


def test_columns_are_found_by_name_in_any_order_and_case() -> None:
    source = b"Language,COUNTRY,Feed,Category,Home\nen-US,uk,https://f.example/rss,Politics;World,https://www.gull.example/\n"
    (item,), _ = read_feeds_csv(source)
    assert (item.domain, item.feed, item.country, item.language, item.category) == (
        "gull.example",
        "https://f.example/rss",
        "GB",
        "en",
        "Politics",
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b'domain,lean\na.example,left\nb.example,"right\nc.example,left\n', 3),  # to the end of the file
        (b'domain,lean\na.example,"left\nb.example,"right"\n', 2),  # closed by the next row's mark
        (b'domain,lean,name\na.example,"left,A\nb.example,",B\n', 2),
        (b'# a list\ndomain;lean\na.example;left\nb.example;"right" side;\n', 4),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_an_error_that_names_its_row(source: bytes, line: int) -> None:
    with pytest.raises(NotCsvError, match=f"row that begins in line {line} .*quotation mark.*Nothing was imported"):
        read_table(source)


def test_a_note_may_have_lines_and_commas() -> None:
    (row,) = read_table(b'domain,note\na.example,"one\ntwo, three"\n').rows
    assert row.first("domain") == "a.example"


def test_a_line_that_cannot_be_used_is_named_and_the_others_are_kept() -> None:
    source = (
        b'domain,name,feed_url\n"a.example","two\nlines",\n,,\nb.example,B,ftp://x\nc.example,C,https://c.example/f\n'
    )
    items, problems = read_feeds_csv(source)
    assert [item.domain for item in items] == ["a.example", "c.example"]
    assert [(problem.line, problem.why) for problem in problems] == [(5, "it is no web address")]


def test_a_feed_on_a_shared_host_is_named_by_its_row_or_its_address() -> None:
    source = b"name,feed\nGull Notes,https://medium.com/feed/@gull\n,https://medium.com/feed/@tern\n"
    items, _ = read_feeds_csv(source)
    assert [(item.domain, item.known_as) for item in items] == [(None, "Gull Notes"), (None, "medium.com/feed/@tern")]


def test_an_outlet_speaks_the_language_of_most_of_its_feeds() -> None:
    source = b"domain,feed,lang\na.example,https://a.example/1,en\na.example,https://a.example/2,fr\n"
    items, _ = read_feeds_csv(source + b"a.example,https://a.example/3,fr\na.example,https://a.example/4,\n")
    assert [plan.language for plan in plans(items, exact=True)] == ["fr"]


def test_the_starter_list_can_be_used_whole() -> None:
    file = Path(catalogue.__file__).parent / "starter" / "feeds.csv"
    items, problems = read_feeds_csv(file.read_bytes())
    assert problems == ()
    assert len(items) == len({item.feed for item in items}) >= 50
    for item in items:
        assert all((item.domain, item.name, item.country, item.language)), item
        assert ZoneInfo(item.zone)


def test_an_unknown_country_is_reported_and_the_row_kept() -> None:
    items, problems = read_feeds_csv(b"domain,country\na.example,Ruritania\n")
    assert items[0].country == ""
    assert "Ruritania" in str(problems[0])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "empty"),
        (b"<html></html>", "web page"),
        (b'[{"a": 1}]', "JSON"),
        (b"name,colour\na,b\n", "feed_url"),
        (b"%PDF-1.7", "PDF"),
        (b"\n\n", "empty"),
        (bytes(range(1, 256)) * 9, "binary"),
        (b"# only a comment\n", "no columns"),
    ],
)
def test_a_file_that_is_no_feed_list_says_why(source: bytes, words: str) -> None:
    with pytest.raises(NotCsvError, match=words):
        read_feeds_csv(source)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_table_reader(junk: bytes) -> None:
    try:
        read_table(junk)
    except NotCsvError:
        pass


@pytest.mark.parametrize(
    ("raw", "bucket"),
    [
        ("Far Left", "far_left"),
        ("lean-right", "lean_right"),
        ("L", "left"),
        ("c", "center"),
        ("R", "right"),
        ("Centre", "center"),
    ],
)
def test_seven_point_words_and_letters_are_read(raw: str, bucket: str) -> None:
    assert bucket_of(raw, LEAN, SEVEN) == bucket


@pytest.mark.parametrize("raw", ["mixed", "-2", "2", "", "satire", "leftish"])
def test_what_is_no_lean_is_no_lean_and_a_bare_number_needs_a_mapping(raw: str) -> None:
    assert bucket_of(raw, LEAN, SEVEN) is None


@pytest.mark.parametrize(
    ("preset", "raw", "bucket"),
    [
        ("allsides", "-6", "left"),
        ("allsides", "-3.00", "left"),
        ("allsides", "-2.99", "lean_left"),
        ("allsides", "-1", "lean_left"),
        ("allsides", "−0.99", "center"),
        ("allsides", "+0.99", "center"),
        ("allsides", "1", "lean_right"),
        ("allsides", "3", "right"),
        ("allsides", "6.01", None),
        ("allsides", "Lean Left", "lean_left"),
        ("allsides", "Mixed", None),
        ("adfontes", "-30", "far_left"),
        ("adfontes", "-18", "left"),
        ("adfontes", "-6", "lean_left"),
        ("adfontes", "5.99", "center"),
        ("adfontes", "42", "far_right"),
        ("adfontes", "Hyper-Partisan Right", "far_right"),
        ("adfontes", "Skews Left", "lean_left"),
        ("mbfc", "-1.9", "center"),
        ("mbfc", "2.0", "lean_right"),
        ("mbfc", "-5", "left"),
        ("mbfc", "10", "far_right"),
        ("mbfc", "Left-Center", "lean_left"),
        ("mbfc", "Least Biased", "center"),
        ("mbfc", "conspiracy", None),
    ],
)
def test_raters_own_scales_fall_into_their_own_bands(preset: str, raw: str, bucket: str | None) -> None:
    assert bucket_of(raw, LEAN, PRESETS[preset]) == bucket


@given(st.sampled_from(["allsides", "adfontes", "mbfc"]), st.floats(0, 42, allow_nan=False))
def test_bands_are_mirror_images(preset: str, size: float) -> None:
    right, left = (bucket_of(repr(number), LEAN, PRESETS[preset]) for number in (size, -size))
    assert (left or "").replace("left", "right") == (right or "")


def test_factuality_words_are_read() -> None:
    assert bucket_of("Very High", FACTUALITY, SEVEN) == "very_high"
    assert bucket_of("Mostly Factual", FACTUALITY, SEVEN) == "high"
    assert bucket_of("left", FACTUALITY, SEVEN) is None


def test_unknown_words_are_named_with_their_line_and_the_words_that_are_accepted() -> None:
    source = b"domain,lean,note\na.example,left,ok\nb.example,purple,\nnonsense,left,\nc.example,,\n"
    ratings, problems = read_ratings_csv(source, "Desk", LEAN, SEVEN)
    assert [(each.domain, each.bucket, each.raw, each.note) for each in ratings] == [
        ("a.example", "left", "left", "ok")
    ]
    assert [problem.line for problem in problems] == [3, 4]
    assert "Far left, Left, Lean left" in problems[0].why


def test_a_rater_column_goes_before_the_rater_of_the_command() -> None:
    ratings, _ = read_ratings_csv(b"domain,lean,rater\na.example,L,Panel\nb.example,R,\n", "Desk", LEAN, SEVEN)
    assert [(each.domain, each.rater) for each in ratings] == [("a.example", "Panel"), ("b.example", "Desk")]


def test_an_export_of_ours_gives_only_what_is_in_force_on_the_scheme() -> None:
    source = (
        b"domain,scheme,value,withdrawn\na.example,lean,L,\nb.example,lean,L,2026-03-01\nc.example,factuality,high,\n"
    )
    ratings, problems = read_ratings_csv(source, "Desk", LEAN, SEVEN)
    assert [each.domain for each in ratings] == ["a.example"]
    assert problems == ()


def test_a_domain_rated_twice_counts_as_the_last_line_says() -> None:
    ratings, problems = read_ratings_csv(b"domain,lean\na.example,L\nwww.a.example,R\n", "Desk", LEAN, SEVEN)
    assert [(each.line, each.bucket) for each in ratings] == [(3, "right")]
    assert problems[0].line == 2


def test_a_part_of_a_site_is_not_rated_as_the_whole() -> None:
    ratings, problems = read_ratings_csv(
        b"domain,lean\na.example/opinion,L\nhttps://b.example/,R\n", "Desk", LEAN, SEVEN
    )
    assert [each.domain for each in ratings] == ["b.example"]
    assert "part of a site" in problems[0].why


def test_only_a_web_address_is_kept_as_evidence() -> None:
    source = b"domain,lean,evidence\na.example,L,https://rater.example/a\nb.example,L,javascript:x\n"
    ratings, _ = read_ratings_csv(source, "Desk", LEAN, SEVEN)
    assert [each.evidence for each in ratings] == ["https://rater.example/a", ""]


def test_a_file_without_a_column_of_ratings_says_which_columns_it_has() -> None:
    with pytest.raises(NotCsvError, match="domain, colour"):
        read_ratings_csv(b"domain,colour\na.example,blue\n", "Desk", LEAN, SEVEN)


def test_a_mapping_file_gives_words_and_bands() -> None:
    source = b"value,low,high,bucket\nprogressive,,,Left\n,,-10,far left\n,-10,10,C\nodd,,,purple\n"
    mapping, problems = read_mapping(source, "own", LEAN)
    assert [bucket_of(raw, LEAN, mapping) for raw in ("Progressive", "-11", "0", "10", "R")] == [
        "left",
        "far_left",
        "center",
        None,
        "right",
    ]
    assert [problem.line for problem in problems] == [5]


def test_a_mapping_to_another_scheme_gives_nothing() -> None:
    assert bucket_of("left", FACTUALITY, Mapping("x", {"left": "left"})) is None


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "-7.5", "@a", "\t=1", "\r=1", "'=1", "''-"])
def test_no_cell_of_an_export_begins_like_a_formula_and_an_import_undoes_the_apostrophe(cell: str) -> None:
    assert guarded(cell)[0] == "'"
    assert unguarded(guarded(cell)) == cell


@given(st.text(max_size=20))
def test_a_guarded_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")
