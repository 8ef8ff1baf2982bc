"""A summary in a model's words is of several outlets, as one in the outlets' own words is."""

from stories.briefing.reading import Citation, Said
from stories.briefing.sharing import shared_out
from stories.briefing.shown import Shown
from tests.briefing.make import source

SOURCES = [source(n, "The bridge is closed.", independent_text=text) for n, text in ((1, 1), (2, 2), (3, 1), (4, 4))]
SHOWN = [Shown(one, one.sentences[0]) for one in SOURCES]


def said(*cited: int) -> Said:
    return Said("The bridge is closed.", tuple(Citation(article, 0, 21) for article in cited))


def test_no_more_than_half_of_a_summary_is_one_outlets() -> None:
    assert shared_out("summary", [said(1), said(2)], SHOWN)
    assert shared_out("summary", [said(1), said(1, 2), said(4)], SHOWN)
    assert not shared_out("summary", [said(1)], SHOWN)
    assert not shared_out("summary", [said(1), said(1), said(2)], SHOWN)


def test_two_outlets_with_one_text_are_not_two() -> None:
    assert not shared_out("summary", [said(1), said(3)], SHOWN)
    assert not shared_out("happened", [said(1, 3), said(3)], SHOWN)
    assert shared_out("happened", [said(1), said(1), said(2)], SHOWN)
