"""Go deeper: questions that the articles answer, in sentences without mistakes, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.briefing.context import Context
from stories.briefing.questions import MOST, questions, questions_content
from stories.briefing.reading import Source
from stories.scales import Genre, OutletKind
from tests.briefing.make import DAY, source

TITLE = "Ferry hits harbour wall at Port Vail"
CONTEXT = Context(1, TITLE, "en", DAY)
LEAD = "The ferry Grey Heron hit the harbour wall at Port Vail on Friday."
OTHER = source(9, f"{LEAD} Captain Quill was at the helm, the port said.", title=TITLE)


def asked(*sentences: str, **fields: object) -> list[str]:
    text = " ".join((LEAD, *sentences))
    return [each.question for each in questions([source(1, text, title=TITLE, **fields), OTHER])]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The ferry accident injured 40 people at the harbour.", "How many people were injured?"),
        ("At the harbour about 40 passengers were hurt as the ferry hit the wall.", "How many passengers were hurt?"),
        ("The harbour wall will cost about $8.9 million to repair.", "How much will the harbour wall cost?"),
        ("The ferry is expected to return in June.", "When is the ferry expected to return?"),
        ("The harbour will reopen on Monday.", "When will the harbour reopen?"),
        ("The harbour rule takes effect in July.", "When does the harbour rule take effect?"),
        ("The ferry inquiry took place in Brell.", "Where did the ferry inquiry take place?"),
        ("The harbour was closed because fuel leaked from the ferry.", "Why was the harbour closed?"),
        (
            "The ferry hit the harbour wall while Ada Quill, a captain of 30 years, was at the helm.",
            "Who is Ada Quill?",
        ),
    ],
)
def test_a_fact_is_turned_into_the_question_it_answers(sentence: str, question: str) -> None:
    assert asked(sentence) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "A concert in Calder drew 400 people who were arrested by its charm.",  # about something else
        "The harbour wall of Port Vail, a town of 9,000, was hit by the ferry.",  # a place is nobody
        "The ferry Grey Heron, a ship that hit the harbour wall, is old.",
        "The ferry hit the harbour wall and Tom Lark, a baker, saw it.",  # nobody else names him
        "The government said that it would cost $74 million to mend the harbour wall the ferry hit.",
        "It lost $3 million when the ferry hit the harbour wall.",
    ],
)
def test_what_is_beside_the_story_or_can_not_be_turned_round_is_not_asked(sentence: str) -> None:
    assert asked(sentence) == []


def test_every_question_comes_with_the_sentence_that_answers_and_its_place() -> None:
    text = f"{LEAD} The ferry accident injured 40 people at the harbour."
    (found,) = questions([source(1, text, title=TITLE), OTHER])
    (cited,) = found.answer.citations
    assert text[cited.start : cited.end] == found.answer.text == "The ferry accident injured 40 people at the harbour."


def test_one_text_opinion_and_other_languages_give_no_questions() -> None:
    fact = f"{LEAD} The ferry accident injured 40 people at the harbour."
    copies = [source(number, fact, title=TITLE, independent_text=1) for number in (1, 2)]
    assert not questions(copies)
    assert not asked("The ferry accident injured 40 people at the harbour.", genre=Genre.OPINION)
    assert not asked("The ferry accident injured 40 people at the harbour.", kind=OutletKind.REPUBLISHER)
    assert not asked("The ferry accident injured 40 people at the harbour.", language="de")


def test_the_blocks_content_is_plain_and_absent_without_a_question() -> None:
    text = f"{LEAD} The ferry accident injured 40 people at the harbour."
    found = questions_content([source(1, text, title=TITLE), OTHER], CONTEXT)
    assert found is not None
    (only,) = found["questions"]
    assert only["question"] == "How many people were injured?"
    assert only["citations"] == [[1, len(LEAD) + 1, len(text)]]
    assert questions_content([OTHER], CONTEXT) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_whatever_the_texts_questions_are_few_and_end_in_a_question_mark(texts: list[str]) -> None:
    sources: list[Source] = [source(number, text, title=TITLE) for number, text in enumerate(texts)]
    found = questions(sources)
    assert len(found) <= MOST
    assert all(each.question.endswith("?") and each.answer.citations for each in found)
