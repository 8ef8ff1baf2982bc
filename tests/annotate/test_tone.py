"""The tone of an article: read from title and lead, the same every time, and none where nobody can read it."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate import tone
from stories.annotate.model import DIMENSIONS, ModelError, encoder
from stories.scales import ToneBand, tone_band
from stories.text.sentences import sentences

MODELS = Path(os.environ.get("NEWSDESK_DATA", Path(__file__).parents[2] / ".data")) / "models"
SHARED = Path(os.environ.get("NEWSDESK_SHARED", Path(__file__).parents[3] / "shared"))
RESCUE = ["Rescuers pulled the last of the children out alive.", "The crowd cheered and wept for joy at the shaft."]
STATES = [np.ones((2, DIMENSIONS), np.float32)]
MASSACRE = ["Gunmen killed forty people at the market of Orrin.", "Bodies lay among the stalls, witnesses said."]


def told(title: str, body: list[str]) -> float:
    try:
        found = tone.tone(title, body, *encoder(MODELS).read(tone.texts(title, body)))
    except ModelError as error:
        pytest.skip(f"the sentence model is not built: {error}")
    assert found is not None
    return found


def test_a_rescue_reads_better_than_a_massacre() -> None:
    assert told("All children of Orrin saved", RESCUE) > 60
    assert told("Forty dead in Orrin", MASSACRE) < 20


def test_the_same_article_has_the_same_tone_twice() -> None:
    assert told("Forty dead in Orrin", MASSACRE) == told("Forty dead in Orrin", MASSACRE)


def test_a_headline_alone_has_no_tone() -> None:
    assert tone.tone("Forty dead in Orrin", [], np.ones((1, DIMENSIONS)), STATES) is None
    assert tone.tone("Forty dead in Orrin", ["Photo: Orrin"], np.ones((1, DIMENSIONS)), STATES) is None


def test_an_article_that_the_encoder_cannot_read_has_no_tone() -> None:
    assert tone.tone("오린에서 마흔 명 숨져", ["목격자들은 시장에서 총성을 들었다고 말했다."], None, ()) is None
    assert not tone.reads("ko")
    assert tone.reads("en")


def test_only_the_first_sentences_are_read() -> None:
    calm = [f"The clerk of Orrin filed form number {number} on Monday." for number in range(tone.LEAD)]
    assert tone.texts("Forms filed", calm) == tone.texts("Forms filed", calm + MASSACRE)


@given(st.text(max_size=60), st.lists(st.text(max_size=80), max_size=5), st.integers(0, 2**32 - 1))
def test_a_tone_is_none_or_from_0_to_100(title: str, body: list[str], seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = len(tone.texts(title, body))
    states = [random.normal(size=(int(random.integers(4)), DIMENSIONS)).astype(np.float32) for _row in range(rows)]
    found = tone.tone(title, body, random.normal(size=(rows, DIMENSIONS)) if rows else None, states)
    assert found is None or 0 <= found <= 100


@given(st.lists(st.floats(0.0, 1.0), min_size=5, max_size=5), st.integers(0, 4))
def test_a_score_lies_in_the_band_that_is_likelier_than_all_others_together(parts: list[float], band: int) -> None:
    likely = np.array(parts)
    likely[band] = likely.sum() + 0.1
    assert tone.score(likely / likely.sum()) // tone.BAND_WIDTH == band


def test_the_words_of_hard_policy_are_not_read_as_good_news() -> None:
    """A general lexicon of sentiment reads this story of defence, security and allies as 98, Positive."""
    seeds = sorted((SHARED / "seeds").glob("000*"))
    if not seeds:
        pytest.skip("the seed texts are not here: NEWSDESK_SHARED")
    summary = seeds[0].read_text("utf-8").split("News summary")[1].split("Story Coverage")[0].strip()
    title = seeds[0].read_text("utf-8").splitlines()[0]
    assert tone_band(told(title, sentences(summary))) == ToneBand.SERIOUS
