"""Which texts are the same text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.fingerprint import (
    SAME_TEXT_AT,
    Fingerprint,
    fingerprint,
    from_bytes,
    jaccard,
    to_bytes,
)

WIRE = " ".join(
    f"Sentence {number} of the report on the pier says that {word} was seen near the {word} of the harbour."
    for number, word in enumerate(("crane", "ferry", "gull", "rope", "anchor", "buoy", "lamp", "wharf", "tide", "fog"))
)
OTHER = (
    "After nine hours of debate the council of the fictional town agreed to stop loading coal at its last pier, and "
    "asked an engineer to say what the steel could be used for once the trains no longer come."
)


def of(text: str) -> Fingerprint:
    found = fingerprint(text)
    assert found is not None
    return found


def test_a_copy_with_other_quotes_spaces_and_case_is_the_same_text() -> None:
    assert jaccard(of(WIRE), of("  " + WIRE.upper().replace(" ", "\u00a0"))) == 1.0


def test_a_copy_with_a_sentence_cut_is_the_same_text() -> None:
    assert jaccard(of(WIRE), of(WIRE[: WIRE.rindex("Sentence")])) > SAME_TEXT_AT


def test_another_report_on_the_same_event_is_another_text() -> None:
    assert jaccard(of(WIRE), of(OTHER)) < SAME_TEXT_AT / 2


def test_japanese_copies_are_found_too() -> None:
    text = "港町ブレルの市議会は火曜日の夜、最後の石炭桟橋を閉鎖することを賛成多数で決めた。"
    assert jaccard(of(text), of(text.replace("火曜日", "水曜日"))) > SAME_TEXT_AT


def test_a_phrase_is_too_short_to_be_a_text() -> None:
    assert fingerprint("The council closed the pier.") is None
    assert fingerprint("") is None


def test_a_stored_fingerprint_comes_back_as_it_was() -> None:
    stored = to_bytes(of(WIRE))
    assert len(stored) == 512
    assert np.array_equal(from_bytes(stored), of(WIRE))


def test_bytes_of_another_length_are_no_fingerprint() -> None:
    with pytest.raises(ValueError, match="512 bytes"):
        from_bytes(b"short")


@given(st.lists(st.sampled_from(["pier", "coal", "vote", "town", "ship"]), min_size=20, max_size=40))
def test_a_text_is_wholly_like_itself(words: list[str]) -> None:
    assert jaccard(of(" ".join(words)), of(" ".join(words))) == 1.0
