"""What is counted of an article's wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.terms import TEXT_CHARACTERS, name_terms, slug, stem, wording


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tariffs", "tariff"),
        ("tariff", "tariff"),
        ("policies", "policy"),
        ("merging", "merg"),
        ("merge", "merg"),
        ("stopped", "stop"),
        ("falling", "fall"),
        ("crisis", "crisis"),
        ("bus", "bus"),
        ("2026", "2026"),
        ("균열", "균열"),
    ],
)
def test_english_endings_are_removed_and_nothing_else(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(st.text())
def test_any_text_has_terms_or_none_and_never_fails(text: str) -> None:
    found = wording(text, text, text)
    assert "" not in found.headline
    assert set(found.headline.values()) <= {1}
    assert set(found.spelled) <= set(found.text)


def test_the_words_of_an_address_complete_a_headline_that_was_cut_short() -> None:
    found = wording(
        "Velden dam cracks force ...", "", "https://post.example/2026/03/velden-dam-cracks-force-evacuation.html"
    )
    assert found.headline["evacuation"] == 1
    assert found.headline["velden"] == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://post.example/world/velden-dam-cracks-widen-12345.html", "velden dam cracks widen"),
        ("https://post.example/world/europe/", ""),
        ("https://post.example/article?id=99", ""),
        ("", ""),
        ("https://post.example/a/%EA%B7%A0%EC%97%B4-%EB%B2%A8%EB%8D%B4-%EB%8C%90", "균열 벨덴 댐"),
    ],
)
def test_only_a_wordy_path_segment_is_a_slug(address: str, expected: str) -> None:
    assert slug(address) == expected


def test_the_headline_counts_twice_and_the_text_only_to_its_limit() -> None:
    found = wording("Velden dam", "reservoir " + "x" * TEXT_CHARACTERS + " evacuation", "")
    assert found.text["velden"] == 2
    assert found.text["reservoir"] == 1
    assert found.text["evacuation"] == 0


def test_names_are_capitals_inside_a_sentence_and_numbers() -> None:
    found = name_terms("Levy approved", "Shops stay empty. Councillor Ines Tarrant of Marrowby asked for 12.5 percent.")
    assert {"ines", "tarrant", "marrowby", "12.5", "levy"} <= set(found)
    assert "shop" not in found
    assert "percent" not in found


def test_a_stemmed_term_is_shown_as_it_is_spelled() -> None:
    assert wording("Council merging offices", "", "").spelled["merg"] == "merging"
