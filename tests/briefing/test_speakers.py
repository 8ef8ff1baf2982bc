"""A quotation is nobody's rather than somebody else's."""

import pytest

from stories.briefing.answer_speech import speaks
from stories.briefing.speakers import speaker


@pytest.mark.parametrize(
    "before",
    [
        "A critic of Ada Brandt said: ",
        "A man posing as Ada Brandt said: ",
        "The man accused of killing Ada Brandt said: ",
        "The prosecutor who charged Mayor Ada Brandt said: ",
        "A spokesman for Ada Brandt told reporters: ",
        "Karl Oster denied that Ada Brandt said: ",
        "Neighbours of the late Ada Brandt said: ",
        "Friends of Karl Oster and Ada Brandt said: ",
        "According to the man who shot Ada Brandt, ",
        "Un abogado de Ada Brandt dijo: ",
        "L’avocat d’Ada Brandt a dit : ",
    ],
)
def test_the_words_of_ones_critic_or_lawyer_are_not_shown_as_ones_own(before: str) -> None:
    assert speaker(before, "") == ""


@pytest.mark.parametrize(
    "after",
    [
        " said the prosecutor who charged Ada Brandt.",
        " the man who shot Ada Brandt said.",
        ", said Ada Brandt’s lawyer.",
    ],
)
def test_nor_behind_the_quotation(after: str) -> None:
    assert speaker("", after) == ""


def test_a_party_or_a_people_alone_is_no_speaker() -> None:
    assert speaker("", " said Democratic leaders.") == ""
    assert speaker("According to Republican, ", "") == ""
    assert speaker("", " said Democratic Senator Ada Brandt.") == "Ada Brandt"


@pytest.mark.parametrize(
    "before",
    [
        "But council leader Ada Brandt said: ",
        "In a statement on Monday Ada Brandt said: ",
        "Speaking in Ostermoor, Ada Brandt told reporters: ",
        "According to Ada Brandt, ",
        "Is that the work of a thief?” Ada Brandt said: ",
    ],
)
def test_what_stands_in_another_clause_takes_nobodys_words(before: str) -> None:
    assert speaker(before, "") == "Ada Brandt"


def test_a_question_for_ones_words_is_not_answered_with_a_critics() -> None:
    assert speaks("Ada Brandt", "In Ostermoor, Mayor Ada Brandt said the harbour had been sold.")
    assert not speaks("Ada Brandt", "A critic of Ada Brandt said the harbour had been sold.")
    assert not speaks("Ada Brandt", "The harbour had been sold, said a critic of Ada Brandt.")
    assert not speaks("Ada Brandt", "Karl Oster denied that Ada Brandt said the harbour had been sold.")


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("이 총재는 ", "라고 설명했다.", "이 총재"),
        ("오스터 한국은행 총재는 4일 ", "라고 밝혔다.", "오스터 한국은행 총재"),
        ("총재는 ", "라고 설명했다.", ""),
        ("", "라며 이같이 말했다.", ""),
        ("한 관계자는 ", "라고 말했다.", ""),
        ("원내대표는 ", "라고 말했다.", ""),
        ("다리의 의혹을 수사하는 ", "라고 말했다.", ""),
        ("오스턴은 ", "라고 말했다.", "오스턴"),
    ],
)
def test_a_korean_surname_stays_with_its_office_and_an_office_alone_is_nobody(
    before: str, after: str, name: str
) -> None:
    assert speaker(before, after) == name
