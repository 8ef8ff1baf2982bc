"""Marks in headlines, excerpts, and which word was meant."""

from hypothesis import given
from hypothesis import strategies as st

from stories.finding.marks import excerpt, marked
from stories.finding.search import Query, parse
from stories.finding.spelling import closest, slips_between


def shown(text: str, query: str) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in marked(text, parse(query)))


def test_words_phrases_and_plurals_are_marked_whole() -> None:
    assert shown("Ferries: the FERRY ferrying", "ferry") == "[Ferries]: the [FERRY] ferrying"
    assert shown("A pier-tax, no pier", '"pier tax"') == "A [pier-tax], no pier"
    assert shown("Élan vital", "elan") == "[Élan] vital"
    assert shown("항구 위원회가 부두를", "위원회 부두") == "항구 [위원회]가 [부두]를"
    assert shown("東京都知事", "知事 -東京") == "東京都[知事]"
    assert shown("ferry", "side:left") == "ferry"


@given(st.text(max_size=80), st.text(max_size=20))
def test_the_pieces_are_the_text(text: str, word: str) -> None:
    assert "".join(piece.text for piece in marked(text, Query(words=(word,), phrases=(text[3:9],)))) == text


@given(st.text(max_size=600), st.text(max_size=10))
def test_an_excerpt_is_short_and_has_a_mark_or_is_empty(text: str, word: str) -> None:
    pieces = excerpt(text, Query(words=(word,)))
    assert sum(len(piece.text) for piece in pieces) <= 300
    assert not pieces or any(piece.text.strip() for piece in pieces)


def test_an_excerpt_is_cut_between_words_around_the_first_mark() -> None:
    text = "".join(piece.text for piece in excerpt(f"{'one two ' * 40}ferry {'three four ' * 40}", parse("ferry")))
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert " ferry three" in text
    assert excerpt("nothing", parse("ferry")) == ()


def test_an_excerpt_is_where_most_different_words_are() -> None:
    text = f"The ferry left. {'one two ' * 60}The ferry and the pier. {'three ' * 60}"
    assert [piece.text for piece in excerpt(text, parse("pier ferry")) if piece.marked] == ["ferry", "pier"]


def test_the_word_with_the_fewest_slips_is_meant_and_of_equals_the_commoner() -> None:
    known = [("government", 3), ("governments", 9), ("ferry", 1), ("berry", 5), ("boat", 1)]
    assert closest("goverment", known) == "government"
    assert closest("fery", known) == "ferry"
    assert closest("derry", known) == "berry"
    assert closest("boot", [*known, ("book", 1)]) in ("boat", "book")
    assert closest("bxxt", known) == ""


def test_slips_are_letters_added_left_out_mistaken_or_swapped() -> None:
    assert [slips_between("ferry", other) for other in ("ferry", "fery", "feerry", "fesry", "feryr", "")] == [
        *(0, 1, 1, 1, 1, 5)
    ]
