"""Static files with a gzip copy beside them, also where nobody has run collectstatic."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

COMPRESSED: Final = (".css", ".js", ".svg")


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise; files that it serves from where they lie get a compressed copy in the data folder."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """The file as it will be answered."""
        found = super().get_static_file(path, url, stat_cache=stat_cache)
        if not settings.WHITENOISE_USE_FINDERS or not path.endswith(COMPRESSED):
            return found
        headers = [(name, value) for name, value in found.alternatives[-1][2] if name != "Content-Length"]
        return StaticFile(path, headers, encodings={"gzip": str(copy(Path(path)))})

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Whether a browser may keep the file for good: its name changes with what is in it."""
        return bool(super().immutable_file_test(path, url)) or "/css/newsdesk." in url


def copy(path: Path) -> Path:
    """The compressed copy of the file as it is now, made if there is none yet."""
    stat = path.stat()
    state = f"{path}:{stat.st_mtime_ns}:{stat.st_size}"
    folder = Path(settings.DATA_DIR) / "compressed"
    target = folder / f"{hashlib.blake2b(state.encode(), digest_size=16).hexdigest()}.gz"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, delete=False) as file:  # whole or not at all: others may make it too
            file.write(gzip.compress(path.read_bytes(), 9, mtime=0))
        Path(file.name).replace(target)
    return target
