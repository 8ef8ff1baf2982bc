"""The sentence encoder as it is built for this data folder, and what is said when it is not there."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from stories.annotate import model, model_build

DATA = Path(os.environ.get("NEWSDESK_DATA") or Path(__file__).parents[2] / ".data")
SENTENCES = [
    "The harbour town of Brell closes its last coal pier.",
    "Brell votes to shut the coal pier in its harbour",
    "Goalkeeper saves two penalties in the final",
]


@pytest.fixture(scope="module")
def folder() -> Path:
    try:
        model.check(DATA / "models")
    except model.ModelError as error:
        pytest.skip(str(error))
    return DATA / "models"


@pytest.fixture(scope="module")
def encoder(folder: Path) -> model.SentenceEncoder:
    return model.encoder(folder)


def test_a_text_has_the_same_vector_whatever_stands_beside_it(encoder: model.SentenceEncoder) -> None:
    together = encoder.encode(SENTENCES)
    alone = np.concatenate([encoder.encode([sentence]) for sentence in SENTENCES])
    assert np.array_equal(together, alone)
    assert np.array_equal(together[::-1], encoder.encode(SENTENCES[::-1]))


def test_vectors_are_of_unit_length_and_a_paraphrase_is_nearer_than_another_subject(
    encoder: model.SentenceEncoder,
) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (3, model.DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.7
    assert vectors[0] @ vectors[2] < 0.3


def test_the_built_model_gives_the_golden_vectors(folder: Path) -> None:
    assert model_build.golden_cosine(folder) >= model_build.GOLDEN_COSINE_AT_LEAST


def test_nothing_to_encode_and_an_empty_text_have_answers(encoder: model.SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, model.DIMENSIONS)
    assert np.isfinite(encoder.encode([""])).all()


def test_what_a_text_s_tokens_hold_comes_with_the_same_vector(encoder: model.SentenceEncoder) -> None:
    texts = ["The ferry is late.", "The ferry is late again.", ""]
    vectors, states = encoder.read(texts)
    assert np.array_equal(vectors, encoder.encode(texts))
    assert [each.shape for each in states] == [(5, model.DIMENSIONS), (6, model.DIMENSIONS), (0, model.DIMENSIONS)]
    assert np.array_equal(states[0], encoder.read(texts[:1])[1][0])


def test_a_text_beyond_256_tokens_is_cut(encoder: model.SentenceEncoder) -> None:
    long, longer = encoder.encode(["pier " * 300, "pier " * 3000])
    assert np.array_equal(long, longer)


def test_a_text_of_any_characters_has_a_vector(encoder: model.SentenceEncoder) -> None:
    assert np.isfinite(encoder.encode(["\x00\u202e👩\u200d🚒 브렐 ブレル", "\u0301" * 500])).all()


def test_the_encoder_is_loaded_once(folder: Path) -> None:
    assert model.encoder(folder) is model.encoder(folder)


def test_a_missing_model_names_the_command_that_builds_it(tmp_path: Path) -> None:
    with pytest.raises(model.ModelMissingError, match=r"manage\.py build_model"):
        model.encoder(tmp_path)


def test_a_damaged_model_is_not_used_and_names_the_command(folder: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "models"
    shutil.copytree(folder, damaged)
    with (damaged / model.MODEL_FILE).open("r+b") as file:
        file.seek(1000)
        file.write(b"\x00broken\x00")
    with pytest.raises(model.ModelCorruptError, match="make run"):
        model.encoder(damaged)


def test_a_model_of_another_version_is_not_used(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "models"
    shutil.copytree(folder, other)
    checksums = (other / model.CHECKSUM_FILE).read_text()
    (other / model.CHECKSUM_FILE).write_text(checksums.replace(model.VERSION, "minilm-0"))
    with pytest.raises(model.ModelCorruptError):
        model.encoder(other)


def test_the_golden_sentences_are_in_several_languages_and_of_several_lengths() -> None:
    golden = json.loads(model_build.GOLDEN_FILE.read_text(encoding="utf-8"))
    lengths = sorted(len(row["text"]) for row in golden)
    assert lengths[0] < 10
    assert lengths[-1] > 500
    assert sum(not row["text"].isascii() for row in golden) >= 3
    assert {len(row["vector"]) for row in golden} == {model.DIMENSIONS}
