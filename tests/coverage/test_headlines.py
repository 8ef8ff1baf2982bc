"""Words that headlines share, and words that only one side uses."""

from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.headlines import Use, marked, spelled, standing_out
from stories.scales import RATED_SIDES, Side

L, C, R, U = Side.LEFT, Side.CENTER, Side.RIGHT, Side.UNRATED
FERRY = [
    (L, "Ferry bosses squeeze dockers over pay"),
    (L, "Dockers stand up to squeeze at the ferry"),
    (C, "Ferry strike enters third day"),
    (R, "Strike chaos strands ferry passengers"),
    (R, "Passengers pay for ferry chaos"),
]
HEADLINES = st.lists(st.tuples(st.sampled_from(list(Side)), st.text(max_size=60)), max_size=12)


def test_a_word_of_more_than_half_of_the_headlines_is_shared() -> None:
    assert standing_out(FERRY).shared == {"ferry"}


def test_a_word_that_only_one_side_uses_twice_is_its_own() -> None:
    only = standing_out(FERRY).one_sided
    assert only == {L: {"docker", "squeeze"}, C: frozenset(), R: {"chao", "passenger"}}


def test_a_word_that_an_unrated_outlet_uses_too_is_nobodys_own() -> None:
    assert "chao" not in standing_out([*FERRY, (U, "Chaos, says the harbour")]).one_sided[R]


def test_copies_of_one_headline_are_one_headline() -> None:
    copies = [*FERRY, *((L, "Pickets at Port Ansel") for _ in range(5))]
    found = standing_out(copies)
    assert found.wordings == 6
    assert not {"picket", "port", "ansel"} & (found.shared | found.one_sided[L])


def test_few_headlines_say_nothing() -> None:
    found = standing_out([(L, "Dockers squeeze"), (L, "Squeeze the dockers again"), (R, "Ferry strike")])
    assert (found.shared, found.one_sided[L]) == (set(), set())


def test_stop_words_single_letters_and_scripts_without_spaces_are_left_out() -> None:
    assert not standing_out([(side, "東京都の地下鉄 A: the of 7") for side in Side]).shared


def test_a_headline_is_marked_where_its_words_stand_out() -> None:
    words = standing_out(FERRY)
    found = [(piece.text, piece.use) for piece in marked("Dockers’ ferry pay: chaos", L, words)]
    assert found == [("Dockers", Use.ONE_SIDED), ("’ ", None), ("ferry", Use.SHARED), (" pay: chaos", None)]


def test_words_are_listed_as_they_are_spelt() -> None:
    titles = ["Dockers at Ansel", "dockers of Ansel", "Dockers, dockers"]
    assert spelled({"docker", "ansel"}, titles) == ("Ansel", "dockers")


@given(HEADLINES)
def test_marked_pieces_join_to_the_headline(headlines: list[tuple[Side, str]]) -> None:
    words = standing_out(headlines)
    for side, title in headlines:
        assert "".join(piece.text for piece in marked(title, side, words)) == title


@given(HEADLINES)
def test_a_word_stands_out_in_one_way_only(headlines: list[tuple[Side, str]]) -> None:
    words = standing_out(headlines)
    groups = [words.shared, *(words.one_sided[side] for side in RATED_SIDES)]
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


@given(HEADLINES, st.randoms(use_true_random=False))
def test_the_order_of_the_headlines_does_not_matter(headlines: list[tuple[Side, str]], random: object) -> None:
    mixed = headlines.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert standing_out(mixed) == standing_out(headlines)
