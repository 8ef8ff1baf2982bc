"""How weights are searched and common words counted."""

import random

from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.model import SIMILARITIES, ClusterModel, parsed, parsed_words
from stories.clustering.training import changed, common_words_file, search, weights_file
from tests.clustering.articles import model


def closeness_to_nine(tried: ClusterModel) -> float:
    return -abs(tried.weights["text_mean"] - 9.0)


def test_a_search_only_gets_better_and_finds_its_way() -> None:
    reached = [score for _, score in search(model(), closeness_to_nine, rounds=300, seed=1)]
    assert reached == sorted(reached)
    assert reached[-1] > closeness_to_nine(model()) / 2


def test_the_same_seed_finds_the_same_weights() -> None:
    one, other = ([step for step, _ in search(model(), closeness_to_nine, rounds=20, seed=4)] for _ in range(2))
    assert one == other


@given(st.integers(0, 10_000))
def test_no_change_turns_a_likeness_into_a_reason_against(seed: int) -> None:
    tried = changed(model(), random.Random(seed), step=3.0)
    assert min(tried.weights[name] for name in SIMILARITIES) >= 0
    assert tried.weights["days"] == model().weights["days"]


def test_written_weights_are_read_back_as_they_were() -> None:
    again = parsed(weights_file(model(), "2026-03-02.1"))
    assert (again.version, again.base, again.threshold) == ("2026-03-02.1", model().base, model().threshold)
    assert again.weights == model().weights


def test_a_word_in_more_articles_weighs_less_and_one_in_none_most() -> None:
    archive = [["council", "shop"], ["council", "dam"], ["council", "shop", "dam"], ["council"]]
    words = parsed_words(common_words_file(archive))
    assert words.weight("council") < words.weight("shop") == words.weight("dam") < words.weight("velden")
