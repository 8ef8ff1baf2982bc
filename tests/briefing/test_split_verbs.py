"""German verbs in two parts are known by the participle that other sentences have."""

import pytest

from stories.briefing.checking import fault
from stories.briefing.model_answers import Stated
from stories.briefing.shown import Shown
from stories.briefing.split_verbs import joined
from tests.briefing.make import source


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Die Polizei nahm am Montag einen Mann in Brell fest.", "festgenommen"),
        ("Die Ministerin trat nach der Wahl zurück, sagte ein Sprecher.", "zurückgetreten"),
        ("Drei Menschen kamen bei dem Brand ums Leben.", "gestorben"),
    ],
)
def test_a_verb_in_two_parts_is_put_together(text: str, whole: str) -> None:
    assert whole in joined(text)


@pytest.mark.parametrize(
    "text",
    [
        "Er nahm das Buch in die Hand und ging fest entschlossen weg.",
        "Er kam an einem Montag aus Brell.",
        "Die Brücke ist fest. Er nahm die Fähre.",
    ],
)
def test_a_particle_that_does_not_end_the_clause_is_another_word(text: str) -> None:
    assert joined(text) == text


def test_a_models_sentence_may_say_it_the_other_way() -> None:
    text = "Die Polizei nahm am Montag in Ostermoor einen Mann wegen des Brandes an der Brücke fest."
    told = source(1, text, language="de")
    shown = {1: Shown(told, told.sentences[0])}
    honest = "Wegen des Brandes an der Brücke in Ostermoor wurde am Montag ein Mann festgenommen."
    assert fault(Stated(honest, (1,)), shown) == ""
    other = source(1, text.replace("nahm", "traf").replace(" fest.", "."), language="de")
    assert "sources don't" in fault(Stated(honest, (1,)), {1: Shown(other, other.sentences[0])})
