"""Questions in Korean, Spanish, German, French and Japanese: the sentence that answers, or nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.briefing.passages import passages
from stories.briefing.reading import Source
from stories.briefing.tongues.known import ASKED, TONGUES, asked_in, language_of, read_in
from tests.briefing.make import source

STORIES = {
    "ko": source(
        1,
        "바람호가 3일 새벽 등불항에서 부두를 들이받았다. 배에는 승객 214명이 타고 있었다. 해경은 짙은 "
        "안개 때문에 사고가 났"
        "다고 밝혔다. 하늘봄(47) 선장은 “죄송하다”고 말했다. 부두를 고치는 데 89억 원이 든다.",
        title="바람호, 등불항 부두 충돌",
        language="ko",
    ),
    "es": source(
        2,
        "El transbordador Garza Gris chocó el martes con el muelle de Almara. Llevaba 214 pasajeros. La capitana, Ada "
        "Quiroga, de 47 años, no vio el faro debido a la niebla. Reparar el muelle costará 8,9 "
        "millones de euros.",
        title="El Garza Gris choca con el muelle de Almara",
        language="es",
    ),
    "de": source(
        3,
        "Die Fähre Graureiher rammte am Dienstag die Mole von Ostermoor. Sie hatte 214 Passagiere an Bord. Kapitänin "
        "Ada Brandt sah den Leuchtturm nicht, weil Nebel herrschte. Die Reparatur der Mole kostet 8,9 Millionen Euro.",
        title="Fähre rammt Mole von Ostermoor",
        language="de",
    ),
    "fr": source(
        4,
        "Le ferry Héron gris a heurté mardi la jetée de Valbrune. Il transportait 214 passagers. La capitaine, Ada "
        "Kerdavid, 47 ans, n'a pas vu le phare à cause du brouillard. Réparer la jetée coûtera 8,9 millions d'euros.",
        title="Le ferry Héron gris heurte la jetée de Valbrune",
        language="fr",
    ),
    "ja": source(
        5,
        "フェリー「青鷺」が3日、灯台港の岸壁に衝突した。乗客214人が乗っていた。海上保安部は濃霧のため灯台が見えなかった"
        "と説明した。羽鳥明子船長（47）は「申し訳ない」と話した。岸壁の修理費は8億円に上る。",
        title="フェリー青鷺が岸壁に衝突",
        language="ja",
    ),
}


def first(question: str, *sources: Source) -> str:
    """The first passage of the language's story, '' for none."""
    language = asked_in(question, {each.language for each in sources} or ASKED)
    found = passages(read_in(question, language), sources or (STORIES[language],))
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("배에는 승객이 몇 명 타고 있었나요?", "214명"),
        ("사고는 언제 났나요?", "3일 새벽"),
        ("부두 수리비는 얼마인가요?", "89억 원"),
        ("왜 사고가 났나요?", "안개 때문에"),
        ("선장은 누구인가요?", "하늘봄"),
        ("선장은 몇 살인가요?", "47"),
        ("선장은 뭐라고 말했나요?", "죄송하다"),
        ("¿Cuántos pasajeros llevaba?", "214 pasajeros"),
        ("¿Cuándo chocó el transbordador?", "martes"),
        ("¿Cuánto cuesta reparar el muelle?", "8,9 millones"),
        ("¿Quién es la capitana?", "Ada Quiroga"),
        ("Wann rammte die Fähre die Mole?", "Dienstag"),
        ("Wie viele Passagiere waren an Bord?", "214 Passagiere"),
        ("Was kostet die Reparatur der Mole?", "8,9 Millionen"),
        ("Wer ist die Kapitänin?", "Ada Brandt"),
        ("Combien de passagers le ferry transportait-il ?", "214 passagers"),
        ("Quand le ferry a-t-il heurté la jetée ?", "mardi"),
        ("Combien coûtera la réparation de la jetée ?", "8,9 millions"),
        ("Quel âge a Ada Kerdavid ?", "47 ans"),
        ("乗客は何人でしたか？", "214人"),
        ("岸壁の修理費はいくらですか？", "8億円"),
        ("船長は誰ですか？", "羽鳥明子船長"),
        ("船長は何と話しましたか？", "申し訳ない"),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, says: str) -> None:
    assert says in first(question)


@pytest.mark.parametrize(
    "question",
    [
        "배의 주인은 누구인가요?",
        "승객은 작년에 몇 명이었나요?",
        "등대는 언제 세워졌나요?",
        "시장은 뭐라고 말했나요?",
        "다른 배는 몇 척인가요?",
        "¿Quién es el alcalde de Almara?",
        "¿Cuántos pasajeros llevaba el año pasado?",
        "¿Cuándo se construyó el faro?",
        "Wie alt ist der Leuchtturm?",
        "Wer ist der Bürgermeister von Ostermoor?",
        "Wie viele Passagiere fuhren im vergangenen Jahr?",
        "Qui est le maire de Valbrune ?",
        "Combien de membres compte l'équipage ?",
        "市長は誰ですか？",
        "乗組員は何人ですか？",
        "灯台はいつ建てられましたか？",
        "누가? 언제?",
    ],
)
def test_what_the_articles_do_not_say_has_no_answer(question: str) -> None:
    assert not first(question)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("시장은 누구인가요?", "ko"),
        ("市長は誰ですか", "ja"),
        ("Quien es el alcalde?", "es"),
        ("Wer ist der Bürgermeister?", "de"),
        ("Qui est le maire ?", "fr"),
        ("Who is the mayor?", "en"),
        ("Chi è il sindaco di Brell?", "it"),
        ("市长是谁", "zh"),
        ("Кто мэр города?", "xx"),
        ("Grey Heron", ""),
    ],
)
def test_a_question_is_told_by_its_letters_and_small_words(question: str, language: str) -> None:
    assert language_of(question) == language


def test_a_question_that_nothing_tells_is_in_the_articles_language() -> None:
    assert asked_in("Garza Gris", {"es"}) == "es"
    assert asked_in("Garza Gris", {"en", "es"}) == "en"
    assert asked_in("市長辞任", {"ja"}) == "ja"


def test_a_town_is_no_mayor_of_it() -> None:
    town = source(6, "다온군 사과밭 천여 곳이 추위로 피해를 입었다.", language="ko", title="사과밭 피해")
    assert not first("다온군수는 누구인가요?", town)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(TONGUES)), st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_asked_of_whatever_text_gives_sentences_of_it_or_none(code: str, question: str, text: str) -> None:
    told = source(7, text, language=code)
    for found in passages(read_in(question, code), [told]):
        assert text[found.start : found.end] == found.text
