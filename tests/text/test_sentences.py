"""Where a sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.sentences import sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Orme met Dr. Vail. They shook hands.", 2),
        ("The U.S. Senate of Brell voted. It passed.", 2),
        ("He lives in Brell, U.S. The house is old.", 2),
        ("It grew 2.34 percent. Nobody was surprised.", 2),
        ("No. 10 declined. He said no. She agreed.", 3),
        ("On Jan. 6 the pier closed at 5 p.m. on a Monday.", 1),
        ('"Really?" he asked. "I agree." She left!', 3),
        ("J. K. Orme of Harrow Inc. Chief Executive Bo Vail spoke.", 1),
        ("He wondered ... and left. Who knows?", 2),
        ("BRELL, Pa. — The council met.", 1),
        ("Am 3. Juni kam er. Danach ging er.", 2),
        ("Der Rat tagt z.B. montags. Er ist klein.", 2),
        ("Ingenieure fanden rd. 40 Risse. Es kostet 12,5 Mio. Euro. Der Schaden liegt bei 3 Mrd. Die Stadt zahlt.", 4),
        ("Zum 50. Geburtstag kamen alle, u. a. Dr. Vail und der 2. Senat. Nach § 14 Abs. 2 ist das erlaubt.", 2),
        ("Er wohnt z. B. in Brell. Sie wurde 12. Das Spiel war aus.", 3),
        ("M. Joncour cite J.-B. Corvel. Le Pr Diallo se tait.", 2),
        ("EE.UU. envió dos aviones. La Dra. Lago y el Sr. Quiroga callan. Véase la pág. 5.", 3),
        ("「水が来た。」などと話した。「終わりだ。」は嘘だ。", 2),
        ("Y a-t-il un accord ? « Oui. » Elle part.", 3),
        ("本当ですか？はい！知事は答えた。", 3),
        ("知事は「行きます。」と述べた。次の日、港へ。", 2),
        ('시장은 말했다. "그렇다." 그는 떠났다.', 3),
        ("A headline\nA paragraph without a full stop\n\nAnother.", 3),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


def test_a_closing_quote_belongs_to_the_sentence_before_it() -> None:
    assert sentences("“We won.” The crowd left.") == ["“We won.”", "The crowd left."]


@given(st.text(alphabet='aB1 .!?"”。」と\n\u00a0…—'))
def test_spans_are_in_order_and_leave_out_white_space_only(text: str) -> None:
    spans = sentence_spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@pytest.mark.parametrize(
    "hostile", ["." * 200_000 + "x", "Mr. " * 50_000, "x" * 200_000 + ". Y", '."' * 100_000, "。」" * 50_000]
)
def test_a_hostile_text_costs_no_more_than_its_length(hostile: str) -> None:
    assert "".join("".join(sentences(hostile)).split()) == "".join(hostile.split())
