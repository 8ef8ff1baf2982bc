import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from stories.briefing.figures_differ import figures_differ
from stories.briefing.reading import Source
from tests.briefing.make import DAY, source

VECTOR = np.array([0.8, 0.6], np.float32) * np.float32(0.98)
SEEDS = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "seeds"


def story(*texts: str) -> list[Source]:
    padding = "The harbor of Ostermoor lies on the northern coast. Fishing boats leave it every morning."
    names = (("Brell", 2), ("Orvania", 2), ("Ostermoor", 3))
    return [source(number, f"{text} {padding}", names=names) for number, text in enumerate(texts, 1)]


def values(*texts: str) -> list[list[str]]:
    return [[value.written for value in row.values] for row in figures_differ(story(*texts))]


def test_unlike_figures_of_one_thing_are_shown_with_who_has_which() -> None:
    rows = figures_differ(
        story(
            "The Ostermoor shipyard strike drew 3,200 workers on Monday, the union said.",
            "The Ostermoor shipyard strike drew 2,100 workers on Monday, the company said.",
        )
    )
    (row,) = rows
    assert (row.unit, [(value.number, value.said[0].citations[0].article) for value in row.values]) == (
        "workers",
        [(2100.0, 2), (3200.0, 1)],
    )
    assert "shipyard" in row.about


@pytest.mark.parametrize(
    "texts",
    [
        (  # other subjects
            "Brell spends 2.6 percent of GDP on defense.",
            "Orvania spends 2.3 percent of GDP on defense.",
        ),
        (  # both articles know both
            "The Ostermoor strike drew 3,200 workers, the union said, and 2,100 workers by the company's count.",
            "The Ostermoor strike drew 2,100 workers, the company said; the union spoke of 3,200.",
        ),
        (  # a rounding
            "The Ostermoor bridge cost the city $12 million to repair.",
            "The Ostermoor bridge cost the city $12.04 million to repair.",
        ),
        (  # a hedge
            "The Ostermoor bridge was crossed by more than 500 cyclists on Sunday.",
            "The Ostermoor bridge was crossed by 512 cyclists on Sunday.",
        ),
        ("Nearly 600 cyclists crossed the Ostermoor bridge.", "Some 587 cyclists crossed the Ostermoor bridge."),
        (  # ranges that overlap
            "The Ostermoor repair costs $5 to 7 million, the council said.",
            "The Ostermoor repair costs $6 million, the council said.",
        ),
        (  # other years
            "Ostermoor harbor handled 410,000 containers in 2029.",
            "Ostermoor harbor handled 450,000 containers in 2030.",
        ),
        (  # other currencies
            "The Ostermoor harbor repair costs 40 million euros.",
            "The Ostermoor harbor repair costs 44 million dollars.",
        ),
        (  # from where to where
            "Unemployment in Ostermoor rose from 4.1 percent.",
            "Unemployment in Ostermoor rose to 4.6 percent.",
        ),
        (  # parts of a sum
            "The Ostermoor council voted $2.5 million for the harbor and $0.5 million for the bridge of Ostermoor.",
            "The Ostermoor council voted $3 million for the harbor and the bridge of Ostermoor.",
        ),
        (  # votes of two bodies
            "The Ostermoor council approved the harbor tax by a vote of 11-8.",
            "The Ostermoor assembly approved the harbor tax by a vote of 14-8.",
        ),
        (  # other names in the sentence
            "In Brell the delegation comprises 43 reformers, the speaker said.",
            "The delegation of Orvania comprises 25 reformers, the clerk said.",
        ),
        (  # up and down
            "The Ostermoor tax plan would add $30 million to the deficit.",
            "The Ostermoor tax plan would cut $20 million from the deficit.",
        ),
    ],
    ids=lambda texts: texts[0][:30],
)
def test_what_something_else_explains_is_no_difference(texts: tuple[str, str]) -> None:
    assert values(*texts) == []


def test_one_text_in_many_papers_does_not_differ_from_itself() -> None:
    one, other = story("The strike drew 3,200 workers in Ostermoor.", "The strike drew 2,100 workers in Ostermoor.")
    assert figures_differ([one, replace(other, independent_text=1)]) == ()


def test_a_toll_that_rises_with_time_is_marked_so() -> None:
    early, late = story(
        "The fire in the Kestrel tunnel killed at least 4 people, the Ostermoor fire service said.",
        "The fire in the Kestrel tunnel killed 9 people, the Ostermoor fire service said.",
    )
    (row,) = figures_differ([early, replace(late, published=DAY + timedelta(days=1))])
    assert row.over_time
    assert not figures_differ([replace(early, published=DAY + timedelta(days=2)), late])


def test_the_value_of_the_latest_articles_is_marked() -> None:
    early, late = story(
        "The fire in the Kestrel tunnel left 40 lorries burnt out, the Ostermoor fire service said.",
        "The fire in the Kestrel tunnel left 31 lorries burnt out, the Ostermoor fire service said.",
    )
    (row,) = figures_differ([early, replace(late, published=DAY + timedelta(days=1))])
    assert [(value.number, value.note) for value in row.values] == [(31.0, "latest"), (40.0, "")]
    (same,) = figures_differ([early, replace(late, published=early.published)])
    assert {value.note for value in same.values} == {""}


def test_votes_on_one_thing_are_set_against_each_other() -> None:
    assert values(
        "The Ostermoor council approved the harbor tax by a vote of 11-8 after midnight.",
        "After midnight the Ostermoor council approved the harbor tax, 11 to 7, by a vote of hands.",
    ) == [["11 to 7", "11-8"]]


def test_tolls_with_another_toll_in_common_are_one_events() -> None:
    assert values(
        "A pilot drove his van into a crowd at the Ostermoor fair, killing five people and injuring eight others.",
        "Five people were killed and six injured amid panic before guards seized the man, the mayor said.",
    ) == [["six", "eight"]]


def test_at_least_so_many_is_a_count_of_its_hour() -> None:
    texts = (
        "At least 15 people are dead and more than 200 missing after the flood in the Kestrel valley.",
        "The flood in the Kestrel valley killed 17 people and left others missing, the mayor said.",
    )
    (row,) = [row for row in figures_differ(read_alike(*texts)) if row.unit == "killed"]
    assert [value.written for value in row.values] == ["15 people", "17 people"]


def test_korean_sums_in_myriads_are_set_against_each_other() -> None:
    one = "오스터무어 다리 보수 공사에 예산 3억 5천만 원이 들어간다고 시의회가 월요일 밝혔다."
    two = "오스터무어 다리 보수 공사에 예산 4억 2000만 원이 들어간다고 시의회가 월요일 발표했다."
    (row,) = figures_differ([source(1, one, language="ko"), source(2, two, language="ko")])
    assert [(value.written, value.number) for value in row.values] == [
        ("3억 5천만 원", 3.5e8),
        ("4억 2000만 원", 4.2e8),
    ]
    assert row.about.startswith("오스터무어 다리")


def read_alike(*texts: str) -> list[Source]:
    """The story with vectors that call all of its sentences near each other."""
    found = story(*texts)
    return [replace(each, sentences=tuple(replace(one, vector=VECTOR) for one in each.sentences)) for each in found]


def test_what_is_counted_may_have_another_name_where_all_else_is_alike() -> None:
    rows = figures_differ(
        read_alike(
            "The ruling party of Ostermoor can afford 22 defections in the vote on the harbor tax.",
            "The ruling party of Ostermoor can afford 21 dissenters in the vote on the harbor tax.",
        )
    )
    assert [[value.number for value in row.values] for row in rows] == [[21.0, 22.0]]
    measures = ("The Ostermoor tunnel is 22 miles long, say engineers.", "The Ostermoor tunnel is 23 kilometres long.")
    assert figures_differ(read_alike(*measures)) == ()


def test_each_paper_that_carries_a_text_is_named() -> None:
    first, second = story(
        "The Ostermoor shipyard strike drew 3,200 workers on Monday.",
        "The Ostermoor shipyard strike drew 2,100 workers on Monday.",
    )
    copy = replace(first, article=9, outlet=9, outlet_name="Outlet 9")
    (row,) = figures_differ([first, second, copy])
    assert [said.citations[0].article for said in row.values[1].said] == [1, 9]


@pytest.mark.shared
def test_the_seeds_three_shares_of_output_are_set_against_each_other() -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"needs the shared seeds in {SEEDS}")
    texts = [next(SEEDS.glob(f"{number}_*")).read_text() for number in ("002", "003", "000")]
    (row,) = figures_differ([source(number, text) for number, text in enumerate(texts, 1)])
    assert [value.number for value in row.values] == [2.3, 2.34, 2.6]
    assert [value.note for value in row.values] == ["rounded", "", ""]
    assert [value.said[0].citations[0].article for value in row.values] == [3, 2, 1]
    assert (row.unit, "GDP" in row.about) == ("%", True)
