"""Words in a model's quotation marks of any kind are somebody's, and its language is one that can be checked."""

import pytest

from stories.briefing.checking import fault
from stories.briefing.model_answers import Stated
from stories.briefing.quoted_words import invented_quote
from stories.briefing.shown import Shown
from tests.briefing.make import source

SAID = "“We will mend the harbour workers' pier,” said President Ada Brandt, who'd warned of it since the '90s."
SPOKE = "President Ada Brandt said: {}."


def shown(text: str, language: str = "en") -> dict[int, Shown]:
    article = source(1, text, outlet_name="The Quay", language=language)
    return {1: Shown(article, article.sentences[0])}


@pytest.mark.parametrize("marks", ["‘…’", "'…'", "»…«", "«…»", "”…”", "„…“", '"…"', "“…”", "‹…›", "‚…‘", "“…", "「…」"])
def test_invented_words_are_found_in_marks_of_every_kind(marks: str) -> None:
    quote = marks.replace("…", "we will shoot every last one of them")
    assert "mouth" in fault(Stated(SPOKE.format(quote), (1,)), shown(SAID))


@pytest.mark.parametrize("marks", ["‘…’", "'…'", "»…«", "”…”", "„…“", '"…"'])
def test_what_was_said_stays_in_marks_of_every_kind(marks: str) -> None:
    quote = marks.replace("…", "we will mend the harbour workers' pier")
    assert fault(Stated(SPOKE.format(quote), (1,)), shown(SAID)) == ""


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert not invented_quote("The workers' pier, which they've had since the '90s, is the crews' own.", "")


@pytest.mark.parametrize("marks", ["「…」", "『…』", "“…”"])
def test_where_words_are_not_set_apart_letters_are_compared(marks: str) -> None:
    basis = "大統領は「橋を月曜日に開通させる」と語った。"
    assert not invented_quote(f"大統領は{marks.replace('…', '月曜日に開通')}と述べた。", basis)
    assert invented_quote(f"大統領は{marks.replace('…', '皆を殺すと決めた')}と月曜日に橋で語った。", basis)
    assert invented_quote(f"大統領は橋で{marks.replace('…', 'おまえたちをころす')}とかたった。", basis)


@pytest.mark.parametrize(
    ("language", "basis", "text"),
    [
        ("ar", "افتتح الرئيس جسرا في المدينة يوم الاثنين.", "اعتقلت الشرطة الوزير أحمد منصور بتهمة القتل في دمشق"),
        ("hi", "राष्ट्रपति ने सोमवार को पुल का उद्घाटन किया।", "पुलिस ने मंत्री राहुल वर्मा को हत्या के आरोप में गिरफ्तार किया"),
        ("th", "ประธานาธิบดีเปิดสะพานเมื่อวันจันทร์", "ตำรวจ จับกุม นายสมชาย ข้อหาฆาตกรรม เมื่อวานนี้"),
        ("zh", "总统周一为大桥揭幕，市长没有出席。", "总统周一为大桥揭幕，市长没有出席。"),
        ("", "President Ada Brandt opened a bridge.", "The president opened a bridge."),
    ],
)
def test_in_a_language_that_cannot_be_checked_nothing_is_taken(language: str, basis: str, text: str) -> None:
    assert "language" in fault(Stated(text, (1,)), shown(basis, language))


def test_an_answer_in_another_language_than_its_sources_is_dropped() -> None:
    german = "Die Präsidentin Ada Brandt hat am Montag die neue Brücke in Ostermoor eröffnet, teilte die Stadt mit."
    english = "On Monday the president Ada Brandt opened the new bridge in Ostermoor, said the town."
    assert "language" in fault(Stated(english, (1,)), shown(german, "de"))
    honest = "Am Montag eröffnete Ada Brandt, die Präsidentin, in Ostermoor die neue Brücke, teilte die Stadt mit."
    assert fault(Stated(honest, (1,)), shown(german, "de")) == ""
