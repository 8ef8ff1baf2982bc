import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.briefing.amounts import amounts


def read(text: str, language: str = "en") -> list[tuple[str, str, float]]:
    return [(each.kind, each.unit, each.low) for each in amounts(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brell spends 2.34 percent of GDP", [("percent", "%", 2.34)]),
        ("some 28,500 Orvanian troops", [("count", "troops", 28500)]),
        ("a fee of $38 a box and £3bn more", [("money", "$", 38), ("money", "£", 3e9)]),
        ("59.4 trillion won ($43.7 billion)", [("money", "₩", 59.4e12), ("money", "$", 43.7e9)]),
        ("killed two children and wounded 17 others", [("toll", "killed children", 2), ("toll", "injured", 17)]),
        ("The death toll rose to 46", [("toll", "killed", 46)]),
        ("3명이 숨졌고 12명이 다쳤다", [("toll", "killed", 3), ("toll", "injured", 12)]),
    ],
)
def test_a_figure_is_read_with_what_it_counts(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on June 24, 2025 at 7:26 am",
        "Posted 02.06.2031",
        "the council voted 4-1",
        "the 43-year-old pilot, 43, said",
        "within three days and 41,000 hours",
        "one in five, or five out of six",
        "No. 10, Route 66 and the 14th floor",
    ],
)
def test_dates_clock_times_ages_scores_and_lengths_of_time_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_other_languages_write_their_decimals_with_a_comma() -> None:
    assert read("2,6 Prozent der Ausgaben, 28.500 Euro", "de") == [("percent", "%", 2.6), ("money", "€", 28500)]


def test_a_hedge_a_range_and_a_part_of_a_change_are_kept() -> None:
    over, span, old = (next(amounts(text)) for text in ("at least 14 workers", "5 to 7 percent", "up from 3 percent"))
    assert (over.hedge, span.low, span.high, old.part) == ("over", 5, 7, "from")


@given(st.text(max_size=200))
def test_what_is_written_is_what_stands_there(text: str) -> None:
    assert all(text[each.start : each.end] == each.written and each.low <= each.high for each in amounts(text))
