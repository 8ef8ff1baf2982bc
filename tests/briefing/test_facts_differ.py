from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from stories.briefing.context import Context
from stories.briefing.facts_differ import facts_differing
from stories.briefing.papers_content import figures_block
from stories.briefing.reading import Source
from stories.briefing.statements import compared
from tests.briefing.make import DAY, source

PADDING = "The harbor of Ostermoor lies on the northern coast. Fishing boats leave it every morning."
NAMES = (("Ada Brandt", 3), ("Kestrel Bridge", 2), ("Ostermoor", 3))
ALIKE = np.array([0.6, 0.8], np.float32)


def story(*texts: str) -> list[Source]:
    found = [source(number, f"{text} {PADDING}", names=NAMES) for number, text in enumerate(texts, 1)]
    return [replace(each, sentences=tuple(replace(one, vector=ALIKE) for one in each.sentences)) for each in found]


def rows(*texts: str) -> list[tuple[str, str, list[str]]]:
    found = facts_differing(compared(story(*texts)))
    return [(row.about, row.kind, [value.written for value in row.values]) for row in found]


@pytest.mark.parametrize(
    ("texts", "row"),
    [
        (
            ("The guards led out 34-year-old Ada Brandt at dawn.", "Ada Brandt, 35, smiled at the guards."),
            ("Ada Brandt", "age", ["34", "35"]),
        ),
        (
            ("Ada Brandt was convicted in 2021 of smuggling.", "Brandt was convicted of smuggling in 2022."),
            ("Ada Brandt convicted", "year", ["2021", "2022"]),
        ),
        (
            (
                "Kestrel Bridge, a $4 billion river crossing project, is closed.",
                "The $1.5 billion project that the council was building, Kestrel Bridge, is closed.",
            ),
            ("Kestrel Bridge", "cost", ["$1.5 billion", "$4 billion"]),
        ),
        (
            (
                "The ferry company stopped all sailings to the island on Friday, the mayor said.",
                "The ferry company stopped all sailings to the island on Saturday, the mayor said.",
            ),
            ("ferry company stopped sailings island mayor", "day", ["Friday", "Saturday"]),
        ),
    ],
    ids=["age", "year", "cost", "day"],
)
def test_facts_about_one_name_or_event_are_set_against_each_other(
    texts: tuple[str, str], row: tuple[str, str, list[str]]
) -> None:
    (found,) = rows(*texts)
    assert found == row


@pytest.mark.parametrize(
    "texts",
    [
        ("Ada Brandt, 35, smiled.", "Guards led out 61-year-old Karl Brandt."),  # her father
        ("Brandt was born in 1962 in Brell.", "The lawyer of Brandt was convicted in 1998."),
        ("Ada Brandt, 34, smiled. Police first said that Ada Brandt, 35, was ill.", "Ada Brandt, 35, smiled."),
        ("Kestrel Bridge, a $4 billion project, is closed.", "Kestrel Bridge, a $4.02 billion project, is closed."),
        (  # the day of a statement
            "The ferry company stopped all sailings to the island, the mayor said on Friday.",
            "The ferry company stopped all sailings to the island, the mayor said on Saturday.",
        ),
        (  # the same Tuesday by its date: the 6th of May 2031 is one
            "The ferry company stopped all sailings to the island on Tuesday, the mayor said.",
            "The ferry company stopped all sailings to the island on May 6, the mayor said.",
        ),
        (  # begins and ends
            "The ferry company stops all sailings to the island from Friday, the mayor said.",
            "The ferry company stops all sailings to the island until Saturday, the mayor said.",
        ),
    ],
)
def test_what_may_be_said_of_another_or_is_alike_is_no_difference(texts: tuple[str, str]) -> None:
    assert rows(*texts) == []


def test_a_weekday_of_another_week_is_no_other_day() -> None:
    one, other = story(
        "The ferry company stopped all sailings to the island on Friday, the mayor said.",
        "The ferry company stopped all sailings to the island on Saturday, the mayor said.",
    )
    assert facts_differing(compared([one, replace(other, published=DAY + timedelta(days=8))])) == ()


def test_the_row_says_what_it_is_a_row_of() -> None:
    told = story("The guards led out 34-year-old Ada Brandt.", "Ada Brandt, 35, smiled at the guards.")
    content = figures_block(told, Context(1, "", "en", DAY))
    assert content is not None
    (row,) = content["rows"]
    assert (row["about"], row["kind"]) == ("Ada Brandt", "age")
    assert [value["said"][0]["citations"][0][0] for value in row["values"]] == [1, 2]
