"""What stands by what: the question's words by an answer, a name by what its bearer is."""

import pytest

from stories.briefing.answer_type import held
from stories.briefing.asking import read
from stories.briefing.closeness import bears_the_role, closeness, looks_back_only
from stories.briefing.matching import Line, lines
from tests.briefing.make import source


def line(text: str) -> Line:
    (found,) = lines([source(1, text)])
    return found


def close(question: str, text: str) -> float:
    asked = read(question)
    return closeness(asked, line(text), held(asked.kind, text, asked.known), [1.0] * len(asked.terms))


def bears(question: str, text: str) -> bool:
    asked = read(question)
    return bears_the_role(asked, line(text), held(asked.kind, text, asked.known))


def test_a_sum_beside_the_words_of_the_question_is_closer_than_one_far_off() -> None:
    asked = "How much did the pier cost?"
    beside = close(asked, "The pier did cost $8.9 million.")
    far = close(asked, "The pier did cost more than it was said to in the spring, when the port had $8.9 million left.")
    assert 1.0 >= beside > far > 0


def test_a_sentence_with_none_of_the_words_is_not_close() -> None:
    assert close("How much did the pier cost?", "The county gave $8.9 million to schools.") == 0.0


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("His wife, Ivy Calder, was aboard.", True),
        ("Ivy Calder, the wife of the mayor, was aboard.", True),
        ("The wife of the mayor was named as Ivy Calder.", True),
        ("The mayor and his wife left for a concert at Conner Hall.", False),
        ("Ivy Calder told the mayor about the wife of a sailor.", False),
    ],
)
def test_a_name_bears_a_role_only_where_the_two_are_joined(text: str, is_said: bool) -> None:
    assert bears("Who is the mayor's wife?", text) is is_said


def test_a_role_in_a_like_word_is_borne_too() -> None:
    assert bears("Who is the captain's lawyer?", "Ivo Brell, his attorney, said nothing.")


def test_what_has_been_is_no_answer_to_what_will_be() -> None:
    asked = read("When will the port reopen?")
    assert looks_back_only(asked, line("The port was closed on Friday."))
    assert not looks_back_only(asked, line("The port is due to open on Friday."))
    assert not looks_back_only(read("When did the port reopen?"), line("The port was closed on Friday."))
