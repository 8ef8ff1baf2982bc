"""A quotation is nobody's rather than somebody else's."""

import pytest

from stories.briefing.answer_type import speaks
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
