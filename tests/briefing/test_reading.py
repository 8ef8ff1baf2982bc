from stories.briefing.reading import Citation, independent, quoted
from tests.briefing.make import source


def test_a_quotation_says_which_characters_of_which_article_it_is() -> None:
    article = source(7, "The bridge at Ostermoor opened. Cars crossed it at noon.")
    said = quoted(article, article.sentences[1])
    assert (said.text, said.citations) == ("Cars crossed it at noon.", (Citation(7, 32, 56),))


def test_copies_of_one_text_are_one_independent_text() -> None:
    text = "The bridge at Ostermoor opened."
    copies = [source(1, text, independent_text=1), source(2, text, independent_text=1)]
    assert independent(copies) == 1
    assert independent([*copies, source(3, "Another text."), source(4, "")]) == 2
