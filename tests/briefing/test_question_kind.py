"""What a question asks for, and whether a sentence holds it."""

import pytest

from stories.briefing.answer_speech import speaks
from stories.briefing.answer_type import fit
from stories.briefing.question_kind import Kind, kind, role, speaker, unit
from stories.text.tokens import tokens


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who runs the harbour?", Kind.WHO),
        ("Who is Ada Quill?", Kind.WHO_IS),
        ("Who is Ada Quill's lawyer?", Kind.WHO),
        ("What was the dead captain's name?", Kind.WHO),
        ("What made the ferry turn round?", Kind.WHY),
        ("Which company builds the pier?", Kind.WHO),
        ("When does the ferry leave?", Kind.WHEN),
        ("Where was the ferry built?", Kind.WHERE),
        ("How many passengers were aboard?", Kind.MANY),
        ("How much did the pier cost?", Kind.MONEY),
        ("What salary does the harbour master draw?", Kind.MONEY),
        ("How much of the harbour is closed?", Kind.MUCH),
        ("What share of voters backed the tax?", Kind.MUCH),
        ("How old is the ferry?", Kind.AGE),
        ("How long is the pier?", Kind.LONG),
        ("How strong was the wind?", Kind.MEASURE),
        ("How badly was the ferry hurt?", Kind.OTHER),
        ("How did the crew leave when it sank?", Kind.HOW),
        ("Where was the mayor when the ferry sank?", Kind.WHERE),
        ("Which ferries stop at Brell?", Kind.WHICH),
        ("What is the name of the captain?", Kind.WHO),
        ("Why did the ferry stop?", Kind.WHY),
        ("What did the mayor say about the tax?", Kind.SAID),
        ("What happened to the ferry?", Kind.OTHER),
    ],
)
def test_a_question_is_told_by_its_words(question: str, asks: Kind) -> None:
    assert kind(question) is asks


def test_what_is_counted_and_who_speaks_are_read_off() -> None:
    assert unit("How many police officers were hurt?") == "police officers"
    assert unit("How many ferries are there?") == "ferries"
    assert unit("How many bolts held the pier?") == "bolts held"
    assert unit("How many of Brell's ferries are new?") == "ferries"
    assert speaker("What did the harbour master say about the tax?") == "the harbour master"
    assert not speaker("Who spoke?")


@pytest.mark.parametrize(
    ("question", "is_what"),
    [
        ("Who is the mayor's wife?", "wife"),
        ("What is the name of the harbour master in Brell?", "master"),
        ("Who is the acting chief of police?", "chief"),
        ("What was the dead captain's name?", "captain"),
        ("What is the mayor's wife's name?", "wife"),
        ("Who is building the pier?", ""),
        ("Who was rescued from the ferry?", ""),
        ("Who steered the ferry?", ""),
    ],
)
def test_what_the_bearer_of_a_name_is_is_read_off(question: str, is_what: str) -> None:
    assert role(question) == is_what


@pytest.mark.parametrize(
    ("asks", "sentence", "question", "plain"),
    [
        (Kind.WHEN, "The ferry sank on May 4.", "When did the ferry sink?", True),
        (Kind.WHEN, "The ferry sank in rough seas.", "When did the ferry sink?", False),
        (Kind.WHO, "The ferry was steered by Ada Quill.", "Who steered the ferry?", True),
        (Kind.WHO, "The ferry was steered badly.", "Who steered the ferry?", False),
        (Kind.WHO, "Senate Republicans will vote no on the harbour.", "Who will vote no?", False),
        (Kind.WHO_IS, "Ada Quill, the captain, steered.", "Who is Ada Quill?", True),
        (Kind.WHO_IS, "Ada Quill steered with Tom Lark, the mayor.", "Who is Ada Quill?", False),
        (Kind.WHERE, "It sank near Port Vail.", "Where did the ferry sink?", True),
        (Kind.WHERE, "It sank near the mayor’s house in May.", "Where did the ferry sink?", False),
        (Kind.MANY, "It carried 214 passengers.", "How many passengers did it carry?", True),
        (Kind.MANY, "It carried many passengers.", "How many passengers did it carry?", False),
        (Kind.MONEY, "The pier cost $8.9 million.", "How much did the pier cost?", True),
        (Kind.MONEY, "The pier cost 12% more.", "How much did the pier cost?", False),
        (Kind.MUCH, "The tax rose by 12%.", "How much did the tax rise?", True),
        (Kind.AGE, "The captain, 61, was rescued.", "How old is the captain?", True),
        (Kind.AGE, "The captain has 61 crew.", "How old is the captain?", False),
        (Kind.LONG, "The pier is 400 metres long.", "How long is the pier?", True),
        (Kind.LONG, "The harbour stays shut until 4 June.", "How long does the harbour stay shut?", True),
        (Kind.MEASURE, "The wind blew at 130 miles an hour.", "How strong was the wind?", True),
        (Kind.MEASURE, "The wind woke the 80-year-old keeper.", "How strong was the wind?", False),
        (Kind.WHERE, "She spoke to Ada Quill.", "Where is Quill?", False),
        (Kind.WHY, "It stopped because of fog.", "Why did it stop?", True),
    ],
)
def test_a_sentence_holds_what_is_asked_for_or_not(asks: Kind, sentence: str, question: str, plain: bool) -> None:
    assert (fit(asks, sentence, set(tokens(question))) == 1.0) is plain


def test_a_date_told_by_another_event_is_worth_less_than_one_of_its_own() -> None:
    own = fit(Kind.WHEN, "The ferry sank on Friday.", set())
    other = fit(Kind.WHEN, "He said on Friday, days after the ferry sank.", set())
    vague = fit(Kind.WHEN, "The ferry sank weeks ago.", set())
    assert own > other > vague > 0


@pytest.mark.parametrize(
    ("sentence", "by_the_mayor"),
    [
        ("Mayor Ada Quill said the tax was fair.", True),
        ("The tax is fair, said Mayor Ada Quill.", True),
        ("Quill, who has led the port since May, told reporters so.", True),
        ("The plan angered Quill, who accused the port of greed.", True),
        ("Mayor Ada Quill (R-Port Vail), head of the harbour board, said in May that the tax was fair.", True),
        ("Asked whether he was blaming Quill, the keeper said the tax was fair.", False),
        ("The keeper told Mayor Ada Quill that the tax was fair.", False),
        ("A fisherman said of Quill's tax that it was unfair.", False),
        ("The tax that Quill wants was criticised by fishermen.", False),
    ],
)
def test_words_are_the_speakers_own_or_not(sentence: str, by_the_mayor: bool) -> None:
    assert speaks("Ada Quill", sentence) is by_the_mayor
