"""Who did not do it is no answer to who did it."""

import pytest

from stories.briefing.asking import read
from stories.briefing.passages import passages
from tests.briefing.make import source

LINES = "It rained in the harbour all day. {} The court sits on Monday."


def answers(question: str, sentence: str) -> list[str]:
    return [each.text for each in passages(read(question), [source(1, LINES.format(sentence))])]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who killed Karl Oster?", "Police said Ada Brandt did not kill Karl Oster in the harbour."),
        ("Who killed Karl Oster?", "Ada Brandt denied that she killed Karl Oster in the harbour."),
        ("Who killed Karl Oster?", "Karl Oster was not killed by Ada Brandt in the harbour."),
        ("Who is the mayor of Ostermoor?", "Karl Oster is not the mayor of Ostermoor, the council said."),
    ],
)
def test_a_denial_answers_no_question_for_who_it_was(question: str, sentence: str) -> None:
    assert answers(question, sentence) == []


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who killed Karl Oster?", "Police said Ada Brandt killed Karl Oster, who did not resist."),
        ("Who did not kill Karl Oster?", "Police said Ada Brandt did not kill Karl Oster in the harbour."),
        ("Who is the mayor of Ostermoor?", "Karl Oster is the mayor of Ostermoor, but not of Brell."),
    ],
)
def test_what_else_a_sentence_denies_takes_no_answer_away(question: str, sentence: str) -> None:
    assert any(sentence in each for each in answers(question, sentence))
