"""What readers are shown as a topic where a script has no capitals: names, no common nouns and no verbs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.finding.names import names
from stories.finding.sure_names import is_sure, sure

KOREAN_NAMES = (
    *(
        "백도연",
        "서가람",
        "이서진",
        "해온시",
        "청암군",
        "가람구",
        "한빛건설",
        "해온일보",
        "누리대학교",
        "새길재단",
        "보건복지부",
        "푸른물결당",
    ),
    *("기상청", "은빛호", "서울", "파리", "대한민국", "서울역", "한강", "LG전자", "가온병원", "해온경찰서", "민주당"),
)
KOREAN_WORDS = (
    *(
        "다쳤다",
        "말했다",
        "밝혔다",
        "있다",
        "된다",
        "하는",
        "위한",
        "따르면",
        "나온다",
        "했지만",
        "대통령",
        "주민들",
        "승객",
        "조사",
        "연구",
        "요구",
    ),
    *(
        "지난해",
        "정부",
        "내부",
        "여부",
        "식당",
        "시간당",
        "다시",
        "반드시",
        "전문성",
        "고령화",
        "이용자",
        "지도부",
        "투자증권",
        "공무원",
        "신청",
        "수단",
    ),
)
JAPANESE_NAMES = (
    *(
        "川原市",
        "鹿児島県",
        "総務省",
        "自民党",
        "東京",
        "知床半島",
        "岐阜羽島駅",
        "アメリカ",
        "パリ",
        "森田恵子",
        "田中一郎",
    ),
    *("佐藤市長", "横浜高校", "青空銀行", "高瀬氏"),
)
JAPANESE_WORDS = (
    "事件",
    "会社",
    "運営会社",
    "与党",
    "市町村",
    "両氏",
    "容疑者",
    "可能性",
    "タクシー",
    "マンション",
    "警察",
    "大統領",
    "日川原市",
)


@pytest.mark.parametrize("name", [*KOREAN_NAMES, *JAPANESE_NAMES, "NATO", "Ada Brandt", "Müller", "Мария"])
def test_names_are_shown(name: str) -> None:
    assert is_sure(name)


@pytest.mark.parametrize("word", [*KOREAN_WORDS, *JAPANESE_WORDS])
def test_verbs_and_common_nouns_are_not(word: str) -> None:
    assert not is_sure(word)


def test_chinese_stories_keep_their_topics() -> None:
    assert is_sure("事件", "zh-Hant")
    assert not is_sure("事件", "ja")


def test_names_take_the_few_places_of_a_story_before_words() -> None:
    articles = {1: [(f"단어{end}", 3) for end in "갈날달랄말발살알잘찰칼탈팔"], 2: [("백도연", 1)], 3: [("백도연", 1)]}
    articles[2] += articles[1]
    assert names(articles)[0].name == "백도연"
    assert len(names(articles)) == 12


def test_a_list_holds_as_many_names_as_it_may() -> None:
    assert sure(["말했다", "서울", "부산", "Brell"], str, 2) == ("서울", "부산")


@given(st.text(max_size=20), st.sampled_from(["", "ko", "ja", "zh", "en"]))
def test_whatever_is_written_is_judged(name: str, language: str) -> None:
    assert is_sure(name, language) in (True, False)


@given(st.from_regex(r"[A-Za-zÀ-ÿ0-9 .'-]{1,20}", fullmatch=True))
def test_scripts_with_capitals_are_as_they_were(name: str) -> None:
    assert is_sure(name)
