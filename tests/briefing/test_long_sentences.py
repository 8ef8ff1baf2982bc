"""What is a list, and no report, says nothing."""

from stories.briefing.answer_type import fit
from stories.briefing.counterparts import aligned
from stories.briefing.figures_differ import figures_differ
from stories.briefing.question_kind import Kind
from stories.briefing.statements import compared
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


def test_of_a_price_list_only_the_first_figures_are_held_against_anothers() -> None:
    price = "Shop number {} of Ostermoor sold {} apples of the harbour orchard on the day of the fair."
    one, other = (" ".join(price.format(n, 10 * n + more) for n in range(1, 400)) for more in (3, 5))
    known = [source(1, one), source(2, other)]
    held = [figure for group in aligned(compared(known)) for figure in group.figures]
    assert max((figure.statement.position for figure in held), default=0) < 60
