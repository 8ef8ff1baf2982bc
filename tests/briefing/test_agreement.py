from stories.briefing.agreement import agreed
from tests.briefing.make import source

PADDING = "The harbor of Ostermoor lies on the northern coast. Fishing boats leave it every single morning."
CLOSED = "The Ostermoor council closed the Kestrel tunnel to lorries after Monday's fire."
CLOSED_TOO = "After the fire on Monday the Ostermoor council closed the Kestrel tunnel to all lorries, officials said."


def test_what_two_papers_state_in_their_own_words_is_one_statement_with_two_citations() -> None:
    (said,) = agreed([source(1, f"{CLOSED} Rain fell."), source(2, f"{CLOSED_TOO} Nobody slept.")])
    assert said.text == CLOSED
    assert [citation.article for citation in said.citations] == [1, 2]


def test_one_sentence_carried_twice_is_one_witness() -> None:
    assert agreed([source(1, f"{CLOSED} Rain fell."), source(2, f"{CLOSED} Nobody slept.")]) == ()


def test_copies_of_one_text_do_not_agree_with_each_other() -> None:
    assert agreed([source(1, CLOSED, independent_text=1), source(2, CLOSED_TOO, independent_text=1)]) == ()


def test_a_denial_breaks_agreement() -> None:
    denied = "The Ostermoor council has not closed the Kestrel tunnel to lorries after Monday's fire, officials said."
    assert agreed([source(1, CLOSED), source(2, denied)]) == ()


def test_unlike_figures_break_agreement() -> None:
    one = "The Ostermoor council fined 14 hauliers for driving lorries through the Kestrel tunnel."
    other = "Fined by the Ostermoor council were 19 hauliers: they drove lorries through the tunnel (Kestrel)."
    assert agreed([source(1, one), source(2, other)]) == ()
    assert agreed([source(1, one), source(2, other.replace("19", "14"))])


def test_a_sentence_that_leans_on_the_one_before_is_not_shown() -> None:
    text = "It closed the Kestrel tunnel in Ostermoor to lorries after Monday's fire."
    assert agreed([source(1, text), source(2, text.replace("after", "following"))]) == ()


def test_what_stands_in_every_footer_is_no_statement() -> None:
    text = "Sign up for the Ostermoor newsletter to read more about lorries in the Kestrel tunnel."
    assert agreed([source(1, f"{text} {PADDING}"), source(2, f"{text} Rain fell.")]) == ()
