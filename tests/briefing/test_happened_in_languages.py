"""What came before is of the past, what is said is no event, and surnames wait for their bearers, in any language."""

import pytest

from stories.briefing.introduced import full_names, gives, needs
from stories.briefing.tongues.tenses import to_come
from tests.briefing.make import source


@pytest.mark.parametrize(
    ("language", "text", "coming"),
    [
        ("de", "Das vom Bundestag beschlossene Rentenpaket tritt am 1. Januar 2032 in Kraft.", True),
        ("de", "Die Beiträge steigen 2033 auf 20,1 Prozent.", True),
        ("de", "Die Brücke wurde 1974 gebaut.", False),
        ("fr", "Les travaux coûteront 7 millions d'euros depuis 2030.", True),
        ("fr", "L'institut a investi 210 millions d'euros depuis 2019.", False),
        ("es", "El salario mínimo sube a 1.450 euros al mes desde el 1 de febrero.", True),
        ("es", "El salario mínimo era de 735 euros en 2018.", False),
        ("ja", "瀬戸汽船は2032年に運航を再開する方針だ。", True),
        ("ja", "改修工事は2022年に始まったが、完成は2030年度の予定だった。", False),
        ("ko", "공장은 2034년 말 완공될 예정이다.", True),
        ("ko", "누리반도체는 2027년에 공장을 지었다.", False),
        ("it", "La diga sarà riaperta nel 2040.", False),
    ],
)
def test_what_is_to_come_is_told_from_what_was(language: str, text: str, coming: bool) -> None:
    assert to_come(text, language, 2031) == coming


@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [
        ("ko", "정하늘 서율시장이 4일 취임했다.", "정 시장은 쪽방촌을 찾았다."),
        ("ja", "総裁は麻田俊一元財務相を起用する方針だ。", "麻田氏は記者団に話した。"),
    ],
)
def test_a_surname_with_an_office_waits_until_its_bearer_is_named(language: str, whole: str, short: str) -> None:
    names = full_names([source(1, whole + " " + short, language=language)])
    assert needs(short, names)
    assert needs(short, names) <= gives(whole, names)
    assert not needs(whole, names)


def test_a_surname_that_no_text_has_in_full_waits_for_nobody() -> None:
    names = full_names([source(1, "정 시장은 쪽방촌을 찾았다.", language="ko")])
    assert not needs("정 시장은 쪽방촌을 찾았다.", names)
