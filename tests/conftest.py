"""The tests' ground: servers of their own, Django set up, no way off this machine.

pytest-django would load the settings before the servers' addresses are known if DJANGO_SETTINGS_MODULE stood in
pyproject.toml; it stands here. With xdist the controller starts the servers and the workers inherit the addresses.
Every run has a data folder of its own, so two runs at once don't meet; DATABASE_URL and REDIS_URL, if set, are used.
"""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest

from newsdesk import embedded
from tests.loopback import stay_on_this_machine

ROOT = Path(__file__).resolve().parent.parent
USE = pytest.StashKey[embedded.Use]()
FOLDER = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _begin(config)
    number = int(worker.removeprefix("gw")) + 1 if worker else 0
    own = (number + 1) % 16  # 16 is Valkey's default count; 0 may be somebody's real data
    os.environ["CELERY_BROKER_URL"] = with_number(os.environ["CELERY_BROKER_URL"], own)
    os.environ["REDIS_URL"] = with_number(os.environ["REDIS_URL"], own)
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsdesk.settings"
    os.environ.setdefault("SECRET_KEY", "for tests only")
    os.environ["NEWSDESK_PAGE_CACHE"] = "0"  # a test reads what it wrote; those of the cache turn it on
    import django

    from newsdesk.catalogues import compile_changed

    compile_changed()
    django.setup()
    from django.conf import settings

    if os.environ["REDIS_URL"] != settings.REDIS_URL:
        raise pytest.UsageError("The settings were read before the servers' addresses: unset DJANGO_SETTINGS_MODULE.")
    if config.getoption("numprocesses", None):  # xdist's workers inherit what is set here
        del os.environ["DJANGO_SETTINGS_MODULE"]  # pytest-django would read the settings before a worker's numbers
    settings.SIGN_IN_LEAST_S = 0  # tests of this wait say so; the others sign in a hundred times
    stay_on_this_machine()


def pytest_unconfigure(config: pytest.Config) -> None:
    if use := config.stash.get(USE, None):
        use.stop()
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs are for `make soak`. Tests that commit find the rows that migrations make, whoever ran before.

    A test with a real commit is followed by a flush, which takes those rows too; Django brings them back only if
    asked, and only if no test in between was without that wish.
    """
    for item in items:
        mark = item.get_closest_marker("django_db")
        asked = mark.kwargs if mark else {}
        if asked.get("transaction") or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            restoring = {**asked, "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**restoring), append=False)
    if "soak" in config.option.markexpr:
        return
    soak = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=soak)
    items[:] = [item for item in items if item not in soak]


def with_number(url: str, number: int) -> str:
    """The address with the number of a database within the server: xdist's workers must not share a cache."""
    parts = urlsplit(url)
    if parts.scheme in {"redis", "rediss", "valkey"}:
        return urlunsplit(parts._replace(path=f"/{number}"))
    key = "virtual_host" if parts.scheme == "redis+socket" else "db"
    query = dict(parse_qsl(parts.query)) | {key: str(number)}
    path = urlunsplit(parts._replace(netloc="", scheme="", query=""))
    return f"{parts.scheme}://{path}?{urlencode(query)}"


def _begin(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="newsdesk-test-"))
    config.stash[FOLDER] = folder
    (folder / "static").mkdir()  # else WhiteNoise warns
    models = Path(os.environ.get("NEWSDESK_DATA") or ROOT / ".data").resolve() / "models"
    if models.is_dir():  # the built sentence-vector model is read only and may be shared
        (folder / "models").symlink_to(models)
    os.environ["NEWSDESK_DATA"] = str(folder)
    missing = [n for n, key in (("postgres", "DATABASE_URL"), ("valkey", "REDIS_URL")) if not os.environ.get(key)]
    if missing:
        use = embedded.ensure(folder, missing, fast=True, discard=True)
        config.stash[USE] = use
        for key, value in use.environment.items():
            os.environ.setdefault(key, value)
    os.environ.setdefault("CELERY_BROKER_URL", os.environ["REDIS_URL"].replace("unix://", "redis+socket://", 1))
