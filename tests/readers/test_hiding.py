"""Which headlines a hidden word takes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.readers.hiding import MOST_WORDS, NONE, Hiding, hidden, words_of


@pytest.mark.parametrize(
    ("headline", "word", "is_hidden"),
    [
        ("Tennis star wins", "tennis", True),
        ("TENNIS: a star wins", "tennis", True),
        ("Tennisball found", "tennis", False),
        ("The harbour fire is out", "harbour fire", True),
        ("C++ is 40", "c++", True),
        ("Straße gesperrt", "strasse", True),
        ("东京都知事选举", "东京", True),
        ("대통령은 오늘", "대통령", True),
        ("Nothing of it", "tennis", False),
    ],
)
def test_a_word_hides_headlines_that_have_it_as_a_word(headline: str, word: str, is_hidden: bool) -> None:
    assert hidden(headline, "", Hiding(words_of(word))) is is_hidden


def test_an_outlet_hides_its_own_headlines_and_no_editors_wording() -> None:
    hiding = Hiding(outlets=frozenset({"harbour-post"}))
    assert hidden("Ferry council votes", "harbour-post", hiding)
    assert not hidden("Ferry council votes", "", hiding)
    assert not hidden("Ferry council votes", "gazette", hiding)


@given(st.text(), st.text())
def test_who_hides_nothing_sees_everything(headline: str, outlet: str) -> None:
    assert not hidden(headline, outlet, NONE)


@given(st.text(max_size=500))
def test_what_is_kept_of_the_typed_words_reads_the_same_again(typed: str) -> None:
    found = words_of(typed)
    assert words_of("\n".join(found)) == found
    assert len(found) <= MOST_WORDS
    assert all(found)
