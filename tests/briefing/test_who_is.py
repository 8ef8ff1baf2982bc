"""Names of a story are introduced in the words of its articles, or not at all."""

import pytest

from stories.briefing.reading import Citation
from stories.briefing.who_is import introduced
from stories.scales import Genre
from tests.briefing.make import source


def told(text: str, name: str = "Ada Brandt", **given: object) -> dict[str, str]:
    """What is said of whom in a story where a second article has the name and introduces nobody."""
    named = ((name, 2),)
    pair = [source(1, text, names=named, **given), source(2, f"Later {name} left again.", names=named)]
    return {one.name: one.said.text for one in introduced(pair, "en")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Brandt, the mayor of Ostermoor, said it would close.", "the mayor of Ostermoor"),
        ("It was for Ada Brandt, a former harbour pilot and member of the council, to decide.", ""),
        ("The deal was signed by national security adviser Ada Brandt.", "national security adviser"),
        ("On Monday Ostermoor Mayor Ada Brandt spoke.", "Ostermoor Mayor"),
        ("President Ada Brandt spoke.", ""),
        ("If President Ada Brandt spoke, nobody heard.", ""),
        ("She met Ada Brandt, the harbour, and two pilots.", ""),
        ("She thanked Ada Brandt, the Moor Courier and its readers.", ""),
        ("To Ada Brandt, the city council is our great enemy.", ""),
        ("There came Ada Brandt, the owner of the ferry U.S. firm.", ""),
    ],
)
def test_an_introduction_is_what_stands_beside_the_name_and_says_what_it_is(text: str, words: str) -> None:
    assert told(text) == ({"Ada Brandt": words} if words else {})


@pytest.mark.parametrize(
    "text",
    [
        "After meeting Ada Brandt, the president of Brell, Karl Oster, flew home.",
        "After meeting Ada Brandt, the president of Brell flew home.",
        "In a letter to Ada Brandt, the mayor of Ostermoor, Karl Oster, asked for help.",
        "Police say the killer of Ada Brandt, a student of law in Brell, fled.",
        "Lawyers for Ada Brandt, a law firm in Brell, declined to comment.",
        "An aide to Ada Brandt, a student of law in Brell, fled.",
        "They met Karl Oster, Ada Brandt, the leader of a gang, and three others.",
    ],
)
def test_what_may_be_said_of_another_introduces_nobody(text: str) -> None:
    assert told(text) == {}


def test_an_opening_of_time_takes_no_introduction_away() -> None:
    text = "On Monday Ada Brandt, the mayor of Ostermoor, left."
    assert told(text) == {"Ada Brandt": "the mayor of Ostermoor"}


def test_a_place_is_introduced_as_well() -> None:
    assert told("They sailed to Ostermoor, a port in Brell.", "Ostermoor") == {"Ostermoor": "a port in Brell"}


def test_an_introduction_cites_its_sentence() -> None:
    text = "It rained. Ada Brandt, the mayor of Ostermoor, left."
    pair = [source(1, text, names=(("Ada Brandt", 1),)), source(2, "Ada Brandt left.", names=(("Ada Brandt", 1),))]
    (found,) = introduced(pair, "en")
    assert found.said.citations == (Citation(1, 11, len(text)),)
    assert found.key == "ada brandt"


def test_opinion_introduces_nobody() -> None:
    assert told("Ada Brandt, the mayor of Ostermoor, is wrong.", genre=Genre.OPINION) == {}


def test_what_most_articles_say_is_taken() -> None:
    named = (("Ada Brandt", 1),)
    texts = ["Former mayor Ada Brandt left.", "Ostermoor mayor Ada Brandt left.", "Ostermoor Mayor Ada Brandt spoke."]
    found = introduced([source(i, text, names=named) for i, text in enumerate(texts, 1)], "en")
    assert [one.said.text for one in found] == ["Ostermoor mayor"]


def test_a_former_office_is_not_told_of_one_who_holds_it_or_without_saying_which() -> None:
    assert told("On Monday former President Ada Brandt spoke.") == {}
    both = [
        source(1, "On Monday former Ostermoor Mayor Ada Brandt spoke.", names=(("Ada Brandt", 2),)),
        source(2, "It was Ostermoor Mayor Ada Brandt who spoke.", names=(("Ada Brandt", 2),)),
    ]
    assert [one.said.text for one in introduced(both, "en")] == ["Ostermoor Mayor"]


def test_in_a_language_without_patterns_nobody_is_introduced() -> None:
    named = (("Ada Brandt", 1),)
    pair = [source(i, "Ada Brandt, die Bürgermeisterin.", names=named, language="de") for i in (1, 2)]
    assert introduced(pair, "de") == ()
