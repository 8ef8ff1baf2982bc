"""The summary: quotations with citations, shared out among outlets."""

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.briefing.centrality import texts_of
from stories.briefing.context import Context
from stories.briefing.happened import happened
from stories.briefing.summary import summarised, summary
from stories.scales import Genre, OutletKind
from tests.briefing.make import DAY, source

CONTEXT = Context(1, "Council votes for the ferry pier", "en", DAY)
FIRST = (
    "The council of Port Ansel voted on Tuesday to rebuild the ferry pier that the storm destroyed. "
    "The new pier of Port Ansel is to cost nine million crowns and to open in May next year. "
    "He had promised that before. "
    "The harbour board said the ferries to Marrowby will stop until the pier is rebuilt. "
    "The storm of March was the strongest in Port Ansel since 1987, the weather office found."
)
SECOND = (
    "Port Ansel will rebuild its ferry pier for nine million crowns, the council decided on Tuesday. "
    "Opponents of the pier criticised the vote and called the nine million crowns a waste of money. "
    "Islanders have waited for a safe ferry pier since the storm destroyed the old one in March. "
    "Sign up for our newsletter to read more about the ferry pier of Port Ansel every day."
)
THIRD = (
    "A new ferry pier for Port Ansel was approved on Tuesday by eleven votes of the council to four. "
    "The shipping company of Marrowby welcomed the council's vote and promised two more ferries a day. "
    "The old pier of Port Ansel was founded in 1911 and had been repaired four times since then."
)
STORY = (source(1, FIRST), source(2, SECOND), source(3, THIRD))


def test_every_sentence_is_a_quotation_of_its_article() -> None:
    texts = {1: FIRST, 2: SECOND, 3: THIRD}
    found = summary(STORY, CONTEXT)
    assert found
    assert 3 <= len(found["sentences"]) <= 5
    for sentence in found["sentences"]:
        ((article, start, end),) = sentence["citations"]
        assert texts[article][start:end] == sentence["text"]
    assert not any("newsletter" in each["text"] or each["text"].startswith("He ") for each in found["sentences"])


def test_no_outlet_has_more_than_half_of_it() -> None:
    told = summarised(STORY[:2])
    outlets = Counter(said.citations[0].article for said in told)
    assert set(outlets) == {1, 2}
    assert max(outlets.values()) * 2 <= len(told)


def test_one_text_is_no_summary_however_many_carry_it() -> None:
    copies = [source(1, FIRST, independent_text=7), source(2, FIRST, independent_text=7)]
    assert summary(copies, CONTEXT) is None
    assert summary([source(1, FIRST), source(2, SECOND, genre=Genre.OPINION)], CONTEXT) is None
    assert summary([source(1, FIRST), source(2, SECOND, kind=OutletKind.REPUBLISHER)], CONTEXT) is None
    assert summary([source(1, FIRST), source(2, SECOND, language="de")], CONTEXT) is None


def test_a_person_is_introduced_before_a_surname_stands_alone() -> None:
    one = "Tarrant said that builders will work through the nights so that ferries can land before winter."
    two = "Mayor Ines Tarrant won the vote of the council on the ferry pier of Port Ansel on Tuesday evening."
    names = (("Ines Tarrant", 3),)
    told = summarised([source(1, one, names=names), source(2, two, names=names)])
    assert [said.text for said in told] == [two, one]
    alone = summarised([source(1, one, names=names), source(2, SECOND), source(3, THIRD)])
    assert one not in [said.text for said in alone]


def test_two_sentences_of_one_meaning_are_not_both_in_it() -> None:
    one = source(1, "The council of Port Ansel voted on Tuesday to rebuild the ferry pier of the town.")
    two = source(2, "Members of the assembly decided that ships are to have a new landing place by next May.")
    three = source(3, "The shipping company of Marrowby promised two more ferries a day once the pier is there.")
    alike, other = np.eye(2, 384, dtype=np.float32)
    vectors = {1: alike, 2: alike, 3: other}
    texts = [
        replace(text, sentences=tuple(replace(each, vector=vectors[text.article]) for each in text.sentences))
        for text in (one, two, three)
    ]
    assert {said.citations[0].article for said in summarised([one, two, three])} == {1, 2, 3}
    told = {said.citations[0].article for said in summarised(texts)}
    assert len(told) == 2
    assert 3 in told


def test_a_korean_story_has_a_korean_summary() -> None:
    one = (
        "포트안셀 시의회는 화요일 폭풍으로 무너진 여객선 부두를 다시 짓기로 의결했다. "
        "새 부두를 짓는 데에는 구백만 크라운이 들고 내년 5월에 문을 열 예정이다."
    )
    two = (
        "포트안셀이 구백만 크라운을 들여 여객선 부두를 새로 짓는다고 시의회가 화요일 결정했다. "
        "부두 건설에 반대하는 주민들은 시의회의 결정을 예산 낭비라고 비판하며 집회를 예고했다."
    )
    context = Context(1, "부두", "ko", DAY)
    found = summary([source(1, one, language="ko"), source(2, two, language="ko")], context)
    assert found
    assert {each["citations"][0][0] for each in found["sentences"]} == {1, 2}


def test_what_happened_is_told_in_three_parts_that_the_summary_does_not_have() -> None:
    fourth = source(
        4,
        "Builders from Marrowby begin with the piles of the landing stage in the week after Easter. "
        "Fishermen of the north shore condemned the project and vowed to block the works with their boats. "
        "Ferry traffic on the sound has halved in the past, and boats were lost in 2009 and again years ago. "
        "Insurers had already paid for eleven boats that ice crushed in the basin of Port Ansel in 1987.",
    )
    found = happened([*STORY, fourth], CONTEXT)
    told = summary([*STORY, fourth], CONTEXT)
    assert found
    assert told
    assert [each["part"] for each in found["sentences"]] == ["event", "follows", "before"]
    assert not {each["text"] for each in found["sentences"]} & {each["text"] for each in told["sentences"]}


def test_a_story_whose_background_nobody_tells_has_no_such_block() -> None:
    first, second = (text.partition(". ")[0] + "." for text in (SECOND, THIRD))
    assert happened([source(1, first), source(2, second)], CONTEXT) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(f"{FIRST} {SECOND} {THIRD}".split(". ")), max_size=12), st.integers(1, 4))
def test_whatever_the_texts_the_half_and_the_citations_hold(pieces: list[str], outlets: int) -> None:
    sources = [source(number, f"{piece}.", outlet=number % outlets) for number, piece in enumerate(pieces)]
    told = summarised(texts_of(sources, "en"))
    used = Counter(said.citations[0].article % outlets for said in told)
    assert all(times * 2 <= len(told) for times in used.values())
    assert summarised(texts_of(sources, "en")) == told
