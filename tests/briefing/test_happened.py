"""What has happened, where one of its parts is not found by its words."""

import pytest

from stories.briefing.context import Context
from stories.briefing.happened import happened
from tests.briefing.make import DAY, source

CONTEXT = Context(1, "The bridge of Ostermoor", "en", DAY)
FIRST = (
    "The council of Ostermoor closed the old harbour bridge to all traffic on Monday evening. "
    "Engineers found cracks in two steel hangers of the bridge during a routine inspection. "
    "Mayor Ada Brandt said the council would ask the province of Brell for money. "
    "Ferries carry lorries and buses across the harbour of Ostermoor until the repairs are done. "
)
SECOND = (
    "Traffic across the harbour of Ostermoor came to a halt when the bridge was shut on Monday. "
    "The hangers of the bridge showed cracks as long as a hand, engineers of the council found. "
    "Shopkeepers on the northern quay criticised the council for the sudden closing of the bridge. "
    "Lorries have to take the road through Marrowby, which is forty kilometres longer. "
)
PAST = "The bridge was last repaired in 2009, after a storm had torn four of its hangers from the deck."


def parts(*texts: str) -> list[str]:
    found = happened([source(number, text) for number, text in enumerate(texts, 1)], CONTEXT)
    return [each["part"] for each in found["sentences"]] if found else []


def test_what_came_before_is_told_where_a_sentence_tells_it() -> None:
    assert parts(FIRST, SECOND + PAST) == ["event", "follows", "before"]


def test_without_it_what_else_is_told_takes_its_place_and_is_not_called_the_past() -> None:
    assert parts(FIRST, SECOND) == ["event", "follows", "more"]


@pytest.mark.parametrize("copies", [1, 2])
def test_a_single_outlet_or_text_tells_no_such_block(copies: int) -> None:
    texts = [source(number, FIRST + SECOND + PAST, outlet=1, independent_text=number % copies) for number in (1, 2)]
    assert happened(texts, CONTEXT) is None


def test_what_came_before_inside_a_quotation_is_somebodys_word_and_no_background() -> None:
    quoted = "Harbour pilot Bram Ostley called the closing “the worst since the storm of last year” for his men."
    assert "before" not in parts(FIRST, SECOND + quoted)


def test_neither_a_caption_nor_a_quotation_is_the_event() -> None:
    caption = "Drivers turn back before the closed bridge of Ostermoor in the harbour, Brell, May 4, 2031. "
    spoken = "“The closed bridge of Ostermoor has been the shame of the harbour of Brell for years,” Bram Ostley said. "
    found = happened([source(1, caption + FIRST), source(2, spoken + SECOND)], CONTEXT)
    assert found
    assert found["sentences"][0]["text"] not in (caption.strip(), spoken.strip())
