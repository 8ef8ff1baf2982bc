"""What the pages say in Korean, where code makes the words: verdicts, reasons, times, names, lists, plurals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from newsdesk import catalogues
from stories.coverage.blindspot import BaseRate, blindspot
from stories.coverage.record import blindspot_record
from stories.finding.search import parse
from stories.scales import DatePrecision, Side
from stories.web import wording
from stories.web.bar import bar
from stories.web.countries import country
from stories.web.evidence import evidence_words
from stories.web.moments import moment
from stories.web.rules import rule, why_not
from stories.web.search_words import problem_words
from stories.web.sum_steps import rounding, verdict_steps
from stories.web.verdicts import blindspot_note
from stories.web.vocabulary import bucket_label, side_letter
from tests.make import NOW

USUAL = BaseRate(left=400, center=400, right=200, stories=300)


@pytest.fixture(autouse=True)
def in_korean() -> Iterator[None]:
    catalogues.compile_changed()
    with translation.override("ko"):
        yield


def verdict(left: int, center: int, right: int, base: BaseRate = USUAL) -> dict[str, Any]:
    return blindspot_record(blindspot(left, center, right, section="politics", base=base))


def test_a_verdict_is_told_with_its_numbers() -> None:
    note = blindspot_note(verdict(0, 3, 17))
    assert note is not None
    assert note.badge == "좌 성향 사각지대"
    assert note.words.startswith("좌 성향의 사각지대입니다: 평가된 매체 20곳 중 좌 0곳, 0% (")
    assert note.conditions[0].words == "평가된 매체 20곳 (8곳 이상 필요)"


def test_a_verdict_without_a_base_rate_says_what_is_missing() -> None:
    note = blindspot_note(verdict(0, 3, 17, replace(USUAL, stories=3)))
    assert note is not None
    assert note.badge == "사각지대 판정 보류"
    assert "최근 30일간 정치 사안 3건" in note.words


def test_the_rounding_names_the_sides_that_get_a_point() -> None:
    shares = {"left": 34, "center": 33, "right": 33, "display": "percent", "leader": None}
    steps = rounding(1, 1, 1, shares)
    assert steps.points == "정수 부분의 합은 99입니다. 모자라는 1점은 나머지가 큰 쪽에 더합니다: 좌."
    assert [part.letter for part in steps.parts] == ["좌", "중", "우"]
    assert steps.leader == "앞선다고 할 성향이 없습니다."


def test_a_bar_is_told_in_one_sentence() -> None:
    found = bar(6, 3, 1, 2)
    assert found.heading == "평가된 매체 10곳의 과반이 좌 성향입니다: 6곳"
    assert found.rated_words == "매체 12곳 중 10곳 평가됨"
    assert found.segments[0].text == "좌 60%"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "방금"),
        (timedelta(minutes=1), "1분 전"),
        (timedelta(hours=3), "3시간 전"),
        (timedelta(days=1), "어제"),
        (timedelta(days=4), "4일 전"),
        (timedelta(days=30), "2월 8일"),
        (timedelta(days=400), "2025년 2월 3일"),
    ],
)
def test_how_long_ago_something_was(ago: timedelta, words: str) -> None:
    assert moment(NOW - ago, NOW).relative == words


def test_an_exact_time_says_its_zone_and_a_first_sight_that_it_is_one() -> None:
    assert moment(NOW, NOW).absolute == "2026년 3월 10일 12:00 UTC"
    assert moment(NOW, NOW, DatePrecision.SEEN).absolute == "2026년 3월 10일 12:00 UTC 처음 확인"


def test_countries_languages_numbers_percents_and_lists() -> None:
    found = country("KR")
    assert found is not None
    assert (found.name, wording.language_name("en")) == ("대한민국", "영어")
    assert (wording.number(12_345), wording.percent(0.125, digits=1)) == ("12,345", "12.5%")
    assert wording.listed(["갈매기", "제비갈매기", "왜가리"]) == "갈매기, 제비갈매기 및 왜가리"
    assert wording.long_day(NOW, weekday=True) == "2026년 3월 10일 화요일"


def test_one_and_many_are_counted_alike() -> None:
    assert [wording.outlets(n) for n in (0, 1, 2)] == ["매체 0곳", "매체 1곳", "매체 2곳"]
    assert [wording.articles(n) for n in (1, 1_200)] == ["기사 1건", "기사 1,200건"]


def test_evidence_is_told_from_its_name_its_value_and_the_words_in_common() -> None:
    row = {"name": "names_nearest", "value": 0.4, "shared": ["갈매기만", "등대"], "words": "names 40 % alike"}
    assert evidence_words(row) == "가장 비슷한 기사와 이름 40% 유사, 공통: 갈매기만 및 등대"
    assert evidence_words({"name": "size", "value": 2.4849, "words": "the story has 12 articles"}) == "사안의 기사 12건"
    assert evidence_words({"name": "days", "value": 0.25}) == "시간상 가장 가까운 기사와 6시간 차이"


def test_evidence_of_another_version_is_told_as_it_was_stored() -> None:
    assert evidence_words({"name": "weather", "value": 1, "words": "rain 40 % alike"}) == "rain 40% alike"


def test_how_an_outlet_came_by_its_place() -> None:
    assert rule(3, by_desk=False, score=-0.667, placed=True) == "평가 기관 3곳의 최근 평가 평균, −0.67"
    assert rule(1, by_desk=True, score=1.0, placed=True) == "이 사이트의 편집자가 정함"
    assert why_not("withdrawn") == "철회됨"
    assert (bucket_label("lean_left"), side_letter(Side.UNRATED)) == ("중도좌", "–")


def test_what_a_search_cannot_read_is_told() -> None:
    (problem,) = parse("country:nowhere").problems
    assert problem_words(problem) == "country:nowhere: 국가는 kr처럼 두 글자로 써 주십시오."


def test_the_record_of_a_sum_stays_as_it_is_in_every_language() -> None:
    record = verdict(0, 3, 17)
    with translation.override("en"):
        assert verdict(0, 3, 17) == record
        english = verdict_steps(record, 1.2816)
    assert english.words == record["words"].replace(" %", "%")
    assert [step.words for step in english.conditions] == [
        row["words"].replace(" %", "%") for row in record["conditions"]
    ]
