"""Questions asked of a story's articles: the passage that answers, or nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.briefing.asking import read
from stories.briefing.passages import Passage, nearest, passages
from stories.briefing.reading import Sentence, Source
from tests.briefing.make import source

FERRY = source(
    1,
    "The ferry Grey Heron ran aground near Port Vail on May 3. It carried 214 passengers and a crew of nine. "
    "Captain Ada Quill, 61, steered it into the harbour wall because the fog hid the light. "
    "The wall will cost the town $8.9 million to repair.\n"
    "Three passengers were taken to Brell hospital with broken bones.",
    title="Ferry runs aground off Port Vail",
)
TAX = source(
    2,
    "Mayor Tom Lark wants a pier tax after the Grey Heron accident. "
    "“The town can't carry this alone,” Lark said on Monday. "
    "Fishermen criticised the plan that Lark wants. The council votes in June.",
    title="Mayor asks for pier tax",
)
BOTH = (FERRY, TAX)


def first(question: str, *sources: Source) -> str:
    found = passages(read(question), sources or BOTH)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("How many passengers did the ferry carry?", "214 passengers"),
        ("When did the Grey Heron run aground?", "May 3"),
        ("Where did the ferry run aground?", "Port Vail"),
        ("How much will the repair of the wall cost?", "$8.9 million"),
        ("How old is Captain Quill?", "61"),
        ("Why did the captain steer into the harbour wall?", "because the fog"),
        ("What did Tom Lark say about the town?", "carry this alone"),
        ("When does the council vote?", "June"),
        ("Which hospital were passengers taken to?", "Brell hospital"),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, says: str) -> None:
    assert says in first(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the ferry?",
        "How much did the ferry cost?",
        "When was the ferry built?",
        "What did Ada Quill say about the tax?",
        "How old is Tom Lark?",
        "What will the weather be tomorrow in Calder?",
        "Where does Captain Quill's sister live?",
        "How many lifeboats did the ferry have?",
        "",
        "Who? When? Where?",
    ],
)
def test_what_the_articles_do_not_say_has_no_answer(question: str) -> None:
    assert not passages(read(question), BOTH)


def test_a_name_that_no_article_holds_is_never_answered() -> None:
    assert first("How many passengers did the Grey Heron carry?")
    assert not first("How many passengers did the Blue Swan carry?")


def test_an_age_told_of_another_in_the_sentence_is_no_answer() -> None:
    story = source(
        4, "They left the burning ferry behind them that night, led through the smoke by 29-year-old Ivo Brell."
    )
    assert "29" in first("How old is Ivo Brell?", story)
    assert not first("How old was the ferry?", story)


def test_a_name_beside_a_role_that_is_not_its_own_is_no_answer() -> None:
    story = source(4, "Mayor Tom Lark and his wife went to a concert in Conner Hall. His lawyer, Ivo Brell, came too.")
    assert "Ivo Brell" in first("What is the name of the mayor's lawyer?", story)
    assert not first("What is the name of the mayor's wife?", story)


def test_initials_stand_for_a_name_and_a_name_for_no_thing() -> None:
    story = source(4, "The PV harbour office counted 40 ferries in May. Its House of Pilots has 12 members.")
    assert "40 ferries" in first("How many ferries did the Port Vail harbour office count?", story)
    assert not first("How many homes were counted?", story)


def test_a_sentence_that_goes_on_with_it_comes_along_where_the_two_are_nearer_to_the_question() -> None:
    here, there = np.eye(2, 384, dtype=np.float32)
    asked = ((here + there) / np.sqrt(np.float32(2))).astype(np.float32)
    text = "The wall will cost the town $8.9 million. It will be paid from the pier tax."
    plain = source(1, text).sentences
    sentences = tuple(Sentence(s.start, s.end, s.text, v) for s, v in zip(plain, (here, there), strict=True))
    (found, *_) = passages(read("How much will the wall cost the town?"), [source(1, text, sentences=sentences)], asked)
    assert found.text == text


def test_a_sentence_that_begins_with_it_brings_the_one_before() -> None:
    (found, *_) = passages(read("How many passengers did the ferry carry?"), BOTH)
    text = " ".join(sentence.text for sentence in FERRY.sentences[:2])
    assert found.text == text
    assert (found.article, found.start, found.end) == (1, FERRY.sentences[0].start, FERRY.sentences[1].end)


def test_copies_of_one_sentence_are_one_answer_by_the_first_outlet_to_print_it() -> None:
    copies = [source(number, "The wall will cost the town $8.9 million to repair.") for number in (5, 3, 4)]
    found = passages(read("How much will the repair of the wall cost?"), copies)
    assert [passage.article for passage in found] == [3]


def test_at_most_three_passages_come_and_the_best_is_first() -> None:
    names = ("Ada Quill", "Tom Lark", "Ivo Brell", "Una Calder")
    told = [
        source(number, f"The wall will cost {number}0 million dollars, engineer {name} of the port said.")
        for number, name in enumerate(names, 1)
    ]
    found = passages(read("How much will the wall cost?"), told)
    assert 1 <= len(found) <= 3
    assert [passage.score for passage in found] == sorted((passage.score for passage in found), reverse=True)


def test_vectors_bring_the_nearer_of_two_sentences_first() -> None:
    near, far = np.eye(2, 384, dtype=np.float32)
    texts = ("The wall will cost the town $8.9 million.", "The wall did cost the county $2 million in 1990.")
    sources = [
        source(number, text, sentences=(Sentence(0, len(text), text, vector),))
        for number, (text, vector) in enumerate(zip(texts, (far, near), strict=True), 1)
    ]
    asked = read("How much does the wall cost?")
    assert passages(asked, sources, near)[0].article == 2
    assert passages(asked, sources, far)[0].article == 1


def test_the_nearest_sentences_are_given_in_their_order_but_nothing_far_off_and_no_fragment() -> None:
    asked, across = np.eye(2, 384, dtype=np.float32)
    texts = (
        "The town pays for the wall itself.",
        "Ada Quill drew up the wall's plans.",
        "Gulls rest on the pier.",
        "Wall",
    )
    nearness = (0.5, 0.8, 0.2, 0.9)
    sources = [
        source(number, text, sentences=(Sentence(0, len(text), text, near * asked + (1 - near**2) ** 0.5 * across),))
        for number, (text, near) in enumerate(zip(texts, nearness, strict=True))
    ]
    assert [passage.text for passage in nearest(sources, asked)] == [texts[1], texts[0]]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=200), max_size=4))
def test_whatever_is_asked_of_whatever_text_gives_passages_of_it_or_none(question: str, texts: list[str]) -> None:
    sources = [source(number, text) for number, text in enumerate(texts)]
    found = passages(read(question), sources)
    assert len(found) <= 3
    for passage in found:
        assert isinstance(passage, Passage)
        assert texts[passage.article][passage.start : passage.end].strip()
