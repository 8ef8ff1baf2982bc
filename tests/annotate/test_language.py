"""Which language a text is in, and when the outlet is believed instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.language import detect, primary

LONG = {
    "en": "The council of the harbour town voted on Tuesday evening to close its last coal pier after a long dispute.",
    "de": "Der Stadtrat der Hafenstadt hat am Dienstagabend beschlossen, den letzten Kohlepier zu schließen.",
    "fr": "Le conseil municipal de la ville portuaire a voté mardi soir la fermeture du dernier quai à charbon.",
    "es": "El ayuntamiento de la ciudad portuaria votó el martes por la noche el cierre del último muelle de carbón.",
    "ko": "항구 도시 브렐의 시의회가 화요일 저녁 마지막 석탄 부두를 닫기로 의결했다.",
    "ja": "港町ブレルの市議会は火曜日の夜、最後の石炭桟橋の閉鎖を決めた。",
    "zh": "港口城市議會週二晚間投票決定關閉最後一座煤炭碼頭。",
    "el": "Το δημοτικό συμβούλιο της πόλης αποφάσισε να κλείσει την τελευταία προβλήτα άνθρακα.",
    "uk": "Міська рада портового міста проголосувала за закриття останнього вугільного причалу до кінця року.",
}


@pytest.mark.parametrize("code", LONG)
def test_a_sentence_tells_its_language_without_help(code: str) -> None:
    assert detect(LONG[code]).code == code


@pytest.mark.parametrize("code", LONG)
def test_a_wrong_hint_does_not_outvote_a_long_text(code: str) -> None:
    assert detect(LONG[code], "sv").code == code


def test_a_short_headline_is_in_the_language_its_outlet_writes() -> None:
    assert detect("Rain", "en-GB").code == "en"
    assert detect("Brell: Pier zu", "de").code == "de"


def test_a_script_outvotes_the_hint_even_in_a_headline() -> None:
    assert detect("브렐 시장 사임", "en").code == "ko"
    assert detect("ブレル市長が辞任", "en").code == "ja"


def test_korean_that_quotes_latin_and_han_is_korean() -> None:
    assert detect("브렐市 AI 반도체 GDP 2.6% 전망, NATO 회의서 李 시장 발표").code == "ko"


def test_a_han_headline_of_a_japanese_outlet_with_one_kana_is_japanese() -> None:
    assert detect("市議会、桟橋閉鎖を決定").code == "ja"


def test_nothing_to_go_by_has_no_language() -> None:
    assert detect("").code == ""
    assert detect("2025 – 100 %").confidence == 0.0
    assert detect("…", "fr").code == "fr"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "en"), ("zh_Hant_TW", "zh"), ("nb", "no"), ("KO", "ko"), ("", ""), ("english", ""), ("x", "")],
)
def test_a_tag_gives_its_language(tag: str, code: str) -> None:
    assert primary(tag) == code


@given(st.text(), st.sampled_from(["", "en", "ko-KR", "??"]))
def test_any_text_has_an_answer_of_at_most_full_confidence(text: str, hint: str) -> None:
    language = detect(text, hint)
    assert 0.0 <= language.confidence <= 1.0
    assert language.code == language.code.lower()
