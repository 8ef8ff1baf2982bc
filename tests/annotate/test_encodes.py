"""Which languages have sentence vectors."""

import pytest

from stories.annotate.annotation import annotate
from stories.annotate.article_text import ArticleText
from stories.annotate.language import detect, encodes


def test_a_language_that_the_encoder_cannot_read_has_no_vector() -> None:
    def encode(texts: object) -> object:
        pytest.fail("nothing to encode")

    article = ArticleText(
        title="해온시 야간 전차 첫 운행에 시민 4천여 명 탑승", text="해온시는 야간 전차가 첫날 만석이었다고 밝혔다."
    )
    assert annotate(article, encode).vector is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "wanted"), [("en-GB", True), ("", True), ("de", True), ("ja", False), ("ko", False), ("ar", False)]
)
def test_vectors_are_for_languages_the_encoder_tells_apart(language: str, wanted: bool) -> None:
    assert encodes(language) is wanted


@pytest.mark.parametrize("title", ["Far future", "loopback", "Nul char"])
def test_two_words_that_could_be_any_language_are_of_an_unknown_one(title: str) -> None:
    assert detect(title).code == ""
