"""The encoder's graph against a forward pass written with numpy alone."""

import math

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest

from stories.annotate.minilm import HEAD_SIZE, INPUT, Weights, encoder_graph

HIDDEN, WIDE, WORDS, POSITIONS, LAYERS = 64, 96, 40, 16, 2

Array = npt.NDArray[np.float32]


def small_weights(seed: int = 7) -> dict[str, Array]:
    """Random weights of a small encoder, under BERT's names."""
    rng = np.random.default_rng(seed)

    def random(*shape: int) -> Array:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": random(WORDS, HIDDEN),
        "embeddings.position_embeddings.weight": random(POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": random(2, HIDDEN),
        "embeddings.LayerNorm.weight": random(HIDDEN),
        "embeddings.LayerNorm.bias": random(HIDDEN),
    }
    for layer in range(LAYERS):
        shapes = {
            **{f"attention.self.{part}": (HIDDEN, HIDDEN) for part in ("query", "key", "value")},
            "attention.output.dense": (HIDDEN, HIDDEN),
            "intermediate.dense": (WIDE, HIDDEN),
            "output.dense": (HIDDEN, WIDE),
        }
        for name, shape in shapes.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = random(*shape)
            weights[f"encoder.layer.{layer}.{name}.bias"] = random(shape[0])
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            weights[f"encoder.layer.{layer}.{name}.weight"] = random(HIDDEN)
            weights[f"encoder.layer.{layer}.{name}.bias"] = random(HIDDEN)
    return weights


def forward(weights: Weights, ids: list[int]) -> Array:
    """The sentence vector by the textbook: Devlin et al. 2019, then the mean and unit length."""

    def linear(x: Array, name: str) -> Array:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x: Array, name: str) -> Array:
        centered = x - x.mean(-1, keepdims=True)
        scaled = centered / np.sqrt((centered**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def gelu(x: Array) -> Array:
        return np.vectorize(lambda v: v * 0.5 * (1 + math.erf(v / math.sqrt(2))))(x)

    def attention(x: Array, name: str) -> Array:
        mixed = []
        for head in range(HIDDEN // HEAD_SIZE):
            cut = slice(head * HEAD_SIZE, (head + 1) * HEAD_SIZE)
            query, key, value = (linear(x, f"{name}.{part}")[:, cut] for part in ("query", "key", "value"))
            scores = np.exp(query @ key.T / math.sqrt(HEAD_SIZE))
            mixed.append(scores / scores.sum(-1, keepdims=True) @ value)
        return np.concatenate(mixed, axis=-1)

    embedded = weights["embeddings.word_embeddings.weight"][ids]
    embedded = embedded + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(embedded + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        attended = linear(attention(x, f"{name}.attention.self"), f"{name}.attention.output.dense")
        x = norm(x + attended, f"{name}.attention.output.LayerNorm")
        wide = gelu(linear(x, f"{name}.intermediate.dense"))
        x = norm(x + linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("ids", [[3], [1, 5, 9, 2], list(range(POSITIONS))])
def test_the_graph_computes_what_the_textbook_says(ids: list[int]) -> None:
    weights = small_weights()
    session = onnxruntime.InferenceSession(encoder_graph(weights).SerializeToString())
    (vector,) = session.run(None, {INPUT: np.array([ids], np.int64)})[0]
    assert np.abs(vector - forward(weights, ids)).max() < 1e-5


def test_a_missing_weight_is_named() -> None:
    weights = small_weights()
    del weights["encoder.layer.1.output.dense.bias"]
    with pytest.raises(KeyError, match=r"layer\.1\.output\.dense\.bias"):
        encoder_graph(weights)
