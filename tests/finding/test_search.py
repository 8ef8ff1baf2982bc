"""What a reader types becomes a query: operators, quotes, minus, dates; nothing typed makes it raise."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stories.finding.search import MOST_CHARACTERS, MOST_TERMS, Misread, Problem, Query, RefusedError, forms, parse

PIECES = st.sampled_from(
    [
        *("ferry", '"', "-", "--", "outlet:", "SIDE:left", "side:up", "before:2026-03", "after:2026-13-40", "부두"),
        *("：", " ", "“pier tax”", "country:KR", "%%%", "'", "\\", "lang:ko", "before:yesterdayish", "x:y", "\u3000"),
    ]
)
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES).map(" ".join))


@given(TYPED)
@example('-"-x"')
@example('-"outlet:x"')
@example("outlet:-x")
def test_whatever_is_typed_is_read_or_refused_and_what_is_read_can_be_written(text: str) -> None:
    try:
        query = parse(text)
    except RefusedError:
        assert len(text) > MOST_CHARACTERS or len(text.split()) > 1 or '"' in text or len(text) > MOST_TERMS
        return
    written = query.text
    if len(written) <= MOST_CHARACTERS:
        again = parse(written)
        assert again.text == written
        assert (again.words, again.phrases, again.excluded) == (query.words, query.phrases, query.excluded)
        assert (again.outlets, again.before, again.after) == (query.outlets, query.before, query.after)


def test_words_phrases_and_what_is_left_out() -> None:
    query = parse('ferry "pier tax" -strike -"port authority" council')
    assert query == Query(("ferry", "council"), ("pier tax",), ("strike", "port authority"))


def test_every_operator_is_read_whatever_its_case() -> None:
    query = parse('OUTLET:"Harbour Post" Side:LEFT side:centre country:uk lang:KO section:Politics after:2026')
    assert query.outlets == ("harbour post",)
    assert query.sides == ("left", "center")
    assert (query.countries, query.languages, query.sections) == (("GB",), ("ko",), ("politics",))
    assert (query.after, query.before, query.problems) == (date(2026, 1, 1), None, ())


def test_words_of_other_scripts_and_their_spaces_and_quotes() -> None:
    assert parse("위원회\u3000“항구 부두” side：left") == Query(("위원회",), ("항구 부두",), sides=("left",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("before:yesterdayish", Problem(Misread.DATE, "before", "yesterdayish")),
        ("after:2026-02-30", Problem(Misread.DATE, "after", "2026-02-30")),
        ("side:up", Problem(Misread.SIDE, "side", "up")),
        ("country:nowhere", Problem(Misread.COUNTRY, "country", "nowhere")),
        ("outlet:", Problem(Misread.OUTLET, "outlet")),
        ("-side:left", Problem(Misread.LEFT_OUT, "side")),
        ("before:2026-01 after:2026-02", Problem(Misread.NO_DAY, "2026-01-01", "2026-02-01")),
    ],
)
def test_what_cannot_be_read_is_named(text: str, problem: Problem) -> None:
    assert parse(text).problems == (problem,)


@pytest.mark.parametrize("text", ["", "   ", "%%%", '""', "- --", "-ferry", "before:never"])
def test_nothing_to_look_for_is_no_search(text: str) -> None:
    assert not parse(text).asks


def test_an_address_or_a_time_of_day_is_a_word() -> None:
    assert parse("10:30 http://a.example note:x").words == ("10:30", "http://a.example", "note:x")


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 200, " ".join("abcdefghijklmnopqrstu")])
def test_what_nobody_would_type_is_refused_in_words(text: str) -> None:
    with pytest.raises(RefusedError, match="up to"):
        parse(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ferry", ("ferry", "ferries")),
        ("ferries", ("ferries", "ferry")),
        ("vote", ("vote", "votes")),
        ("votes", ("votes", "vote")),
        ("boss", ("boss", "bosses")),
        ("month", ("month", "months")),
        ("news", ("news", "newses")),
        ("churches", ("churches", "church")),
        ("U.S.", ("u.s.",)),
        ("부두", ("부두",)),
    ],
)
def test_a_word_is_found_with_its_plural_or_singular(word: str, expected: tuple[str, ...]) -> None:
    assert forms(word) == expected
