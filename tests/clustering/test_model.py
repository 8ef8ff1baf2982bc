"""The learned files and what they must never be."""

import json

import pytest

from stories.clustering.model import FEATURES, SIMILARITIES, ClusterModel, default, parsed, parsed_words, probability


def test_the_shipped_model_has_a_weight_for_every_feature_and_none_against_likeness() -> None:
    model = default()
    assert set(model.weights) == set(FEATURES)
    assert min(model.weights[name] for name in SIMILARITIES) >= 0
    assert model.weights["days"] < 0


def test_a_weight_against_likeness_is_refused() -> None:
    weights = dict.fromkeys(FEATURES, 1.0) | {"text_mean": -0.1}
    with pytest.raises(ValueError, match=">= 0"):
        ClusterModel("test", weights, base=0.0, threshold=0.0)


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="margin"):
        parsed(json.dumps({"version": "test", "base": 0, "threshold": 0, "weights": {"margin": 1.0}}))


def test_a_word_that_is_not_in_the_table_is_as_rare_as_any() -> None:
    words = parsed_words("# comment\n7.5\n1.2 council shop\n")
    assert (words.weight("shop"), words.weight("velden")) == (1.2, 7.5)


def test_common_words_weigh_less_than_an_event_does() -> None:
    words = default().common_words
    assert 0 < words.weight("president") < words.weight("flood") < words.weight("velden")


@pytest.mark.parametrize(("logit", "expected"), [(0, 0.5), (800, 1.0), (-800, 0.0)])
def test_a_probability_is_between_nought_and_one_for_any_score(logit: float, expected: float) -> None:
    assert probability(logit) == pytest.approx(expected)
