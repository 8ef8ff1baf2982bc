"""Names are introduced in Korean, Spanish, German and French as well, or not at all."""

import pytest

from stories.briefing.who_is import introduced
from tests.briefing.make import source


def told(language: str, text: str, name: str) -> str:
    """What is said of the name in a story where a second article has it and introduces nobody."""
    named = ((name, 2),)
    pair = [source(1, text, names=named, language=language), source(2, name, names=named, language=language)]
    return next((one.said.text for one in introduced(pair, language) if not one.beside), "")


@pytest.mark.parametrize(
    ("language", "text", "name", "words"),
    [
        ("ko", "백도연 해온시장은 부두를 고치겠다고 말했다.", "백도연", "해온시장"),
        ("ko", "입주자 대표 서가람 씨는 반대했다.", "서가람", "입주자 대표"),
        ("ko", "이든솔 환우회 회장은 다행이라고 말했다.", "이든솔", "환우회 회장"),
        ("ko", "백도연 시장은 부두를 고치겠다고 말했다.", "백도연", ""),
        ("ko", "오말순 씨는 웃었다.", "오말순", ""),
        ("ko", "이재현 대통령은 부두를 고치겠다고 말했다.", "이재현", "대통령"),
        ("ko", "위성호 국가안보실장과 장관들이 회의에 참석했다.", "위성호", "국가안보실장"),
        ("ko", "조영호(58) 한빛건설 대표는 고개를 숙였다.", "조영호", "한빛건설 대표"),
        ("ja", "川原市の森田恵子市長は9日に会見した。", "森田恵子市長", "川原市の森田恵子市長"),
        ("ja", "自由民政党の高瀬早苗新総裁は5日に会見した。", "高瀬早苗新総裁", "自由民政党の高瀬早苗新総裁"),
        ("ja", "近くに住む会社員の田中一郎さん（45）は話した。", "田中一郎", "会社員"),
        ("ja", "経済産業相の佐々木宏氏は会見で述べた。", "佐々木宏氏", "経済産業相"),
        ("ja", "後任の森田恵子市長は9日に会見した。", "森田恵子市長", ""),
        ("ja", "森田恵子市長は9日に会見した。", "森田恵子市長", ""),
        ("ja", "長女の田中和子さんは話した。", "田中和子", ""),
        ("ko", "어제 만난 시장 백도연은 웃었다.", "백도연", ""),
        ("ko", "환우회 이든솔 회장은 웃었다.", "환우회", ""),
        ("ko", "수질 검사 결과는 좋았다.", "결과", ""),
        ("es", "La alcaldesa de Almara, Ada Quiroga, cerró el puente.", "Ada Quiroga", "La alcaldesa de Almara"),
        ("de", "Die Leiterin der Klinik, Ada Brandt, schwieg.", "Ada Brandt", "Die Leiterin der Klinik"),
        ("fr", "La maire de Valbrune, Ada Kerdavid, se tait.", "Ada Kerdavid", "La maire de Valbrune"),
        ("es", "«No», dijo la alcaldesa de Almara, Ada Quiroga.", "Ada Quiroga", "la alcaldesa de Almara"),
        ("fr", "« Non », a dit la maire de Valbrune, Ada Kerdavid, mardi.", "Ada Kerdavid", "la maire de Valbrune"),
        ("es", "Ada Quiroga, la alcaldesa de Almara, cerró el puente.", "Ada Quiroga", "la alcaldesa de Almara"),
        ("es", "La hermana de Ada Quiroga, la alcaldesa de Almara, cerró el puente.", "Ada Quiroga", ""),
        ("es", "Ada Quiroga, la cual vive en Almara, calla.", "Ada Quiroga", ""),
        (
            "de",
            "Ada Brandt, die Bürgermeisterin von Ostermoor, schwieg.",
            "Ada Brandt",
            "die Bürgermeisterin von Ostermoor",
        ),
        (
            "de",
            "Ada Brandt, Sprecherin der Klinik Ostermoor, schwieg.",
            "Ada Brandt",
            "Sprecherin der Klinik Ostermoor",
        ),
        ("de", "Der Bruder von Ada Brandt, der Leiter der Klinik, schwieg.", "Ada Brandt", ""),
        ("fr", "Ada Kerdavid, la maire de Valbrune, a fermé le pont.", "Ada Kerdavid", "la maire de Valbrune"),
        ("fr", "Ada Kerdavid, qui est arrivée de Valbrune, se tait.", "Ada Kerdavid", ""),
    ],
)
def test_an_introduction_is_what_stands_beside_the_name(language: str, text: str, name: str, words: str) -> None:
    assert told(language, text, name) == words


def test_a_language_without_patterns_introduces_nobody() -> None:
    assert told("it", "Ada Brandt, la sindaca di Brell, tace.", "Ada Brandt") == ""


def test_people_are_introduced_where_common_nouns_crowd_them_out() -> None:
    nouns = tuple((f"낱말{n}", 3) for n in range(12))
    told_by = ("장경미 솔내군수는 주민 대피를 지시했다.", "장경미 솔내군수는 현장을 찾았다.")
    pair = [source(n, text, names=nouns, language="ko") for n, text in enumerate(told_by, 1)]
    found = introduced(pair, "ko")
    assert [(one.name, one.said.text, one.beside) for one in found] == [("장경미", "솔내군수", True)]
    assert introduced(pair[:1], "ko") == ()


def test_a_house_before_an_office_is_nobody() -> None:
    texts = ("自民党の衆院予算委員長は述べた。", "自民党の衆院予算委員長は会見した。")
    assert introduced([source(n, text, language="ja") for n, text in enumerate(texts, 1)], "ja") == ()
