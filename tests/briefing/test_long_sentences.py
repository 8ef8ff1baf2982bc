"""What is a list, and no report, says nothing."""

from stories.briefing.answer_type import fit
from stories.briefing.figures_differ import figures_differ
from stories.briefing.question_kind import Kind
from tests.briefing.make import source


def test_the_prices_of_a_list_are_not_set_against_others() -> None:
    told = "The harbour fund of Ostermoor lost {} million dollars on its ferry at the old quay."
    listed = "The harbour fund of Ostermoor lost " + "5 million dollars, " * 30 + "on its ferry at the old quay."
    assert figures_differ([source(1, told.format(5)), source(2, told.format(7))])
    assert not figures_differ([source(1, listed), source(2, told.format(7))])


def test_an_amount_is_found_behind_any_number_of_digits() -> None:
    assert fit(Kind.MONEY, "It cost 1,200,000 dollars.", frozenset()) == 1.0
    assert fit(Kind.MONEY, f"It cost {'1' * 900} dollars.", frozenset()) == 1.0
    assert fit(Kind.LONG, "It took 12 days.", frozenset()) == 1.0
