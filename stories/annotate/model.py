"""The door to the sentence encoder: reads the built model from the data folder and runs it.

Texts go through one at a time on one thread, so a text has the same vector whatever else is in the batch
(docs/decisions/0003). `stories.annotate.model_build` builds the files.
"""

import hashlib
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

VERSION = "minilm-l6-int8-1"
DIMENSIONS = 384
MAX_TOKENS = 256  # the length the model was trained for; longer texts are cut
MODEL_FILE = "minilm.onnx"
TOKENIZER_FILE = "tokenizer.json"
CHECKSUM_FILE = "checksums.txt"
OUTPUT = "sentence_vector"  # as minilm.py names it
STATES = "LayerNormalization_189"  # what the built model calls the output of its last layer but one

Vectors = npt.NDArray[np.float32]


class ModelError(Exception):
    """The sentence model can't be used; the message says how to get it."""


class ModelMissingError(ModelError):
    """The model has not been built in this data folder."""


class ModelCorruptError(ModelError):
    """A file of the model is not the one that was built."""


class SentenceEncoder:
    """Texts to sentence vectors, with a model that is loaded already."""

    version = VERSION

    def __init__(self, model: bytes, tokenizer: Tokenizer) -> None:
        """A running session on one thread.

        model: an ONNX file as `minilm.encoder_graph` makes it, quantised or not.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        model = model + _output(STATES) if STATES.encode() in model else model
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, float32 (n, 384); no texts give (0, 384), '' has a vector too."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        return np.concatenate([self._run(text, [OUTPUT])[0] for text in texts])

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """The same rows, and from the same pass what the last layer but one holds of each text's tokens, a row each."""
        if not texts:
            return self.encode(texts), []
        runs = [self._run(text, [OUTPUT, STATES]) for text in texts]
        # The first and the last token stand for the text's ends.
        return np.concatenate([vector for vector, _states in runs]), [states[0, 1:-1] for _vector, states in runs]

    def _run(self, text: str, outputs: list[str]) -> list[Vectors]:
        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        found: list[Vectors] = self._session.run(outputs, {self._input: ids})
        return found


def _output(name: str) -> bytes:
    """What makes a value inside a model one of its outputs, when written behind the model's bytes.

    Two messages of protobuf one behind the other are one: this is a model whose graph is nothing but that output, of
    floats. The file stays as it was built, and so do the vectors.
    """
    described = _field(1, name.encode()) + _field(2, _field(1, b"\x08\x01"))
    return _field(7, _field(12, described))


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content


_loading = threading.Lock()


def encoder(folder: Path) -> SentenceEncoder:
    """The encoder of a models folder, loaded once per process.

    folder: NEWSDESK_DATA/models. Raises ModelMissingError or ModelCorruptError.
    """
    with _loading:  # two threads at the first text must not both load 100 MB
        return _loaded(folder.resolve())


@cache
def _loaded(folder: Path) -> SentenceEncoder:
    check(folder)
    tokenizer = Tokenizer.from_str((folder / TOKENIZER_FILE).read_text(encoding="utf-8"))
    return SentenceEncoder((folder / MODEL_FILE).read_bytes(), tokenizer)


def check(folder: Path) -> None:
    """Nothing when the folder holds the model that was built there for this version.

    Raises ModelMissingError or ModelCorruptError, each with the command that helps.
    """
    remedy = "`make run` or `manage.py build_model` builds it"
    try:
        expected = (folder / CHECKSUM_FILE).read_text(encoding="utf-8")
        found = checksums(folder)
    except FileNotFoundError as error:
        raise ModelMissingError(f"no sentence model in {folder}; {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ModelCorruptError(f"the sentence model in {folder} can't be read ({error}); {remedy}") from error
    if expected != found:
        raise ModelCorruptError(f"the sentence model in {folder} is damaged or of another version; {remedy}")


def checksums(folder: Path) -> str:
    """The checksum file's text for the files as they are now: the version, then a SHA-256 and a name per line."""
    lines = [VERSION]
    for name in (MODEL_FILE, TOKENIZER_FILE):
        lines.append(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}")
    return "\n".join(lines) + "\n"
