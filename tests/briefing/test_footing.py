"""A model's sentence says of its names what the cited sentences say of them."""

import pytest

from stories.briefing.checking import fault
from stories.briefing.model_answers import Stated
from stories.briefing.shown import Shown
from tests.briefing.make import source

TEXTS = (
    "President Ada Brandt opened a bridge in Ostermoor on Monday.",
    "The minister did not resign over the leak.",
    "The mayor refused to call the police to the harbour.",
    "Police reportedly arrested the mayor on Sunday.",
    "Ferries to Lund were empty, said Karl Oster.",
    "Prosecutors charged Karl Oster with taking bribes from a dredging firm for six years.",
)
SOURCES = [source(i, text, outlet_name="Quay Times") for i, text in enumerate(TEXTS, 1)]
SHOWN = {i: Shown(article, article.sentences[0]) for i, article in enumerate(SOURCES, 1)}


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("President Ada Brandt was arrested for taking bribes from a murderer.", (1,), "don't: bribes, murderer"),
        ("On that day, barack obama opened the bridge too.", (1,), "in common"),
        ("On Monday karl opened the bridge in Ostermoor.", (1,), "name"),
        ("The mayor never refused anything and killed a child himself.", (3,), "don't: killed"),
        ("The quay times is a biased rag that spreads lies.", (1,), "biased"),
        ("President Ada Brandt closed a bridge in Ostermoor on Monday.", (1,), "opposite"),
        ("On Monday, Ada Brandt opened the bridge in Ostermoor.", (1, 5), "does not rest on"),
        ("For six years Karl Oster took bribes from a dredging company.", (6,), "accusation"),
        ("The mayor refused to let children swim near their school.", (3,), "in common"),
    ],
)
def test_what_its_sources_do_not_say_of_a_name_is_dropped(text: str, cites: tuple[int, ...], reason: str) -> None:
    assert reason in fault(Stated(text, cites), SHOWN)


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("In Ostermoor, Ada Brandt, the president, inaugurated a bridge on Monday.", (1,)),
        ("Karl Oster has been charged with accepting a dredging company's bribes for six years.", (6,)),
        ("The leak has not made the minister resign.", (2,)),
        ("Reportedly the mayor was arrested by police, whom he had refused to call.", (3, 4)),
    ],
)
def test_the_same_in_other_words_is_kept(text: str, cites: tuple[int, ...]) -> None:
    assert fault(Stated(text, cites), SHOWN) == ""


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("The minister chose to resign over the leak.", (2, 1), "denial"),
        ("The minister chose to resign over the leak.", (2, 4), "denial"),
        ("The police arrested the mayor on Sunday.", (4, 1), "certain"),
        ("On Sunday police arrested the mayor at the harbour.", (4, 3), "certain"),
    ],
)
def test_another_citation_does_not_take_a_doubt_or_a_no_away(text: str, cites: tuple[int, ...], reason: str) -> None:
    assert reason in fault(Stated(text, cites), SHOWN)
