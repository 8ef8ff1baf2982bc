import pytest

from stories.briefing.quotes import quotes
from tests.briefing.make import source

WORDS = "nobody in this town was told before the tunnel closed"


def speaker_of(text: str, **given: object) -> str:
    quote = quotes([source(1, text, **given), source(2, text, **given)])[0]
    return quote.speaker


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS},” said Ilse Pankhurst.",
        f"“{WORDS},” said council leader Ilse Pankhurst, who chairs the board.",
        f"“{WORDS},” Ilse Pankhurst, of Gull Head Shipbrokers, said on Monday.",
        f'Ilse Pankhurst said: "{WORDS}."',
        f'Ilse Pankhurst told reporters, "{WORDS}."',
        f"According to Ilse Pankhurst, “{WORDS}.”",
        f"„{WORDS}“, sagte Ilse Pankhurst.",
        f"« {WORDS} », a déclaré Ilse Pankhurst.",
        f"«{WORDS}», dijo Ilse Pankhurst.",
    ],
)
def test_the_speaker_is_who_stands_in_the_clause(text: str) -> None:
    assert speaker_of(text) == "Ilse Pankhurst"


def test_a_korean_speaker_stands_before_the_verb() -> None:
    said = "터널이 닫히기 전에 아무도 듣지 못했다"
    assert speaker_of(f'"{said}"라고 김하늘은 말했다.', language="ko") == "김하늘"


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS},” he said. Ilse Pankhurst left the room.",
        f"Ilse Pankhurst left the room. “{WORDS}.”",
        f"“{WORDS},” said a resident in Ostermoor.",
        f"“{WORDS},” said Orvanian community leader Ilse Pankhurst.",
        f"“{WORDS}.” Ilse Pankhurst said nothing more.",
    ],
)
def test_nobody_is_named_whom_the_clause_does_not_name(text: str) -> None:
    assert speaker_of(text) in ("", "Ilse Pankhurst" if "leader Ilse" in text else "")


def test_one_quotation_is_told_once_with_who_cut_it() -> None:
    long = f"“{WORDS}, and nobody was asked either,” said Ilse Pankhurst."
    (quote,) = quotes([source(1, long), source(2, f"“{WORDS},” Pankhurst said."), source(3, f"“{WORDS},” she said.")])
    assert quote.text.endswith("asked either,")
    assert quote.speaker == "Ilse Pankhurst"
    assert [(each.outlet_name, each.note) for each in quote.versions] == [
        ("Outlet 1", ""),
        ("Outlet 2", "shorter"),
        ("Outlet 3", "shorter"),
    ]


def test_papers_that_name_different_speakers_leave_it_without_one() -> None:
    (quote,) = quotes([source(1, f"“{WORDS},” said Ilse Pankhurst."), source(2, f"“{WORDS},” said Sunita Krall.")])
    assert quote.speaker == ""


def test_a_word_in_quotation_marks_is_no_quotation() -> None:
    assert (
        quotes([source(1, "The “so-called reform” of Ilse Pankhurst failed."), source(2, "It is “a big step”.")]) == ()
    )


def test_a_quotation_runs_over_sentences_and_is_cited_whole() -> None:
    text = "Rain fell. “Nobody was told. We saw it in the paper,” said Ilse Pankhurst."
    (quote,) = quotes([source(1, text)])
    citation = quote.versions[0].citation
    assert text[citation.start : citation.end] == "“Nobody was told. We saw it in the paper,”"
