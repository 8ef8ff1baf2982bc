"""What counts as one term."""

from hypothesis import given
from hypothesis import strategies as st

from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import content_tokens, tokens


def test_words_numbers_and_acronyms_are_terms_and_a_possessive_is_not() -> None:
    text = "The U.S. spends 2.34% of Brell’s GDP, or 1,200 crowns; AT&T doesn't."
    assert tokens(text) == [
        "the",
        "u.s",
        "spends",
        "2.34",
        "of",
        "brell",
        "gdp",
        "or",
        "1,200",
        "crowns",
        "at&t",
        "doesn't",
    ]


def test_accents_do_not_tell_terms_apart() -> None:
    assert tokens("Erdő és Čapek") == tokens("Erdo es Capek")


def test_an_elided_article_is_no_part_of_the_word() -> None:
    assert tokens("l’accord d'État, dell'accordo; O'Neil can't") == ["accord", "etat", "accordo", "o'neil", "can't"]


def test_japanese_and_chinese_give_pairs_of_characters() -> None:
    assert tokens("東京都で火事") == ["東京", "京都", "都で", "で火", "火事"]
    assert tokens("雨") == ["雨"]


def test_a_voiced_kana_stays_what_it_is() -> None:
    assert tokens("がん") == ["がん"]


def test_korean_gives_the_word_and_its_pairs_because_particles_hang_on_it() -> None:
    assert tokens("시장은 비") == ["시장은", "시장", "장은", "비"]


def test_scripts_side_by_side_are_told_apart() -> None:
    assert tokens("GDP는 2.6%で") == ["gdp", "는", "2.6", "で"]


def test_content_leaves_out_what_says_nothing_in_several_languages() -> None:
    assert content_tokens("The council said it will not pay") == ["council", "pay"]
    assert content_tokens("Der Rat hat für die Brücke gestimmt") == ["rat", "brucke", "gestimmt"]


def test_every_stop_word_is_written_as_a_token_is() -> None:
    assert {term for word in STOP_WORDS for term in tokens(word)} <= STOP_WORDS


@given(st.text())
def test_terms_are_never_empty_and_hold_no_white_space(text: str) -> None:
    assert all(term and not any(character.isspace() for character in term) for term in tokens(text))


@given(st.text(), st.text())
def test_the_terms_of_two_lines_are_the_terms_of_each(first: str, second: str) -> None:
    assert tokens(f"{first} \n {second}") == tokens(first) + tokens(second)
