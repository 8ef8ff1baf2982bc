"""Numbers in words are held against the sources as digits are."""

import pytest

from stories.briefing.checking import fault
from stories.briefing.model_answers import Stated
from stories.briefing.number_words import numbers
from stories.briefing.shown import Shown
from tests.briefing.make import source


def found(basis: str, text: str, language: str = "en") -> str:
    article = source(1, basis, language=language)
    return fault(Stated(text, (1,)), {1: Shown(article, article.sentences[0])})


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        ("The fund lost five million crowns, the ministry wrote.", "Five billion crowns were lost by the fund."),
        ("The fund lost 5 million crowns in May.", "In May five thousand crowns were lost by the fund."),
        ("The fund lost 5 million crowns in May.", "In May a fifth of its crowns was lost by the fund."),
        ("A strike of twelve dock workers ended.", "The strike of twelve percent of all dock workers ended."),
        ("A strike of twelve dock workers ended.", "The strike of ½ of the dock workers ended."),
        (
            "Dock workers ended their strike on Monday.",
            "On Monday the strike of dock workers ended for the third time.",
        ),
        ("The fund lost money in May.", "In May the fund lost double the money."),
        ("Dozens were hurt as the dam broke.", "Hundreds of thousands were hurt as the dam broke."),
    ],
)
def test_a_number_in_other_words_than_its_source_is_dropped(basis: str, text: str) -> None:
    assert "number" in found(basis, text)


@pytest.mark.parametrize(
    ("language", "basis", "text"),
    [
        ("de", "Der Fonds verlor im Mai fünf Millionen Kronen.", "Im Mai verlor der Fonds fünf Milliarden Kronen."),
        ("de", "Im Streik waren dreizehn Boote.", "Einundzwanzig Boote waren im Streik dabei."),
        ("fr", "Le fonds a perdu treize couronnes en mai.", "En mai, le fonds a perdu quinze couronnes."),
        ("es", "El fondo perdió trece coronas en mayo.", "En mayo, el fondo perdió veinticinco coronas."),
        ("ko", "대통령은 월요일에 다리를 열었다. 두 명이 다쳤다.", "대통령은 월요일에 다리를 열었고 세 명이 다쳤다."),
    ],
)
def test_so_it_is_in_other_languages(language: str, basis: str, text: str) -> None:
    assert "number" in found(basis, text, language)


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        ("The fund lost $5m in May.", "In May $5 million was lost by the fund."),
        ("In May 12 per cent of dock workers ended a strike.", "The strike of 12% of the dock workers ended in May."),
        ("Dock workers ended their 3rd strike on Monday.", "On Monday the third strike of the dock workers ended."),
        ("Half of the workers went on strike.", "On strike went ½ of the workers."),
    ],
)
def test_the_same_number_in_other_words_is_kept(basis: str, text: str) -> None:
    assert found(basis, text) == ""


def test_numbers_in_words_have_one_value_in_four_languages() -> None:
    assert numbers("dreizehn treize trece thirteen") == {"13"}
    assert numbers("fünf Milliarden, cinq milliards, five billion, 5bn") == {"5", "e9"}
    assert numbers("zweihundert Boote, veinticinco barcos") == {"zweihundert", "veinticinco"}
