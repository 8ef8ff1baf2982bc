"""Looks at pages as values: when they are, what they conclude, and what counts as a difference."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.again import AFTER, LEAST_WAIT, Kind, Look, Plan, after, is_front, of_page, of_status, planned
from stories.ingest.again import Held as HeldArticle
from stories.ingest.differences import new_words, notice_of
from tests.make import NOW

kinds = st.lists(st.tuples(st.sampled_from(list(Kind)), st.floats(0, 1)), min_size=1, max_size=60)


@given(kinds)
def test_whatever_answers_come_the_looks_end_and_are_never_close_together(answers: list[tuple[Kind, float]]) -> None:
    plan, at, looked = Plan(planned(NOW, 1, NOW, 0.5), 1), NOW, 0
    for kind, chance in answers:
        if plan.due_at is None:
            break
        assert plan.due_at >= at + LEAST_WAIT
        at, looked = plan.due_at, looked + 1
        plan = Plan(plan.due_at, plan.step, plan.attempts + 1, plan.missing_since, plan.gone_since)
        plan = after(plan, NOW, Look(kind), at, chance)
        assert plan.gone_since is None or plan.missing_since is not None
    assert at - NOW <= timedelta(days=46)


@given(st.integers(0, len(AFTER) - 1), st.floats(0, 1))
def test_a_look_is_within_a_tenth_of_its_time(step: int, chance: float) -> None:
    due = planned(NOW, step, NOW, chance)
    assert due
    assert abs((due - NOW) / AFTER[step] - 1) <= 0.1 + 1e-6


@given(st.text(max_size=200))
def test_a_text_has_no_words_that_it_hasnt(text: str) -> None:
    assert new_words(text, text) == 0
    assert notice_of(text, text) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Correction: the pier is 90 m long, not 900.",
        "This article has been corrected to say that the mayor was in Velden.",
        "An earlier version of this article named the wrong ship.",
        "Editor's note: an earlier version named the wrong ship.",
        "(This story was updated to accurately give the length of the pier.)",
        "Korrektur: Der Steg ist 90 Meter lang.",
        "[정정] 부두의 길이는 900m가 아니라 90m입니다.",
        "※ 바로잡습니다: 부두의 길이는 90m입니다.",
    ],
)
def test_a_line_that_owns_up_to_a_mistake_is_found(line: str) -> None:
    text = "The pier of Port Ansel was opened on Tuesday."
    assert notice_of(text, f"{text}\n{line}") == line
    assert notice_of(f"{text}\n{line}", f"{text}\n{line}\nOne more line of the report.") == ""


@pytest.mark.parametrize(
    "line",
    [
        "Corrections officers are on strike in Velden.",
        "He had it corrected by Monday.",
        "Editor's note: Like what you read? Join us today.",
        "This story has been updated with the council's vote.",
    ],
)
def test_a_line_about_something_else_is_no_correction(line: str) -> None:
    assert notice_of("", f"{line}") == ""


@pytest.mark.parametrize(
    ("address", "front"),
    [
        ("https://quay.example", True),
        ("https://quay.example/en/", True),
        ("https://quay.example/home.html", True),
        ("https://quay.example/news/1", False),
        ("https://quay.example/ferry-pier-reopens", False),
    ],
)
def test_a_front_page_is_known_by_its_address(address: str, front: bool) -> None:
    assert is_front(address) is front


def test_only_an_answer_about_the_article_says_that_it_is_away() -> None:
    away = [
        status for status in range(200, 600) if (look := of_status(status, None)) and look.kind in ("missing", "gone")
    ]
    assert away == [404, 410]


def test_a_headline_that_the_feed_has_already_is_no_change() -> None:
    text = "The pier of Port Ansel was opened on Tuesday, the office said."
    held = HeldArticle("Pier opens late", "Pier opens", text)
    assert of_page(held, "Pier opens late", text).kind is Kind.SAME
    assert of_page(held, "Pier opens at last", text).title == "Pier opens at last"
