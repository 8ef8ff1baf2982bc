"""Datelines: a quotation begins with what is told, not with where it was written."""

import pytest

from stories.briefing.datelines import behind_dateline

NEWS = "The council voted on Tuesday to rebuild the ferry pier."


@pytest.mark.parametrize(
    "line",
    [
        "BRELL: ",
        "Port Ansel: ",
        "BRELL (Wire) - ",
        "BRELL, Ansel (Wire) — ",
        "Ostermoor, Ansel - ",
        "BRELL/OSTERMOOR, May 4 (Wire) – ",
        "Brell/Internet/Ostermoor, Aug 23 (Wire News) ",
        "OSTERMOOR — ",
        "(Wire) - ",
        "Brell, 4 May 2031 (Wire): ",
    ],
)
def test_a_line_of_place_day_and_agency_is_no_part_of_the_sentence(line: str) -> None:
    text = line + NEWS
    assert text[behind_dateline(text, 0, len(text)) :] == NEWS


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "Ada Brandt – Mayor of Ostermoor – said the council would vote on Tuesday.",
        'Ada Brandt: "The council will vote on the ferry pier on Tuesday."',
        "May 4 is the day on which the council of Ostermoor votes.",
        "Mayor Ada Brandt (Island Party) said the council would vote.",
        "Mayor Ada Brandt (Island Party) Tuesday said the council would vote.",
        "The mayor - Ada Brandt - said the council would vote.",
        "Ostermoor's council: how it votes, and why.",
    ],
)
def test_a_name_at_the_beginning_is_no_dateline(text: str) -> None:
    assert behind_dateline(text, 0, len(text)) == 0


def test_only_the_beginning_of_an_article_has_one() -> None:
    text = "x" * 500 + "BRELL: " + NEWS
    assert behind_dateline(text, 500, len(text)) == 500
