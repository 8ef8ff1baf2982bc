"""Go deeper in Korean, Spanish, German, French and Japanese: a fact becomes the question that it answers."""

import pytest

from stories.briefing.questions import questions
from tests.briefing.make import source

TITLES = {
    "ko": ("바람호 등불항 부두 충돌", "바람호 부두 충돌 뒤 운항 재개"),
    "es": ("El ferri Garza choca con el muelle", "El muelle y el ferri Garza, cerrados"),
    "de": ("Fähre rammt Mole von Ostermoor", "Mole von Ostermoor nach Fähre gesperrt"),
    "fr": ("Le ferry heurte la jetée de Valbrune", "La jetée de Valbrune fermée après le ferry"),
    "ja": ("フェリー青鷺が岸壁に衝突", "岸壁に衝突の青鷺、運航再開"),
}


def asked(language: str, text: str) -> list[str]:
    """The questions of a story of two articles, the first with the text."""
    first, second = TITLES[language]
    return [
        each.question
        for each in questions(
            [source(1, text, title=first, language=language), source(2, second, title=second, language=language)]
        )
    ]


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("ko", "바람호 부두 수리비는 89억 원으로 추산된다.", "바람호 부두 수리비는 얼마인가요?"),
        ("ko", "바람호가 부두에 충돌해 승객 12명이 다쳤다.", "몇 명이 다쳤나요?"),
        ("ko", "부두 폐쇄 기간은 석 달이며 바람호도 쉰다.", "부두 폐쇄 기간은 얼마나 되나요?"),
        ("ko", "바람호 충돌 뒤 부두에 온 백도연 등불시장은 사과했다.", "등불시장은 누구인가요?"),
        (
            "es",
            "La reparación del muelle costará 8,9 millones de euros al ferri.",
            "¿Cuánto costará la reparación del muelle?",
        ),
        ("es", "En el ferri y el muelle 12 personas resultaron heridas.", "¿Cuántas personas resultaron heridas?"),
        (
            "de",
            "Die Reparatur der Mole kostet die Fähre 8,9 Millionen Euro.",
            "Wie viel kostet die Reparatur der Mole?",
        ),
        ("de", "Auf der Fähre von der Mole: 12 Menschen wurden verletzt.", "Wie viele Menschen wurden verletzt?"),
        (
            "fr",
            "La réparation de la jetée coûtera 8,9 millions d'euros.",
            "Combien coûtera la réparation de la jetée ?",
        ),
        ("ja", "青鷺が衝突した岸壁の損害は大きく、修理費は8億円に上る。", "修理費はいくらですか？"),
    ],
)
def test_a_fact_is_turned_into_the_question_it_answers(language: str, text: str, question: str) -> None:
    assert asked(language, text) == [question]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "다른 마을 음악회에는 관객 400명이 모였다."),  # about something else
        ("ko", "바람호를 부두에서 끌어내는 데는 9억 원이 든다."),  # no form that can be turned round
        ("es", "El ferri chocó con el muelle por la niebla."),
        ("de", "Die Fähre rammte die Mole im Nebel."),
        ("ja", "青鷺は岸壁に衝突し、運航を止めた。"),
    ],
)
def test_what_can_not_be_turned_round_is_not_asked(language: str, text: str) -> None:
    assert asked(language, text) == []


def test_how_many_is_not_asked_where_a_later_report_counts_more() -> None:
    first, second = TITLES["ko"]
    pair = [
        source(1, "바람호가 부두에 충돌해 승객 3명이 숨졌다.", title=first, language="ko"),
        source(2, "바람호 부두 충돌 사고의 사망자가 4명으로 늘었다.", title=second, language="ko"),
    ]
    assert questions(pair) == ()
    assert asked("ko", "바람호가 부두에 충돌해 승객 3명이 숨졌다.") == ["몇 명이 숨졌나요?"]
