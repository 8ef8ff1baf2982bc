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
        ("The death toll has reached 250", [("toll", "killed", 250)]),
        ("The death toll rose to 46", [("toll", "killed", 46)]),
        ("the council voted 4-1", [("vote", "votes", 1)]),
        ("from 25 percent in 2007 to 36 percent", [("percent", "%", 25), ("percent", "%", 36)]),
        ("the Ostermoor index fell 903 points", [("count", "index points", 903)]),
        ("winds of 125 mph", [("count", "mph", 125)]),
        ("a 27-minute video and a 12-page report", [("count", "minutes of film", 27), ("count", "pages", 12)]),
        (
            "a 20-year sentence, 12 years in prison",
            [("count", "years in prison", 20), ("count", "years in prison", 12)],
        ),
        ("Twenty-five ferries sank", [("count", "ferries", 25)]),
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
        "Ostermoor beat Brell 4-1",
        "the council approved pools for children of 4-12 years",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3억 5천만 원을 들여", [("money", "₩", 350e6)]),
        ("예산 1조 2000억원", [("money", "₩", 1.2e12)]),
        ("예산은 1조2,345억 원으로", [("money", "₩", 1.2345e12)]),
        ("백만 달러와 3천 유로", [("money", "$", 1e6), ("money", "€", 3000)]),
        ("59.4조원", [("money", "₩", 59.4e12)]),
        ("시위에 2만 5,000명이 모였다", [("count", "people", 25000)]),
        ("병력 2만8500명", [("count", "people", 28500)]),
        ("3~5만 명", [("count", "people", 30000)]),
        ("찬성 170표", [("count", "votes", 170)]),
        ("予算は3億5000万円で", [("money", "¥", 350e6)]),
        ("1兆2000億円", [("money", "¥", 1.2e12)]),
        ("約三千万円", [("money", "¥", 30e6)]),
        ("デモに2万人が参加", [("count", "people", 20000)]),
        ("地震で3人が死亡、12人がけが", [("toll", "killed", 3), ("toll", "injured", 12)]),
        ("사망자는 최소 46명이다", [("toll", "killed", 46)]),
        ("3.2%포인트 오른 41.5%", [("points", "points", 3.2), ("percent", "%", 41.5)]),
    ],
)
def test_korean_and_japanese_count_in_myriads(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert read(text, "ko") == expected


@pytest.mark.parametrize(
    "text",
    [
        "수백만 명이 모였다",
        "인천 명물",
        "2024년 3월 5일",
        "제3조 원칙",
        "백악관",
        "第3回大会",
        "30대 남성",
        "人口1億人口",
    ],
)
def test_some_millions_dates_and_parts_of_words_are_no_figures(text: str) -> None:
    assert read(text, "ko") == []


def test_a_hedge_stands_before_or_behind_a_korean_number() -> None:
    hedges = {text: next(amounts(text, "ko")).hedge for text in ("약 3억 원", "300여 명", "5천 명 이상", "5만 명 미만")}
    assert list(hedges.values()) == ["about", "about", "over", "under"]
    span = next(amounts("3억~5억 원", "ko"))
    assert (span.low, span.high, span.written) == (3e8, 5e8, "3억~5억 원")


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_any_number_of_myriads_is_read_as_it_is_meant(trillions: int, millions: int, rest: int) -> None:
    (one,) = amounts(f"모두 {trillions}조 {millions}억 {rest}만 원", "ko")
    assert one.low == trillions * 10**12 + millions * 10**8 + rest * 10**4


def test_a_hedge_a_range_and_a_part_of_a_change_are_kept() -> None:
    over, span, old = (next(amounts(text)) for text in ("at least 14 workers", "5 to 7 percent", "up from 3 percent"))
    assert (over.hedge, span.low, span.high, old.part) == ("over", 5, 7, "from")


def test_between_two_numbers_is_a_range() -> None:
    (fire,) = amounts("Between 20 and 30 people were killed.")
    assert (fire.kind, fire.low, fire.high, fire.written) == ("toll", 20.0, 30.0, "20 and 30 people")


@given(st.text(max_size=200))
def test_what_is_written_is_what_stands_there(text: str) -> None:
    assert all(text[each.start : each.end] == each.written and each.low <= each.high for each in amounts(text))


@pytest.mark.parametrize(
    ("language", "text", "kind", "unit", "value"),
    [
        ("de", "34 Menschen wurden verletzt, vier davon schwer.", "toll", "injured", 34),
        ("de", "Bei dem Unfall kamen sieben Menschen ums Leben.", "toll", "killed", 7),
        ("de", "Ein Wolf hat 14 Schafe gerissen.", "count", "schafe", 14),
        ("de", "Gesucht wird nach 16 entlaufenen Schafen im Tal.", "count", "schafe", 16),
        ("fr", "Trois personnes ont été blessées.", "toll", "injured", 3),
        ("fr", "Le bilan est de 12 morts.", "toll", "killed", 12),
        ("es", "63 personas resultaron heridas.", "toll", "injured", 63),
        ("es", "Cinco marineros siguen desaparecidos.", "toll", "missing marineros", 5),
    ],
)
def test_tolls_and_counts_are_read_in_other_languages(
    language: str, text: str, kind: str, unit: str, value: float
) -> None:
    found = next(iter(amounts(text, language)))
    assert (found.kind, found.unit, found.low) == (kind, unit, value)
