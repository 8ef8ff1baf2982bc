"""What folding makes equal, and what cleaning keeps out of rows and pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.folding import clean, fold


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_by_the_same_rules_as_any_other(text: str) -> None:
    assert fold(text + " é").removesuffix("é").strip() == fold(text)


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("“The mayor’s word”", '"the mayor\'s word"'),
        ("10–12 May — or so", "10-12 may - or so"),
        ("Brell\u00a0Bay\u2009Post", "brell bay post"),
        ("zero\u200bwidth\u2060", "zerowidth"),
        ("\u202egnorw\u202c", "gnorw"),
        ("Straße", "strasse"),
        ("Ｂｒｅｌｌ ２０", "brell 20"),
        ("nul\x00\tand\x07bell", "nul andbell"),
    ],
)
def test_what_only_typesetting_tells_apart_folds_to_the_same(typeset: str, plain: str) -> None:
    assert fold(typeset) == plain


@given(st.text(st.characters(codec=None, exclude_categories=[])), st.integers(0, 40))
def test_a_cleaned_text_can_be_stored_and_is_no_longer_than_asked(text: str, max_length: int) -> None:
    cleaned = clean(text, max_length=max_length)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert len(cleaned) <= max_length
    assert clean(cleaned) == cleaned


@given(st.text())
def test_cleaning_line_by_line_leaves_no_blank_line(text: str) -> None:
    lines = clean(text, keep_lines=True).split("\n")
    assert lines == [""] or all(lines)


def test_cleaning_keeps_case_quotes_and_joined_emoji() -> None:
    assert clean(" “Ärger”  im\u00a0Rat 👩\u200d🚒\r\n") == "“Ärger” im Rat 👩\u200d🚒"


def test_a_cut_never_splits_a_character_and_leaves_no_space_at_the_end() -> None:
    assert clean("ab 🙂🙂", max_length=4) == "ab 🙂"
    assert clean("ab cd", max_length=3) == "ab"


def test_a_lone_surrogate_and_a_direction_override_are_dropped() -> None:
    assert clean("a\ud800b\u202ec") == "abc"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Z" + "\u0301\u0321\u0489" * 500 + "oo", "Z" + ("\u0301\u0321\u0489" * 3)[:8] + "oo"),
        ("Z" + "\u0301\u200d" * 500, "Z" + "\u0301\u200d" * 4),
        ("👩\u200d" * 500 + "👩", "👩\u200d" * 4 + "👩"),
        ("\u1100" * 500 + "\u1161", "\u1100" * 4 + "\u1161"),
    ],
)
def test_cleaning_leaves_a_few_marks_upon_one_letter_and_no_tower(text: str, kept: str) -> None:
    assert clean(text) == kept
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "text",
    ["👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿", "\u1112\u1161\u11ab\u1100\u1173\u11af", "ngộ ฉู๊ด שָׁלוֹם", "क\u094d\u200dष"],
)
def test_cleaning_leaves_what_people_write_with_marks_and_joiners(text: str) -> None:
    assert clean(text) == text
