"""The names and figures of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.entities import MAX_NAMES, entities
from stories.annotate.figures import figures


def names(title: str, text: str = "") -> dict[str, int]:
    return dict(entities(title, text))


def test_a_surname_is_counted_with_the_full_name() -> None:
    found = names("Vail quits", "On Monday Mayor Ilka Vail resigned. Critics of Vail cheered; Vail's deputy did not.")
    assert found["Ilka Vail"] == 4
    assert "Vail" not in found


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    found = names("", "Nobody came. Rain fell on Brell. Brell slept. NATO did not.")
    assert found == {"Brell": 2, "NATO": 1}


def test_an_office_parts_two_names_and_is_none_itself() -> None:
    found = names("", "He met Brell Governor Odo Marsh and the President of the Harrow Bank.")
    assert set(found) == {"Brell", "Odo Marsh", "Harrow Bank"}


def test_small_words_inside_a_name_belong_to_it() -> None:
    assert "Bank of Harrow" in names("", "The deal with the Bank of Harrow failed.")
    assert "Ursel von der Lohe" in names("", "It was Ursel von der Lohe who said so.")


def test_a_title_case_headline_names_only_what_the_text_names() -> None:
    found = names("Vail Vows New Pier For Brell Bay", "The mayor, Ilka Vail, said a pier would come to Brell Bay.")
    assert found == {"Ilka Vail": 1, "Brell Bay": 2}


def test_a_title_case_headline_alone_gives_its_words() -> None:
    assert set(names("Vail Vows New Pier For Brell")) >= {"Vail", "Pier", "Brell"}
    assert "For" not in names("Vail Vows New Pier For Brell")


def test_weekdays_and_months_name_nothing() -> None:
    assert names("", "It was on Tuesday, in March, that the pier at Brell closed.") == {"Brell": 1}


def test_spellings_of_one_country_are_one_name() -> None:
    assert names("", "The U.S. agreed. Then the US left, as the USA does.") == {"United States": 3}


def test_scripts_without_capitals_give_words_without_their_particles() -> None:
    assert {"브렐", "시의회"} <= set(names("브렐 시의회가 부두를 닫는다"))
    assert {"ブレル", "市議会"} <= set(names("ブレル市議会が決定"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spending of 2.34% of GDP", ["2.34%"]),
        ("spending of 2.34 per cent", ["2.34%"]),
        ("a US$8.9 billion deal, or $8.9bn", ["$8.9 billion", "$8.9 billion"]),
        ("£3.8m raised over 3.8 miles", ["£3.8 million", "3.8"]),
        ("1,200 jobs in 2025, by 10:30 on 12/08/2025, for 7 towns", ["1200"]),
        ("9" * 5000, []),
        ("59조원, 2.6퍼센트", ["59 조", "2.6%"]),
    ],
)
def test_figures_are_written_one_way(text: str, expected: list[str]) -> None:
    assert list(figures(text)) == expected


@given(st.text(), st.text())
def test_any_article_has_at_most_forty_names_none_empty(title: str, text: str) -> None:
    found = entities(title, text)
    assert len(found) <= MAX_NAMES
    assert all(name.strip() and count > 0 for name, count in found)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
